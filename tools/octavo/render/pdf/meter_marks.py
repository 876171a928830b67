"""What a typesetter marks in lines and pages: each function looks for one thing, or for things seen in one look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from octavo.model.typography import Blemish
from octavo.render.pdf.meter_lines import Line, ReadPage

LOOSE = 2.5
"""How many normal word spaces a space of a justified line may be wide."""

LADDER = 3
"""Lines in a row that may end in a hyphen (Chicago Manual of Style 18, 2.113)."""

SHORT_LAST = 4
"""Letters that the last line of a paragraph has at least (the same, 2.114)."""

BELOW_HEADING = 2
"""Lines that stand at least below a heading on its page."""

PICTURE_LINES = 2
"""What a picture below a heading counts for."""

REACH = 3
"""Lines that facing pages may differ by without a reason that everybody sees."""

_HAIR = 0.01
"""Of a line: sums of heights are not exact."""

LEVEL = 0.5
"""Points by which lines of facing pages may stand out of line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A blemish at a line."""

    blemish: Blemish
    line: Line
    measure: float


def loose_lines(lines: Iterable[Line]) -> Iterator[Found]:
    """Yield the lines whose word spaces are too wide."""
    return (Found(Blemish.LOOSE_LINE, line, round(line.stretch, 2)) for line in lines if line.stretch > LOOSE)


def paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each block, pages that it runs over notwithstanding."""
    return (list(group) for _block, group in groupby(lines, key=lambda line: line.block))


def paragraph_marks(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield ladders of hyphens in a paragraph, and its last line if justified and a piece of a word or a short one."""
    run = 0
    for line, after in pairwise(lines):
        run = run + 1 if line.hyphen else 0
        if run > LADDER and not after.hyphen:
            yield Found(Blemish.HYPHEN_LADDER, line, run)
    if len(lines) > 1 and lines[-1].flowing and lines[-2].stretch:  # in ragged text lines are as short as they come
        last, before = lines[-1], lines[-2]
        letters = sum(map(str.isalnum, last.text))
        if " " not in last.text and (before.hyphen or letters < SHORT_LAST):
            yield Found(Blemish.SHORT_LAST_LINE, last, letters)


def page_end_marks(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield what is wrong where a paragraph breaks over pages: a widow, an orphan, a word divided."""
    for index, (line, after) in enumerate(pairwise(lines), 1):
        if line.page == after.page or line.heading or not line.flowing:
            continue
        if line.hyphen:
            yield Found(Blemish.HYPHEN_AT_PAGE_END, line, 1)
        if index == 1:
            yield Found(Blemish.ORPHAN, line, 1)
        if index == len(lines) - 1:
            yield Found(Blemish.WIDOW, after, 1)


def low_headings(page: ReadPage) -> Iterator[Found]:
    """Yield the headings with too little below them on their page, which is not the last of its division."""
    headings = [index for index, line in enumerate(page.body) if line.heading and line.flowing]
    for index in headings[-1:]:
        below = len(page.body) - index - 1 + PICTURE_LINES * sum(above > index for above in page.pictures)
        if below < BELOW_HEADING:
            yield Found(Blemish.LOW_HEADING, page.body[index], below)


def unequal_pages(left: ReadPage, right: ReadPage, line_height: float) -> Iterator[Found]:
    """Yield the shorter of two facing pages when one has room for a line more than the other, above its notes.

    Pages that do not end in lines of text are as long as they are, and so is a page that lacks more than ``REACH`` lines:
    what follows did not fit.
    """
    if left.white is None or right.white is None:
        return
    missing = [int(white / line_height + _HAIR) for white in (left.white, right.white)]
    apart = abs(missing[0] - missing[1])
    if 0 < apart <= REACH:
        yield Found(Blemish.UNEQUAL_PAGES, (left if missing[0] > missing[1] else right).body[-1], apart)


def lines_not_level(left: ReadPage, right: ReadPage, line_height: float) -> Iterator[Found]:
    """Yield the line of a spread that stands furthest off the grid of its first; headings stand between its lines."""
    lines = [line for page in (left, right) for line in page.body if not line.heading]
    if not lines:
        return
    off = [abs((line.base - lines[0].base + line_height / 2) % line_height - line_height / 2) for line in lines]
    if max(off) > LEVEL:
        yield Found(Blemish.LINES_NOT_LEVEL, lines[off.index(max(off))], round(max(off), 2))
