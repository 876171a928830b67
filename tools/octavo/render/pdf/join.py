"""All pages as one file: labels, bookmarks, metadata, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import weasyprint
from weasyprint.pdf.metadata import DocumentMetadata

from octavo.diagnostics import Diagnostic
from octavo.model.edition import PageGeometry
from octavo.model.pdf_variant import archive_level
from octavo.model.press import press_standard
from octavo.model.publication import Publication
from octavo.render.pdf.archive import engine_variant, finish_archive, own_profile
from octavo.render.pdf.boxes import set_boxes
from octavo.render.pdf.divisions import LayoutFailed
from octavo.render.pdf.engine import Engine, EngineFault, engine_faults, overheard
from octavo.render.pdf.findings import LAYOUT_FAILED
from octavo.render.pdf.gradients import inks_in_gradients
from octavo.render.pdf.heard import writing_diagnostics
from octavo.render.pdf.inks import black_paint, colour_paint, print_with
from octavo.render.pdf.numbers import SettledBook
from octavo.render.pdf.outline import Position, bookmarks
from octavo.render.pdf.page_labels import page_labels
from octavo.render.pdf.plates import Plates, plates_made
from octavo.render.pdf.press_file import finish_for_press
from octavo.render.pdf.press_report import inked_colours, inked_pictures, inked_strays
from octavo.render.pdf.see_through import see_through
from octavo.render.pdf.tags.links import merge_links
from octavo.render.pdf.tags.spaces import restore_spaces
from octavo.render.pdf.tags.writing import own_tags

_POINTS_PER_PIXEL = 0.75


def write_book(
    publication: Publication, engine: Engine, book: SettledBook
) -> tuple[bytes, dict[Any, Any], tuple[Diagnostic, ...]]:
    """Return the file, the fonts in it (WeasyPrint's), and what its writing had to say."""
    tagged = bool(engine.variant)
    pages = list(book.pages)
    merge_links(pages)
    restore_spaces(pages)
    profiles, intent = own_profile() if archive_level(engine.variant) else ({}, None)
    document = weasyprint.Document(pages, _metadata(publication), engine.fetcher, engine.fonts, profiles, intent)
    outline = list(bookmarks(publication.navigation, _positions(pages)))
    document.make_bookmark_tree = lambda *_arguments, **_options: outline
    found: list[Diagnostic] = []
    with (
        overheard() as messages,
        plates_made(engine.plates),
        inks_in_gradients(),
        own_tags() if tagged else nullcontext(),
    ):
        try:
            with engine_faults():
                data = document.write_pdf(
                    finisher=_finisher(publication, engine, book, found), **_options(publication, intent)
                )
        except EngineFault as fault:
            raise LayoutFailed(LAYOUT_FAILED.at(None, document=publication.metadata.title, reason=fault)) from fault
    return data, document.fonts, (*writing_diagnostics(publication, messages), *found)


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
            found.extend(_pressed(pdf, publication, page, engine.plates))
        set_boxes(pdf, page, [number % 2 == 1 for number, _roman in book.numbers])
        finish_archive(pdf, page.pdf_variant)
        finish_for_press(pdf, document.metadata, publication)

    return finish


def _pressed(pdf: Any, publication: Publication, page: PageGeometry, plates: Plates) -> Iterator[Diagnostic]:
    """Give all colours the inks of the edition; yield those of too much ink, and what a standard does not allow."""
    paint = black_paint() if plates.separation is None else colour_paint(plates.separation)
    print_with(pdf, paint)
    if plates.separation is not None:
        yield from inked_colours(paint.used, page)
        yield from inked_strays(plates, inked_pictures(publication, plates), page)
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


def _positions(pages: list[Any]) -> dict[str, Position]:
    """Return where each id begins, in points from the foot of its page."""
    positions: dict[str, Position] = {}
    for index, page in enumerate(pages):
        for anchor, (left, top, *_) in page.anchors.items():
            place = (index, left * _POINTS_PER_PIXEL, (page.height - top) * _POINTS_PER_PIXEL)
            positions.setdefault(anchor, place)
    return positions
