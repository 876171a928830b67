"""An EPUB as tests look into it, independently of the code that writes it."""

from __future__ import annotations

import posixpath
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

CONTAINER = "META-INF/container.xml"
XHTML = "{http://www.w3.org/1999/xhtml}"


def spine(epub: Path) -> tuple[str, ...]:
    """Return the content documents of an EPUB in reading order, as paths in the archive."""
    with ZipFile(epub) as archive:
        container = etree.fromstring(archive.read(CONTAINER))
        (package_path,) = container.xpath("//*[local-name()='rootfile']/@full-path")
        package = etree.fromstring(archive.read(package_path))
    hrefs = dict(zip(package.xpath("//*[local-name()='item']/@id"), package.xpath("//*[local-name()='item']/@href"), strict=True))  # fmt: skip
    folder = posixpath.dirname(package_path)
    return tuple(posixpath.join(folder, hrefs[ref]) for ref in package.xpath("//*[local-name()='itemref']/@idref"))


def body_text(epub: Path) -> str:
    """Return the text of all content documents, in reading order."""
    with ZipFile(epub) as archive:
        trees = [etree.fromstring(archive.read(path)) for path in spine(epub)]
    return "\n".join("".join(body.itertext()) for tree in trees for body in tree.iter(f"{XHTML}body"))


def note_calls(epub: Path, document: str) -> tuple[str, ...]:
    """Return the words of a content document's note calls, in order."""
    return _words_of_links(epub, document, "doc-noteref")


def links_back(epub: Path, document: str) -> tuple[str, ...]:
    """Return the words of the links of a content document that lead back to calls, in order."""
    return _words_of_links(epub, document, "doc-backlink")


def _words_of_links(epub: Path, document: str, role: str) -> tuple[str, ...]:
    with ZipFile(epub) as archive:
        tree = etree.fromstring(archive.read(document))
    return tuple("".join(link.itertext()) for link in tree.iter(f"{XHTML}a") if link.get("role") == role)
