"""The ``@page`` rules of one division: geometry, first folio, running heads."""

from __future__ import annotations

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


def page_rules(publication: Publication, division: Division | None, number: int) -> str:
    """Return the rules of a division (None: a blank) whose first page is ``number``; mirrored, an odd one is a recto."""
    page = publication.edition.page
    if page is None:
        return ""
    rules = [_geometry(page), f"@page :first {{ counter-reset: page {number} }}"]
    if page.mirrored:
        rules.append(f"html {{ break-before: {'right' if number % 2 else 'left'} }}")
    if division is not None and not division.display:
        rules.append(_heads(publication, division, mirrored=page.mirrored))
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


def _heads(publication: Publication, division: Division, *, mirrored: bool) -> str:
    """Return the folio outside with the book's title on versos, the chapter's on rectos; at the foot of an opening."""
    folio = f"counter(page{', lower-roman' if division.roman else ''})"
    book = css_string(publication.metadata.short_title or publication.metadata.title)
    chapter = css_string(division.document.short_title or division.document.plain_title)
    opening = (
        "@page :first { @top-left { content: none } @top-center { content: none } @top-right { content: none }"
        f" @bottom-center {{ content: {folio} }} }}"
    )
    if not mirrored:
        heads = f"@page {{ @top-left {{ content: {book} }} @top-right {{ content: {chapter} }} @bottom-center {{ content: {folio} }} }}"
        return f"{heads}\n{opening}"
    verso = f"@page :left {{ @top-left {{ content: {folio} }} @top-center {{ content: {book} }} }}"
    recto = f"@page :right {{ @top-right {{ content: {folio} }} @top-center {{ content: {chapter} }} }}"
    return f"{verso}\n{recto}\n{opening}"
