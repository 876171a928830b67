"""toc.ncx: the contents for reading systems of the EPUB 2 age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from octavo.model.nodes import ContentsItem
from octavo.render.epub.layout import Layout
from octavo.render.epub.navigation import label, tree
from octavo.render.epub.page_list import PageMark

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def ncx(layout: Layout, marks: Sequence[PageMark] = ()) -> bytes:
    """Return the file, its depth and order counted from the navigation tree; ``marks`` are the pages it lists."""
    publication = layout.publication
    metadata, items = publication.metadata, tree(layout)
    root = Element("ncx", {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"})
    root.set("xml:lang", metadata.language)
    head = SubElement(root, "head")
    facts = {
        "dtb:uid": metadata.identifier,
        "dtb:depth": str(_depth(items)),
        "dtb:totalPageCount": str(len(marks)),
        "dtb:maxPageNumber": str(max((_number(mark.folio) for mark in marks), default=0)),
    }
    for name, content in facts.items():
        SubElement(head, "meta", {"name": name, "content": content})
    _text(SubElement(root, "docTitle"), metadata.title)
    authors = [person.name for person in metadata.contributors if person.role == "aut"]
    for author in authors:
        _text(SubElement(root, "docAuthor"), author)
    points = _Points(layout)
    points.add(SubElement(root, "navMap"), items)
    if marks:
        points.add_pages(SubElement(root, "pageList"), marks)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f"{_DECLARATION}{text}\n".encode()


def _depth(items: Iterable[ContentsItem]) -> int:
    return max((1 + _depth(item.children) for item in items), default=0)


def _text(parent: Element, words: str) -> None:
    SubElement(parent, "text").text = words


def _number(folio: str) -> int:
    """Return the number that a folio stands for: 31, or xii as 12."""
    if folio.isdecimal():
        return int(folio)
    digits = [_ROMAN[letter] for letter in folio]
    return sum(-one if one < following else one for one, following in pairwise((*digits, 0)))


class _Points:
    """Numbers the points as it adds them; those of one place share a number, as the format demands."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._orders: dict[str, int] = {}

    def add(self, parent: Element, items: Iterable[ContentsItem]) -> None:
        for item in items:
            source = self._layout.place(item.target)
            point = SubElement(parent, "navPoint", {"id": f"point-{item.target}", "playOrder": self._order(source)})
            _text(SubElement(point, "navLabel"), label(item))
            SubElement(point, "content", {"src": source})
            self.add(point, item.children)

    def add_pages(self, parent: Element, marks: Iterable[PageMark]) -> None:
        for mark in marks:
            source = f"{mark.path}#{mark.id}"
            attributes = {
                "id": f"target-{mark.id}",
                "type": "normal" if mark.folio.isdecimal() else "front",
                "value": str(_number(mark.folio)),
                "playOrder": self._order(source),
            }
            page = SubElement(parent, "pageTarget", attributes)
            _text(SubElement(page, "navLabel"), mark.folio)
            SubElement(page, "content", {"src": source})

    def _order(self, source: str) -> str:
        return str(self._orders.setdefault(source, len(self._orders) + 1))
