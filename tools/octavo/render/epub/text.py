"""The content documents of the EPUB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from octavo.model.publication import ContentDocument
from octavo.render.epub.layout import XHTML_TYPE, Layout, Resource, relative
from octavo.render.epub.page_list import PageMark, PageMarker, folios_passed
from octavo.render.math import is_formula
from octavo.render.xhtml import Opening, Target, serialise, write_document
from octavo.render.xhtml.elements import SVG, XHTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A content document as a tree, and where it goes."""

    id: str
    path: str
    tree: Element
    spine: bool = True
    properties: tuple[str, ...] = ()
    marks: tuple[PageMark, ...] = ()
    """Where pages of the print edition begin in it."""

    def resource(self) -> Resource:
        """Return the page as a file, with the manifest properties that its elements ask for."""
        return Resource(
            id=self.id,
            path=self.path,
            media_type=XHTML_TYPE,
            data=serialise(self.tree),
            properties=(*self.properties, *_content_properties(self.tree)),
            spine=self.spine,
        )


def target(
    layout: Layout,
    path: str,
    math: Callable[[str, bool], Element],
    stylesheets: tuple[str, ...],
    passed: Mapping[str, str] = MappingProxyType({}),
) -> Target:
    """Return what the writer must know to write the file at ``path``; ``passed`` are folios the page map lacks."""
    publication = layout.publication
    return Target(
        epub=True,
        notes_inline=False,
        note_markup=publication.edition.reader.note_markup,
        href=lambda identifier: layout.link(path, identifier),
        picture=lambda file: relative(path, layout.pictures[file]),
        folio=lambda identifier: layout.folio(identifier) or passed.get(identifier, ""),
        last_folio=lambda identifier: layout.last_folio(identifier) or passed.get(identifier, ""),
        math=math,
        words=publication.words,
        language=publication.metadata.language,
        stylesheets=tuple(relative(path, sheet) for sheet in stylesheets),
    )


def content_pages(
    layout: Layout,
    math: Callable[[str, bool], Element],
    stylesheets: tuple[str, ...],
    opening: Opening,
    *,
    sources: bool = False,
) -> Iterator[Page]:
    """Yield the pages of all content documents but the contents, which is the navigation document's.

    The index is written last: places that the print edition leaves out lie on the page whose mark stands before them.
    With ``sources``, blocks say where in the manuscript they stand, which no EPUB does.
    """
    publication = layout.publication
    titles = page_titles(publication.documents, publication.words["cover"])
    marker = PageMarker(layout.page_map, frozenset(publication.homes)) if layout.page_map is not None else None
    documents = [document for document in publication.documents if document is not layout.contents]
    pages: dict[str, Page] = {}
    passed: dict[str, str] = {}
    for document in sorted(documents, key=lambda document: document.role == "index"):
        path = layout.document_path(document.name)
        medium = replace(target(layout, path, math, stylesheets, passed), opening=opening, sources=sources)
        tree = write_document(document, medium)
        _set_title(tree, titles[document.name])
        marks = () if marker is None else tuple(marker.mark(document.name, path, tree))
        passed |= folios_passed(tree)
        pages[document.name] = Page(id=f"text-{document.name}", path=path, tree=tree, marks=marks)
    yield from (pages[document.name] for document in documents)


def page_titles(documents: tuple[ContentDocument, ...], cover: str) -> dict[str, str]:
    """Return a title for each document, by name, none that of the cover page; equal ones get their label, else a count.

    Reading systems and assistive technology announce a file by its title.
    """
    plain = Counter(document.plain_title for document in documents)
    titles: dict[str, str] = {}
    taken = Counter([cover])
    for document in documents:
        title = document.plain_title
        if plain[title] > 1 and document.number_label:
            title = f"{document.number_label}: {title}"
        taken[title] += 1
        titles[document.name] = title if taken[title] == 1 else f"{title} ({taken[title]})"
    return titles


def mark_clear(trees: Iterable[Element], paths: Collection[str]) -> None:
    """Give the pictures of these paths, which pages show through, the class ``clear``: dark ink on a dark page is lost."""
    for tree in trees:
        for made in tree.iter(f"{{{XHTML}}}img"):
            if made.get("src", "").removeprefix("../") in paths:
                made.set("class", f"{made.get('class', '')} clear".strip())


def _set_title(tree: Element, title: str) -> None:
    for made in tree.iter(f"{{{XHTML}}}title"):
        made.text = title


def _content_properties(tree: Element) -> Iterator[str]:
    if any(is_formula(made) for made in tree.iter()):
        yield "mathml"
    if any(made.tag == f"{{{SVG}}}svg" for made in tree.iter()):
        yield "svg"
