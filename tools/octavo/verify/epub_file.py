"""An EPUB, opened: its archive, its XML files, its package document (EPUB 3.3, 4 and 5; OCF, 4.2 and 4.3)."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity

EPUB_UNREADABLE = Finding(
    name="epub-unreadable",
    severity=Severity.ERROR,
    message="“{file}” cannot be unpacked: {reason}",
    why="An EPUB is a zip archive; what cannot be unpacked no reader opens.",
    fix="build it again; if it stays so, look whether the disk is full or failing",
)
EPUB_MIMETYPE = Finding(
    name="epub-mimetype",
    severity=Severity.ERROR,
    message="“{file}” does not begin with a bare “mimetype”: {reason}",
    why="Readers and shops know an EPUB by the words at a fixed place of the file, not by its name.",
    fix="do not pack the file anew with a common zip program; build it again",
)
EPUB_CONTAINER = Finding(
    name="epub-container",
    severity=Severity.ERROR,
    message="“{file}”: META-INF/container.xml does not lead to a package document",
    why="It is where a reader starts: without it nothing in the file is found.",
    fix="this is a fault of Octavo and not of the book: please report it",
)
EPUB_NOT_WELL_FORMED = Finding(
    name="epub-not-well-formed",
    severity=Severity.ERROR,
    message="“{file}”: {place} is not well-formed XML: {reason}",
    why="Readers show an error in the place of such a file, or the part before the fault only.",
    fix="mend the drawing if it is one of yours; else this is a fault of Octavo: please report it",
)

FINDINGS = (EPUB_UNREADABLE, EPUB_MIMETYPE, EPUB_CONTAINER, EPUB_NOT_WELL_FORMED)

MEDIA_TYPE = b"application/epub+zip"
MIMETYPE, CONTAINER = "mimetype", "META-INF/container.xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_XML = (".xhtml", ".html", ".opf", ".ncx", ".svg", ".xml")
_CSS = ".css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the manifest."""

    id: str
    path: str
    """In the archive."""
    properties: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubFile:
    """What an EPUB holds. Trees are lxml's, of files that are well-formed."""

    name: str
    entries: frozenset[str]
    trees: Mapping[str, Any] = field(repr=False)
    """Path in the archive → root element, of each XML file, in the archive's order."""
    sheets: Mapping[str, str] = field(repr=False)
    """Path → text of each stylesheet."""
    package: str
    """Path of the package document."""
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    """Ids of items, in reading order."""


def open_epub(path: Path) -> Outcome[EpubFile]:
    """Return an EPUB's contents, each entry unpacked and its checksum compared. Findings: all of ``FINDINGS``."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            data = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (BadZipFile, EOFError, OSError, zlib.error) as problem:
        return Outcome(None, (EPUB_UNREADABLE.at(None, file=path.name, reason=problem),))
    found = list(_mimetype(path.name, entries, data))
    trees: dict[str, Any] = {}
    for name, content in data.items():
        if name.endswith(_XML):
            tree, fault = _parsed(path.name, name, content)
            if tree is not None:
                trees[name] = tree
            found.extend(fault)
    package = _package_path(trees)
    if package not in trees:
        if package not in data:
            found.append(EPUB_CONTAINER.at(None, file=path.name))
        return Outcome(None, tuple(found))
    opened = EpubFile(
        name=path.name,
        entries=frozenset(data),
        trees=trees,
        sheets={name: content.decode("utf-8", "replace") for name, content in data.items() if name.endswith(_CSS)},
        package=package,
        items=tuple(_items(package, trees[package])),
        spine=tuple(trees[package].xpath("//*[local-name()='itemref']/@idref")),
    )
    return Outcome(opened, tuple(found))


def place_of(path: str, element: Any) -> str:
    """Return where an element stands: ``EPUB/text/at-sea.xhtml:12``."""
    return f"{path}:{element.sourceline}"


def target_of(source: str, reference: str) -> tuple[str, str] | None:
    """Return the path in the archive and the fragment that a reference in a file leads to; None when it leads out."""
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path))) if parts.path else source
    return path, unquote(parts.fragment)


def _mimetype(file: str, entries: list[ZipInfo], data: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield how the archive's beginning differs from what it must be (OCF, 4.3)."""
    first = entries[0] if entries else ZipInfo("")
    reasons = (
        (first.filename != MIMETYPE, f"the first entry is “{first.filename}”"),
        (first.compress_type != ZIP_STORED, "it is compressed"),
        (bool(first.extra), "its entry has extra fields"),
        (data.get(MIMETYPE) != MEDIA_TYPE, "it does not say application/epub+zip"),
    )
    reason = next((words for wrong, words in reasons if wrong), "")
    if reason:
        yield EPUB_MIMETYPE.at(None, file=file, reason=reason)


def _parsed(file: str, name: str, content: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the root element of an XML file, or None and what is wrong with it.

    Nothing outside is ever read. Texts may be huge: a drawing that holds a photograph has one of megabytes.
    """
    from lxml import etree

    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)), ()
    except etree.XMLSyntaxError as problem:
        place, reason = f"{name}:{problem.lineno or 1}", (problem.msg or "it is empty").partition(", line ")[0]
        return None, (EPUB_NOT_WELL_FORMED.at(None, file=file, place=place, reason=reason),)


def _package_path(trees: Mapping[str, Any]) -> str:
    """Return the path of the package document as the container gives it; empty when it gives none."""
    container = trees.get(CONTAINER)
    paths = [] if container is None else container.xpath("//*[local-name()='rootfile']/@full-path")
    return str(paths[0]) if paths else ""


def _items(package: str, tree: Any) -> Iterator[Item]:
    for item in tree.xpath("//*[local-name()='manifest']/*[local-name()='item']"):
        target = target_of(package, item.get("href", ""))
        if target is not None:
            properties = frozenset(item.get("properties", "").split())
            yield Item(id=item.get("id", ""), path=target[0], properties=properties)
