"""Whether the sheet of an edition is larger than its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compose.builders import PRINT, attrs, book, chapter, composed, div, figure, p
from octavo.model.press import Press


def bleed_of(*blocks: object, single: bool) -> float:
    """Return the bleed, in points, of a composed edition for which nine points are asked."""
    assert PRINT.page is not None
    page = replace(PRINT.page, bleed_pt=9.0, press=Press(single_pages=single))
    made = composed(book(chapter("one", p("x"), *blocks, title="One")), replace(PRINT, page=page))
    assert made.edition.page is not None
    return made.edition.page.bleed_pt


PLATE = replace(figure(), attributes=attrs("bleed"))


@pytest.mark.parametrize(
    ("blocks", "single", "bleed"),
    [
        ((figure(),), True, 0),
        ((PLATE,), True, 9),
        ((div(PLATE),), True, 9),
        ((figure(),), False, 9),
        ((replace(p("words"), attributes=attrs("bleed")),), True, 0),
    ],
    ids=["nothing bleeds", "a picture bleeds", "one inside a block does", "bound pages", "words do not bleed"],
)
def test_single_pages_bleed_when_a_picture_does(blocks: tuple[object, ...], single: bool, bleed: float) -> None:  # noqa: FBT001
    """Printers on demand want the sheet as large as the page otherwise; for offset the edition's word stands."""
    assert bleed_of(*blocks, single=single) == bleed
