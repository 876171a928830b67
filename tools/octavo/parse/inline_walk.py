"""Inline tokens, one after the other: what the lowering of every inline needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from octavo.diagnostics import Span
from octavo.model.nodes import Inline
from octavo.parse import text
from octavo.parse.context import NESTING_TOO_DEEP, Context
from octavo.parse.inline_tokens import inline_tokens
from octavo.parse.source import Content
from octavo.parse.typography import set_typography

MAX_DEPTH = 40
"""Levels of emphasis, links, notes and the like; what lies deeper loses its own element, and is a finding."""


@dataclass(slots=True)
class InlineWalk:
    """The tokens of one stretch of content, taken one after the other."""

    context: Context
    content: Content
    tokens: list[Token]
    lower: Lowering
    """How a token with all that belongs to it becomes nodes."""
    index: int = 0
    depth: int = 0
    tags: list[str] = field(default_factory=list)
    """Raw HTML elements that are open inside the innermost Markdown element."""
    refused: set[str] = field(default_factory=set)
    """Raw HTML elements, not of the subset, that were reported already."""
    reported: bool = False

    def children(self, closing: str) -> tuple[Inline, ...]:
        """Return the nodes up to a closing token, and go past it."""
        found: list[Inline] = []
        self.depth += 1
        outer, self.tags = self.tags, []
        while self.index < len(self.tokens):
            if self.tokens[self.index].type == closing:
                self.index += 1
                break
            self.next(found)
        self.tags = outer
        self.depth -= 1
        return tuple(found)

    def next(self, found: list[Inline]) -> None:
        """Take the next token, and all that belongs to it."""
        token = self.tokens[self.index]
        if token.type in {"text", "text_special"}:
            self.index, words = text.lower_text(self.content, self.tokens, self.index)
            found.extend(words)
            return
        self.index += 1
        if token.nesting > 0 and self.depth > MAX_DEPTH:
            found.extend(self._flattened(token))
        elif token.nesting >= 0:
            found.extend(self.lower(self, token))

    def _flattened(self, token: Token) -> tuple[Inline, ...]:
        """Leave out an element that lies too deep, with all that lies deeper still; keep its words."""
        self.too_deep(token)
        level = 1
        found: list[Inline] = []
        while self.index < len(self.tokens) and level:
            token = self.tokens[self.index]
            if token.type in {"text", "text_special"}:
                self.index, words = text.lower_text(self.content, self.tokens, self.index)
                found.extend(words)
                continue
            level += token.nesting
            self.index += 1
        return tuple(found)

    def too_deep(self, token: Token) -> None:
        """Report, once, that something lies too deep."""
        if not self.reported:
            self.reported = True
            self.context.report(NESTING_TOO_DEEP.at(self.span(token), what="emphasis, links or notes"))

    def span(self, token: Token) -> Span:
        """Return the place of a token."""
        start, end = token.map or (0, 0)
        return self.content.span(start, end)

    def inner(self, start: int, end: int) -> tuple[Inline, ...]:
        """Return another stretch of the same content, on its own."""
        return walked(self.context, self.content, tokens_of(self.context, self.content, start, end), self.lower)


Lowering = Callable[[InlineWalk, Token], tuple[Inline, ...]]


def tokens_of(context: Context, content: Content, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of content."""
    if start >= end:
        return []
    tokens, too_deep = inline_tokens(content, start, end, context.references)
    if too_deep is not None:
        context.report(NESTING_TOO_DEEP.at(content.span(too_deep, too_deep + 1), what="brackets"))
    return tokens


def walked(context: Context, content: Content, tokens: list[Token], lower: Lowering) -> tuple[Inline, ...]:
    """Return tokens as nodes, typographic marks set."""
    set_typography(tokens, context.language)
    return InlineWalk(context, content, tokens, lower).children("")
