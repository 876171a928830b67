"""A file's block tokens, one after the other: what every block's lowering needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from octavo.diagnostics import Finding, Severity, Span
from octavo.model.attributes import NONE, Attributes
from octavo.model.nodes import Block
from octavo.parse.attributes import Braces, trailing_braces
from octavo.parse.context import Context
from octavo.parse.source import Content

DANGLING_ATTRIBUTES = Finding(
    name="dangling-attributes",
    severity=Severity.ERROR,
    message="the attributes “{braces}” belong to no block",
    why="A line of attributes gives an id or a class to the block on the very next line; here there is none that takes it.",
    fix="put the line directly above its block, without an empty line between them",
)

_TAKE_NONE = frozenset({"note_open", "stray_fence", "html_block", "details_open"})
"""Tokens of blocks that bear no attributes."""


@dataclass(slots=True)
class Blocks:
    """A file's block tokens, taken one after the other."""

    context: Context
    tokens: list[Token]
    lowerings: Mapping[str, Lowering]
    """How each kind of token becomes blocks."""
    index: int = 0
    pending: Braces | None = None
    """Attributes from the line above the block that comes next."""
    pending_line: int = -1
    """The line index right below those."""

    def blocks(self, closing: str) -> tuple[Block, ...]:
        """Return the blocks up to a closing token, and go past it."""
        found: list[Block] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type == closing:
                break
            found.extend(self._block(token))
        self._dangling()
        return tuple(found)

    def _block(self, token: Token) -> tuple[Block, ...]:
        if token.type == "attributes":
            self._dangling()
            self.pending, self.pending_line = token.meta["braces"], _line(token) + 1
            return ()
        if self.pending and (_line(token) != self.pending_line or token.type in _TAKE_NONE):
            self._dangling()
        above = self.context.attributes(self.pending)
        self.pending = None
        lower = self.lowerings.get(token.type)
        with self.context.speaking(above.lang):
            return lower(self, token, above) if lower else ()

    def _dangling(self) -> None:
        """Report attributes that no block takes."""
        if self.pending:
            span = self.pending.attributes.span
            braces = self.context.source.line(self.pending_line - 1).strip()
            self.context.report(DANGLING_ATTRIBUTES.at(span, braces=braces))
            self.pending = None

    def span(self, token: Token) -> Span:
        """Return the place of a block, from its first character to the end of its last line with words."""
        first, last = token.map or (0, 1)
        at = token.meta.get("at")
        return self.context.source.lines_span(self.context.source.starts[first] if at is None else at, last)

    def inline(self) -> Content:
        """Return the content of the inline token that comes next, and go past it and what closes its block."""
        content = self.tokens[self.index].meta["content"]
        self.index += 2
        assert isinstance(content, Content)  # noqa: S101 - the block rules put it there
        return content

    def first_line(self, token: Token) -> Span:
        """Return the place of the first line of a block."""
        line, column = self.context.source.position(token.meta["at"])
        end = len(self.context.source.line(line - 1).rstrip()) + 1
        return Span(self.context.source.path, line, column, line, end)

    def line_text(self, token: Token) -> str:
        """Return the first line of a block."""
        span = self.first_line(token)
        return self.context.source.line(span.line - 1)[span.column - 1 :].strip()


Lowering = Callable[[Blocks, Token, Attributes], tuple[Block, ...]]
"""Takes a token with all that belongs to it, and the attributes above it."""


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def words_and_braces(content: Content) -> tuple[int, Braces | None]:
    """Return where the words of a line end, and the attributes after them."""
    braces = trailing_braces(content, 0, len(content.text))
    return len(content.text[: braces.start].rstrip()) if braces else len(content.text), braces


def merged(above: Attributes, own: Attributes) -> Attributes:
    """Return attributes from the line above together with a block's own; of two ids or values the own one stays."""
    if above == NONE:
        return own
    pairs = dict(above.pairs) | dict(own.pairs)
    return Attributes(
        id=own.id or above.id,
        classes=(*above.classes, *(c for c in own.classes if c not in above.classes)),
        pairs=tuple(pairs.items()),
        span=above.span,
    )
