"""The place of every character of inline Markdown: headings, paragraphs, terms of definition lists."""

from __future__ import annotations

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from octavo.parse.source import TRIMMED, Content, SourceText


def with_line_places(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Return a rule for paragraphs (or setext headings) that notes the places of their lines."""

    def placed(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        if not rule(state, line, end, silent):
            return False
        if not silent:
            token = state.tokens[first + 1]
            last = token.map[1] if token.map else state.line
            token.meta["content"] = _lines(state, token.content, line, last)
        return True

    return placed


def _lines(state: StateBlock, text: str, first: int, last: int) -> Content:
    """Return the content of some lines; whitespace that a tab leaves over has the place of what follows it."""
    source = source_of(state)
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    at = 0
    for line in range(first, last):
        start, spaces = _line_start(state, line)
        if not starts:
            raw = state.src[start : state.eMarks[line]]
            bare = raw.lstrip(TRIMMED)
            if not bare:
                continue
            start += len(raw) - len(bare)
            spaces = 0
        starts.append(at + spaces)
        places.append((line + 1, start - source.starts[line] + 1))
        at += spaces + state.eMarks[line] + 1 - start
    if not starts:
        return one_line(state, text, first, state.bMarks[first])
    return Content(source.path, text, tuple(starts), tuple(places))


def _line_start(state: StateBlock, line: int) -> tuple[int, int]:
    """Return where a line begins inside its containers, and how many spaces a divided tab leaves before that."""
    at = begin = state.bMarks[line]
    indent = 0
    while at < state.eMarks[line] and indent < state.blkIndent:
        if state.src[at] == "\t":
            indent += 4 - (indent + state.bsCount[line]) % 4
        elif state.src[at] == " " or at - begin < state.tShift[line]:
            indent += 1
        else:
            break
        at += 1
    return at, max(indent - state.blkIndent, 0)


def with_heading_place(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Return a rule for ATX headings that notes where their words begin."""

    def placed(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        if not rule(state, line, end, silent):
            return False
        if not silent:
            opening, token = state.tokens[first], state.tokens[first + 1]
            after = state.bMarks[line] + state.tShift[line] + len(opening.markup)
            rest = state.src[after : state.eMarks[line]]
            token.meta["content"] = one_line(state, token.content, line, after + len(rest) - len(rest.lstrip(TRIMMED)))
        return True

    return placed


def with_term_places(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Return a rule for definition lists that notes where their terms stand."""

    def placed(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        level = state.level
        if not rule(state, line, end, silent):
            return False
        for opening, token in zip(state.tokens[first:], state.tokens[first + 1 :], strict=False):
            if opening.type == "dt_open" and opening.level == level + 1:
                _place_term(state, opening, token)
        return True

    return placed


def _place_term(state: StateBlock, opening: Token, token: Token) -> None:
    line = opening.map[0] if opening.map else 0
    start, _ = _line_start(state, line)
    raw = state.src[start : state.eMarks[line]]
    at = start + len(raw) - len(raw.lstrip())
    opening.meta["at"] = at
    token.meta["content"] = one_line(state, token.content, line, at)


def one_line(state: StateBlock, text: str, line: int, at: int) -> Content:
    """Return content that stands in one line from an offset on."""
    source = source_of(state)
    return Content(source.path, text, (0,), ((line + 1, at - source.starts[line] + 1),))


def source_of(state: StateBlock) -> SourceText:
    """Return the file that a state reads."""
    source = state.env["octavo.source"]
    assert isinstance(source, SourceText)  # noqa: S101 - block_tokens puts it there
    return source
