"""What an editor has on the desk: the manuscript as written, as bound, and as it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from octavo.diagnostics import Diagnostic
from octavo.lint.runs import Kind, Run
from octavo.model.book import Book, Draft
from octavo.model.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A book to be read for slips."""

    draft: Draft
    """As its author wrote it: without made ids."""
    book: Book
    """With its names bound."""
    runs: tuple[Run, ...]
    """In reading order."""
    nodes: tuple[Node, ...]
    """Of all chapters, with their notes, once their names are bound."""
    day: date
    """Today."""

    def text(self) -> Iterator[Run]:
        """Yield the runs of prose but headings, whose words are often clipped and in capitals."""
        yield from (run for run in self.runs if run.kind in _TEXT)

    def prose(self) -> Iterator[Run]:
        """Yield the runs whose words are the author's own, in sentences."""
        yield from (run for run in self.runs if run.kind in _PROSE)


_TEXT = frozenset({Kind.TEXT, Kind.NOTE, Kind.CELL, Kind.CAPTION})
_PROSE = _TEXT | {Kind.HEADING}

Check = Callable[[Proof], Iterator[Diagnostic]]
"""Reads a proof for one kind of slip."""
