"""What checks of EPUBs ask for again and again: documents in reading order, types, links, navigation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from octavo.verify.epub_file import EPUB_TYPE, EpubFile, target_of

XHTML_TYPE = "application/xhtml+xml"
XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK = "{http://www.w3.org/1999/xlink}href"

CALLS = frozenset({"noteref", "doc-noteref"})
NOTES = frozenset({"footnote", "endnote", "note", "rearnote", "doc-footnote", "doc-endnote"})
BACKLINKS = frozenset({"backlink", "referrer", "doc-backlink"})
PAGE_BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
HIDDEN = frozenset({"presentation", "none"})

Place = tuple[str, str]
"""A path in the archive and an id in that file; the id is empty for the file itself."""


def documents(epub: EpubFile) -> Iterator[tuple[str, Any]]:
    """Yield the content documents of the spine in reading order, with their trees; the navigation document where it stands."""
    paths = {item.id: item.path for item in epub.items}
    for reference in dict.fromkeys(epub.spine):
        path = paths.get(reference, "")
        if path in epub.trees and epub.trees[path].tag == f"{XHTML}html":
            yield path, epub.trees[path]


def all_documents(epub: EpubFile) -> Iterator[tuple[str, Any]]:
    """Yield all XHTML files, those outside the spine too, in the archive's order."""
    yield from ((path, tree) for path, tree in epub.trees.items() if tree.tag == f"{XHTML}html")


def elements(epub: EpubFile, *names: str) -> Iterator[tuple[str, Any]]:
    """Yield the XHTML elements of these names in all documents."""
    for path, tree in all_documents(epub):
        yield from ((path, element) for element in tree.iter(*(f"{XHTML}{name}" for name in names)))


def types_of(element: Any) -> frozenset[str]:
    """Return what an element is said to be, by ``epub:type`` and by ``role``."""
    return frozenset((*element.get(EPUB_TYPE, "").split(), *element.get("role", "").split()))


def links(epub: EpubFile) -> Iterator[tuple[str, Any, Place]]:
    """Yield (path, element, place) for each ``a`` of the documents that leads into the book."""
    for path, element in elements(epub, "a"):
        target = target_of(path, element.get("href", "")) if element.get("href") else None
        if target is not None:
            yield path, element, target


def elements_by_place(epub: EpubFile) -> Mapping[Place, Any]:
    """Return each element of the documents that has an id."""
    return {
        (path, element.get("id")): element
        for path, tree in all_documents(epub)
        for element in tree.iter("*")
        if element.get("id")
    }


def navigation_path(epub: EpubFile) -> str:
    """Return the path of the navigation document; empty when there is none."""
    path = next((item.path for item in epub.items if "nav" in item.properties), "")
    return path if path in epub.trees else ""


def navigation_lists(epub: EpubFile, kind: str) -> list[Any]:
    """Return the ``nav`` elements of a type (``toc``, ``landmarks``, ``page-list``) in the navigation document."""
    path = navigation_path(epub)
    return [nav for nav in epub.trees[path].iter(f"{XHTML}nav") if kind in types_of(nav)] if path else []


def words_of(element: Any) -> str:
    """Return the words in an element, white space made one space."""
    return " ".join("".join(element.itertext()).split())


def metadata(epub: EpubFile, name: str) -> Iterator[tuple[Any, str]]:
    """Yield (element, value) of the ``meta`` of a property, of the old ``name`` or of ``dc:`` elements, in their order."""
    for element in epub.trees[epub.package].iter("{*}meta", "{http://purl.org/dc/elements/1.1/}*"):
        said = element.get("property") or element.get("name") or f"dc:{element.tag.rpartition('}')[2]}"
        if said == name:
            yield element, (element.text or element.get("content") or "").strip()


def values(epub: EpubFile, name: str) -> tuple[str, ...]:
    """Return the values of a metadata property."""
    return tuple(value for _, value in metadata(epub, name))


def is_epub_2(epub: EpubFile) -> bool:
    """Return whether a book is of the older standard, which knows no navigation document and no languages of packages."""
    return str(epub.trees[epub.package].get("version", "")).startswith("2")


def identifiers(epub: EpubFile) -> frozenset[str]:
    """Return what identifies a book: its UUID, its ISBN."""
    return frozenset(values(epub, "dc:identifier"))


def local_name(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag.rpartition("}")[2])


def names_in_words(names: Iterable[str]) -> str:
    """Return names in quotation marks, three at most: “a”, “b” and 4 others."""
    kept = list(dict.fromkeys(names))
    shown = ", ".join(f"“{name}”" for name in kept[:3])
    return f"{shown} and {len(kept) - 3} more" if len(kept) > 3 else shown  # noqa: PLR2004 - as many as are shown


CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")
CSS_IMPORT = re.compile(r"""@import\s+(["'])(.*?)\1""")


def sheet_references(text: str) -> Iterator[str]:
    """Yield what a stylesheet refers to, comments aside."""
    bare = CSS_COMMENT.sub("", text)
    yield from (match[2] for pattern in (CSS_URL, CSS_IMPORT) for match in pattern.finditer(bare))


def references(epub: EpubFile) -> Iterator[tuple[str, Any, str]]:
    """Yield (path, element, reference) of what files refer to; of stylesheets the element is None. The manifest aside."""
    for path, tree in epub.trees.items():
        for element in tree.iter("*"):
            if local_name(element) != "item":
                yield from ((path, element, element.get(name)) for name in REFERENCES if name in element.attrib)
    for path, text in epub.sheets.items():
        yield from ((path, None, reference) for reference in sheet_references(text))


REFERENCES = ("href", "src", "poster", "data", "altimg", XLINK)
