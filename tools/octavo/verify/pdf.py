"""PDFs, read back with pikepdf: syntax, page sizes, fonts, metadata (ISO 32000-1).

Messages count pages from the file's first, as a reader's “go to page” does where there are no labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.publication import Publication
from octavo.model.units import POINTS_PER_UNIT, Trim
from octavo.verify.pdf_links import check_links
from octavo.verify.pdf_press import TOLERANCE_PT, check_boxes, check_inks, pages_in_words
from octavo.verify.pdf_standards import check_own_word, check_standards
from octavo.verify.pdf_x import check_own_press_word, check_press_standard

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_REPORT = (
    "look into what made the file; if that was Octavo, it is a fault of Octavo and not of the book: please report it"
)

PDF_UNREADABLE = Finding(
    name="pdf-unreadable",
    severity=Severity.ERROR,
    message="“{file}” cannot be opened: {reason}",
    why="What no library can open no reader and no printer can.",
    fix="build it again; if it stays so, look whether the disk is full or failing",
)
PDF_SYNTAX = Finding(
    name="pdf-syntax",
    severity=Severity.ERROR,
    message="“{file}” is not sound: {reason}",
    why="Readers guess at what was meant, each in its own way, and printers' systems turn such files away.",
    fix=f"build it again; if it stays so, {_REPORT}",
)
WRONG_TRIM = Finding(
    name="wrong-trim",
    severity=Severity.ERROR,
    message="{pages} of “{file}”: trimmed to {found}, where the edition says {expected}",
    why="A printer trims every page to one size, and turns away files of which one page differs.",
    fix="take “size” out of the @page rules in the book's own styles: the edition's trim decides",
)
FONT_NOT_EMBEDDED = Finding(
    name="font-not-embedded",
    severity=Severity.ERROR,
    message="page {page} of “{file}” uses {font}, which is not in the file",
    why="Each machine would put a font of its own in its place, with other widths and perhaps without the characters.",
    fix="convert the words of the drawing that uses it to paths, or use a font of the theme",
)
PAGE_LABELS_MISSING = Finding(
    name="page-labels-missing",
    severity=Severity.ERROR,
    message="“{file}” has no page labels",
    why="A reader who looks for page 31 would be led to the thirty-first page of the file, front matter and all.",
    fix=_REPORT,
)
PDF_LANGUAGE_MISSING = Finding(
    name="pdf-language-missing",
    severity=Severity.ERROR,
    message="“{file}” does not say what language it is in",
    why="A screen reader would speak it with the sounds of another language.",
    fix=_REPORT,
)
PDF_TITLE_MISSING = Finding(
    name="pdf-title-missing",
    severity=Severity.ERROR,
    message="“{file}” does not say its title",
    why="Readers show the file's name in its place, and libraries file it under nothing.",
    fix=_REPORT,
)
FINDINGS = (
    PDF_UNREADABLE,
    PDF_SYNTAX,
    WRONG_TRIM,
    FONT_NOT_EMBEDDED,
    PAGE_LABELS_MISSING,
    PDF_LANGUAGE_MISSING,
    PDF_TITLE_MISSING,
)

_SAID = 3
"""So many of qpdf's complaints are passed on: the first cause the others."""
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(path: Path, publication: Publication) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF; of one with unsound syntax nothing more. Findings: all of ``FINDINGS``, and those of standards, links, boxes, inks and presses."""

    def checks(pdf: Pdf) -> Iterator[Diagnostic]:
        for check in (_trim, check_standards, check_boxes, check_inks, check_press_standard):
            yield from check(pdf, path.name, publication)
        if "/PageLabels" not in pdf.Root:
            yield PAGE_LABELS_MISSING.at(None, file=path.name)

    yield from _opened(path, path.name, checks)


def check_any_pdf(path: Path, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF of which nobody knows what it should be; ``name`` is what messages call it."""
    yield from _opened(path, name, lambda pdf: chain(check_own_word(pdf, name), check_own_press_word(pdf, name)))


