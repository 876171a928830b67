"""Where exactly the call of a note stands: after punctuation, and apart from another call."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from octavo.compose.making import text
from octavo.model.nodes import Node, NoteCall, Text

NARROW_SPACE = "\u202f"
"""Between two calls, lest 1 and 2 read as 12; no line breaks there."""


def settled(found: Sequence[Node], term_notes: Container[str], closing: str) -> list[Node]:
    """Return siblings with the calls of term notes moved behind the punctuation that follows the term.

    ``closing`` holds the marks that a call follows in the book's language (Chicago 14.26: “EUNAVFOR,³ which”); it is
    empty where a call belongs to its word. The author's own calls stay where the author put them.
    """
    nodes = list(found)
    if not any(isinstance(node, NoteCall) for node in nodes):
        return nodes
    marks = re.compile(rf"[{re.escape(closing)}]+(?=[\s—–]|$)") if closing else None
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        if isinstance(before, NoteCall):
            if isinstance(node, NoteCall):
                result += (text(node.span, NARROW_SPACE), node)
                continue
            if marks and isinstance(node, Text) and before.note in term_notes and (match := marks.match(node.text)):
                result[-1:] = _behind(before, node, match.end())
                continue
        result.append(node)
    return result


def _behind(call: NoteCall, words: Text, end: int) -> list[Node]:
    rest = words.part(end, len(words.text))
    return [words.part(0, end), call, *([rest] if rest.text else [])]
