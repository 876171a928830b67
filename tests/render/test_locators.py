"""The numbers of an index entry: in order, folded, ranges, and what is bold or italic."""

from __future__ import annotations

import pytest

from octavo.diagnostics import Span
from octavo.model.nodes import Locator, LocatorKind, Locators
from octavo.model.numerals import folio_order, page_range, roman
from octavo.render.xhtml import Target
from octavo.render.xhtml.locators import write_locators

SPAN = Span("manuscript/a.md", 1, 1, 1, 2)
KINDS = {"*": LocatorKind.MAIN, "/": LocatorKind.PICTURE}


def place(written: str) -> Locator:
    """Return a place on a page whose folio is written, or a range (``3-5``), after ``*`` when main or ``/`` in a figure."""
    first, dash, last = written.lstrip("*/").partition("-")
    kind = KINDS.get(written[0], LocatorKind.MENTION)
    return Locator(span=SPAN, target=first, until=last if dash else "", kind=kind)


def shown(*written: str, language: str = "en-GB", paged: bool = True) -> str:
    """Return the text of the locators, with ``*`` and ``/`` before what is bold and italic."""
    target = Target(
        epub=not paged,
        notes_inline=False,
        href=lambda identifier: f"#{identifier}",
        picture=str,
        folio=lambda identifier: "" if identifier.startswith("?") else identifier.rstrip("abc"),
        last_folio=lambda identifier: "" if identifier.startswith("?") else identifier.rstrip("abc"),
        math=lambda *_: pytest.fail("no formula here"),
        words={},
        language=language,
    )
    node = Locators(span=SPAN, places=tuple(map(place, written)), paged=paged)
    made = write_locators(node, target)
    assert not isinstance(made, str)
    signs = {"strong": "*", "em": "/", "a": ""}
    return ", ".join(signs[child.tag.rpartition("}")[2]] + "".join(child.itertext()) for child in made)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("30", "30a", "31"), "30, 31"),
        (("30", "*30a", "31"), "*30, 31"),
        (("/30", "30a"), "/30"),
        (("/30", "*30a"), "*30"),
        (("31", "32", "33"), "31, 32, 33"),
        (("31-34",), "31–34"),
        (("31-31a",), "31"),
        (("31-34", "33"), "31–34"),
        (("33", "31-34"), "31–34"),
        (("31-34", "*33", "/32"), "31–34, /32, *33"),
        (("*31-34", "33"), "*31–34"),
        (("31-34", "34-36"), "31–36"),
        (("31-34", "35-36"), "31–34, 35–36"),
        (("31-34", "31-33"), "31–34"),
        (("*12", "12-14"), "12–14, *12"),
        (("3", "xii", "ix", "2"), "ix, xii, 2, 3"),
        (("3", "xii", "ix", "iv-2"), "iv–2, 3"),
    ],
)
def test_pages_stand_in_order_and_once(places: tuple[str, ...], expected: str) -> None:
    """Three pages in a row are no range unless the author says so; roman folios come first."""
    assert shown(*places) == expected


def test_unknown_pages_stay_apart() -> None:
    """While pages are unknown no locator is dropped."""
    assert shown("?1", "?2", "?3-?4") == "0, 0, 0"


def test_without_pages_the_places_are_counted() -> None:
    """A range is one of them."""
    assert shown("a", "*b-c", "/d", paged=False) == "1, *2, /3"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("3", "10", "3–10"),
        ("71", "72", "71–72"),
        ("100", "104", "100–104"),
        ("101", "108", "101–8"),
        ("103", "115", "103–15"),
        ("808", "833", "808–33"),
        ("321", "328", "321–28"),
        ("498", "532", "498–532"),
        ("1087", "1089", "1087–89"),
        ("1496", "1500", "1496–500"),
        ("96", "117", "96–117"),
        ("xii", "xiv", "xii–xiv"),
    ],
)
def test_english_ranges_drop_digits(first: str, last: str, expected: str) -> None:
    """The rule of the Chicago Manual of Style, with its kinds of numbers; elsewhere ranges are in full."""
    assert page_range(first, last, shortened=True) == expected
    assert page_range(first, last, shortened=False) == f"{first}–{last}"
    assert shown(f"{first}-{last}", language="de-DE") == f"{first}–{last}"


def test_folios_are_ordered_as_in_a_book() -> None:
    """Roman ones, whatever their letters, before arabic ones."""
    numbers = range(1, 400)
    front, body = [folio_order(roman(number)) for number in numbers], [folio_order(str(number)) for number in numbers]
    assert [*front, *body] == sorted([*front, *body])
    assert len({*front, *body}) == 2 * len(numbers)
