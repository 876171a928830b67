"""The page list: markers in the text where the pages of the print edition begin, and where to find each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from octavo.model.page_map import PageMap, PageStart
from octavo.render.epub.alignment import Alignment, align
from octavo.render.running_text import OBJECT, PHRASES, RunningText
from octavo.render.xhtml.elements import EPUB_TYPE, XHTML, element

_OUTSIDE = PHRASES | {"h1", "h2", "h3", "h4", "h5", "h6"}
"""Elements that a marker at their beginning stands before: it is no part of a link's or a heading's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """A marker in the EPUB: the beginning of a page of the print edition."""

    folio: str
    id: str
    path: str
    """Of the file that it stands in."""
    exact: bool
    """Whether it stands at the very word."""


@dataclass(frozen=True, slots=True)
class PageMarker:
    """Puts the marks of one page map into documents; ``ids`` are those of the publication, which no mark may take."""

    page_map: PageMap
    ids: frozenset[str]

    def mark(self, name: str, path: str, tree: Element) -> Iterator[PageMark]:
        """Put the marks of a content document into its tree, and yield them in reading order."""
        starts = [start for start in self.page_map.starts if start.document == name]
        body = tree.find(f"{{{XHTML}}}body")
        if not starts or body is None:
            return
        text = RunningText().read(body)
        placed = list(_placed(starts, align(self.page_map.texts[name], text.blocks)))
        marks = [self._mark(start, path) for start, _ in placed]
        _insert(text, tree, zip(marks, (offset for _, offset in placed), strict=True))
        yield from marks

    def _mark(self, start: PageStart, path: str) -> PageMark:
        folio = self.page_map.pages[start.page].folio
        identifier = f"page-{folio}"
        while identifier in self.ids:
            identifier += "-start"
        return PageMark(folio=folio, id=identifier, path=path, exact=start.exact)


def folios_passed(tree: Element) -> dict[str, str]:
    """Return, for each id of a document that stands behind a mark, the folio of the last mark before it."""
    found: dict[str, str] = {}
    folio = ""
    for made in tree.iter():
        if made.get("role") == "doc-pagebreak":
            folio = made.get("aria-label", "")
        elif folio and (identifier := made.get("id")):
            found[identifier] = folio
    return found


def _placed(starts: Iterable[PageStart], alignment: Alignment) -> Iterator[tuple[PageStart, int]]:
    """Yield the pages that carry text of the EPUB, each with the offset of its first character that the EPUB has."""
    starts = tuple(starts)
    for start in starts:
        end = next((later.offset for later in starts if later.offset > start.offset), None)
        found = alignment.find(start.offset)
        if found is not None and (end is None or found[0] < end):
            yield start, found[1]


def _insert(text: RunningText, tree: Element, marks: Iterable[tuple[PageMark, int]]) -> None:
    """Put marks at their places, from the last to the first: so those before it stay where they are."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for mark, offset in reversed(list(marks)):
        piece, index = text.place(offset)
        attributes = {EPUB_TYPE: "pagebreak", "role": "doc-pagebreak", "id": mark.id, "aria-label": mark.folio}
        marker = element("span", attributes)
        if (ruby := _ruby_around(piece.element, parents, after=piece.after)) is not None:
            _put_before(ruby, marker, parents)
        elif piece.after:
            _split_tail(piece.element, index, marker, parents)
        elif piece.text == OBJECT:
            _put_before(piece.element, marker, parents)
        else:
            _split_text(piece.element, index, marker, parents)


def _ruby_around(found: Element, parents: dict[Element, Element], *, after: bool) -> Element | None:
    """Return the words with readings that a place lies in, which nothing may part; None elsewhere."""
    holder = parents.get(found) if after else found
    while holder is not None and holder.tag != f"{{{XHTML}}}ruby":
        holder = parents.get(holder)
    return holder


def _split_tail(before: Element, index: int, marker: Element, parents: dict[Element, Element]) -> None:
    words, parent = before.tail or "", parents[before]
    before.tail, marker.tail = words[:index], words[index:]
    parent.insert(list(parent).index(before) + 1, marker)


def _split_text(holder: Element, index: int, marker: Element, parents: dict[Element, Element]) -> None:
    words = holder.text or ""
    if not words[:index].strip() and holder.tag.rpartition("}")[2] in _OUTSIDE:
        _put_before(holder, marker, parents)
        return
    holder.text, marker.tail = words[:index], words[index:]
    holder.insert(0, marker)


def _put_before(target: Element, marker: Element, parents: dict[Element, Element]) -> None:
    """Put a marker before an element, or before its parent where it begins a link or a heading."""
    parent = parents[target]
    while parent[0] is target and not (parent.text or "").strip() and parent.tag.rpartition("}")[2] in _OUTSIDE:
        target, parent = parent, parents[parent]
    at = list(parent).index(target)
    while at and parent[at - 1].get("role") == marker.get("role") and not parent[at - 1].tail:
        at -= 1  # two pages that begin at one place: the earlier one first
    parent.insert(at, marker)
