"""The typesetter's eye: what is not as it should be on the pages of a book, measured on the boxes of their layout.

Nothing here changes a page, and nothing is a finding: the marks go into the build record, their counts onto a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from octavo.model.edition import NotePlace, PageGeometry
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.model.typography import Blemish, Mark, Typography
from octavo.render.pdf.meter_lines import LineReader, ReadPage
from octavo.render.pdf.meter_marks import (
    Found,
    lines_not_level,
    loose_lines,
    low_headings,
    page_end_marks,
    paragraph_marks,
    paragraphs,
    unequal_pages,
)
from octavo.render.pdf.numbers import SettledBook

_EXCERPT = 40


def measure(publication: Publication, book: SettledBook) -> Typography:
    """Return what was measured on the pages of a book, before they are drawn."""
    reader = LineReader()
    pages = tuple(reader.read(page, number) for number, page in enumerate(book.pages))
    geometry = publication.edition.page
    spreads = tuple(_spreads(book, pages)) if geometry is not None and geometry.mirrored else ()
    found = [*_text_marks(book.page_map, pages), *_spread_marks(geometry, spreads)]
    marks = [_mark(one, book.page_map) for one in found] + list(_late_notes(publication, book.page_map, pages))
    lines = [line for page in pages for line in (*page.body, *page.notes)]
    return Typography(
        marks=tuple(sorted(marks, key=lambda mark: (mark.page, tuple(Blemish).index(mark.blemish)))),
        lines=len(lines),
        justified=sum(line.stretch > 0 for line in lines),
        spreads=len(spreads),
        notes=len(set[str]().union(*(page.feet for page in pages))),
        unplanned=book.unplanned,
    )


def _text_marks(page_map: PageMap, pages: tuple[ReadPage, ...]) -> Iterator[Found]:
    for _document, group in groupby(enumerate(pages), key=lambda pair: page_map.pages[pair[0]].document):
        division = [page for _number, page in group]
        for page in division[:-1]:
            yield from low_headings(page)
        for column in (
            [line for page in division for line in page.body],
            [line for page in division for line in page.notes],
        ):
            yield from loose_lines(column)
            for lines in paragraphs(column):
                yield from paragraph_marks(lines)
                yield from page_end_marks(lines)


def _spreads(book: SettledBook, pages: tuple[ReadPage, ...]) -> Iterator[tuple[ReadPage, ReadPage]]:
    """Yield the facing pages of text that runs on to the page behind them."""
    entries = book.page_map.pages
    for index in range(len(pages) - 2):
        left, right = pages[index], pages[index + 1]
        running = entries[index].document == entries[index + 1].document == entries[index + 2].document != ""
        if running and book.numbers[index][0] % 2 == 0 and left.body and right.body:
            yield left, right


def _spread_marks(page: PageGeometry | None, spreads: tuple[tuple[ReadPage, ReadPage], ...]) -> Iterator[Found]:
    if page is None:
        return
    for left, right in spreads:
        yield from unequal_pages(left, right, page.line_height_pt)
        if left.plain and right.plain:
            yield from lines_not_level(left, right, page.line_height_pt)


def _mark(found: Found, page_map: PageMap) -> Mark:
    line = found.line
    path, _, number = line.source.rpartition(":")
    return Mark(
        blemish=found.blemish,
        page=line.page,
        folio=page_map.pages[line.page].folio,
        path=path,
        line=int(number or 0),
        words=line.text[:_EXCERPT].strip(),
        measure=found.measure,
    )


def _late_notes(publication: Publication, page_map: PageMap, pages: tuple[ReadPage, ...]) -> Iterator[Mark]:
    """Yield the notes that are not on the page of their call, by the page of the call; endnotes never are."""
    if publication.edition.notes is not NotePlace.FOOTNOTES:
        return
    for note in (note for document in publication.documents for note in document.notes):
        called, printed = page_map.places.get(note.call_id), page_map.places.get(note.id)
        if called is None or printed is None or called == printed:
            continue
        path, _, number = pages[called].calls.get(note.call_id, "").rpartition(":")
        yield Mark(
            blemish=Blemish.LATE_NOTE if note.id in pages[printed].feet else Blemish.LATE_TABLE_NOTE,
            page=called,
            folio=page_map.pages[called].folio,
            path=path,
            line=int(number or 0),
            words=note.number,
            measure=printed - called,
        )
