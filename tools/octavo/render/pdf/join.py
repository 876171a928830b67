"""All pages as one file: labels, bookmarks, metadata, tags."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import weasyprint
from weasyprint.pdf.metadata import DocumentMetadata

from octavo.diagnostics import Diagnostic
from octavo.model.pdf_variant import archive_level
from octavo.model.publication import Publication
from octavo.render.pdf.archive import engine_variant, finish_archive, own_profile
from octavo.render.pdf.boxes import set_boxes
from octavo.render.pdf.divisions import LayoutFailed
from octavo.render.pdf.engine import Engine, EngineFault, engine_faults, overheard
from octavo.render.pdf.findings import LAYOUT_FAILED
from octavo.render.pdf.heard import writing_diagnostics
from octavo.render.pdf.inks import print_with, printed_inks
from octavo.render.pdf.numbers import SettledBook
from octavo.render.pdf.outline import Position, bookmarks
from octavo.render.pdf.page_labels import page_labels
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
    options: dict[str, object] = {"pdf_version": "1.7"}
    if tagged:
        options = {"pdf_variant": engine_variant(engine.variant), "pdf_tags": True, "output_intent": intent}
    with overheard() as messages, own_tags() if tagged else nullcontext():
        try:
            with engine_faults():
                data = document.write_pdf(finisher=_finisher(publication, book), **options)
        except EngineFault as fault:
            raise LayoutFailed(LAYOUT_FAILED.at(None, document=publication.metadata.title, reason=fault)) from fault
    return data, document.fonts, tuple(writing_diagnostics(publication, messages))


def _finisher(publication: Publication, book: SettledBook) -> Callable[[Any, Any], None]:
    page = publication.edition.page

    def finish(document: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = page_labels(book.numbers)
        if page is not None and page.mirrored:
            pdf.catalog["PageLayout"] = "/TwoPageRight"
        if "Metadata" not in pdf.catalog:  # only variants bring their own
            document.metadata.include_in_pdf(pdf, "", None, None, compress=True)
        inks = printed_inks(publication)
        if inks is not None:
            print_with(pdf, inks)
        if page is not None:
            set_boxes(pdf, page)
            finish_archive(pdf, page.pdf_variant)

    return finish


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
