"""The package document and the archive, by ebooklib as the model and a writer of our own.

ebooklib 0.20 keeps items, manifest and spine. What it gets wrong is overridden: the package element (no language),
the metadata (order, languages), the archive (clock, temporary files). Content never passes through its parsers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from ebooklib import epub
from lxml import etree

from octavo.model.direction import right_to_left
from octavo.model.publication import Publication
from octavo.render.epub.layout import Resource
from octavo.render.epub.metadata import IDENTIFIER_ID, Entry

_FOLDER = "EPUB"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_APPLE = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can hold
_PACKED = (".jpg", ".png", ".gif", ".webp", ".woff", ".woff2")
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile media-type="application/oebps-package+xml" full-path="{_FOLDER}/content.opf"/>
  </rootfiles>
</container>
"""
_APPLE_OPTIONS = """<?xml version="1.0" encoding="utf-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
"""


def pack(
    publication: Publication,
    metadata: Iterable[Entry],
    resources: Iterable[Resource],
    guide: Iterable[Mapping[str, str]],
    *,
    fonts: bool,
) -> bytes:
    """Return the EPUB: mimetype first and bare, then container, package document, files in the order given."""
    book: Any = epub.EpubBook()
    book.metadata, book.items, book.spine = {}, [], []
    book.FOLDER_NAME, book.IDENTIFIER_ID = _FOLDER, IDENTIFIER_ID
    book.uid, book.title = publication.metadata.identifier, publication.metadata.title
    rtl = right_to_left(publication.metadata.language)
    book.direction = "rtl" if rtl or publication.edition.reader.vertical else None
    book.guide = [dict(reference) for reference in guide]
    for resource in resources:
        item = _item(resource)
        book.add_item(item)
        if resource.spine:
            book.spine.append((item, "yes"))
    return _Writer(book, publication.metadata.language, tuple(metadata), fonts=fonts, rtl=rtl).archive()


def _item(resource: Resource) -> Any:
    item: Any = epub.EpubItem(
        uid=resource.id, file_name=resource.path, media_type=resource.media_type, content=resource.data
    )
    item.properties = list(resource.properties)  # EpubItem has none, but the manifest's writer looks for them
    return item


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """Writes into memory; equal packages are equal bytes."""

    def __init__(self, book: Any, language: str, metadata: tuple[Entry, ...], *, fonts: bool, rtl: bool) -> None:
        super().__init__("", book, {"epub3_pages": False, "epub3_landmark": False})
        self._language, self._metadata, self._fonts, self._rtl = language, metadata, fonts, rtl

    def archive(self) -> bytes:
        """Return the whole file."""
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as self.out:
            self._put("mimetype", b"application/epub+zip", bare=True)
            self._put("META-INF/container.xml", _CONTAINER.encode())
            if self._fonts:
                self._put("META-INF/com.apple.ibooks.display-options.xml", _APPLE_OPTIONS.encode())
            self._write_opf()
            for item in self.book.get_items():
                self._put(f"{_FOLDER}/{item.file_name}", item.get_content())
        return memory.getvalue()

    def _put(self, name: str, data: bytes, *, bare: bool = False) -> None:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.create_system = 3  # Unix, whatever the machine
        entry.external_attr = 0o100644 << 16
        stored = bare or name.endswith(_PACKED)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self.out.writestr(entry, data, compresslevel=None if stored else 9)

    def _write_opf(self) -> None:
        attributes = {"xmlns": _OPF, "version": "3.0", "unique-identifier": IDENTIFIER_ID, _XML_LANG: self._language}
        if self._rtl:
            attributes["dir"] = "rtl"
        if self._fonts:
            attributes["prefix"] = _APPLE
        root = etree.Element("package", attributes)
        self._write_opf_metadata(root)
        self._write_opf_manifest(root)
        self._write_opf_spine(root, "ncx")
        if self.book.guide:
            self._write_opf_guide(root)
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self._put(f"{_FOLDER}/content.opf", data)

    def _write_opf_metadata(self, root: Any) -> None:
        parent = etree.SubElement(root, "metadata", nsmap={"dc": _DC})
        for entry in self._metadata:
            tag = entry.tag.replace("dc:", f"{{{_DC}}}")
            made = etree.SubElement(parent, tag, dict(entry.attributes))
            made.text = entry.text or None
