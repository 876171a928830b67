"""Inline Markdown as tokens: markdown-it's rules for characters and emphasis, ours for brackets, each with its place.

Every token's ``map`` holds its start and end as offsets of the content (markdown-it keeps lines there, and for
blocks only). Links, notes, phrases and the like come as a pair of tokens whose ``meta`` holds the Bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick, emphasis, entity, escape, html_inline, link_pairs, newline
from markdown_it.rules_inline import strikethrough as md_strikethrough
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from octavo.parse.attributes import read_braces
from octavo.parse.autolinks import autolink_at
from octavo.parse.brackets import Bracket, Kind, Scanner
from octavo.parse.citations import CitedPart, cited_at, cited_key, locator_at, read_rest
from octavo.parse.mathematics import math_at
from octavo.parse.source import Content

MAX_NESTING = 40
"""Levels of brackets inside brackets; beyond them they are just text, and a finding."""

_STOP = re.compile(r"[\n\\`*_~\[!^<&$@]|-(?=@)")
_TILDES = 2


class InlineState(StateInline):
    """markdown-it's inline state, noting where each token begins and ends."""

    brackets: Mapping[int, Bracket]
    content: Content
    pending_at: int = 0
    in_link: bool = False
    too_deep: int | None = None

    def append_pending(self, text: str) -> None:
        """Take literal text that stands at the current offset."""
        if not self._pending and not self._pending_buffer:
            self.pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Make a token of the literal text so far."""
        token = StateInline.pushPending(self)
        token.map = [self.pending_at, self.pending_at + len(token.content)]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token that begins (and as yet ends) at the current offset."""
        token = StateInline.push(self, ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


_Rule = Callable[[InlineState], bool]


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})


def inline_tokens(
    content: Content, start: int, end: int, references: Mapping[str, Mapping[str, str]]
) -> tuple[list[Token], int | None]:
    """Return the tokens of a stretch of content, and the offset where brackets lie too deep, if they do."""
    text = content.text if end == len(content.text) else content.text[:end]
    state = InlineState(text, _markdown(), {}, [])
    state.content = content
    has_brackets = text.find("[", start) >= 0
    state.brackets = Scanner(content, state, references).scan(start, end) if has_brackets else {}
    state.pos, state.posMax = start, end
    _tokenize(state)
    link_pairs(state)
    md_strikethrough.postProcess(state)
    emphasis.postProcess(state)
    return state.tokens, state.too_deep


def _tokenize(state: InlineState) -> None:
    """Take everything between the state's offsets."""
    text, end = state.src, state.posMax
    while state.pos < end:
        match = _STOP.search(text, state.pos, end)
        stop = match.start() if match else end
        if stop > state.pos:
            state.append_pending(text[state.pos : stop])
            state.pos = stop
        if match is None:
            break
        if not _RULES[match[0]](state):
            state.append_pending(match[0])
            state.pos += 1
    if state.pending:
        state.pushPending()


def _measured(rule: Callable[[StateInline, bool], bool]) -> _Rule:
    """Return markdown-it's rule, its last token ended where the rule ends."""

    def measured(state: InlineState) -> bool:
        count = len(state.tokens)
        if not rule(state, False):  # noqa: FBT003 - markdown-it's signature
            return False
        if len(state.tokens) > count:
            last = state.tokens[-1].map
            if last:
                last[1] = state.pos
        return True

    return measured


_newline = _measured(newline)


def _line_end(state: InlineState) -> bool:
    """Take a line break, which begins with the spaces at the end of its line."""
    spaces = len(state.pending) - len(state.pending.rstrip(" "))
    start, end = state.pos - spaces, state.pos
    _newline(state)
    state.tokens[-1].map = [start, end]
    return True


def _emphasis(state: InlineState) -> bool:
    at = state.pos
    taken = emphasis.tokenize(state, False)  # noqa: FBT003 - markdown-it's signature
    for number in range(state.pos - at):
        state.tokens[number - (state.pos - at)].map = [at + number, at + number + 1]
    return taken


def _strikethrough(state: InlineState) -> bool:
    """Two tildes, no more and no fewer."""
    scanned = state.scanDelims(state.pos, True)  # noqa: FBT003 - markdown-it's signature
    if scanned.length != _TILDES:
        state.append_pending("~" * scanned.length)
        state.pos += scanned.length
        return True
    token = state.push("text", "", 0)
    token.content = "~~"
    token.map = [state.pos, state.pos + _TILDES]
    state.delimiters.append(Delimiter(ord("~"), 0, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close))
    state.pos += _TILDES
    return True


