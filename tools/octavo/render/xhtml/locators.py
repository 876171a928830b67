"""Index locators: pages or ranges of pages, those of one page folded; or running numbers where there are no pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.model.by_language import primary_subtag
from octavo.model.nodes import Locator, LocatorKind, Locators
from octavo.model.numerals import folio_order, page_range
from octavo.render.xhtml.elements import Piece, element
from octavo.render.xhtml.target import Target

_UNKNOWN = "0"
"""What holds the place of a number while pages are unknown."""

_TAGS = {LocatorKind.MAIN: "strong", LocatorKind.PICTURE: "em"}

_RANK = {LocatorKind.MAIN: 0, LocatorKind.PICTURE: 1, LocatorKind.MENTION: 2}
"""Which of several on the same pages is printed: the one that says most."""

_Folio = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a locator, as they are printed and as they are sorted."""

    place: Locator
    first: str
    last: str

    @property
    def begins(self) -> _Folio:
        return folio_order(self.first)

    @property
    def ends(self) -> _Folio:
        return folio_order(self.last)

    def holds(self, other: _Pages) -> bool:
        """Return whether the pages of another locator are among these, and it has nothing more to say."""
        same = (self.begins, self.ends) == (other.begins, other.ends)
        quiet = other.place.kind in {self.place.kind, LocatorKind.MENTION}
        return (same and _RANK[self.place.kind] <= _RANK[other.place.kind]) or (
            self.begins <= other.begins and other.ends <= self.ends and quiet
        )


def write_locators(locators: Locators, target: Target) -> Piece:
    """Return the places of an index entry as ``span.locators``: “xii, 3, **12**, 31–34, *40*”.

    Pages stand in order and once each; a single page within a range is left out unless it is bold or italic.
    """
    written = list(_paged(locators, target) if locators.paged else _counted(locators, target))
    pieces: list[Piece] = []
    for number in written:
        pieces += [", ", number] if pieces else [number]
    return element("span", {"class": "locators"}, pieces)


def _counted(locators: Locators, target: Target) -> Iterator[Piece]:
    for count, place in enumerate(locators.places, start=1):
        yield _link(place, str(count), "index", target)


def _paged(locators: Locators, target: Target) -> Iterator[Piece]:
    found = [_pages(place, target) for place in locators.places]
    known = [pages for pages in found if pages.first and pages.last]
    english = primary_subtag(target.language) == "en"
    for pages in _folded(known):
        yield _link(pages.place, page_range(pages.first, pages.last, shortened=english), "page-number", target)
    for pages in found:
        if pages not in known:
            yield _link(pages.place, _UNKNOWN, "page-number unknown", target)


def _pages(place: Locator, target: Target) -> _Pages:
    first = target.folio(place.target)
    return _Pages(place, first, target.last_folio(place.until) if place.until else first)


def _folded(found: list[_Pages]) -> list[_Pages]:
    """Return pages in order, without those that others hold; ranges that meet are one."""
    kept: list[_Pages] = []
    for pages in sorted(found, key=lambda pages: (pages.begins, _negative(pages.ends), _RANK[pages.place.kind])):
        if any(other.holds(pages) for other in kept):
            continue
        last = kept[-1] if kept else None
        if last is not None and last.place.until and pages.place.until and _meet(last, pages):
            kept[-1] = _Pages(last.place, last.first, pages.last)
        else:
            kept.append(pages)
    return kept


def _meet(before: _Pages, after: _Pages) -> bool:
    return before.place.kind is after.place.kind and before.begins <= after.begins <= before.ends < after.ends


def _negative(folio: _Folio) -> tuple[bool, int]:
    arabic, number = folio
    return (not arabic, -number)


def _link(place: Locator, words: str, name: str, target: Target) -> Piece:
    link = element("a", {"class": name, "href": target.href(place.target)}, [words])
    tag = _TAGS.get(place.kind)
    return link if tag is None else element(tag, None, [link])
