"""EPUBs, read back: the manifest and the archive agree, every link lands, contents are complete, notes go both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.publication import Publication
from octavo.verify.epub_file import (
    EPUB_NOT_WELL_FORMED,
    EPUB_TYPE,
    MIMETYPE,
    EpubFile,
    open_epub,
    place_of,
    target_of,
)

_REPORT = "this is a fault of Octavo and not of the book: please report it"

EPUB_MISSING_FILE = Finding(
    name="epub-missing-file",
    severity=Severity.ERROR,
    message="“{file}”: the manifest lists {entry}, which is not in the archive",
    why="A reader that asks for it shows an error, or a hole in the page.",
    fix=_REPORT,
)
EPUB_UNLISTED_FILE = Finding(
    name="epub-unlisted-file",
    severity=Severity.ERROR,
    message="“{file}”: {entry} is in the archive, but the manifest does not list it",
    why="Readers may refuse to show what is not listed, and shops turn such files away.",
    fix=_REPORT,
)
EPUB_UNKNOWN_SPINE_ITEM = Finding(
    name="epub-unknown-spine-item",
    severity=Severity.ERROR,
    message="“{file}”: the spine names “{item}”, which is not in the manifest",
    why="Turning the page, a reader finds nothing there.",
    fix=_REPORT,
)
EPUB_DUPLICATE_ID = Finding(
    name="epub-duplicate-id",
    severity=Severity.ERROR,
    message="“{file}”: {place} has the id “{id}” again, first seen in line {first}",
    why="A link to it leads to the first of the two, or in some readers to the last.",
    fix="give one of them another id if the file is a drawing of yours; else please report it",
)
EPUB_DEAD_LINK = Finding(
    name="epub-dead-link",
    severity=Severity.ERROR,
    message="“{file}”: {place} leads to “{target}”, but {lack}",
    why="Readers show nothing there, or an error, or jump to the start of the book.",
    fix="look into the drawing or stylesheet if it is one of yours; else please report it",
)
EPUB_NO_NAVIGATION = Finding(
    name="epub-no-navigation",
    severity=Severity.ERROR,
    message="“{file}” has no navigation document with a table of contents",
    why="A reader's menu of contents is made from it; without it there is no way into the book but page by page.",
    fix=_REPORT,
)
EPUB_NOT_IN_CONTENTS = Finding(
    name="epub-not-in-contents",
    severity=Severity.ERROR,
    message="“{file}”: the contents in {entry} do not lead to “{title}”",
    why="It can be found by turning pages only.",
    fix=_REPORT,
)
EPUB_CALL_WITHOUT_NOTE = Finding(
    name="epub-call-without-note",
    severity=Severity.ERROR,
    message="“{file}”: {place} calls note {number}, but what it leads to is no note",
    why="In place of the note that pops up the reader sees nothing, or is taken elsewhere.",
    fix=_REPORT,
)
EPUB_NOTE_WITHOUT_BACKLINK = Finding(
    name="epub-note-without-backlink",
    severity=Severity.ERROR,
    message="“{file}”: note {number} at {place} does not lead back to its call",
    why="Who reads the notes where they stand cannot return to the sentence.",
    fix=_REPORT,
)

FINDINGS = (
    EPUB_MISSING_FILE,
    EPUB_UNLISTED_FILE,
    EPUB_UNKNOWN_SPINE_ITEM,
    EPUB_DUPLICATE_ID,
    EPUB_DEAD_LINK,
    EPUB_NO_NAVIGATION,
    EPUB_NOT_IN_CONTENTS,
    EPUB_CALL_WITHOUT_NOTE,
    EPUB_NOTE_WITHOUT_BACKLINK,
)

_REFERENCES = ("href", "src", "poster", "{http://www.w3.org/1999/xlink}href")
_CALLS = frozenset({"noteref", "doc-noteref"})
_NOTES = frozenset({"footnote", "endnote", "doc-footnote", "doc-endnote"})
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")


def check_epub(path: Path, publication: Publication) -> Iterator[Diagnostic]:
    """Yield what is wrong with an EPUB. Findings: all of ``FINDINGS``, and those of opening it.

    While a file is not well-formed, nobody can say which ids it has: links and notes are looked at when all are.
    """
    outcome = open_epub(path)
    yield from outcome.diagnostics
    epub = outcome.value
    if epub is None:
        return
    yield from _manifest(epub)
    if EPUB_NOT_WELL_FORMED not in {diagnostic.finding for diagnostic in outcome.diagnostics}:
        yield from _duplicate_ids(epub)
        yield from _links(epub)
        yield from _contents(epub, publication)
        yield from _notes(epub)


def _manifest(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield where manifest, archive and spine do not agree (EPUB 3.3, 5.6 and 5.7)."""
    listed = {item.path for item in epub.items}
    known = {item.id for item in epub.items}
    free = {epub.package, MIMETYPE} | {entry for entry in epub.entries if entry.startswith("META-INF/")}
    for entry in sorted(listed - epub.entries):
        yield EPUB_MISSING_FILE.at(None, file=epub.name, entry=entry)
    for entry in sorted(epub.entries - listed - free):
        yield EPUB_UNLISTED_FILE.at(None, file=epub.name, entry=entry)
    for item in epub.spine:
        if item not in known:
            yield EPUB_UNKNOWN_SPINE_ITEM.at(None, file=epub.name, item=item)


