"""What each pair of brackets is: link, picture, note, citation, marked term, phrase, or just brackets.

One pass from left to right decides for all of them, innermost first, as the CommonMark specification describes
(“look for link or image”), so that no input makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline, backtick, html_inline

from octavo.parse.attributes import Braces, read_braces
from octavo.parse.autolinks import autolink_at
from octavo.parse.citations import CitedPart, cited_at, locator_at, read_group
from octavo.parse.mathematics import math_end
from octavo.parse.source import Content

_SPECIAL = re.compile(r"[\\`<$\[\]]")
_NOTE_NAME = re.compile(r"\[\^([^\s\[\]^]+)\]")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
_LONGEST_LABEL = 999  # CommonMark 0.31.2, section 4.7
_SPACE = re.compile(r"[ \t\n]*")
_LONE = re.compile(r"(?=[^\n]*[^\W\d_])(?:[^\[\]*_`<>\\~^${}@!\n\"]|(?<=\w)_(?=\w)|\n(?=\S)){1,100}")


class Kind(Enum):
    """What a pair of brackets is."""

    LINK = auto()
    IMAGE = auto()
    NOTE = auto()
    NOTE_REFERENCE = auto()
    CITATION = auto()
    TERM = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets with what belongs to it; offsets are those of the content."""

    kind: Kind
    start: int
    label: tuple[int, int]
    """The words between the brackets."""
    end: int
    """After everything: destination, reference, attributes."""
    href: str = ""
    href_place: tuple[int, int] = (0, 0)
    title: str = ""
    title_place: tuple[int, int] | None = None
    """The title between its quotes; None when it stands in a definition elsewhere."""
    name: str = ""
    """Of the term or the note."""
    name_place: tuple[int, int] = (0, 0)
    lone: bool = False
    braces: Braces | None = None
    items: tuple[CitedPart, ...] = ()


@dataclass(slots=True)
class _Opener:
    start: int
    label: int
    kind: Kind


