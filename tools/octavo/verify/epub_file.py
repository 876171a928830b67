"""An EPUB, opened: its archive, its XML files, its package document (EPUB 3.3, 4 and 5; OCF, 4.2 and 4.3)."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.verify.element_places import element_places

REPORT = (
    "look into what made the file; if that was Octavo, it is a fault of Octavo and not of the book: please report it"
)

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
    message="this does not lead to a package document",
    why="It is where a reader starts: without it nothing in the file is found.",
    fix=REPORT,
)
EPUB_NOT_WELL_FORMED = Finding(
    name="epub-not-well-formed",
    severity=Severity.ERROR,
    message="this is not well-formed XML: {reason}",
    why="Readers show an error in the place of such a file, or the part before the fault only.",
    fix=f"mend the drawing if it is one of yours; else {REPORT}",
)
EPUB_TOO_LARGE = Finding(
    name="epub-too-large",
    severity=Severity.ERROR,
    message="“{file}” is not looked into: {reason}",
    why="A small file that unpacks into a huge one stops the machine it is opened on, and shops refuse such books.",
    fix="make pictures smaller, or leave sound and film out of the file",
)

FINDINGS = (EPUB_UNREADABLE, EPUB_MIMETYPE, EPUB_CONTAINER, EPUB_NOT_WELL_FORMED, EPUB_TOO_LARGE)

MEDIA_TYPE = b"application/epub+zip"
MIMETYPE, CONTAINER = "mimetype", "META-INF/container.xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

MIB = 1024 * 1024
MOST_BYTES = 700 * MIB
"""Unpacked; the largest shop takes 650 MiB."""
MOST_BYTES_OF_TEXT = 60 * MIB
"""Of one XML file or stylesheet, unpacked: a chapter is a thousandth of it."""
MOST_ENTRIES = 20_000

_XML = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".svg", ".xml")
_CSS = ".css"
_ENTITY = b"<!ENTITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the manifest."""

    id: str
    path: str
    """In the archive."""
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubFile:
    """What an EPUB holds. Trees are lxml's, of files that are well-formed."""

    name: str
    """As messages show it."""
    size: int
    """Bytes, packed."""
    data: Mapping[str, bytes] = field(repr=False)
    """Path in the archive → content, in the archive's order."""
    trees: Mapping[str, Any] = field(repr=False)
    """Path → root element, of each XML file, in the archive's order."""
    sheets: Mapping[str, str] = field(repr=False)
    """Path → text of each stylesheet."""
    package: str
    """Path of the package document."""
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    """Ids of items, in reading order."""
    _places: dict[str, dict[Any, tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)
    """Path → element → line and column, as far as somebody has asked."""

    def place(self, path: str, element: Any = None) -> Span:
        """Return where an element begins in a file of the archive: ``tides.epub/EPUB/text/one.xhtml``, line, column."""
        line, column = (1, 1) if element is None else self._position(path, element)
        return Span(f"{self.name}/{path}", line, column, line, column + 1)

    def _position(self, path: str, element: Any) -> tuple[int, int]:
        if path not in self._places:
            made = self.trees[path].iter("*")
            self._places[path] = dict(zip(made, element_places(self.data[path]), strict=False))
        return self._places[path].get(element, (element.sourceline or 1, 1))


def open_epub(source: Path | bytes, name: str = "") -> Outcome[EpubFile]:
    """Return an EPUB's contents, each entry unpacked and its checksum compared. Findings: all of ``FINDINGS``.

    ``name`` is what messages call it, for a file its own name if it is left out. An archive that would take too much room is
    not unpacked.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        with ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as archive:
            entries = archive.infolist()
            reason = _too_large(entries)
            if reason:
                return Outcome(None, (EPUB_TOO_LARGE.at(file_span(name), file=name, reason=reason),))
            data = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError, ValueError) as problem:
        return Outcome(None, (EPUB_UNREADABLE.at(file_span(name), file=name, reason=problem),))
    found = list(_mimetype(name, entries, data))
    trees: dict[str, Any] = {}
    for entry, content in data.items():
        if entry.lower().endswith(_XML):
            tree, fault = _parsed(f"{name}/{entry}", content)
            if tree is not None:
                trees[entry] = tree
            found.extend(fault)
    package = _package_path(trees)
    if package not in trees:
        if package not in data:
            found.append(EPUB_CONTAINER.at(file_span(f"{name}/{CONTAINER}")))
        return Outcome(None, tuple(found))
    opened = EpubFile(
        name=name,
        size=source.stat().st_size if isinstance(source, Path) else len(source),
        data=data,
        trees=trees,
        sheets={entry: content.decode("utf-8", "replace") for entry, content in data.items() if entry.endswith(_CSS)},
        package=package,
        items=tuple(_items(package, trees[package])),
        spine=tuple(trees[package].xpath("//*[local-name()='itemref']/@idref")),
    )
    return Outcome(opened, tuple(found))


def _too_large(entries: list[ZipInfo]) -> str:
    """Return why an archive is not unpacked, by what it says of itself; the library reads no more than it says."""
    texts = [entry for entry in entries if entry.filename.lower().endswith((*_XML, _CSS))]
    longest = max((entry.file_size for entry in texts), default=0)
    total = sum(entry.file_size for entry in entries)
    reasons = (
        (len(entries) > MOST_ENTRIES, f"it holds {len(entries)} files, and {MOST_ENTRIES} at most are read"),
        (total > MOST_BYTES, f"it unpacks into {total // MIB} MiB, and {MOST_BYTES // MIB} at most are read"),
        (longest > MOST_BYTES_OF_TEXT, f"a file in it unpacks into {longest // MIB} MiB of text, and {MOST_BYTES_OF_TEXT // MIB} at most are read"),
    )  # fmt: skip
    return next((words for holds, words in reasons if holds), "")


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


def _mimetype(name: str, entries: list[ZipInfo], data: Mapping[str, bytes]) -> Iterator[Diagnostic]:
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
        yield EPUB_MIMETYPE.at(file_span(name), file=name, reason=reason)


def _parsed(place: str, content: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the root element of an XML file, or None and what is wrong with it.

    Nothing outside is ever read. Texts may be huge (a drawing that holds a photograph has one of megabytes), save in
    files that define entities, or hide from us whether they do: there the parser's own limits hold.
    """
    from lxml import etree

    huge = _ENTITY not in content and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0"))
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=huge)), ()
    except etree.XMLSyntaxError as problem:
        line, column = problem.lineno or 1, max(1, problem.offset or 1)
        reason = (problem.msg or "it is empty").partition(", line ")[0]
        return None, (EPUB_NOT_WELL_FORMED.at(Span(place, line, column, line, column + 1), reason=reason),)


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
            media_type = item.get("media-type", "")
            yield Item(id=item.get("id", ""), path=target[0], media_type=media_type, properties=properties)
