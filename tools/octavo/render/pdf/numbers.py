"""Page numbers, settled: lay out, read where ids landed, put the numbers in, lay out again what names a changed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import lcm
from typing import Any

from octavo.diagnostics import Diagnostic
from octavo.model.page_map import PageEntry, PageMap, PageStart
from octavo.render import LAYING_OUT
from octavo.render.pdf.divisions import Laid, Typesetter
from octavo.render.pdf.findings import UNSETTLED_PAGES
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.page_starts import first_words
from octavo.render.pdf.plan import Division, Start, folio

_ROUNDS = 8
"""Two suffice for most books; a contents that grows by a page takes a third."""


@dataclass(frozen=True, slots=True)
class SettledBook:
    """All pages of the book, blanks included, and what stands where."""

    pages: tuple[Any, ...]
    """WeasyPrint's."""
    page_map: PageMap
    numbers: tuple[tuple[int, bool], ...]
    """For each page its number, and whether its folio is roman."""
    diagnostics: tuple[Diagnostic, ...]
    keep: tuple[Any, ...]
    """WeasyPrint's documents, whose fonts must outlive their pages."""
    unplanned: int
    """Paragraphs over which planning broke down."""


@dataclass(slots=True)
class _Setting:
    """A division while the numbers settle."""

    division: Division
    laid: Laid | None = None


def settle(typesetter: Typesetter, divisions: tuple[Division, ...], progress: Callable[[str], None]) -> SettledBook:
    """Return the book with literal page numbers that are right. Finding: ``unsettled-pages``."""
    settings = [_Setting(division) for division in divisions]
    folios = Folios()
    changed: list[_Setting] = []
    for _ in range(_ROUNDS):
        changed = _round(typesetter, settings, folios, progress)
        if not changed:
            break
        folios = _folios(settings)
    unsettled = [
        UNSETTLED_PAGES.at(s.division.document.span, document=s.division.document.plain_title) for s in changed
    ]
    return _assembled(typesetter, settings, tuple(unsettled))


def _round(
    typesetter: Typesetter, settings: list[_Setting], folios: Folios, progress: Callable[[str], None]
) -> list[_Setting]:
    """Lay out every division whose first page or folios differ from when it was laid out last; return those."""
    changed, free = [], 1
    for place, setting in enumerate(settings, 1):
        number = first_number(setting.division, free, mirrored=_mirrored(typesetter))
        named = folios.named(setting.division.document)
        laid = setting.laid
        if laid is None or (laid.number, laid.folios) != (number, named):
            changed.append(setting)
            progress(f"{LAYING_OUT}{setting.division.document.name}, {place} of {len(settings)}")
            laid = setting.laid = typesetter.lay_out(setting.division, number, folios)
        free = number + len(laid.pages)
    return changed


def first_number(division: Division, free: int, *, mirrored: bool) -> int:
    """Return the number of a division's first page, given the first number that is free."""
    if division.restarts:
        return 1
    wanted = {Start.RECTO: 1, Start.VERSO: 0}.get(division.start)
    return free if not mirrored or wanted is None or free % 2 == wanted else free + 1


def _mirrored(typesetter: Typesetter) -> bool:
    page = typesetter.publication.edition.page
    return page is not None and page.mirrored


def _folios(settings: list[_Setting]) -> Folios:
    folios = Folios()
    for setting in settings:
        if setting.laid is not None:
            for number, page in enumerate(setting.laid.pages, setting.laid.number):
                folios.add(page, folio(number, roman=setting.division.roman))
    return folios


def _closing_blanks(typesetter: Typesetter, numbers: list[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    """Yield the numbers of the blank pages that fill the last signature, and whether their folios are roman.

    Single pages are for printers on demand, who print their mark on the last page, the back of a leaf.
    """
    page = typesetter.publication.edition.page
    if page is None or not numbers:
        return
    last, roman = numbers[-1]
    least, step = (1, lcm(page.signature, 2)) if page.press.single_pages else (0, page.signature)
    for further in range(1, least + -(len(numbers) + least) % step + 1):
        yield last + further, roman


def _assembled(typesetter: Typesetter, settings: list[_Setting], unsettled: tuple[Diagnostic, ...]) -> SettledBook:
    """Put the divisions together, with blanks where one starts on a side of its own."""
    pages: list[Any] = []
    entries: list[PageEntry] = []
    numbers: list[tuple[int, bool]] = []
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    starts: list[PageStart] = []
    texts: dict[str, tuple[str, ...]] = {}
    diagnostics: list[Diagnostic] = []

    def add(page: Any, number: int, *, roman: bool, document: str = "") -> None:
        pages.append(page)
        numbers.append((number, roman))
        entries.append(PageEntry(folio=folio(number, roman=roman), document=document, blank=not document))

    mirrored = _mirrored(typesetter)
    for setting in settings:
        laid = setting.laid
        if laid is None:
            continue
        if numbers:
            last, roman = numbers[-1]
            gap = last % 2 if setting.division.restarts else laid.number - last - 1
            for number in range(last + 1, last + 1 + (gap if mirrored else 0)):
                add(typesetter.blank(number), number, roman=roman)
        name = setting.division.document.name
        texts[name], words = first_words(laid.pages)
        starts += [
            PageStart(page=len(pages) + word.page, document=name, offset=word.offset, exact=word.exact)
            for word in words
        ]
        for number, page in enumerate(laid.pages, laid.number):
            for anchor in page.anchors:
                if places.setdefault(anchor, len(pages)) != len(pages):
                    ends[anchor] = len(pages)
            add(page, number, roman=setting.division.roman, document=name)
        diagnostics += laid.diagnostics
    for number, roman in tuple(_closing_blanks(typesetter, numbers)):
        add(typesetter.blank(number), number, roman=roman)
    layouts = tuple(setting.laid for setting in settings if setting.laid is not None)
    keep, unplanned = tuple(laid.document for laid in layouts), sum(laid.unplanned for laid in layouts)
    page_map = PageMap(pages=tuple(entries), places=places, ends=ends, starts=tuple(starts), texts=texts)
    found = (*dict.fromkeys(diagnostics), *unsettled)
    return SettledBook(tuple(pages), page_map, tuple(numbers), found, keep, unplanned)
