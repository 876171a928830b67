"""Notes that pop up: marked on both ends, called by a number alone, in reach (EPUB Structural Semantics; DPUB-ARIA 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EPUB_TYPE, EpubFile, target_of
from octavo.verify.epub_parts import (
    BACKLINKS,
    CALLS,
    NOTES,
    XHTML,
    Place,
    elements,
    elements_by_place,
    links,
    types_of,
    words_of,
)

EPUB_CALL_UNMARKED = Finding(
    name="epub-call-unmarked",
    severity=Severity.ERROR,
    message="this leads to a note (“{words}”), but is not marked as the call of one",
    why="Readers open a pop-up for what is marked as a call; from any other link they take the reader away.",
    fix='write epub:type="noteref" and role="doc-noteref" on the link',
)
EPUB_HALF_MARKED = Finding(
    name="epub-half-marked",
    severity=Severity.WARNING,
    message="this is marked as {what} by {one} alone",
    why="Apple Books and Kobo go by epub:type, calibre, foliate and screen readers by role.",
    fix="write both: noteref with doc-noteref, footnote with doc-footnote",
)
EPUB_CALL_NOT_NUMBER = Finding(
    name="epub-call-not-number",
    severity=Severity.WARNING,
    message="the call of a note holds “{words}”, not a number or sign alone",
    why="Apple Books shows no pop-up for a call that holds more, and screen readers read all of it in mid-sentence.",
    fix="leave the number alone in the link; words belong before or behind it",
)
EPUB_NOTE_ELSEWHERE = Finding(
    name="epub-note-elsewhere",
    severity=Severity.WARNING,
    message="this calls the footnote “{words}” in another file, {path}",
    why="Some readers open pop-ups only for notes of the file that is shown, and load the other one first in the rest.",
    fix="put footnotes at the end of the file that calls them, or mark them as endnotes",
)
EPUB_NOTE_WITHOUT_CALL = Finding(
    name="epub-note-without-call",
    severity=Severity.WARNING,
    message="no call leads to this note",
    why="Readers that hide notes until they are called never show it.",
    fix="call it where it belongs, or leave it out",
)
EPUB_MUTUAL_LINKS = Finding(
    name="epub-mutual-links",
    severity=Severity.WARNING,
    message="this link and the place it leads to (“{target}”) lead to each other, and are no note",
    why="Kindle takes any two places that lead to each other for a note and its call, and shows a pop-up.",
    fix="let the way back lead to the paragraph that holds the link, not to the link itself",
)

FINDINGS = (
    EPUB_CALL_UNMARKED,
    EPUB_HALF_MARKED,
    EPUB_CALL_NOT_NUMBER,
    EPUB_NOTE_ELSEWHERE,
    EPUB_NOTE_WITHOUT_CALL,
    EPUB_MUTUAL_LINKS,
)

_BARE = re.compile(r"[\[(]?(?:\d+|[ivxlcdm]+|[a-z]|[*†‡§‖¶#※]+)[\])]?", re.IGNORECASE)
_FOOTNOTES = frozenset({"footnote", "doc-footnote"})
_ENDNOTES = frozenset({"endnotes", "rearnotes", "doc-endnotes"})
_LONGEST = 60


def check_notes(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what keeps notes from popping up. Findings: all of ``FINDINGS``; calls that lead to no note are found elsewhere."""
    known = elements_by_place(epub)
    called: set[Place] = set()
    for path, link, target in links(epub):
        note = known.get(target)
        if not types_of(link).isdisjoint(CALLS):
            called.add(target)
            yield from _call(epub, path, link, target, note)
        elif note is not None and _is_unmarked_call(link, note):
            called.add(target)
            yield EPUB_CALL_UNMARKED.at(epub.place(path, link), words=words_of(link))
        elif note is not None and _mutual(path, link, target, note):
            if _BARE.fullmatch(words_of(link)):
                yield EPUB_CALL_UNMARKED.at(epub.place(path, link), words=words_of(link))
                continue
            yield EPUB_MUTUAL_LINKS.at(epub.place(path, link), target=link.get("href"))
    yield from _uncalled(epub, known, called)


def _call(epub: EpubFile, path: str, call: Any, target: Place, note: Any) -> Iterator[Diagnostic]:
    words = words_of(call)
    if not _BARE.fullmatch(words):
        yield EPUB_CALL_NOT_NUMBER.at(epub.place(path, call), words=words[:_LONGEST])
    yield from _half(epub, path, call, "a call", CALLS)
    if note is not None and target[0] != path and _is_footnote(note):
        yield EPUB_NOTE_ELSEWHERE.at(epub.place(path, call), words=words, path=target[0])


def _is_footnote(note: Any) -> bool:
    """Return whether a note says that it stands below its text; in a list of endnotes none does, whatever it is marked as."""
    listed = any(not types_of(parent).isdisjoint(_ENDNOTES) for parent in note.iterancestors())
    return not listed and not types_of(note).isdisjoint(_FOOTNOTES)


def _half(epub: EpubFile, path: str, element: Any, what: str, types: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for what one vocabulary calls something and the other nothing at all."""
    marked = {name: not types.isdisjoint(element.get(key, "").split()) for name, key in (("epub:type", EPUB_TYPE), ("role", "role"))}  # fmt: skip
    missing = {"epub:type": EPUB_TYPE, "role": "role"}
    for name, other in (("epub:type", "role"), ("role", "epub:type")):
        if marked[name] and not marked[other] and not element.get(missing[other]):
            yield EPUB_HALF_MARKED.at(epub.place(path, element), what=what, one=name)


def _is_unmarked_call(link: Any, note: Any) -> bool:
    """Return whether a link is a call by what it says and leads to: a bare number, and a note that is marked or leads back."""
    if not types_of(link).isdisjoint(BACKLINKS) or not _BARE.fullmatch(words_of(link)) or _inside_note(link):
        return False
    return not types_of(note).isdisjoint(NOTES)


def _inside_note(link: Any) -> bool:
    return any(not types_of(parent).isdisjoint(NOTES) for parent in link.iterancestors())


def _mutual(path: str, link: Any, target: Place, other: Any) -> bool:
    """Return whether a link that has an id, and is neither note nor way back, is led to by the very place it leads to."""
    here = (path, link.get("id", ""))
    if not here[1] or not types_of(link).isdisjoint(BACKLINKS) or not types_of(other).isdisjoint(CALLS | NOTES):
        return False
    return any(
        target_of(target[0], back.get("href", "")) == here for part in _entry(other) for back in part.iter(f"{XHTML}a")
    )


def _entry(element: Any) -> Iterator[Any]:
    """Yield an element, and behind a term its definitions."""
    yield element
    if element.tag == f"{XHTML}dt":
        yield from takewhile(lambda part: part.tag == f"{XHTML}dd", element.itersiblings(f"{XHTML}*"))


def _uncalled(epub: EpubFile, known: Mapping[Place, Any], called: set[Place]) -> Iterator[Diagnostic]:
    paths = {id(element): place for place, element in known.items()}
    for path, element in elements(epub, "aside", "li", "div", "p", "section"):
        types = types_of(element)
        if types.isdisjoint(NOTES - {"note"}):
            continue
        if element.tag != f"{XHTML}li":  # which has no role but an item's
            yield from _half(epub, path, element, "a note", NOTES)
        if paths.get(id(element)) not in called:
            yield EPUB_NOTE_WITHOUT_CALL.at(epub.place(path, element))
