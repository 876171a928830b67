"""What a typesetter would mark on the pages of an edition, measured when they were laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Blemish(StrEnum):
    """A kind of mark. None of them is a finding: a book may be published with all of them."""

    LOOSE_LINE = "loose-line"
    HYPHEN_LADDER = "hyphen-ladder"
    HYPHEN_AT_PAGE_END = "hyphen-at-page-end"
    WIDOW = "widow"
    ORPHAN = "orphan"
    SHORT_LAST_LINE = "short-last-line"
    LOW_HEADING = "low-heading"
    UNEQUAL_PAGES = "unequal-pages"
    LINES_NOT_LEVEL = "lines-not-level"
    LATE_NOTE = "late-note"
    LATE_TABLE_NOTE = "late-table-note"
    """A note under a table that was to stay whole and is larger than the page, behind the page of its call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on the pages that a typesetter would mark."""

    blemish: Blemish
    page: int
    """Index from 0."""
    folio: str
    path: str
    """The manuscript's file, as messages show it; empty for text that no file holds."""
    line: int
    """1-based, where the block begins that the place stands in; 0 for text that no file holds."""
    words: str
    """How the line begins; of a note its number."""
    measure: float
    """How much of it: the word space in normal ones (loose line), lines (ladder, low heading, unequal
    pages), letters (short last line), points (lines not level), pages (late notes); 1 of a widow, an orphan, a hyphen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """What was measured on the pages of an edition."""

    marks: tuple[Mark, ...] = ()
    """In the order of pages."""
    lines: int = 0
    """Lines of text that were looked at, those of notes among them."""
    justified: int = 0
    """Those of them that are stretched to the measure."""
    spreads: int = 0
    """Pairs of facing pages whose depths were compared, and whose lines, where they hold nothing but text."""
    notes: int = 0
    """Notes at the foot of a page."""
    unplanned: int = 0
    """Paragraphs over which planning broke down: their lines were broken one by one. A fault of Octavo's, and harmless."""

    @property
    def counts(self) -> Mapping[Blemish, int]:
        """How often each kind of mark was made, in the order of ``Blemish``; 0 for those that were not."""
        found = Counter(mark.blemish for mark in self.marks)
        return {blemish: found[blemish] for blemish in Blemish}