def _duplicate_ids(epub: EpubFile) -> Iterator[Diagnostic]:
    for path, tree in epub.trees.items():
        first: dict[str, int] = {}
        for element in tree.iter("*"):
            identifier = element.get("id")
            if identifier in first:
                place = place_of(path, element)
                yield EPUB_DUPLICATE_ID.at(None, file=epub.name, place=place, id=identifier, first=first[identifier])
            elif identifier is not None:
                first[identifier] = element.sourceline


def _links(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield the references that lead to no file of the archive, or to no id of an XML file in it; calls apart.

    Files that the manifest misses are reported once, with the manifest.
    """
    known = epub.entries | {item.path for item in epub.items}
    ids = {path: {element.get("id") for element in tree.iter("*")} for path, tree in epub.trees.items()}
    for source, place, reference in _references(epub):
        target = target_of(source, reference)
        if target is None:
            continue
        path, fragment = target
        if path not in known:
            lack = "there is no such file"
        elif fragment and path in ids and fragment not in ids[path]:
            lack = "no element has that id"
        else:
            continue
        yield EPUB_DEAD_LINK.at(None, file=epub.name, place=place, target=reference, lack=lack)


def _references(epub: EpubFile) -> Iterator[tuple[str, str, str]]:
    """Yield (file, place, reference) for what files refer to; manifest and notes are looked at elsewhere."""
    for path, tree in epub.trees.items():
        for element in tree.iter("*"):
            if not element.tag.endswith("}item") and _types(element).isdisjoint(_CALLS):
                for name in _REFERENCES:
                    if name in element.attrib:
                        yield path, place_of(path, element), element.get(name)
    for path, text in epub.sheets.items():
        for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", text)):
            yield path, path, match[2]


def _contents(epub: EpubFile, publication: Publication) -> Iterator[Diagnostic]:
    """Yield the documents that contents should list and do not; the page of contents itself is the list."""
    entry = next((item.path for item in epub.items if "nav" in item.properties), "")
    lists = [nav for nav in epub.trees[entry].iter("{*}nav") if "toc" in _types(nav)] if entry in epub.trees else []
    if not lists:
        yield EPUB_NO_NAVIGATION.at(None, file=epub.name)
        return
    targets = (target_of(entry, link.get("href", "")) for nav in lists for link in nav.iter("{*}a"))
    linked = {PurePosixPath(target[0]).stem for target in targets if target is not None}
    for document in publication.documents:
        if document.listed and document.role != "contents" and document.name not in linked:
            yield EPUB_NOT_IN_CONTENTS.at(None, file=epub.name, entry=entry, title=document.plain_title)


def _notes(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield the calls that lead to no note, and the notes that do not lead back."""
    notes = _elements(epub, _NOTES)
    for path, tree in epub.trees.items():
        for call in tree.iter("{*}a"):
            if _types(call).isdisjoint(_CALLS):
                continue
            target = target_of(path, call.get("href", ""))
            note = notes.get(target) if target is not None else None
            number = "".join(call.itertext()).strip()
            if note is None or target is None:
                place = place_of(path, call)
                yield EPUB_CALL_WITHOUT_NOTE.at(None, file=epub.name, place=place, number=number)
            elif not _leads_back(note, target[0], (path, call.get("id", ""))):
                place = place_of(target[0], note)
                yield EPUB_NOTE_WITHOUT_BACKLINK.at(None, file=epub.name, place=place, number=number)


def _elements(epub: EpubFile, types: frozenset[str]) -> Mapping[tuple[str, str], Any]:
    """Return elements of these types by file and id."""
    return {
        (path, element.get("id", "")): element
        for path, tree in epub.trees.items()
        for element in tree.iter("*")
        if not types.isdisjoint(_types(element))
    }


def _leads_back(note: Any, path: str, call: tuple[str, str]) -> bool:
    """Return whether a link in a note of a file leads to the note's call; a call without an id cannot be reached."""
    return bool(call[1]) and any(target_of(path, link.get("href", "")) == call for link in note.iter("{*}a"))


def _types(element: Any) -> frozenset[str]:
    """Return what an element is said to be, by ``epub:type`` and by ``role``."""
    return frozenset((*element.get(EPUB_TYPE, "").split(), *element.get("role", "").split()))
