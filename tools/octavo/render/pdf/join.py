"""All divisions as one file: labels, bookmarks, metadata, tags.

WeasyPrint writes a document without pages; before it puts fonts in, the pages of the divisions are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
import weasyprint
import weasyprint.pdf
from weasyprint.pdf.anchors import add_outlines
from weasyprint.pdf.metadata import DocumentMetadata

from octavo.diagnostics import Diagnostic
from octavo.model.edition import PageGeometry
from octavo.model.pdf_variant import archive_level
from octavo.model.press import press_standard
from octavo.model.publication import Publication
from octavo.render.pdf.archive import engine_variant, finish_archive, own_profile
from octavo.render.pdf.book_fonts import BookFont, book_fonts
from octavo.render.pdf.boxes import set_boxes
from octavo.render.pdf.divisions import LayoutFailed
from octavo.render.pdf.engine import Engine, EngineFault, engine_faults, overheard
from octavo.render.pdf.findings import LAYOUT_FAILED
from octavo.render.pdf.heard import writing_diagnostics
from octavo.render.pdf.inks import black_paint, colour_paint, print_with
from octavo.render.pdf.joined import add_drawings
from octavo.render.pdf.numbers import SettledBook
from octavo.render.pdf.outline import Position, bookmarks
from octavo.render.pdf.page_labels import page_labels
from octavo.render.pdf.plates import Plates
from octavo.render.pdf.press_file import finish_for_press
from octavo.render.pdf.press_report import inked_colours, inked_pictures, inked_strays
from octavo.render.pdf.see_through import see_through
from octavo.render.pdf.tags.writing import write_tags

_POINTS_PER_PIXEL = 0.75


def write_book(
    publication: Publication, engine: Engine, book: SettledBook
) -> tuple[bytes, dict[int, BookFont], tuple[Diagnostic, ...]]:
    """Return the file, the fonts in it, and what its writing had to say."""
    profiles, intent = own_profile() if archive_level(engine.variant) else ({}, None)
    document = weasyprint.Document([], _metadata(publication), engine.fetcher, engine.fonts, profiles, intent)
    drawings = [drawn for placed in book.pieces for drawn in (placed.drawn, placed.margins) if drawn is not None]
    fonts = book_fonts((drawn.fonts for drawn in drawings), engine.font_files)
    found: list[Diagnostic] = []
    with overheard() as messages, _with_pages(partial(_add_pages, publication, book), fonts):
        try:
            with engine_faults():
                data = document.write_pdf(
                    finisher=_finisher(publication, engine, book, found), **_options(publication, intent)
                )
        except EngineFault as fault:
            raise LayoutFailed(LAYOUT_FAILED.at(None, document=publication.metadata.title, reason=fault)) from fault
    messages += [message for drawn in drawings for message in drawn.messages]
    return data, fonts, (*writing_diagnostics(publication, dict.fromkeys(messages)), *found)


@contextmanager
def _with_pages(add: Callable[[Any, bytes], None], fonts: Mapping[int, BookFont]) -> Iterator[None]:
    """Let WeasyPrint write a file whose pages are added before its fonts, which are others than its own."""
    build, tag = weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.add_tags

    def with_pages(pdf: Any, _fonts: Any, *arguments: Any) -> Any:
        listed = pydyf.Dictionary()
        pdf.add_object(listed)
        add(pdf, listed.reference)
        listed.update(build(pdf, fonts, *arguments))
        return pydyf.Dictionary()

    weasyprint.pdf.build_fonts_dictionary = with_pages
    weasyprint.pdf.add_tags = lambda *_arguments: None
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.add_tags = build, tag


def _add_pages(publication: Publication, book: SettledBook, pdf: Any, fonts: bytes) -> None:
    """Add the pages of a book to a file, with bookmarks, the places that links lead to, and tags."""
    places = add_drawings(pdf, [(placed.drawn, placed.margins) for placed in book.pieces], fonts)
    add_outlines(pdf, list(bookmarks(publication.navigation, _positions(book))))
    if places:
        named = [part for name in sorted(places) for part in (pydyf.String(name), places[name])]
        pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": pydyf.Array(named)})})
    parts = [placed.drawn.tagged for placed in book.pieces if placed.drawn.tagged is not None]
    if parts:
        write_tags(pdf, publication.metadata.language, parts)


def _options(publication: Publication, intent: str | None) -> dict[str, Any]:
    """Return what WeasyPrint is asked for; of a standard for presses, no more than the version."""
    variant = publication.edition.page.pdf_variant if publication.edition.page else ""
    standard = press_standard(variant)
    if standard is not None:
        return {"pdf_version": standard.pdf_version, "pdf_identifier": True}
    if not variant:
        return {"pdf_version": "1.7"}
    return {"pdf_variant": engine_variant(variant), "pdf_tags": True, "output_intent": intent}


def _finisher(
    publication: Publication, engine: Engine, book: SettledBook, found: list[Diagnostic]
) -> Callable[[Any, Any], None]:
    page = publication.edition.page

    def finish(document: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = page_labels(book.numbers)
        if page is not None and page.mirrored and not page.press.single_pages:
            pdf.catalog["PageLayout"] = "/TwoPageRight"
        if "Metadata" not in pdf.catalog:  # only variants bring their own
            document.metadata.include_in_pdf(pdf, "", None, None, compress=True)
        if page is None:
            return
        if engine.plates is not None:
            darkest = max((placed.drawn.darkest for placed in book.pieces), default=0.0)
            found.extend(_pressed(pdf, publication, page, engine.plates, darkest))
        set_boxes(pdf, page, [number % 2 == 1 for number, _roman in book.numbers])
        finish_archive(pdf, page.pdf_variant)
        finish_for_press(pdf, document.metadata, publication)

    return finish


def _pressed(
    pdf: Any, publication: Publication, page: PageGeometry, plates: Plates, darkest: float
) -> Iterator[Diagnostic]:
    """Give all colours the inks of the edition; yield those of too much ink, and what a standard does not allow."""
    paint = black_paint() if plates.separation is None else colour_paint(plates.separation)
    print_with(pdf, paint)
    if plates.separation is not None:
        yield from inked_colours(paint.used, page)
        yield from inked_strays(darkest, inked_pictures(publication, plates), page)
    if plates.flatten:
        yield from see_through(pdf, publication)


def _metadata(publication: Publication) -> Any:
    metadata, stamp = publication.metadata, publication.stamp
    title = f"{metadata.title}: {metadata.subtitle}" if metadata.subtitle else metadata.title
    return DocumentMetadata(
        title=title,
        authors=[person.name for person in metadata.contributors if person.role == "aut"],
        description=" ".join(metadata.description.split()) or None,
        keywords=[subject.name for subject in metadata.subjects],
        generator="Octavo",
        created=stamp.modified,
        modified=stamp.modified,
        lang=metadata.language,
    )


def _positions(book: SettledBook) -> dict[str, Position]:
    """Return where each id begins, in points from the foot of its page."""
    positions: dict[str, Position] = {}
    pages = (page for placed in book.pieces for page in placed.piece.pages)
    for index, page in enumerate(pages):
        for anchor, (left, top) in page.anchors.items():
            place = (index, left * _POINTS_PER_PIXEL, (page.height - top) * _POINTS_PER_PIXEL)
            positions.setdefault(anchor, place)
    return positions
