"""The navigation document: contents, lists of figures and tables, landmarks.

Labels are plain text: some reading systems fail on elements inside the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from octavo.model.nodes import ContentsItem, ContentsList, Text
from octavo.model.publication import Landmark
from octavo.model.walk import descend, plain_text
from octavo.render.epub.layout import COVER_PAGE, NAV, Layout
from octavo.render.epub.page_list import PageMark
from octavo.render.epub.text import Page
from octavo.render.xhtml import element, language, write_head
from octavo.render.xhtml.elements import EPUB_TYPE, Piece
from octavo.render.xhtml.target import Target

_LISTS = {"figures": "loi", "tables": "lot"}


def navigation_page(
    layout: Layout, target: Target, landmarks: Iterable[Landmark], marks: Iterable[PageMark] = ()
) -> Page:
    """Return nav.xhtml, which is the page of contents too."""
    title = layout.contents.plain_title if layout.contents else layout.publication.words["contents"]
    parts: list[Piece] = [_toc(layout, title), *_lists(layout), *_landmarks(layout, tuple(landmarks))]
    parts += _page_list(layout, tuple(marks))
    body = element("body", {"class": "front contents"}, parts)
    html = element("html", language(target.language), [write_head(title, target), body])
    return Page(id="nav", path=NAV, tree=html, properties=("nav",))


def all_landmarks(layout: Layout, *, cover: bool) -> tuple[Landmark, ...]:
    """Return the landmarks, the cover and the contents among them; each kind once, as Apple Books wants."""
    words = layout.publication.words
    made = (
        Landmark(kind="cover", target="", title=words["cover"]),
        Landmark(kind="toc", target="", title=words["contents"]),
    )
    kinds = {landmark.kind: landmark for landmark in (*made, *layout.publication.landmarks)}
    return tuple(landmark for kind, landmark in kinds.items() if cover or kind != "cover")


def landmark_place(layout: Layout, landmark: Landmark) -> str:
    """Return the path that a landmark leads to, from the package's folder; cover and contents have no ids."""
    if landmark.target:
        return layout.place(landmark.target)
    return COVER_PAGE if landmark.kind == "cover" else f"{NAV}#{toc_id(layout)}"


def toc_id(layout: Layout) -> str:
    """Return the id of the contents in the navigation document."""
    return layout.contents.id if layout.contents else "toc"


def label(item: ContentsItem) -> str:
    """Return an item's number and title as plain text: “1. At Sea”, “A. Sources”, “Part One: Water”."""
    title = " ".join(plain_text(item.title).split())
    if not item.number:
        return title
    return f"{item.number}: {title}" if " " in item.number else f"{item.number}. {title}"


def tree(layout: Layout) -> tuple[ContentsItem, ...]:
    """Return the tree of contents, as deep as readers take it; all documents where nothing is listed.

    The format wants one line at least.
    """
    publication = layout.publication
    return _as_deep_as(publication.edition.reader.contents_levels, publication.navigation) or tuple(
        ContentsItem(span=d.span, target=d.id, number="", title=(Text(span=d.span, text=d.plain_title),))
        for d in publication.documents
    )


def _as_deep_as(levels: int, items: tuple[ContentsItem, ...]) -> tuple[ContentsItem, ...]:
    """Return items without those below so many levels; all of them for 0."""
    if not levels:
        return items
    return tuple(replace(item, children=_as_deep_as(levels - 1, item.children) if levels > 1 else ()) for item in items)


def _toc(layout: Layout, title: str) -> Element:
    heading = element("h1", {"class": "title", "id": "toc-title"}, [title])
    attributes = {
        EPUB_TYPE: "toc",
        "role": "doc-toc",
        "class": "contents",
        "id": toc_id(layout),
        "aria-labelledby": "toc-title",
    }
    return element("nav", attributes, [heading, _items(layout, tree(layout), 1)])


def _lists(layout: Layout) -> Iterator[Element]:
    """Yield the lists of figures and of tables; hidden unless the page of contents shows them."""
    blocks = descend(layout.contents.children) if layout.contents else ()
    shown = {name for node in blocks if isinstance(node, ContentsList) for name in node.attributes.classes}
    for found in layout.publication.lists:
        kind = next(name for name in found.attributes.classes if name in _LISTS)
        yield _list(layout, found, kind, hidden=kind not in shown)


def _list(layout: Layout, contents: ContentsList, kind: str, *, hidden: bool) -> Element:
    heading = element("h2", {"id": f"{kind}-title"}, [layout.publication.words[kind]])
    attributes = {
        EPUB_TYPE: _LISTS[kind],
        "class": kind,
        "id": f"nav-{kind}" if hidden else contents.attributes.id or f"nav-{kind}",
        "aria-labelledby": f"{kind}-title",
        "hidden": "hidden" if hidden else None,
    }
    return element("nav", attributes, [heading, _items(layout, contents.items, 1)])


def _items(layout: Layout, items: Iterable[ContentsItem], level: int) -> Element:
    lines = []
    for item in items:
        link = element("a", {"href": layout.link(NAV, item.target)}, [label(item)])
        line = element("li", {"class": f"level-{level}"}, [link])
        if item.children:
            line.append(_items(layout, item.children, level + 1))
        lines.append(line)
    return element("ol", None, lines)


def _page_list(layout: Layout, marks: tuple[PageMark, ...]) -> Iterator[Element]:
    """Yield the list of the pages that are marked: bare folios, as Kindle wants them."""
    attributes = {
        EPUB_TYPE: "page-list",
        "role": "doc-pagelist",
        "class": "page-list",
        "aria-label": layout.publication.words.get("pages"),
        "hidden": "hidden",
    }
    links = [element("a", {"href": f"{mark.path}#{mark.id}"}, [mark.folio]) for mark in marks]
    if links:
        yield element("nav", attributes, [element("ol", None, [element("li", None, [link]) for link in links])])


def _landmarks(layout: Layout, landmarks: tuple[Landmark, ...]) -> Iterator[Element]:
    lines = []
    for landmark in landmarks:
        place = landmark_place(layout, landmark)
        link = element("a", {EPUB_TYPE: landmark.kind, "href": place}, [landmark.title])
        lines.append(element("li", None, [link]))
    attributes = {
        EPUB_TYPE: "landmarks",
        "class": "landmarks",
        "aria-label": layout.publication.words["landmarks"],
        "hidden": "hidden",
    }
    if lines:
        yield element("nav", attributes, [element("ol", None, lines)])
