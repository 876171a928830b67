"""Our own block rules: lines of attributes, fenced divs, note definitions, display mathematics."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from octavo.parse.attributes import Braces, read_braces
from octavo.parse.fences import FenceLines, fence_at
from octavo.parse.positions import one_line, source_of
from octavo.parse.source import Content

NOTE_NAME = r"[^\s\[\]^]+"
_NOTE = re.compile(rf"\[\^({NOTE_NAME})\]:")
_NOTE_INDENT = 4
_MATH_END = re.compile(r"(?<!\\)\$\$[ \t]*(?=\{|$)")


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without its containers, indentation and trailing space."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _line_content(state: StateBlock, line: int) -> Content:
    return one_line(state, line_text(state, line), line, state.bMarks[line] + state.tShift[line])


def attribute_line(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - markdown-it's signature
    """``{#id .class}`` alone on a line: a token that carries the attributes of the block below."""
    if silent or state.is_code_block(line) or not state.src.startswith("{", state.bMarks[line] + state.tShift[line]):
        return False
    content = _line_content(state, line)
    braces = read_braces(content, 0)
    if not braces or braces.end != len(content.text):
        return False
    token = state.push("attributes", "", 0)
    token.map = [line, line + 1]
    token.meta["braces"] = braces
    state.line = line + 1
    return True


def division(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """``::: {.class}`` … ``:::``: a div, or a stray closing fence."""
    if state.is_code_block(line):
        return False
    fence = fence_at(line_text(state, line))
    if fence is None:
        return False
    if silent:
        return True
    if not fence.opens:
        token = state.push("stray_fence", "", 0)
        token.map = [line, line + 1]
        state.line = line + 1
        return True
    last, closed = FenceLines(state, end).closing(line, fence.length)
    token = state.push("division_open", "div", 1)
    token.markup = ":" * fence.length
    token.meta["braces"] = _division_braces(state, line, fence.words)
    token.meta["closed"] = closed
    parse_inside(state, line + 1, last, "division")
    state.push("division_close", "div", -1)
    state.line = min(last + 1, end) if closed else last
    token.map = [line, state.line]
    return True


def _division_braces(state: StateBlock, line: int, words: str) -> Braces | None:
    """Return the attributes of a div; a single word is its class."""
    content = _line_content(state, line)
    at = content.text.index(words)
    if words.startswith("{"):
        return read_braces(content, at)
    shorthand = Content(content.path, "{." + words + "}", (0, 2), (content.position(at), content.position(at)))
    return read_braces(shorthand, 0)


def parse_inside(state: StateBlock, first: int, last: int, parent: str) -> None:
    """Parse the lines of a container that has no prefix on them."""
    before = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, parent
    state.md.block.tokenize(state, first, last)
    state.lineMax, state.parentType = before


def note_definition(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """``[^name]: text`` and the lines indented below it."""
    start = state.bMarks[line] + state.tShift[line]
    match = None if state.is_code_block(line) else _NOTE.match(state.src, start, state.eMarks[line])
    if match is None:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.meta["name"] = match[1]
    token.meta["name_span"] = source_of(state).span(*match.span(1))
    _parse_note(state, line, end, match.end())
    state.push("note_close", "", -1)
    token.map = [line, state.line]
    return True


def _parse_note(state: StateBlock, line: int, end: int, after: int) -> None:
    kept = state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.parentType, state.tight
    rest = state.src[after : state.eMarks[line]]
    state.bMarks[line] = after + len(rest) - len(rest.lstrip(" \t"))
    state.tShift[line] = 0
    state.blkIndent += _NOTE_INDENT
    state.sCount[line] = state.blkIndent
    state.parentType = "note"
    state.md.block.tokenize(state, line, end)
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept[:3]
    state.blkIndent, state.parentType, state.tight = kept[3:]


def math_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """``$$`` … ``$$`` as a block of its own, with attributes after it or not."""
    start = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith("$$", start):
        return False
    found = _math_end(state, line, end)
    if found is None:
        return False
    if silent:
        return True
    last, words, content = found
    token = state.push("math_block", "", 0)
    token.content = words
    token.map = [line, last + 1]
    token.meta["braces"] = content and read_braces(content, 0)
    state.line = last + 1
    return True


def _math_end(state: StateBlock, line: int, end: int) -> tuple[int, str, Content | None] | None:
    """Return the last line of display mathematics, its words, and the braces after it."""
    words: list[str] = []
    for number in range(line, end):
        if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return None
        content = _line_content(state, number)
        skipped = 2 if number == line else 0
        match = _MATH_END.search(content.text, skipped)
        if match is None:
            words.append(content.text[skipped:])
            continue
        words.append(content.text[skipped : match.start()])
        return _math_found(state, number, "\n".join(words).strip(), match.end())
    return None


def _math_found(state: StateBlock, number: int, words: str, after: int) -> tuple[int, str, Content | None] | None:
    text = line_text(state, number)
    if not words:
        return None
    if after == len(text):
        return number, words, None
    rest = one_line(state, text[after:], number, state.bMarks[number] + state.tShift[number] + after)
    braces = read_braces(rest, 0)
    return (number, words, rest) if braces and braces.end == len(rest.text) else None
