"""EPUBs, whoever made them: the manifest and the archive agree, every link lands, notes go both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.span import file_span
from octavo.model.publication import Publication
from octavo.verify.epub_file import EPUB_NOT_WELL_FORMED, MIMETYPE, REPORT, EpubFile, open_epub, target_of
from octavo.verify.epub_parts import (
    CALLS,
    NOTES,
    Place,
    elements_by_place,
    is_epub_2,
    links,
    navigation_lists,
    navigation_path,
    references,
    types_of,
    words_of,
)

EPUB_MISSING_FILE = Finding(
    name="epub-missing-file",
    severity=Severity.ERROR,
    message="the manifest lists {entry}, which is not in the archive",
    why="A reader that asks for it shows an error, or a hole in the page.",
    fix=REPORT,
)
EPUB_UNLISTED_FILE = Finding(
    name="epub-unlisted-file",
    severity=Severity.ERROR,
    message="{entry} is in the archive, but the manifest does not list it",
    why="Readers may refuse to show what is not listed, and shops turn such files away.",
    fix=REPORT,
)
EPUB_UNKNOWN_SPINE_ITEM = Finding(
    name="epub-unknown-spine-item",
    severity=Severity.ERROR,
    message="the spine names “{item}”, which is not in the manifest",
    why="Turning the page, a reader finds nothing there.",
    fix=REPORT,
)
EPUB_DUPLICATE_ID = Finding(
    name="epub-duplicate-id",
    severity=Severity.ERROR,
    message="this has the id “{id}” again, first seen in line {first}",
    why="A link to it leads to the first of the two, or in some readers to the last.",
    fix=f"give one of them another id if the file is a drawing of yours; else {REPORT}",
)
EPUB_DEAD_LINK = Finding(
    name="epub-dead-link",
    severity=Severity.ERROR,
    message="this leads to “{target}”, but {lack}",
    why="Readers show nothing there, or an error, or jump to the start of the book.",
    fix=f"look into the drawing or stylesheet if it is one of yours; else {REPORT}",
)
EPUB_NO_NAVIGATION = Finding(
    name="epub-no-navigation",
    severity=Severity.ERROR,
    message="“{file}” has no navigation document with a table of contents",
    why="A reader's menu of contents is made from it; without it there is no way into the book but page by page.",
    fix=REPORT,
)
EPUB_NOT_IN_CONTENTS = Finding(
    name="epub-not-in-contents",
    severity=Severity.ERROR,
    message="the contents do not lead to “{title}”",
    why="It can be found by turning pages only.",
    fix=REPORT,
)
EPUB_CALL_WITHOUT_NOTE = Finding(
    name="epub-call-without-note",
    severity=Severity.ERROR,
    message="this calls note {number}, but what it leads to is no note",
    why="In place of the note that pops up the reader sees nothing, or is taken elsewhere.",
    fix=REPORT,
)
EPUB_NOTE_UNMARKED = Finding(
    name="epub-note-unmarked",
    severity=Severity.ERROR,
    message="this is note {number} by the links to it and from it, but is not marked as a note",
    why="Readers show in a pop-up what is marked as a note; anything else they take the reader away to.",
    fix='write epub:type="footnote" and role="doc-footnote" on an aside that holds the note',
)
EPUB_NOTE_WITHOUT_BACKLINK = Finding(
    name="epub-note-without-backlink",
    severity=Severity.ERROR,
    message="note {number} does not lead back to its call",
    why="Who reads the notes where they stand cannot return to the sentence.",
    fix=REPORT,
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
    EPUB_NOTE_UNMARKED,
    EPUB_NOTE_WITHOUT_BACKLINK,
)


def check_epub(path: Path, publication: Publication) -> Iterator[Diagnostic]:
    """Yield what is wrong with an EPUB that was made of a publication. Findings: all of ``FINDINGS``, and those of opening it."""
    outcome = open_epub(path)
    yield from outcome.diagnostics
    if outcome.value is not None:
        sound = well_formed(outcome.diagnostics)
        yield from check_structure(outcome.value, sound=sound)
        if sound:
            yield from _contents(outcome.value, publication)


def well_formed(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether every XML file could be read: while one cannot, nobody can say which ids it has."""
    return EPUB_NOT_WELL_FORMED not in {diagnostic.finding for diagnostic in diagnostics}


