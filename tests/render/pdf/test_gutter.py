"""Inside margins that grow with the pages of a book."""

from __future__ import annotations

import pytest

from octavo.model.units import Margins, Trim
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import gutter
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.gutter import LEAST_INSIDE_IN, estimated_pages, inside_margin, least_inside, settle_bound
from octavo.render.pdf.plan import plan_divisions

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("pages", "inches"),
    [
        (24, 0.5),
        (150, 0.5),
        (151, 0.5),
        (300, 0.5),
        (301, 0.625),
        (500, 0.625),
        (501, 0.75),
        (701, 0.875),
        (900, 0.875),
    ],
)
def test_printers_take_no_narrower_margin(pages, inches):
    """The wider of the two printers' minima, the last step for whatever is longer."""
    assert least_inside(pages) == inches * 72


def test_the_table_only_grows():
    """More pages never ask for less."""
    assert list(LEAST_INSIDE_IN) == sorted(LEAST_INSIDE_IN)
    for column in (1, 2):
        inches = [step[column] for step in LEAST_INSIDE_IN]
        assert inches == sorted(inches)


@pytest.mark.parametrize(
    ("pages", "millimetres"), [(60, 20), (300, 20), (301, 23.175), (501, 26.35), (701, 29.525), (3000, 29.525)]
)
def test_a_presets_margin_grows_by_the_printers_steps(sample, pages, millimetres):
    """It is the edition's own up to 300 pages."""
    assert inside_margin(sample.geometry(gutter_grows=True), pages) == pytest.approx(millimetres * MM)


def test_a_fixed_margin_stays(sample):
    """An edition may know better."""
    assert inside_margin(sample.geometry(), 900) == pytest.approx(20 * MM)


def test_a_margin_too_narrow_for_printers_is_widened(sample):
    """Also in a thin book; not where the gutter is fixed."""
    narrow = Margins(inside_pt=20, outside_pt=40, top_pt=50, bottom_pt=50)
    assert inside_margin(sample.geometry(margins=narrow, gutter_grows=True), 40) == 36.0
    assert inside_margin(sample.geometry(margins=narrow), 40) == 20.0


class Watched(Typesetter):
    """A typesetter that shows the pages that it laid out last."""

    seen = []  # noqa: RUF012 - one test after the other

    def lay_out(self, *arguments, **options):
        """Lay out a division."""
        laid = super().lay_out(*arguments, **options)
        self.seen[:] = laid.pages
        return laid


def book_of(sample, folder, pages, **page):
    """Return the settled book of so many paragraphs, each on a page of its own."""
    (folder / "book.css").write_text("p { break-before: page }", "utf-8")
    paragraphs = [sample.para("Here and there.") for _ in range(pages)]
    trim = Trim(width_pt=160, height_pt=160)
    margins = Margins(inside_pt=30, outside_pt=30, top_pt=50, bottom_pt=50)
    publication = sample.publication(
        sample.document("one", *paragraphs, role="part"), styles=(folder,), trim=trim, margins=margins, **page
    )
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    lines = []
    book = settle_bound(Watched(publication, engine, formulas), plan_divisions(publication), lines.append)
    return book, lines, publication


def insides(book):
    """Return the margins at the spine of a book of one division, in points, each once."""
    boxes = [page._page_box for page in Watched.seen]
    assert len(boxes) == len(book.numbers)
    sides = [box.margin_left if number % 2 else box.margin_right for number, box in enumerate(boxes, 1)]
    return {round(side * 0.75, 3) for side in sides}


def test_a_long_book_is_laid_out_again_with_a_wider_margin(sample, tmp_path):
    """The text is estimated at few pages and comes out at more than 300: every page has the margin of that length."""
    book, lines, publication = book_of(sample, tmp_path, 301, gutter_grows=True)
    assert estimated_pages(publication, publication.edition.page) < 300
    assert len(book.numbers) > 300
    assert insides(book) == {45.0}
    assert "ask for a wider inside margin" in "".join(lines)


@pytest.mark.parametrize(("pages", "spine"), [(300, 36.0), (301, 45.0)])
def test_steps_are_at_their_pages(sample, tmp_path, pages, spine):
    """Up to a step the margin is that of the shorter book; one page more, and all pages have the wider one."""
    book, _, _ = book_of(sample, tmp_path, pages, gutter_grows=True)
    assert (len(book.numbers), insides(book)) == (pages, {spine})


def test_a_margin_once_widened_stays(sample, tmp_path, monkeypatch):
    """An estimate above a step holds in a book that comes out below it: there is no going back within a build."""
    monkeypatch.setattr(gutter, "estimated_pages", lambda _publication, _page: 400)
    book, lines, _ = book_of(sample, tmp_path, 12, gutter_grows=True)
    assert (len(book.numbers), insides(book)) == (12, {45.0})
    assert len([line for line in lines if line.startswith("laying out")]) == 1


def test_a_thin_book_is_laid_out_once(sample, tmp_path):
    """Its margin is what printers take at least, since its own is narrower."""
    book, lines, _ = book_of(sample, tmp_path, 12, gutter_grows=True)
    assert (insides(book), len([line for line in lines if line.startswith("laying out")])) == ({36.0}, 1)
