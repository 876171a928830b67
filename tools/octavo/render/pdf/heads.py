"""Running heads that do not fit beside the folio, or beside each other: cut at a word, and told of.

The engine would let them run into each other and off the paper. What they take is measured on a few empty pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import Publication
from octavo.render.pdf.engine import Engine
from octavo.render.pdf.findings import LONG_RUNNING_HEAD
from octavo.render.pdf.page_rules import book_head, chapter_head, page_rules
from octavo.render.pdf.plan import Division

_GAP_PX = 12.0
"""White between two heads, or a head and a folio, in CSS pixels."""
_PAGES = 3
"""An opening, and a page of either side."""
_SURELY_SHORT = 24
_SLACK = 0.96
"""Letters differ in width: a head is cut to a little less than its share of them."""

Heads = Mapping[str, str]
"""Running head → what is left of it, for those that are cut."""


def cut_heads(engine: Engine, publication: Publication, division: Division) -> Heads:
    """Return the running heads of a division that do not fit, each with what is printed of it."""
    heads = (book_head(publication), chapter_head(division))
    if division.display or max(map(len, heads)) <= _SURELY_SHORT:
        return {}
    pages = engine.lay_out(_empty_pages(publication), page_rules(publication, division, 1)).document.pages
    cuts: dict[str, str] = {}
    for page in pages:
        for text, share in _too_wide(page._page_box):  # noqa: SLF001 (a page's boxes have no public name)
            if text in heads:
                cuts[text] = min(_cut(text, share), cuts.get(text, text), key=len)
    return cuts


def long_heads(publication: Publication, division: Division, heads: Heads) -> Iterator[Diagnostic]:
    """Yield a ``long-running-head`` for each head that is cut: of the book without a place, of a chapter at its title."""
    book, chapter = book_head(publication), chapter_head(division)
    if book in heads:
        hint = "say how it is shortened: short-title = “…” in [book]"
        yield LONG_RUNNING_HEAD.at(None, head=book, cut=heads[book], hint=hint)
    if chapter in heads and chapter != book:
        yield LONG_RUNNING_HEAD.at(division.document.span, head=chapter, cut=heads[chapter])


def _empty_pages(publication: Publication) -> Element:
    tree = Element("html", {"lang": publication.metadata.language})
    SubElement(tree, "head")
    body = SubElement(tree, "body")
    for number in range(_PAGES):
        SubElement(body, "p", {"style": "break-before: page"} if number else {}).text = "x"
    return tree


def _too_wide(page_box: Any) -> Iterator[tuple[str, float]]:
    """Yield the texts of a page's margins that do not fit, with the part of their width that would."""
    for side in ("@top", "@bottom"):
        row = {b.at_keyword.removeprefix(side): _text(b) for b in page_box.children if _is_at(b, side)}
        for place, (text, width) in row.items():
            room = _room(row, place, page_box.width)
            if width > room:
                yield text, max(room, 0) / width


def _is_at(box: Any, side: str) -> bool:
    return isinstance(box, boxes.MarginBox) and box.at_keyword.startswith(f"{side}-")


def _room(row: Mapping[str, tuple[str, float]], place: str, measure: float) -> float:
    widths = {other: width for other, (_, width) in row.items() if width and other != place}
    if not widths:
        return measure
    if place == "-center":
        return measure - 2 * (max(widths.values()) + _GAP_PX)
    if "-center" in widths:
        return measure / 2 - widths["-center"] / 2 - _GAP_PX
    return max((measure - _GAP_PX) / 2, measure - _GAP_PX - sum(widths.values()))


def _text(box: Any) -> tuple[str, float]:
    texts = [inner for inner in box.descendants() if isinstance(inner, boxes.TextBox)]
    return "".join(text.text for text in texts), sum(text.width for text in texts)


def _cut(text: str, share: float) -> str:
    kept = text[: int(len(text) * share * _SLACK) - 1]
    whole = kept.rpartition(" ")[0] or kept
    return f"{whole.rstrip(' ,;:–—-')}…"
