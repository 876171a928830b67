"""The inside margin of a bound book: a thicker book opens less far, and its spine swallows more of each page.

The margin depends on the number of pages, and the number of pages on the margin. So the first layout goes by an
estimate that is too low rather than too high, and a book that comes out longer is laid out again with a wider margin;
never with a narrower one, though the wider margin may have brought it just over the step. The table is short: this ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from octavo.model import nodes
from octavo.model.edition import PageGeometry
from octavo.model.publication import Publication
from octavo.model.units import POINTS_PER_UNIT
from octavo.model.walk import document_nodes
from octavo.render.means import UNAIDED, Means
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.numbers import SettledBook, settle
from octavo.render.pdf.page_rules import text_height
from octavo.render.pdf.plan import Division

LEAST_INSIDE_IN = (
    (150, 0.375, 0.5),
    (300, 0.5, 0.5),
    (500, 0.625, 0.5),
    (700, 0.75, 0.5),
    (828, 0.875, 0.5),
)
"""Pages up to which it holds, and the narrowest inside margin in inches that two printers on demand take.

First Kindle Direct Publishing: KDP Help, “Set Trim Size, Bleed, and Margins”; 828 pages are the most it binds, and the
last step serves for more. Then IngramSpark: “File Requirements for Print Books”, 0.5 in on all sides.
"""
USUAL_PAGES = 300
"""The length up to which a preset's own inside margin is meant."""

_EMS_PER_CHARACTER = 0.46  # of a text face, blanks included: 67 characters of 10.5pt in 115 mm


def least_inside(pages: int) -> float:
    """Return the narrowest inside margin, in points, that every printer of the table takes for so many pages."""
    steps = (step for step in LEAST_INSIDE_IN if pages <= step[0])
    _, *inches = next(steps, LEAST_INSIDE_IN[-1])
    return max(inches) * POINTS_PER_UNIT["in"]


def inside_margin(page: PageGeometry, pages: int) -> float:
    """Return the inside margin of a book of so many pages, in points.

    It is the edition's own up to ``USUAL_PAGES``, then as much wider as the printers' least margin is wider than at that
    length; and never narrower than what they take. An edition whose gutter is fixed keeps its own.
    """
    if not page.gutter_grows:
        return page.margins.inside_pt
    least = least_inside(pages)
    return max(least, page.margins.inside_pt + max(0.0, least - least_inside(USUAL_PAGES)))


def estimated_pages(publication: Publication, page: PageGeometry) -> int:
    """Return how many pages the text would fill if every page were full: fewer than it will take."""
    width = page.trim.width_pt - page.margins.inside_pt - page.margins.outside_pt
    characters = sum(
        len(node.text)
        for document in publication.documents
        for node in document_nodes(document)
        if isinstance(node, nodes.Text)
    )
    a_line = width / (page.font_size_pt * _EMS_PER_CHARACTER)
    return int(characters / (a_line * text_height(page) / page.line_height_pt))


def settle_bound(
    typesetter: Typesetter, divisions: tuple[Division, ...], progress: Callable[[str], None], means: Means = UNAIDED
) -> SettledBook:
    """Return the settled book, with an inside margin wide enough for its pages. Findings: those of ``settle``."""
    page = typesetter.publication.edition.page
    if page is None:
        return settle(typesetter, divisions, progress, means)
    pages = estimated_pages(typesetter.publication, page)
    while True:
        inside = inside_margin(page, pages)
        book = settle(_with_inside(typesetter, page, inside), divisions, progress, means)
        pages = len(book.numbers)
        if inside_margin(page, pages) <= inside:
            return book
        progress(f"{pages} pages ask for a wider inside margin")


def _with_inside(typesetter: Typesetter, page: PageGeometry, inside_pt: float) -> Typesetter:
    if inside_pt == page.margins.inside_pt:
        return typesetter
    wider = replace(page, margins=replace(page.margins, inside_pt=inside_pt))
    publication = typesetter.publication
    edition = replace(publication.edition, page=wider)
    return replace(typesetter, publication=replace(publication, edition=edition), heads={})
