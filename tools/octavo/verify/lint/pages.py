"""The pages of the printed book: each marked once, listed once, in order (EPUB Accessibility 1.1, 3.3; Kindle's page numbers)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EpubFile, target_of
from octavo.verify.epub_parts import (
    PAGE_BREAKS,
    XHTML,
    Place,
    documents,
    navigation_lists,
    navigation_path,
    types_of,
    values,
    words_of,
)

EPUB_PAGE_TWICE = Finding(
    name="epub-page-twice",
    severity=Severity.ERROR,
    message="page “{label}” is listed again",
    why="Who asks for that page is taken to the first or the last of them.",
    fix="give each page of the printed book one line",
)
EPUB_PAGE_UNLISTED = Finding(
    name="epub-page-unlisted",
    severity=Severity.ERROR,
    message="page “{label}” begins here, and the page list does not lead to it",
    why="A reader's “go to page” knows the list alone.",
    fix="list every page that is marked",
)
EPUB_PAGE_UNMARKED = Finding(
    name="epub-page-unmarked",
    severity=Severity.ERROR,
    message="the page list leads to “{target}” for page “{label}”, where no page is marked",
    why="Screen readers announce pages at their marks, and readers show the number of the mark they passed.",
    fix='mark the place: an empty span with epub:type="pagebreak", role="doc-pagebreak", an id and an aria-label',
)
EPUB_PAGE_LABEL_DIFFERS = Finding(
    name="epub-page-label-differs",
    severity=Severity.ERROR,
    message="the list calls this page “{listed}”, its mark “{marked}”",
    why="The number that is shown is not the one that was asked for.",
    fix="write the printed number in both",
)
EPUB_PAGES_OUT_OF_ORDER = Finding(
    name="epub-pages-out-of-order",
    severity=Severity.ERROR,
    message="page “{label}” is listed behind “{before}”, but begins before it",
    why="Readers that show the page they are on go through the list in order, and show the wrong one from there on.",
    fix="list pages in reading order",
)
EPUB_PAGE_SOURCE_MISSING = Finding(
    name="epub-page-source-missing",
    severity=Severity.WARNING,
    message="there is a page list, and nothing says which printed book it is of",
    why="Page numbers are good for a class or a citation only when it is known whose they are.",
    fix="add the metadata pageBreakSource with the ISBN of the printed book, or “none”",
)

FINDINGS = (
    EPUB_PAGE_TWICE,
    EPUB_PAGE_UNLISTED,
    EPUB_PAGE_UNMARKED,
    EPUB_PAGE_LABEL_DIFFERS,
    EPUB_PAGES_OUT_OF_ORDER,
    EPUB_PAGE_SOURCE_MISSING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Where a page begins."""

    path: str
    element: Any
    label: str
    position: int
    """In reading order."""


def check_pages(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield where page list and marks do not agree. Findings: all of ``FINDINGS``."""
    marks = {(mark.path, mark.element.get("id", "")): mark for mark in _marks(epub)}
    lists = navigation_lists(epub, "page-list")
    if lists:
        yield from _listed(epub, marks)
        if not values(epub, "pageBreakSource") and not values(epub, "source-of"):
            yield EPUB_PAGE_SOURCE_MISSING.at(epub.place(epub.package))
    linked = {target for _, target in _lines(epub)}
    for place, mark in marks.items():
        if place not in linked:
            yield EPUB_PAGE_UNLISTED.at(epub.place(mark.path, mark.element), label=mark.label)


def _marks(epub: EpubFile) -> Iterator[_Mark]:
    position = 0
    for path, tree in documents(epub):
        for element in tree.iter("*"):
            if not types_of(element).isdisjoint(PAGE_BREAKS):
                label = element.get("aria-label") or element.get("title") or words_of(element)
                yield _Mark(path=path, element=element, label=label.strip(), position=position)
                position += 1


def _lines(epub: EpubFile) -> Iterator[tuple[Any, Place]]:
    """Yield each line of the page list, with the place it leads to."""
    path = navigation_path(epub)
    for nav in navigation_lists(epub, "page-list"):
        for link in nav.iter(f"{XHTML}a"):
            target = target_of(path, link.get("href", ""))
            if target is not None:
                yield link, target


def _listed(epub: EpubFile, marks: dict[Place, _Mark]) -> Iterator[Diagnostic]:
    path = navigation_path(epub)
    seen: set[str] = set()
    last: _Mark | None = None
    for link, target in _lines(epub):
        label, here = words_of(link), epub.place(path, link)
        if label in seen:
            yield EPUB_PAGE_TWICE.at(here, label=label)
        seen.add(label)
        mark = marks.get(target)
        if mark is None:
            yield EPUB_PAGE_UNMARKED.at(here, target=link.get("href"), label=label)
            continue
        if mark.label and mark.label != label:
            yield EPUB_PAGE_LABEL_DIFFERS.at(epub.place(mark.path, mark.element), listed=label, marked=mark.label)
        if last is not None and mark.position < last.position:
            yield EPUB_PAGES_OUT_OF_ORDER.at(here, label=label, before=last.label)
        last = mark
