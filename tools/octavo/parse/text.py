"""Runs of words: several tokens as one Text, with anchors where it parts from the source."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from octavo.diagnostics import Span
from octavo.model.nodes import Text
from octavo.parse.source import Content

_Piece = tuple[str, int, int]
"""What the text says, and from where to where it stands in the content."""


def lower_text(content: Content, tokens: list[Token], index: int) -> tuple[int, tuple[Text, ...]]:
    """Return the index after a run of text tokens, and the run as one Text (none when it is empty)."""
    first = tokens[index]
    stop = index + 1
    while stop < len(tokens) and tokens[stop].type in {"text", "text_special"}:
        stop += 1
    if stop == index + 1 and first.type == "text" and not first.meta and not content.cuts:
        return stop, (_plain(content, first),) if first.content else ()
    pieces = [piece for token in tokens[index:stop] for piece in _pieces(token) if piece[1] != piece[2]]
    if content.cuts:
        pieces = [cut for piece in pieces for cut in _cut(content, piece)]
    return stop, (_joined(content, pieces),) if pieces else ()


def _plain(content: Content, token: Token) -> Text:
    start, end = token.map or (0, 0)
    return Text(span=content.span(start, end), text=token.content)


def _pieces(token: Token) -> Iterator[_Piece]:
    start, end = token.map or (0, 0)
    words = token.content
    if token.type == "text_special":
        yield words.replace("\n", " "), start, end
        return
    at = 0
    for change_start, change_end, instead in sorted(token.meta.get("changes", ())):
        if change_start > at:
            yield words[at:change_start], start + at, start + change_start
        yield instead, start + change_start, start + change_end
        at = change_end
    if at < len(words):
        yield words[at:], start + at, end


def _cut(content: Content, piece: _Piece) -> Iterator[_Piece]:
    """Divide a piece where the source has characters that the content leaves out."""
    words, start, end = piece
    if len(words) == end - start:
        for cut in sorted(content.cuts):
            if start < cut < end:
                yield words[: cut - start], start, cut
                words, start = words[cut - start :], cut
    yield words, start, end


def _joined(content: Content, pieces: list[_Piece]) -> Text:
    anchors: list[tuple[int, int]] = []
    length = 0
    begin = content.position(pieces[0][1])[1]
    shift = begin
    """Column less offset, as the text before this piece would have it."""
    for words, start, end in pieces:
        column = content.position(start)[1]
        if len(words) != end - start or column - length != shift:
            anchors.append((length, column))
            shift = column - length
        length += len(words)
    span = content.span(pieces[0][1], pieces[-1][2])
    return Text(span=span, text="".join(words for words, *_ in pieces), anchors=tuple(anchors))


def break_span(content: Content, token: Token) -> Span:
    """Return the place of a line break: what marks it at the end of its line."""
    start, end = token.map or (0, 0)
    line, column = content.position(start)
    if content.text.startswith("\\", start):
        end = start + 1
    end_line, end_column = content.position(end)
    return Span(content.path, line, column, end_line, end_column)
