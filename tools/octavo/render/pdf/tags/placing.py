"""From boxes to nodes: each piece of marked content of a page is hung on the element that its box came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydyf import String
from weasyprint.formatting_structure import boxes

from octavo.render.pdf.tags.elements import whole_text
from octavo.render.pdf.tags.node import Annotation, Content, Node, StructureError
from octavo.render.pdf.tags.tree import Tree
from octavo.render.pdf.tags.vocabulary import BULLETS, GROUPING, NUMBERING

POINTS_PER_PIXEL = 0.75
BLANK = " \t\n\u200b\u2060"
"""What a text box may hold without saying anything."""

Placed = Node | dict[str, str]
"""Where content went: a node, or the properties of an artifact (ISO 32000-1, table 330)."""

PAGINATION = {"Type": "/Pagination"}
LAYOUT = {"Type": "/Layout"}


@dataclass(slots=True)
class PagePlacer:
    """Hangs the marked content of one page on the tree."""

    tree: Tree
    page: int
    height: float
    """In CSS pixels."""
    tags: dict[Any, dict[str, Any]]
    """WeasyPrint's own record: box → ``{"mcid": number}``."""
    placed: dict[int, Placed]
    plate: Any = None
    """The box that lies on its side on this page, if one does."""

    def walk(self, box: Any, artifact: dict[str, str] | None = None) -> None:
        """Place a box and everything below it; inside an artifact everything is one."""
        box = real(box)
        element, tag = box.element, box.element_tag or ""
        if element is not None and tag == "html":
            self.tree.load(element)
        if turned(box):
            self.plate = box
        artifact = artifact or self._artifact(box, element, tag)
        node = None if artifact is not None or element is None else self._node(box, element, tag)
        if box.link_annotation and artifact is None:
            self._link(element, box.link_annotation)
        if box in self.tags:
            self._content(box, node, artifact)
        for child in box.children:
            self.walk(child, artifact)

    def _artifact(self, box: Any, element: Any, tag: str) -> dict[str, str] | None:
        if isinstance(box, boxes.MarginBox):
            return _margin(box.at_keyword.split("-")[0])
        if box.is_leader:
            return LAYOUT
        if tag in {"thead", "tfoot"} and tag == element.tag and self.tree.made(element):
            node = self.tree.node(element)
            if node is not None and node.first_page not in {None, self.page}:
                return PAGINATION
        return None

    def _node(self, box: Any, element: Any, tag: str) -> Node | None:
        if tag.endswith("::marker"):
            return self.tree.label(element)
        node = self.tree.node(element)
        if node is None:
            return None
        if tag in {"thead", "tfoot"} and node.first_page is None:
            node.first_page = self.page
        if tag == "li" and tag == element.tag and node.type == "LBody":
            _number(node, box.style["list_style_type"])
        return node

    def _content(self, box: Any, node: Node | None, artifact: dict[str, str] | None) -> None:
        mcid = self.tags[box]["mcid"]
        if node is None or (isinstance(box, boxes.TextBox) and not box.text.strip(BLANK)):
            self.placed[mcid] = artifact or {}
            return
        if isinstance(box, boxes.ReplacedBox) and node.type in {"Figure", "Formula"}:
            self._measure(node, box)
        home = node.paragraph() if node.type in GROUPING else node
        home.kids.append(Content(self.page, mcid))
        if (spoken := self.tree.spoken(box.element)) is not None:
            self.tree.actual[self.page, mcid] = spoken
        self.placed[mcid] = home

    def _link(self, element: Any, annotation: Any) -> None:
        found = self.tree.link_of(element)
        if found is None:
            raise StructureError(f"a link annotation outside a link: {annotation['Contents'].string}")
        anchor, node = found
        words = anchor.get("aria-label") or anchor.get("title") or whole_text(anchor) or anchor.get("href")
        annotation["Contents"] = String(words)
        node.kids.append(Annotation(self.page, annotation))

    def _measure(self, node: Node, box: Any) -> None:
        """Note the place of a picture in points from the foot of the page (WeasyPrint counts pixels from the top)."""
        left, top, width, height = box.content_box_x(), box.content_box_y(), box.width, box.height
        if self.plate is not None:
            x, y = self.plate.position_x, self.plate.position_y
            left, top = x + top - y, y + self.plate.width - (left - x) - width
            width, height = height, width
        corners = (left, self.height - top - height, left + width, self.height - top)
        bounds = [round(corner * POINTS_PER_PIXEL, 3) for corner in corners]
        if node.first_page is None:
            node.first_page = self.page
        known = node.attributes.setdefault("Layout", {"BBox": bounds})["BBox"]
        if node.first_page == self.page and isinstance(known, list):
            pairs = list(zip(known, bounds, strict=True))
            node.attributes["Layout"]["BBox"] = [min(p) for p in pairs[:2]] + [max(p) for p in pairs[2:]]


def place_page(tree: Tree, number: int, page: Any, tags: dict[Any, dict[str, Any]]) -> dict[int, Placed]:
    """Hang the content of a page (index from 0) on the tree; return where each piece went, by its number."""
    placer = PagePlacer(tree, number, page.height, tags, {})
    placer.walk(page._page_box)  # noqa: SLF001 (a page's boxes have no public name)
    lost = [box for box, tag in tags.items() if tag["mcid"] not in placer.placed]
    if lost:
        raise StructureError(f"page {number + 1}: no place for the content of {lost[:3]}")
    return placer.placed


def real(box: Any) -> Any:
    """Return the box behind a placeholder (of absolutely placed boxes and outside list markers)."""
    return getattr(box, "_box", box)


def turned(box: Any) -> bool:
    """Return whether a box was laid out upright and is drawn on its side, its head at the left of the page."""
    made = box.element is not None and box.element_tag == box.element.tag
    return made and "landscape" in box.element.get("class", "").split() and bool(box.style["transform"])


def _margin(side: str) -> dict[str, str]:
    if side not in {"@top", "@bottom"}:
        return PAGINATION
    subtype = "/Header" if side == "@top" else "/Footer"
    return {**PAGINATION, "Subtype": subtype, "Attached": f"[/{side[1:].title()}]"}


def _number(body: Node, style: str | tuple[str, str]) -> None:
    """Note how the items of a list are marked: by the name of a style, or by a string of its own."""
    items = body.up.up if body.up is not None else None
    if items is not None and items.type == "L":
        kind = NUMBERING.get(style, "None") if isinstance(style, str) else BULLETS.get(style[1].strip(), "Disc")
        items.attributes["List"]["ListNumbering"] = f"/{kind}"
