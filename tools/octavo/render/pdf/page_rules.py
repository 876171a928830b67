"""The ``@page`` rules of one division: geometry, first folio, and what running heads say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from octavo.model.edition import PageGeometry
from octavo.model.publication import Publication
from octavo.model.units import css_length
from octavo.render.pdf.boxes import sheet_margin
from octavo.render.pdf.plan import Division


def css_string(text: str) -> str:
    """Return a text as a CSS string, quotes and all."""
    return '"' + "".join(char if char not in '\\"<>' and char >= " " else f"\\{ord(char):x} " for char in text) + '"'


def text_height(page: PageGeometry) -> float:
    """Return the height of the text block in points: as many whole lines as the margins leave room for."""
    room = page.trim.height_pt - page.margins.top_pt - page.margins.bottom_pt
    # A hundredth of a line is no reason to lose one: margins are often given in whole millimetres.
    return int(room / page.line_height_pt + 0.01) * page.line_height_pt


def page_rules(
    publication: Publication, division: Division | None, number: int, cut: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the rules of a division (None: a blank) whose first page is ``number``; mirrored, an odd one is a recto.

    ``cut`` holds what is printed of running heads that do not fit.
    """
    page = publication.edition.page
    if page is None:
        return ""
    rules = [_geometry(page), _heads(publication, division, cut), f"@page :first {{ counter-reset: page {number} }}"]
    if page.mirrored:
        rules.append(f"html {{ break-before: {'right' if number % 2 else 'left'} }}")
    return "\n".join(rules)


def _geometry(page: PageGeometry) -> str:
    height, margins = text_height(page), page.margins
    bottom = page.trim.height_pt - margins.top_pt - height
    inside, outside = css_length(margins.inside_pt), css_length(margins.outside_pt)
    beyond = sheet_margin(page)
    bleed = f" bleed: {css_length(beyond)};" if beyond else ""  # marks are ours: the engine draws them on the bleed
    lines = [
        f":root {{ --text-height: {css_length(height)}; --margin-inside: {inside} }}",
        f"@page {{ size: {css_length(page.trim.width_pt)} {css_length(page.trim.height_pt)};{bleed}",
        f"  margin: {css_length(margins.top_pt)} {outside} {css_length(bottom)} {inside} }}",
    ]
    if page.mirrored:
        lines.append(f"@page :left {{ margin-left: {outside}; margin-right: {inside} }}")
    return "\n".join(lines)


def book_head(publication: Publication) -> str:
    """Return the running head that names the book."""
    return publication.metadata.short_title or publication.metadata.title


def chapter_head(division: Division) -> str:
    """Return the running head that names a division."""
    return division.document.short_title or division.document.plain_title


def _heads(publication: Publication, division: Division | None, cut: Mapping[str, str]) -> str:
    """Return what stylesheets put into the margins: nothing on a blank or a display page."""
    if division is None or division.display:
        return ":root { --folio: none; --book-head: none; --chapter-head: none }"
    folio = f"counter(page{', lower-roman' if division.roman else ''})"
    book, chapter = (css_string(cut.get(head, head)) for head in (book_head(publication), chapter_head(division)))
    return f":root {{ --folio: {folio}; --book-head: {book}; --chapter-head: {chapter} }}"