def _opened(path: Path, name: str, more: Callable[[Pdf], Iterator[Diagnostic]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with any PDF, and what more checks find in one that is sound."""
    import pikepdf

    try:
        pdf = pikepdf.open(path)
    except (pikepdf.PdfError, OSError) as problem:
        yield PDF_UNREADABLE.at(None, file=name, reason=str(problem).removeprefix(f"{path}: "))
        return
    with pdf:
        reasons = _unsound(pdf, path)
        if reasons:
            yield PDF_SYNTAX.at(None, file=name, reason="; ".join(reasons[:_SAID]))
            return
        for check in (_fonts, _metadata, check_links):
            yield from check(pdf, name)
        yield from more(pdf)


def _unsound(pdf: Pdf, path: Path) -> tuple[str, ...]:
    """Return what qpdf complains of in reading every object and every stream, without the file's name."""
    from pikepdf import PdfError

    try:
        complaints = pdf.check_pdf_syntax()
    except PdfError as problem:
        complaints = [str(problem)]
    return tuple(line.removeprefix("WARNING: ").replace(str(path), "").strip(": ") for line in complaints)


def _trim(pdf: Pdf, file: str, publication: Publication) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each run of pages of the same wrong size; on a screen, wide plates lie on their side."""
    geometry = publication.edition.page
    if geometry is None:
        return
    trim = geometry.trim
    sides = [trim]
    if "screen" in publication.edition.media:
        sides.append(Trim(width_pt=trim.height_pt, height_pt=trim.width_pt))
    sizes = [_size(page.trimbox) for page in pdf.pages]
    for size, run in groupby(range(len(sizes)), key=lambda index: sizes[index]):
        if not any(_near(size, side) for side in sides):
            pages, expected = pages_in_words(run), _shown(trim)
            yield WRONG_TRIM.at(None, pages=pages, file=file, found=_shown(size), expected=expected)


def _size(box: Object) -> Trim:
    left, bottom, right, top = (float(side) for side in box.as_list())
    return Trim(width_pt=right - left, height_pt=top - bottom)


def _near(size: Trim, expected: Trim) -> bool:
    differences = (size.width_pt - expected.width_pt, size.height_pt - expected.height_pt)
    return all(abs(difference) <= TOLERANCE_PT for difference in differences)


def _shown(size: Trim) -> str:
    return " × ".join(f"{side / POINTS_PER_UNIT['mm']:.2f}" for side in (size.width_pt, size.height_pt)) + " mm"


def _fonts(pdf: Pdf, file: str) -> Iterator[Diagnostic]:
    """Yield each font that is not in the file, with the first page that uses it."""
    seen: set[tuple[int, int]] = set()
    reported: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in _fonts_below(page.resources, seen):
            name = str(font.get("/BaseFont", "/a font without a name")).removeprefix("/")
            if not _embedded(font) and name not in reported:
                reported.add(name)
                yield FONT_NOT_EMBEDDED.at(None, page=number, file=file, font=name)


def _fonts_below(resources: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Yield the fonts that resources name, and those of drawings and patterns inside; ``seen`` keeps from going twice."""
    for kind in ("/Font", "/XObject", "/Pattern"):
        if kind not in resources:
            continue
        for _, resource in sorted(resources[kind].items()):
            if resource.objgen in seen:
                continue
            if resource.is_indirect:
                seen.add(resource.objgen)
            if kind == "/Font":
                yield resource
            elif "/Resources" in resource:
                yield from _fonts_below(resource.Resources, seen)


def _embedded(font: Object) -> bool:
    """Return whether a font's outlines are in the file; those of a Type 3 font are drawings, and always are."""
    if font.get("/Subtype") == "/Type3":
        return True
    described = [*font.DescendantFonts.as_list()] if "/DescendantFonts" in font else [font]
    return all(any(key in part.get("/FontDescriptor", {}) for key in _FONT_FILES) for part in described)


def _metadata(pdf: Pdf, file: str) -> Iterator[Diagnostic]:
    title = pdf.docinfo.get("/Title") or pdf.open_metadata().get("dc:title")
    for lack, finding in (
        (not str(pdf.Root.get("/Lang", "")), PDF_LANGUAGE_MISSING),
        (not str(title or "").strip(), PDF_TITLE_MISSING),
    ):
        if lack:
            yield finding.at(None, file=file)
