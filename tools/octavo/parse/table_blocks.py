"""Tables and their captions."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token

from octavo.diagnostics import Finding, Severity
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import Alignment, Block
from octavo.parse.attributes import trailing_braces
from octavo.parse.block_walk import Blocks, merged, words_and_braces
from octavo.parse.inlines import lower_inlines
from octavo.parse.source import Content

CAPTION_WITHOUT_TABLE = Finding(
    name="caption-without-table",
    severity=Severity.ERROR,
    message="the caption “{words}” stands before no table",
    why="A caption belongs to the table that follows it directly.",
    fix="put it directly before its table, as a paragraph of its own",
)

_CAPTION = "Table:"


def is_caption(blocks: Blocks, content: Content) -> bool:
    """Return whether a paragraph is the caption of a table; caption-without-table."""
    if not content.text.startswith(_CAPTION):
        return False
    if blocks.index < len(blocks.tokens) and blocks.tokens[blocks.index].type == "table_open":
        return True
    if trailing_braces(content, 0, len(content.text)):
        words = content.text.split("\n", 1)[0]
        blocks.context.report(CAPTION_WITHOUT_TABLE.at(content.span(0, len(words)), words=words))
    return False


def captioned(blocks: Blocks, content: Content, above: Attributes) -> tuple[Block, ...]:
    """Return a caption and the table after it."""
    end, braces = words_and_braces(content)
    start = len(_CAPTION) + len(content.text[len(_CAPTION) : end]) - len(content.text[len(_CAPTION) : end].lstrip())
    attributes = merged(above, blocks.context.attributes(braces))
    caption = lower_inlines(blocks.context, content, start, end)
    blocks.index += 1
    (made,) = table(blocks, blocks.tokens[blocks.index - 1], attributes)
    if not isinstance(made, nodes.Table):
        return (made,)
    return (replace(made, caption=caption, span=content.span(0, 1).to(made.span)),)


def table(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a table."""
    head: list[nodes.Row] = []
    rows: list[nodes.Row] = []
    alignments: tuple[Alignment, ...] = ()
    into = head
    while blocks.tokens[blocks.index].type != "table_close":
        inner = blocks.tokens[blocks.index]
        blocks.index += 1
        if inner.type == "tbody_open":
            into = rows
        elif inner.type == "tr_open":
            row, aligned = _row(blocks, inner)
            into.append(row)
            alignments = alignments or aligned
    blocks.index += 1
    span = blocks.span(token)
    return (nodes.Table(span=span, head=tuple(head), rows=tuple(rows), alignments=alignments, attributes=above),)


def _row(blocks: Blocks, token: Token) -> tuple[nodes.Row, tuple[Alignment, ...]]:
    cells = []
    alignments = []
    while blocks.tokens[blocks.index].type != "tr_close":
        style = str(blocks.tokens[blocks.index].attrs.get("style", "")).removeprefix("text-align:")
        alignments.append(Alignment(style))
        blocks.index += 1
        content = blocks.inline()
        span = content.span(0, len(content.text))
        cells.append(nodes.Cell(span=span, children=lower_inlines(blocks.context, content)))
    blocks.index += 1
    return nodes.Row(span=blocks.span(token), cells=tuple(cells)), tuple(alignments)
