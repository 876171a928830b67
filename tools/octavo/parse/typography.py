"""Quotation marks, dashes, ellipses and spaces by language; nothing else of the author's text is changed.

What the author typed stays in the source; here each piece of text gets its typographic form and keeps its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from octavo.model.quotes import Quotes, quotes_of
from octavo.parse.spaces import spaced

_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)|\.\.\.")
_REPLACED = {"--": "–", "---": "—", "...": "…"}
_APOSTROPHE = "’"
_ELIDED = re.compile(r"(?<!\w)'(?:\d\ds\b(?!')|n'(?!\w)|(?:tis|twas|twere|em)\b(?!'))", re.IGNORECASE)
"""Words whose first letters are left out: the ’90s, rock ’n’ roll, ’tis."""
_WIDE = frozenset("WF")

Change = tuple[int, int, str]
"""In a token's content: from, to, what stands there instead."""


@dataclass(slots=True)
class _Stream:
    """Words read in one go: the chapter's text, or that of one note."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, Token, int, Quotes]] = field(default_factory=list)
    """Quotation marks as typed: offset in the words, their token, offset in its content, how to set them."""
    texts: list[tuple[int, Token, str]] = field(default_factory=list)
    """Text: offset in the words, its token, its language."""

    def add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)


def set_typography(tokens: Iterable[Token], language: str) -> None:
    """Note in the text tokens (``meta["changes"]``) what is set differently from how it is typed."""
    streams = [_Stream()]
    finished = []
    languages = [language]
    for token in tokens:
        match token.type:
            case "text":
                streams[-1].texts.append((streams[-1].length, token, languages[-1]))
                _read_text(token, streams[-1], quotes_of(languages[-1]))
            case "phrase_open":
                languages.append(_language(token) or languages[-1])
            case "phrase_close":
                languages.pop()
            case "note_open":
                streams.append(_Stream())
            case "note_close":
                finished.append(streams.pop())
            case _:
                streams[-1].add(_stand_in(token))
    for stream in (*finished, *streams):
        if stream.marks:
            _set_quotes(stream)
        _set_spaces(stream)


def _language(token: Token) -> str:
    braces = token.meta["bracket"].braces
    return str(braces.attributes.lang) if braces else ""


def _stand_in(token: Token) -> str:
    """Return what a quotation mark sees beside it where a token is no text."""
    match token.type:
        case "text_special" | "code_inline" | "math":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "citation_open":
            return "("
        case "citation_close":
            return ")"
        case "autolink" | "image":
            return "x"
        case _:
            return ""


def _read_text(token: Token, stream: _Stream, quotes: Quotes | None) -> None:
    words = token.content
    if quotes is not None:
        for match in _DASHES.finditer(words):
            _change(token, match.start(), match.end(), _REPLACED[match[0]])
        if '"' in words or "'" in words:
            for match in re.finditer("[\"']", words):
                stream.marks.append((stream.length + match.start(), token, match.start(), quotes))
    stream.add(words)


def _change(token: Token, start: int, end: int, text: str) -> None:
    changes: list[Change] = token.meta.setdefault("changes", [])
    changes.append((start, end, text))


def _set_spaces(stream: _Stream) -> None:
    words = "".join(stream.words)
    changes = {language: tuple(spaced(words, language)) for language in {language for *_, language in stream.texts}}
    for offset, token, language in stream.texts:
        for start, end, text in changes[language]:
            if offset <= start and end <= offset + len(token.content):
                _change(token, start - offset, end - offset, text)


def _set_quotes(stream: _Stream) -> None:
    words = "".join(stream.words)
    opened: list[tuple[str, Token, int, Quotes]] = []
    elided = {i for found in _ELIDED.finditer(words) for i in range(*found.span()) if words[i] == "'"}
    for offset, token, at, quotes in stream.marks:
        mark = words[offset]
        if offset in elided:
            _change(token, at, at + 1, _APOSTROPHE)
            continue
        opens, closes = _sides(words, offset)
        if not opens and not closes and mark == '"' and _between_wide(words, offset):
            closes = any(kind == mark for kind, *_ in opened)
            opens = not closes
        if closes and any(kind == mark for kind, *_ in opened):
            _close(opened, mark, (token, at))
        elif opens:
            opened.append((mark, token, at, quotes))
        elif mark == "'":
            _change(token, at, at + 1, _APOSTROPHE)
        elif closes and not words[offset - 1].isdigit():
            _change(token, at, at + 1, quotes.outer[1])
    for entry in opened:
        _unclosed(*entry)


def _close(opened: list[tuple[str, Token, int, Quotes]], mark: str, closing: tuple[Token, int]) -> None:
    while True:
        kind, token, at, quotes = opened.pop()
        if kind == mark:
            left, right = quotes.pair(mark)
            _change(token, at, at + 1, left)
            _change(closing[0], closing[1], closing[1] + 1, right)
            return
        _unclosed(kind, token, at, quotes)


def _unclosed(mark: str, token: Token, at: int, quotes: Quotes) -> None:
    """Set a mark that nothing closes: an apostrophe (’tis), or a quotation that goes on in the next paragraph."""
    _change(token, at, at + 1, _APOSTROPHE if mark == "'" else quotes.outer[0])


def _sides(words: str, offset: int) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close, by what stands beside it."""
    before = words[offset - 1] if offset else " "
    after = words[offset + 1] if offset + 1 < len(words) else " "
    spaced_before, spaced_after = before.isspace(), after.isspace()
    point_before, point_after = _is_punctuation(before), _is_punctuation(after)
    opens = not spaced_after and (not point_after or spaced_before or point_before)
    closes = not spaced_before and (not point_before or spaced_after or point_after)
    if opens and closes:
        if words[offset] == '"' and before.isdigit() and after == '"':
            return False, False
        return point_before, point_after
    return opens, closes


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _between_wide(words: str, offset: int) -> bool:
    beside = words[max(0, offset - 1) : offset] + words[offset + 1 : offset + 2]
    return any(unicodedata.east_asian_width(c) in _WIDE for c in beside)
