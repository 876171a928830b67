"""The structure tree of a document: elements of the page in, nodes out, in document order."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.render.pdf.tags.cells import CellFacts, cell_facts, span
from octavo.render.pdf.tags.elements import alternative, is_drop_word, language, pictures, spoken, whole_text
from octavo.render.pdf.tags.node import Node
from octavo.render.pdf.tags.vocabulary import CONTAINERS, NOTE_FREE, structure_types


class Tree:
    """All divisions of a book under one root; nodes are made when content first asks for them."""

    def __init__(self, lang: str, name: str) -> None:
        """Start an empty tree in the language of the book; ``name`` begins the ids of elements that have none."""
        self._name = name
        self.root = Node("Document", properties={"Lang": lang})
        self._nodes: dict[Element, Node | None] = {}
        self._parents: dict[Element, Element] = {}
        self._order: dict[Element, int] = {}
        self._cells: dict[Element, CellFacts] = {}
        self._ids: dict[Element, str] = {}
        self._taken: set[str] = set()
        self._spoken: dict[Element, str] = {}
        self.actual: dict[tuple[int, int], str] = {}
        """What the marked content of a page says, where that is not what its letters say: (page, number) → text."""

    def load(self, html: Element) -> None:
        """Take in the elements of one division; again is no harm."""
        body = html.find("body")
        if html in self._nodes or body is None:
            return
        self._nodes[html] = self._nodes[body] = self.root
        for element in body.iter():
            self._order[element] = len(self._order)
            self._parents.update((child, element) for child in element)
            if element.tag == "table":
                self._cells.update(cell_facts(element))
            if is_drop_word(element):
                self._spoken.update(spoken(element))

    def spoken(self, element: Element) -> str | None:
        """Return what the letters of an element are read as; None for themselves."""
        return self._spoken.get(element)

    def node(self, element: Element) -> Node | None:
        """Return the innermost node that holds the content of an element; None for an artifact."""
        if element not in self._nodes:
            up = self.node(self._parents[element])
            self._nodes[element] = None if up is None else self._made(element, up)
        return self._nodes[element]

    def made(self, element: Element) -> bool:
        """Return whether content has asked for the node of an element before."""
        return element in self._nodes

    def link_of(self, element: Element | None) -> tuple[Element, Node] | None:
        """Return the link that an element is (in), with its node."""
        while element is not None and element.tag != "a":
            element = self._parents.get(element)
        node = None if element is None else self.node(element)
        return None if element is None or node is None or node.type != "Link" else (element, node)

    def label(self, element: Element) -> Node | None:
        """Return the node of a list item's generated marker."""
        node = self.node(element)
        item = node.up if node is not None and node.type == "LBody" else node
        return None if item is None else item.label()

    def _made(self, element: Element, up: Node) -> Node | None:
        types = structure_types(element, up)
        if types is None:
            return None
        declared = language(element)
        lang = declared if declared != up.language() else ""
        if not types and lang:
            types = ("Div",) if element.tag in CONTAINERS else ("Span",)
        if not types:
            return up
        node, first, order = self._parent_for(element, types[0], up), None, self._order[element]
        for kind in types:
            if kind == "Lbl":
                node, order = _label_parent(node, order)
            node = node.insert(Node(kind, order=order))
            first = first or node
        if lang and first is not None:
            first.properties["Lang"] = lang
        self._dress(element, node)
        return node

    def _parent_for(self, element: Element, kind: str, up: Node) -> Node:
        while kind == "Note" and up.type in NOTE_FREE and up.up is not None:
            up = up.up
        if element.tag not in {"dt", "dd"} or up.type != "L":
            return up
        last = up.kids[-1] if up.kids else None
        if isinstance(last, Node) and not (element.tag == "dt" and _has_body(last)):
            return last
        return up.insert(Node("LI", order=self._order[element]))

    def _dress(self, element: Element, node: Node) -> None:
        if element.tag == "nav":  # lists of figures and tables are tables of contents too (ISO 32000-1, table 333)
            node.contents = True
        if element.tag == "abbr" and node.type == "Span":
            node.properties["E"] = element.get("title", "")
        if is_drop_word(element):
            node.properties["ActualText"] = whole_text(element)
        if node.type in {"Figure", "Formula"}:
            own = [element] if element.tag == "img" else pictures(element)
            node.properties["Alt"] = element.get("aria-label") or "; ".join(alternative(picture) for picture in own)
        if node.type == "Note" or (node.type == "TH" and element in self._cells):
            node.properties["ID"] = self._unique(element)
        if node.type == "L":
            node.attributes["List"] = {"ListNumbering": "/None"}
        if node.type in {"TH", "TD"} and element in self._cells:
            self._dress_cell(element, node, self._cells[element])

    def _dress_cell(self, cell: Element, node: Node, facts: CellFacts) -> None:
        table: dict[str, object] = {"Scope": f"/{facts.scope}"} if node.type == "TH" else {}
        table |= {name: span(cell, name.lower()) for name in ("ColSpan", "RowSpan") if span(cell, name.lower()) > 1}
        if facts.heads and facts.listed:
            table["Headers"] = [self._unique(head) for head in facts.heads]
        if table:
            node.attributes["Table"] = table

    def _unique(self, element: Element) -> str:
        if element not in self._ids:
            name = element.get("id") or f"{self._name}.e{self._order[element]}"
            while name in self._taken:
                name += "."
            self._taken.add(name)
            self._ids[element] = name
        return self._ids[element]


def _has_body(item: Node) -> bool:
    return any(isinstance(kid, Node) and kid.type == "LBody" for kid in item.kids)


def _label_parent(node: Node, order: int) -> tuple[Node, int]:
    """Return where a label written in the text belongs: the first thing of its list item or note."""
    above = node.up
    if above is not None and (node.type == "LBody" or (node.type == "P" and above.type == "Note")):
        return above, -1
    return node, order
