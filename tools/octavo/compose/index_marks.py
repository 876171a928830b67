"""Index marks: what ``index="Main, sub"`` asks for, and the places of each entry that come of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.compose.place import Place
from octavo.diagnostics import Span
from octavo.model.attributes import Attributes
from octavo.model.index_entry import END, MAIN, SORT, START, index_levels
from octavo.model.nodes import Locator, LocatorKind


def levels(value: str) -> tuple[str, ...]:
    """Return the levels of an entry that have words."""
    return tuple(level for level in index_levels(value) if level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One index mark, as the edition meets it."""

    entry: tuple[str, ...]
    """The entry and subentries, never empty."""
    document: str
    """Name of the content document that it stands in."""
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    kind: LocatorKind = LocatorKind.MENTION
    begins: bool = False
    ends: bool = False
    """Whether a range begins here, or ends; one that does both is a range by itself."""
    sort: str = ""
    """What the entry is sorted by; empty for its words."""
    target: str = ""
    """Id of the place; empty for a reference to other entries and nothing else."""
    until: str = ""
    """Id of what ends where a range does."""
    term: str = ""
    """Id of the term that is used here; empty for a mark of the author's."""
    span: Span

    @classmethod
    def of(cls, own: Attributes, words: str, span: Span, place: Place) -> Mark:
        """Return the mark that attributes make at a place, which is yet to be named."""
        kind = LocatorKind.PICTURE if place.pictured else LocatorKind.MENTION
        return cls(
            entry=levels(own.get("index")) or (words or "?",),
            document=place.document,
            see=levels(own.get("index-see")),
            see_also=levels(own.get("index-see-also")),
            kind=LocatorKind.MAIN if MAIN in own.classes else kind,
            begins=START in own.classes,
            ends=END in own.classes,
            sort=own.get(SORT),
            span=span,
        )

    @property
    def locator(self) -> Locator:
        """The place, for itself."""
        whole = self.until if self.begins and self.ends else ""
        return Locator(span=self.span, target=self.target, until=whole, kind=self.kind)


def places(marks: Iterable[Mark]) -> tuple[Locator, ...]:
    """Return the places that the marks of one entry, in reading order, lead to.

    A beginning and the end after it make a range; where an edition leaves one of the two out, the other is a place.
    """
    found: list[Locator] = []
    begun: dict[int, Mark] = {}
    for mark in (mark for mark in marks if mark.target):
        if mark.ends and not mark.begins and begun:
            at, first = begun.popitem()
            found[at] = Locator(span=first.span, target=first.target, until=mark.until, kind=first.kind)
            continue
        if mark.begins and not mark.ends:
            begun[len(found)] = mark
        found.append(mark.locator)
    return tuple(found)