def check_structure(epub: EpubFile, *, sound: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with how the parts of any EPUB hold together; links and notes when all its XML files are sound."""
    yield from _manifest(epub)
    if sound:
        yield from _duplicate_ids(epub)
        yield from _links(epub)
        if not navigation_lists(epub, "toc") and not (is_epub_2(epub) and _has_ncx(epub)):
            yield EPUB_NO_NAVIGATION.at(file_span(epub.name), file=epub.name)
        yield from _notes(epub)


def _manifest(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield where manifest, archive and spine do not agree (EPUB 3.3, 5.6 and 5.7)."""
    place = epub.place(epub.package)
    listed = {item.path for item in epub.items}
    known = {item.id for item in epub.items}
    free = {epub.package, MIMETYPE} | {entry for entry in epub.data if entry.startswith("META-INF/")}
    for entry in sorted(listed - set(epub.data)):
        yield EPUB_MISSING_FILE.at(place, entry=entry)
    for entry in sorted(set(epub.data) - listed - free):
        yield EPUB_UNLISTED_FILE.at(place, entry=entry)
    for item in epub.spine:
        if item not in known:
            yield EPUB_UNKNOWN_SPINE_ITEM.at(place, item=item)


def _has_ncx(epub: EpubFile) -> bool:
    return any(
        True for tree in epub.trees.values() for _ in tree.iter("{http://www.daisy.org/z3986/2005/ncx/}navPoint")
    )


def _duplicate_ids(epub: EpubFile) -> Iterator[Diagnostic]:
    for path, tree in epub.trees.items():
        first: dict[str, Any] = {}
        for element in tree.iter("*"):
            identifier = element.get("id")
            if identifier in first:
                line = epub.place(path, first[identifier]).line
                yield EPUB_DUPLICATE_ID.at(epub.place(path, element), id=identifier, first=line)
            elif identifier is not None:
                first[identifier] = element


def _links(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield the references that lead to no file of the archive, or to no id of an XML file in it; calls apart.

    Files that the manifest misses are reported once, with the manifest.
    """
    known = set(epub.data) | {item.path for item in epub.items}
    ids = {path: {element.get("id") for element in tree.iter("*")} for path, tree in epub.trees.items()}
    for source, element, reference in references(epub):
        target = target_of(source, reference)
        if target is None or (element is not None and not types_of(element).isdisjoint(CALLS)):
            continue
        path, fragment = target
        if path not in known:
            lack = "there is no such file"
        elif fragment and path in ids and fragment not in ids[path]:
            lack = "no element has that id"
        else:
            continue
        yield EPUB_DEAD_LINK.at(epub.place(source, element), target=reference, lack=lack)


def _contents(epub: EpubFile, publication: Publication) -> Iterator[Diagnostic]:
    """Yield the documents that contents should list and do not; the page of contents itself is the list."""
    entry, lists = navigation_path(epub), navigation_lists(epub, "toc")
    targets = (target_of(entry, link.get("href", "")) for nav in lists for link in nav.iter("{*}a"))
    linked = {PurePosixPath(target[0]).stem for target in targets if target is not None}
    for document in publication.documents:
        if lists and document.listed and document.role != "contents" and document.name not in linked:
            yield EPUB_NOT_IN_CONTENTS.at(epub.place(entry, lists[0]), title=document.plain_title)


def _notes(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield the calls that lead to no note, and the notes that do not lead back to one of their calls."""
    known = elements_by_place(epub)
    calls: dict[Place, list[Place]] = {}
    for path, call, target in links(epub):
        if types_of(call).isdisjoint(CALLS):
            continue
        note = known.get(target)
        if note is not None and not types_of(note).isdisjoint(NOTES):
            calls.setdefault(target, []).append((path, call.get("id", "")))
        elif note is not None and _leads_back(note, target[0], (path, call.get("id", ""))):
            yield EPUB_NOTE_UNMARKED.at(epub.place(target[0], note), number=words_of(call))
        else:
            yield EPUB_CALL_WITHOUT_NOTE.at(epub.place(path, call), number=words_of(call))
    for target, callers in calls.items():
        if not any(_leads_back(known[target], target[0], caller) for caller in callers):
            number = words_of(known[(callers[0])]) if callers[0] in known else "?"
            yield EPUB_NOTE_WITHOUT_BACKLINK.at(epub.place(target[0], known[target]), number=number)


def _leads_back(note: Any, path: str, call: Place) -> bool:
    """Return whether a link in a note of a file leads to the note's call; a call without an id cannot be reached."""
    return bool(call[1]) and any(target_of(path, link.get("href", "")) == call for link in note.iter("{*}a"))
