"""The typesetter's eye: what is not as it should be on the pages of a book, measured on the boxes of their layout.

Nothing here changes a page, and nothing is a finding: the marks go into the build record, their counts onto a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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

_EXCERPT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionMarks:
    """What was measured on the pages of a division. Pages count from 0."""

    marks: tuple[Mark, ...]
    """Without folios."""
    lines: int
    justified: int
    spreads: int
    calls: tuple[Mapping[str, str], ...]
    """For each page: id of a note call → its place in the manuscript."""
    feet: tuple[frozenset[str], ...]
    """For each page: ids of the notes at its foot."""


def measure_division(pages: Sequence[Any], geometry: PageGeometry | None, *, first_is_left: bool) -> DivisionMarks:
    """Return what was measured on WeasyPrint's pages of a division, before they are drawn."""
    reader = LineReader()
    read = tuple(reader.read(page, number) for number, page in enumerate(pages))
    facing = geometry is not None and geometry.mirrored
    spreads = tuple(_spreads(read, first_is_left=first_is_left)) if facing else ()
    lines = [line for page in read for line in (*page.body, *page.notes)]
    return DivisionMarks(
        marks=tuple(map(_mark, (*_text_marks(read), *_spread_marks(geometry, spreads)))),
        lines=len(lines),
        justified=sum(line.stretch > 0 for line in lines),
        spreads=len(spreads),
        calls=tuple(page.calls for page in read),
        feet=tuple(frozenset(page.feet) for page in read),
    )


def measure(
    publication: Publication, page_map: PageMap, divisions: Sequence[DivisionMarks], unplanned: int
) -> Typography:
    """Return what was measured on the pages of a book, given what was on those of its divisions, blanks too."""
    marks: list[Mark] = []
    first = 0
    for division in divisions:
        marks += (replace(mark, page=first + mark.page) for mark in division.marks)
        first += len(division.feet)
    marks += _late_notes(publication, page_map, divisions)
    told = (replace(mark, folio=page_map.pages[mark.page].folio) for mark in marks)
    return Typography(
        marks=tuple(sorted(told, key=lambda mark: (mark.page, tuple(Blemish).index(mark.blemish)))),
        lines=sum(division.lines for division in divisions),
        justified=sum(division.justified for division in divisions),
        spreads=sum(division.spreads for division in divisions),
        notes=len(set[str]().union(*(feet for division in divisions for feet in division.feet))),
        unplanned=unplanned,
    )


def _text_marks(pages: tuple[ReadPage, ...]) -> Iterator[Found]:
    for page in pages[:-1]:
        yield from low_headings(page)
    for column in (
        [line for page in pages for line in page.body],
        [line for page in pages for line in page.notes],
    ):
        yield from loose_lines(column)
        for lines in paragraphs(column):
            yield from paragraph_marks(lines)
            yield from page_end_marks(lines)


def _spreads(pages: tuple[ReadPage, ...], *, first_is_left: bool) -> Iterator[tuple[ReadPage, ReadPage]]:
    """Yield the facing pages of text that runs on to the page behind them."""
    for index in range(0 if first_is_left else 1, len(pages) - 2, 2):
        left, right = pages[index], pages[index + 1]
        if left.body and right.body:
            yield left, right


def _spread_marks(page: PageGeometry | None, spreads: tuple[tuple[ReadPage, ReadPage], ...]) -> Iterator[Found]:
    if page is None:
        return
    for left, right in spreads:
        yield from unequal_pages(left, right, page.line_height_pt)
        if left.plain and right.plain:
            yield from lines_not_level(left, right, page.line_height_pt)


def _mark(found: Found) -> Mark:
    line = found.line
    path, _, number = line.source.rpartition(":")
    return Mark(
        blemish=found.blemish,
        page=line.page,
        folio="",
        path=path,
        line=int(number or 0),
        words=line.text[:_EXCERPT].strip(),
        measure=found.measure,
    )


def _late_notes(publication: Publication, page_map: PageMap, divisions: Sequence[DivisionMarks]) -> Iterator[Mark]:
    """Yield the notes that are not on the page of their call, by the page of the call; endnotes never are."""
    if publication.edition.notes is not NotePlace.FOOTNOTES:
        return
    calls = [calls for division in divisions for calls in division.calls]
    feet = [ids for division in divisions for ids in division.feet]
    for note in (note for document in publication.documents for note in document.notes):
        called, printed = page_map.places.get(note.call_id), page_map.places.get(note.id)
        if called is None or printed is None or called == printed:
            continue
        path, _, number = calls[called].get(note.call_id, "").rpartition(":")
        yield Mark(
            blemish=Blemish.LATE_NOTE if note.id in feet[printed] else Blemish.LATE_TABLE_NOTE,
            page=called,
            folio="",
            path=path,
            line=int(number or 0),
            words=note.number,
            measure=printed - called,
        )
