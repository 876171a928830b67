"""Where pages begin, read from the files alone: the words on a PDF's pages, and the words after an EPUB's markers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from lxml import etree

from support.epub import XHTML, spine
from support.machine import program, run

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A page marker of an EPUB."""

    folio: str
    document: str
    """Path in the archive."""
    around: tuple[str, ...]
    """Names of the elements around it, from the outermost."""
    before: str
    """Text before it in the document, notes and their calls left out."""
    after: str
    again: str
    """What print says again at the top of a page that begins in a table: the words of the table's head."""

    def agrees(self, page: str) -> bool:
        """Return whether a page's text begins with the words after the marker; in a table with the first of them.

        The next line of a cell is read from a page after the cells beside it.
        """
        first = len(letters(self.after.split(maxsplit=1)[0])) if {"td", "th"} & set(self.around) else 12
        return begins(page, self.after, again=self.again, length=min(first, 12) or 12)


def printed_pages(pdf: Path, below: int) -> dict[str, str]:
    """Return the text of each page under the running head, by folio; ``below`` is how deep the head goes, in points."""
    with pikepdf.open(pdf) as document:
        labels = [page.label for page in document.pages]
    crop = ("-x", "0", "-y", str(below), "-W", "2000", "-H", "2000")
    pages = run(program("pdftotext"), *crop, pdf, "-").removesuffix("\f").split("\f")
    return dict(zip(labels, pages, strict=True))


def markers(epub: Path) -> tuple[Marker, ...]:
    """Return the page markers of an EPUB, in reading order."""
    with ZipFile(epub) as archive:
        trees = {path: etree.fromstring(archive.read(path)) for path in spine(epub)}
    return tuple(marker for path, tree in trees.items() for marker in _markers(path, tree))


def _markers(path: str, tree: etree._Element) -> Iterator[Marker]:
    body = tree.find(f"{XHTML}body")
    assert body is not None
    for note in [*body.iter(f"{XHTML}aside")]:
        note.clear(keep_tail=True)
    for line_end in body.iter(f"{XHTML}br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    for call in [link for link in body.iter(f"{XHTML}a") if link.get("role") == "doc-noteref"]:
        call.text = ""
    for span in body.iter(f"{XHTML}span"):
        if span.get(EPUB_TYPE) == "pagebreak":
            around = tuple(above.tag.removeprefix(XHTML) for above in span.iterancestors())
            before, after = (
                "".join(str(text) for text in span.xpath(f"{axis}::text()")) for axis in ("preceding", "following")
            )
            head = "".join(str(text) for text in tree.xpath("//*[local-name()='head']//text()"))
            yield Marker(
                folio=span.get("aria-label") or "", document=path, around=around[::-1],
                before=before.removeprefix(head), after=after, again=_head_above(span),
            )  # fmt: skip


def _head_above(span: etree._Element) -> str:
    """Return the words of the head of a table that an element stands in the body of."""
    heads = span.xpath("ancestor::*[local-name()='tbody'][1]/parent::*/*[local-name()='thead']")
    return "".join(str(text) for head in heads for text in head.itertext())


def begins(page: str, text: str, *, length: int = 12, again: str = "") -> bool:
    """Return whether a page's text begins as another does, or within its first word; only letters are compared.

    ``again`` are words that may stand before it on the page.
    """
    printed, marked = letters(page).removeprefix(letters(again))[:length], letters(text)
    first = letters(text.split(maxsplit=1)[0]) if text.split() else ""
    return bool(printed) and any(marked.startswith(printed, start) for start in range(max(1, len(first))))


def letters(text: str) -> str:
    """Return a text's letters in lower case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalpha())
