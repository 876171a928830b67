"""What a finished file is, as texts that a person can read and compare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pikepdf

from support.machine import program, run

LEADER = re.compile(r"( ?\.){4,} ?")
MILLIMETRES = 25.4 / 72
TEXTUAL = (".ncx", ".opf", ".xhtml", ".xml", "mimetype")
"""Those that Octavo writes; stylesheets and drawings are in the source already."""


def epub_texts(epub: Path) -> dict[str, str]:
    """Return the texts that make up an EPUB, by path, and a list of all its entries in order."""
    with ZipFile(epub) as archive:
        entries = archive.infolist()
        listing = [f"{'stored  ' if e.compress_type == ZIP_STORED else 'deflated'} {e.filename}\n" for e in entries]
        texts = {e.filename: archive.read(e).decode("utf-8") for e in entries if e.filename.endswith(TEXTUAL)}
    return {"entries.txt": "".join(listing), **texts}


def pdf_texts(pdf: Path) -> dict[str, str]:
    """Return a PDF as ``facts.json`` (pages, outline, fonts, metadata) and ``pages.txt`` (the words of each page)."""
    with pikepdf.open(pdf) as document:
        labels = [page.label for page in document.pages]
        facts = {
            "version": document.pdf_version,
            "document": _document(document),
            "pages": _pages(document),
            "outline": list(_outline(document)),
            "fonts": sorted({_font(font) for page in document.pages for font in _fonts(page.obj)}),
        }
    pages = run(program("pdftotext"), "-layout", pdf, "-").removesuffix("\f").split("\f")
    words = "".join(f"=== {label}\n{_lines(page)}" for label, page in zip(labels, pages, strict=True))
    return {"facts.json": json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "pages.txt": words}


def _lines(page: str) -> str:
    """Return a page's lines without white space and leaders: a golden is about words and where lines break."""
    lines = (LEADER.sub(" … ", " ".join(line.split())) for line in page.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _document(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return what the file says of itself, times and programs aside."""
    root = pdf.Root
    with pdf.open_metadata() as xmp:
        return {
            "title": str(xmp.get("dc:title", "")),
            "language": str(root.get("/Lang", "")),
            "tagged": str("/StructTreeRoot" in root),
            "pdf/ua": str(xmp.get("pdfuaid:part", "none")),
            "layout": str(root.get("/PageLayout", "none")),
        }


def _pages(pdf: pikepdf.Pdf) -> list[str]:
    """Return one line for each run of pages with the same boxes: “i–xii: trim 152 × 229 mm, …”."""
    lines = []
    for boxes, group in groupby(pdf.pages, key=_boxes):
        pages = list(group)
        lines.append(f"{pages[0].label}–{pages[-1].label} ({len(pages)}): {boxes}")
    return lines


def _boxes(page: pikepdf.Page) -> str:
    return ", ".join(
        f"{name} {_size(page.obj['/' + name])}"
        for name in ("MediaBox", "BleedBox", "TrimBox")
        if "/" + name in page.obj
    )


def _size(box: pikepdf.Object) -> str:
    left, bottom, right, top = (float(side) * MILLIMETRES for side in box)
    return f"{right - left:.2f} × {top - bottom:.2f} mm at {left:.2f}, {bottom:.2f}"


def _outline(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the bookmarks, indented by level, each with the label of its page."""
    labels = {page.obj.objgen: page.label for page in pdf.pages}
    with pdf.open_outline() as outline:
        yield from _bookmarks(outline.root, labels, "")


def _bookmarks(items: list[pikepdf.OutlineItem], labels: dict[tuple[int, int], str], indent: str) -> Iterator[str]:
    for item in items:
        target = item.destination if item.destination is not None else item.action.D
        yield f"{indent}{item.title} → {labels[target[0].objgen]}"
        yield from _bookmarks(item.children, labels, indent + "  ")


def _fonts(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the fonts of a page; WeasyPrint keeps all in the page's own resources."""
    yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()


def _font(font: pikepdf.Object) -> str:
    """Return “SourceSerifPro-Regular, embedded”, without the letters that mark a subset."""
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return f"{str(font.BaseFont).lstrip('/').partition('+')[2] or font.BaseFont}, {'' if embedded else 'not '}embedded"
