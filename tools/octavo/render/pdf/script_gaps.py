"""A quarter of an em between Japanese or Chinese and Western words, where the writer leaves no space.

After “Requirements for Japanese Text Layout” (W3C, 2020), 3.2.3, and CSS Text 4, ``text-autospace``. The space is a margin
of what stands before it, so that the text stays what it is, and a line may end there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from octavo.render.pdf.ideographs import IDEOGRAPHS

_WESTERN = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
_BEFORE_GAP = re.compile(rf"[{IDEOGRAPHS}](?=[{_WESTERN}])|[{_WESTERN}]+(?=[{IDEOGRAPHS}])")
_STYLE = "margin-right: var(--script-gap, 0.25em)"
_LEFT_ALONE = frozenset({"pre", "code", "kbd", "samp", "math", "svg", "ruby", "style", "script", "title", "head"})


_PHRASES = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "time",
        "u",
    ]
)
"""Words go on over the edges of these."""


class _Text(NamedTuple):
    """A piece of text: the one that an element begins with, or the tail of one of its children."""

    holder: Element
    child: Element | None

    @property
    def words(self) -> str:
        return (self.holder.text if self.child is None else self.child.tail) or ""


def set_script_gaps(tree: Element) -> None:
    """Put what stands before a gap into an element of its own, in all text of a tree but code and mathematics."""
    following = ""
    for text in reversed(list(_texts(tree))):
        if text is None:
            following = ""
        elif text.words:
            begins = text.words[0]
            _part(text, following)
            following = begins


def _texts(element: Element) -> Iterator[_Text | None]:
    """Yield all texts below an element in their order, and None where one has nothing to do with the next."""
    if element.tag in _LEFT_ALONE:
        yield None
        return
    yield _Text(element, None)
    for child in element:
        if child.tag not in _PHRASES:
            yield None
        yield from _texts(child)
        if child.tag not in _PHRASES:
            yield None
        yield _Text(element, child)


def _part(text: _Text, following: str) -> None:
    """Leave a text up to the first thing before a gap, and put elements behind it; ``following`` goes on from it."""
    words = text.words
    found = [match for match in _BEFORE_GAP.finditer(words + following) if match.end() <= len(words)]
    if not found:
        return
    holder, child = text
    if child is None:
        holder.text, place = words[: found[0].start()], 0
    else:
        child.tail, place = words[: found[0].start()], list(holder).index(child) + 1
    holder[place:place] = list(_elements(words, found))


def _elements(text: str, found: list[re.Match[str]]) -> Iterator[Element]:
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        made = Element("span", {"style": _STYLE})
        made.text, made.tail = match[0], text[match.end() : end]
        yield made
