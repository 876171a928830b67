"""The place of every character of a table's cells."""

from __future__ import annotations

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock

from octavo.parse.positions import source_of
from octavo.parse.source import TRIMMED, Content


def with_cell_places(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Return a rule for tables that notes where their cells stand."""

    def placed(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        if not rule(state, line, end, silent):
            return False
        if not silent:
            _place(state, first)
        return True

    return placed


def _place(state: StateBlock, first: int) -> None:
    cells: list[tuple[int, int]] = []
    line = column = end = 0
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            line = token.map[0] if token.map else 0
            cells = cell_bounds(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
            token.meta["at"] = state.bMarks[line] + state.tShift[line]
            end = at_words_end(state.src, state.eMarks[line])
            column = 0
        elif token.type == "inline":
            bounds = cells[column] if column < len(cells) else (end, end)
            token.meta["content"] = _content(state, line, *bounds)
            column += 1


def cell_bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return start and end of each cell of a row, without the pipes and the space around words.

    A pipe after a backslash is the cell's own, as in GitHub's tables.
    """
    end = max(start, at_words_end(text, end))
    bounds = []
    at = last = start
    while at < end:
        if text[at] == "|" and (at == start or text[at - 1] != "\\"):
            bounds.append((last, at))
            last = at + 1
        at += 1
    bounds.append((last, end))
    if bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [_trimmed(text, *pair) for pair in bounds]


def at_words_end(text: str, end: int) -> int:
    """Return the offset after the last character before ``end`` that is no space."""
    while end > 0 and text[end - 1] in TRIMMED:
        end -= 1
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return start, end


def _content(state: StateBlock, line: int, start: int, end: int) -> Content:
    source = source_of(state)
    before = source.starts[line] - 1
    raw = state.src[start:end]
    pieces = raw.split("\\|")
    starts, places = [0], [(line + 1, start - before)]
    taken, length = start, 0
    for piece in pieces[:-1]:
        length += len(piece)
        taken += len(piece) + 1
        starts.append(length)
        places.append((line + 1, taken - before))
        length += 1
        taken += 1
    return Content(source.path, "|".join(pieces), tuple(starts), tuple(places), frozenset(starts[1:]))
