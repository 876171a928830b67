"""toc.ncx: the contents for reading systems of the EPUB 2 age."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from octavo.model.nodes import ContentsItem
from octavo.render.epub.layout import Layout
from octavo.render.epub.navigation import label, tree

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def ncx(layout: Layout) -> bytes:
    """Return the file, its depth and order counted from the navigation tree."""
    publication = layout.publication
    metadata, items = publication.metadata, tree(layout)
    root = Element("ncx", {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"})
    root.set("xml:lang", metadata.language)
    head = SubElement(root, "head")
    facts = {
        "dtb:uid": metadata.identifier,
        "dtb:depth": str(_depth(items)),
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    for name, content in facts.items():
        SubElement(head, "meta", {"name": name, "content": content})
    _text(SubElement(root, "docTitle"), metadata.title)
    authors = [person.name for person in metadata.contributors if person.role == "aut"]
    for author in authors:
        _text(SubElement(root, "docAuthor"), author)
    _Points(layout).add(SubElement(root, "navMap"), items)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f"{_DECLARATION}{text}\n".encode()


def _depth(items: Iterable[ContentsItem]) -> int:
    return max((1 + _depth(item.children) for item in items), default=0)


def _text(parent: Element, words: str) -> None:
    SubElement(parent, "text").text = words


class _Points:
    """Counts the points as it adds them; points of one place share a number, as the format demands."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._count = 0
        self._orders: dict[str, int] = {}

    def add(self, parent: Element, items: Iterable[ContentsItem]) -> None:
        for item in items:
            self._count += 1
            source = self._layout.place(item.target)
            order = self._orders.setdefault(source, len(self._orders) + 1)
            point = SubElement(parent, "navPoint", {"id": f"point-{self._count}", "playOrder": str(order)})
            _text(SubElement(point, "navLabel"), label(item))
            SubElement(point, "content", {"src": source})
            self.add(point, item.children)