_backtick = _measured(backtick)


def _code(state: InlineState) -> bool:
    count = len(state.tokens)
    _backtick(state)
    token = state.tokens[-1] if len(state.tokens) > count else None
    if token and token.type == "code_inline":
        braces = read_braces(state.content, state.pos)
        if braces and braces.end <= state.posMax:
            token.meta["braces"] = braces
            token.map = [token.map[0] if token.map else state.pos, braces.end]
            state.pos = braces.end
    return True


_html = _measured(html_inline)


def _angle(state: InlineState) -> bool:
    match = autolink_at(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return _html(state)
    token = state.push("autolink", "", 0)
    token.meta["match"] = match
    token.map = [match.start(), match.end()]
    state.pos = match.end()
    return True


def _math(state: InlineState) -> bool:
    found = math_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    match, display = found
    token = state.push("math", "", 0)
    token.content = match[1]
    token.meta["display"] = display
    token.map = [match.start(), match.end()]
    state.pos = match.end()
    return True


def _bracket(state: InlineState) -> bool:
    bracket = state.brackets.get(state.pos)
    if bracket is None or bracket.end > state.posMax or (bracket.lone and state.in_link):
        return False
    if state.level >= MAX_NESTING:
        state.too_deep = state.pos if state.too_deep is None else state.too_deep
        return False
    match bracket.kind:
        case Kind.NOTE_REFERENCE | Kind.IMAGE:
            token = state.push(bracket.kind.name.lower(), "", 0)
            token.meta["bracket"] = bracket
            token.map = [bracket.start, bracket.end]
        case Kind.CITATION:
            _cite(state, bracket.items, bracket.start, bracket.end, in_text=False)
        case _:
            _pair(state, bracket)
    state.pos = bracket.end
    return True


def _pair(state: InlineState, bracket: Bracket) -> None:
    name = bracket.kind.name.lower()
    opening = state.push(f"{name}_open", "", 1)
    opening.meta["bracket"] = bracket
    opening.map = [bracket.start, bracket.end]
    was_in_link, limit = state.in_link, state.posMax
    state.in_link = was_in_link or bracket.kind in {Kind.LINK, Kind.TERM}
    state.pos, state.posMax = bracket.label
    _tokenize(state)
    state.in_link, state.posMax = was_in_link, limit
    state.push(f"{name}_close", "", -1)


def _cite(state: InlineState, items: tuple[CitedPart, ...], start: int, end: int, *, in_text: bool) -> None:
    opening = state.push("citation_open", "", 1)
    opening.meta.update(items=items, in_text=in_text)
    opening.map = [start, end]
    limit = state.posMax
    for item in items:
        for place in (item.prefix, item.suffix):
            state.push("affix_open", "", 1)
            state.pos, state.posMax = place
            _tokenize(state)
            state.push("affix_close", "", -1)
    state.posMax = limit
    state.push("citation_close", "", -1)


def _at_sign(state: InlineState) -> bool:
    """``@key`` or ``-@key``, with what belongs to it in brackets after it."""
    match = cited_at(state.src, state.pos, state.posMax)
    if match is None or state.in_link or state.level >= MAX_NESTING:
        return False
    item = CitedPart(cited_key(match), bool(match["minus"]), match.span(), (match.start(),) * 2, (match.end(),) * 2)
    items: tuple[CitedPart, ...] = (item,)
    end = match.end()
    bracket = locator_at(state.src, end)
    close = state.src.find("]", bracket, state.posMax) if bracket is not None else -1
    if bracket is not None and close > 0 and bracket not in state.brackets and state.src[close + 1 : close + 2] != "(":
        rest = None if "[" in state.src[bracket + 1 : close] else read_rest(state.src, bracket + 1, close, item)
        items, end = (rest, close + 1) if rest else (items, end)
    _cite(state, items, match.start(), end, in_text=True)
    state.pos = end
    return True


_RULES: dict[str, _Rule] = {
    "\n": _line_end,
    "\\": _measured(escape),
    "`": _code,
    "*": _emphasis,
    "_": _emphasis,
    "~": _strikethrough,
    "[": _bracket,
    "!": _bracket,
    "^": _bracket,
    "<": _angle,
    "&": _measured(entity),
    "$": _math,
    "@": _at_sign,
    "-": _at_sign,
}
