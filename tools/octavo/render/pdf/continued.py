"""Heads of index entries that go on: where a column begins among the subentries of one, its words are said again.

The engine has no such heads. So the index is laid out, the first column that wants one gets it (a line that no screen
reader hears, and that begins the column wherever it would end now), and the index is laid out again, until none is left.
What stands before a column never changes by that, so each round is final for one column more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.engine import Sheet
from octavo.render.pdf.tags.elements import whole_text
from octavo.render.pdf.tags.placing import real

HEAD = "continued"
"""Class of a head that is said again."""

_ROUNDS = 60


def settle_heads(tree: Element, template: str, lay_out: Callable[[], Sheet]) -> Sheet:
    """Put the heads into the tree of an index, and return its last layout.

    ``template`` says a head again: “{entry} (continued)”. ``lay_out`` returns the tree, as it is, on its pages.
    """
    sheet = lay_out()
    for _ in range(_ROUNDS):
        broken = next(_broken(sheet.document.pages), None)
        if broken is None:
            break
        _say_again(tree, broken, template)
        sheet = lay_out()
    return sheet


def _broken(pages: list[Any]) -> Iterator[list[Element]]:
    """Yield, for each column that begins among subentries and says no head, the items around its first line."""
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 (a page's boxes have no public name)
            items = _first_items(box) if getattr(box, "is_column", False) else []
            if len(items) > 1 and HEAD not in items[-1].get("class", "").split():
                yield items


def _first_items(box: Any) -> list[Element]:
    """Return the list items around the first line of a box, outer to inner."""
    items: list[Element] = []
    while not isinstance(box, boxes.LineBox) and box.children:
        box = real(box.children[0])
        if box.element_tag == "li" and box.element not in items:
            items.append(box.element)
    return items


def _say_again(tree: Element, items: list[Element], template: str) -> None:
    """Put a head before the last item that says the words of all around it, one line a level."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    home = parents[items[-1]]
    head = Element("li", {"class": HEAD, "aria-hidden": "true"})
    for depth, item in enumerate(items[:-1]):
        line = SubElement(head, "div", {"class": f"{HEAD}-{len(items) - 1 - depth}"})
        line.text = template.replace("{entry}", _words(item))
    home.insert(list(home).index(items[-1]), head)


def _words(item: Element) -> str:
    return next((whole_text(words) for words in item.iter("span") if words.get("class") == "index-words"), "")
