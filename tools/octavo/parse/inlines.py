"""Inline Markdown as nodes of the tree."""

from __future__ import annotations

from octavo.model.nodes import Inline
from octavo.parse.brackets import Bracket
from octavo.parse.context import Context
from octavo.parse.inline_nodes import node
from octavo.parse.inline_walk import tokens_of, walked
from octavo.parse.source import Content


def lower_inlines(context: Context, content: Content, start: int = 0, end: int | None = None) -> tuple[Inline, ...]:
    """Return the nodes of a stretch of inline Markdown, and leave its diagnostics with the context."""
    return walked(context, content, tokens_of(context, content, start, len(content.text) if end is None else end), node)


def lower_paragraph(context: Context, content: Content) -> tuple[tuple[Inline, ...], Bracket | None]:
    """Return the nodes of a whole paragraph; and, when it is one picture alone, the brackets of that."""
    tokens = tokens_of(context, content, 0, len(content.text))
    only = tokens[0].meta["bracket"] if len(tokens) == 1 and tokens[0].type == "image" else None
    return walked(context, content, tokens, node), only
