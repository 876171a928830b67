"""Verse: in a ``.verse`` division each line of the source is a line of the poem, set in as far as the author set it in."""

from __future__ import annotations

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.nodes import Block, Node
from octavo.model.walk import rewrite
from octavo.parse.source import SourceText

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def set_verse(blocks: tuple[Block, ...], source: SourceText) -> tuple[Block, ...]:
    """Return the blocks of a verse division with their lines ended as in the source.

    White space that sets a line in against the first one of its stanza, which Markdown drops, becomes no-break spaces.
    """

    def stanza(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, nodes.Paragraph):
            return (node,)
        margin = _indent(source, node.span.line)
        return rewrite((node,), lambda inner: _line_end(inner, margin))

    def _line_end(node: Node, margin: int) -> tuple[Node, ...]:
        if not isinstance(node, nodes.SoftBreak | nodes.HardBreak):
            return (node,)
        line = node.span.line + 1
        spaces = _indent(source, line) - margin
        broken = nodes.HardBreak(span=node.span)
        if spaces <= 0:
            return (broken,)
        here = Span(source.path, line, margin + 1, line, margin + spaces + 1)
        return (broken, nodes.Text(span=here, text=_NO_BREAK_SPACE * spaces))

    return rewrite(blocks, stanza)


def _indent(source: SourceText, line: int) -> int:
    words = source.line(line - 1)
    return len(words) - len(words.lstrip())