@dataclass(slots=True)
class Scanner:
    """The brackets of one piece of content."""

    content: Content
    state: StateInline
    references: Mapping[str, Mapping[str, str]]
    found: dict[int, Bracket] = field(default_factory=dict)
    openers: list[_Opener] = field(default_factory=list)
    inactive: int = 0
    """How many of the openers can be no links, because a link lies inside them."""

    def scan(self, start: int, end: int) -> dict[int, Bracket]:
        """Return the brackets between two offsets, by the offset they begin at."""
        text = self.state.src
        at = start
        while match := _SPECIAL.search(text, at, end):
            at = self._step(match[0], match.start(), end)
        return self.found

    def _step(self, mark: str, at: int, end: int) -> int:
        """Take what stands at an offset; return where to go on."""
        match mark:
            case "\\":
                return at + 2
            case "[":
                return self._open(at, end)
            case "]":
                return self._close(at, end)
            case "$":
                return math_end(self.state.src, at, end) or at + 1
            case _:
                return self._skip(mark, at)

    def _skip(self, mark: str, at: int) -> int:
        self.state.pos = at
        if mark == "`":
            backtick(self.state, True)  # noqa: FBT003 - markdown-it's signature
            return self.state.pos
        link = autolink_at(self.state.src, at)
        if link:
            return link.end()
        return self.state.pos if html_inline(self.state, True) else at + 1  # noqa: FBT003 - markdown-it's signature

    def _open(self, at: int, end: int) -> int:
        text = self.state.src
        before = text[at - 1] if at and not (at > 1 and text[at - 2] == "\\") else ""
        if before == "^":
            self.openers.append(_Opener(at - 1, at + 1, Kind.NOTE))
            return at + 1
        if before == "!":
            self.openers.append(_Opener(at - 1, at + 1, Kind.IMAGE))
            return at + 1
        note = _NOTE_NAME.match(text, at, end)
        if note:
            self.found[at] = Bracket(
                Kind.NOTE_REFERENCE, at, note.span(1), note.end(), name=note[1], name_place=note.span(1)
            )
            return note.end()
        self.openers.append(_Opener(at, at + 1, Kind.LINK))
        return at + 1

    def _close(self, at: int, end: int) -> int:
        if not self.openers:
            return at + 1
        opener = self.openers.pop()
        active = len(self.openers) >= self.inactive
        self.inactive = min(self.inactive, len(self.openers))
        bracket = self._decide(opener, at, end, active=active)
        if bracket is None:
            return at + 1
        self.found[bracket.start] = bracket
        if bracket.kind in {Kind.LINK, Kind.TERM} and not bracket.lone:
            self.inactive = len(self.openers)
        return bracket.end

    def _decide(self, opener: _Opener, at: int, end: int, *, active: bool) -> Bracket | None:
        text = self.state.src
        if opener.kind is Kind.NOTE:
            blank = not text[opener.label : at].strip()
            return None if blank else Bracket(Kind.NOTE, opener.start, (opener.label, at), at + 1)
        if opener.kind is Kind.IMAGE:
            return self._inline(opener, at, end) or self._referred(opener, at, end)
        return (
            self._citation(opener, at)
            or (self._inline(opener, at, end) if active else None)
            or (self._full_reference(opener, at, end) if active else None)
            or self._phrase(opener, at)
            or (self._shortcut(opener, at) if active else None)
        )

    def _citation(self, opener: _Opener, at: int) -> Bracket | None:
        text = self.state.src
        if text[at + 1 : at + 2] in {"(", "{"} or self._follows_key(opener.start):
            return None
        if self._defined(opener, at, text[opener.label : at], at + 1):
            return None
        items = read_group(text, opener.label, at)
        return Bracket(Kind.CITATION, opener.start, (opener.label, at), at + 1, items=items) if items else None

    def _follows_key(self, start: int) -> bool:
        """Return whether a bracket belongs to an ``@key`` before it."""
        text = self.state.src
        begin = text.rfind("@", max(0, start - 200), start)
        match = cited_at(text, begin, start) if begin >= 0 else None
        return match is not None and locator_at(text, match.end()) == start

    def _inline(self, opener: _Opener, at: int, end: int) -> Bracket | None:
        """``[words](destination "title")``, with attributes after it or not."""
        text = self.state.src
        if text[at + 1 : at + 2] != "(":
            return None
        begin = _after_space(text, at + 2)
        destination = parseLinkDestination(text, begin, end)
        after = destination.pos if destination.ok else begin
        place = (begin, after)
        title = ""
        title_place = None
        quote = _after_space(text, after)
        if quote > after or not destination.ok:
            parsed = parseLinkTitle(text, quote, end)
            if parsed.ok and quote < end and destination.ok:
                title, title_place = parsed.str, (quote + 1, parsed.pos - 1)
                quote = parsed.pos
        close = _after_space(text, quote)
        if text[close : close + 1] != ")" or close >= end:
            return None
        braces = read_braces(self.content, close + 1)
        return Bracket(
            opener.kind,
            opener.start,
            (opener.label, at),
            braces.end if braces else close + 1,
            href=destination.str,
            href_place=place,
            title=title,
            title_place=title_place,
            braces=braces,
        )

    def _full_reference(self, opener: _Opener, at: int, end: int) -> Bracket | None:
        """``[words][name]`` or ``[name][]``: a link that is defined elsewhere, else a marked term."""
        text = self.state.src
        match = _LABEL.match(text, at + 1, end)
        collapsed = match is None and text.startswith("[]", at + 1) and at - opener.label <= _LONGEST_LABEL
        if match is None and not collapsed:
            return None
        place = match.span(1) if match else (opener.label, at)
        name = text[place[0] : place[1]]
        after = match.end() if match else at + 3
        link = self._defined(opener, at, name, after)
        if link or not _is_name(name) or (collapsed and not _LONE.fullmatch(name)):
            return link
        braces = read_braces(self.content, after)
        return Bracket(
            Kind.TERM,
            opener.start,
            (opener.label, at),
            braces.end if braces else after,
            name=" ".join(unescapeAll(name).split()),
            name_place=place,
            braces=braces,
        )

    def _referred(self, opener: _Opener, at: int, end: int) -> Bracket | None:
        """``![words][name]``: a picture whose source is defined elsewhere."""
        text = self.state.src
        match = _LABEL.match(text, at + 1, end)
        if match:
            found = self._defined(opener, at, match[1], match.end())
            if found:
                return found
        if at - opener.label > _LONGEST_LABEL:
            return None
        own = text[opener.label : at]
        return self._defined(opener, at, own, at + (3 if text.startswith("[]", at + 1) else 1))

    def _defined(self, opener: _Opener, at: int, name: str, after: int) -> Bracket | None:
        reference = self.references.get(normalizeReference(name)) if self.references else None
        if reference is None:
            return None
        braces = read_braces(self.content, after)
        return Bracket(
            opener.kind,
            opener.start,
            (opener.label, at),
            braces.end if braces else after,
            href=reference["href"],
            href_place=(opener.start, at + 1),
            title=reference["title"],
            braces=braces,
        )

    def _phrase(self, opener: _Opener, at: int) -> Bracket | None:
        braces = read_braces(self.content, at + 1)
        if braces is None:
            return None
        return Bracket(Kind.PHRASE, opener.start, (opener.label, at), braces.end, braces=braces)

    def _shortcut(self, opener: _Opener, at: int) -> Bracket | None:
        if at - opener.label > _LONGEST_LABEL:
            return None
        name = self.state.src[opener.label : at]
        link = self._defined(opener, at, name, at + 1)
        if link or name != name.strip() or not _LONE.fullmatch(name) or self._follows_key(opener.start):
            return link
        return Bracket(
            Kind.TERM,
            opener.start,
            (opener.label, at),
            at + 1,
            name=" ".join(unescapeAll(name).split()),
            name_place=(opener.label, at),
            lone=True,
        )


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _is_name(name: str) -> bool:
    return bool(name.strip()) and not name.startswith(("^", "@", "-@")) and "@" not in name
