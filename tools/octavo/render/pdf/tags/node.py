"""An element of the structure tree while it is being built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.render.pdf.tags.vocabulary import GROUPING, HEADINGS, INLINE, KEPT_EMPTY, PARAGRAPHLESS


class StructureError(RuntimeError):
    """The structure tree cannot hold what was laid out: a fault of ours, never of a manuscript."""


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: a page (index from 0) and the number of the content on it."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation on a page (index from 0): the dictionary that WeasyPrint made."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element: its type, its properties, its kids in document order."""

    type: str
    up: Node | None = None
    order: int = -1
    """Place of its element in the document, by which kids are ordered whatever the order of layout (notes)."""
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    """``ActualText``, ``Alt``, ``E``, ``ID``, ``Lang``: text strings."""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    """Attribute objects, by owner: ``Table``, ``List``, ``Layout``."""
    made_up: bool = False
    """Whether it is a paragraph round content that stood bare in a grouping element."""
    contents: bool = False
    """Whether it is a table of contents, or inside one."""
    first_page: int | None = None
    """Of table heads and feet: later pages repeat them. Of figures: the page their box is measured on."""

    def language(self) -> str:
        """Return the language that holds here."""
        node: Node | None = self
        while node is not None:
            if "Lang" in node.properties:
                return node.properties["Lang"]
            node = node.up
        return ""

    def insert(self, node: Node) -> Node:
        """Put a node among the kids, in document order; return it."""
        home = self
        if self.type in GROUPING and node.type in INLINE and (self.type, node.type) != ("TOCI", "Reference"):
            home = self.paragraph()
        at = len(home.kids)
        for index in range(at - 1, -1, -1):
            kid = home.kids[index]
            if isinstance(kid, Node):
                if kid.order <= node.order:
                    break
                at = index
        home.kids.insert(at, node)
        node.up, node.contents = home, home.contents or node.contents
        return node

    def paragraph(self) -> Node:
        """Return a paragraph for content that stands bare in a grouping element: one for each run of it."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Node) and last.made_up:
            return last
        if self.type in PARAGRAPHLESS:
            raise StructureError(f"text directly in {self.type}")
        order = last.order if isinstance(last, Node) else self.order
        node = Node("P", self, order, made_up=True, contents=self.contents)
        self.kids.append(node)
        return node

    def label(self) -> Node:
        """Return the label of a list item, made when there is none."""
        first = self.kids[0] if self.kids else None
        if isinstance(first, Node) and first.type == "Lbl":
            return first
        node = Node("Lbl", self)
        self.kids.insert(0, node)
        return node

    def alive(self) -> bool:
        """Return whether there is anything in it, or it counts without (an empty cell)."""
        return self.type in KEPT_EMPTY or any(not isinstance(kid, Node) or kid.alive() for kid in self.kids)

    def prune(self) -> None:
        """Drop empty nodes below this one."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.alive()]
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.prune()

    def move(self, pages: int) -> None:
        """Count the pages of its content from so many further on."""
        for index, kid in enumerate(self.kids):
            if isinstance(kid, Node):
                kid.move(pages)
            else:
                self.kids[index] = replace(kid, page=kid.page + pages)

    def descendants(self) -> Iterator[Node]:
        """Yield the nodes below this one, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield kid
                yield from kid.descendants()


def level_headings(root: Node) -> None:
    """Give headings levels of which none is skipped (ISO 14289-1, 7.4.2), whatever the author skipped.

    A heading is one level below the nearest one before it that was written at a higher level.
    """
    above: list[str] = []
    for node in root.descendants():
        if node.type in HEADINGS:
            while above and above[-1] >= node.type:
                above.pop()
            above.append(node.type)
            node.type = f"H{len(above)}"
