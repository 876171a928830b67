"""The PDF renderer: a publication in, a file and its page map out.

Each content document is a division, laid out by WeasyPrint on its own (``divisions``). Page numbers are literal text:
``numbers`` lays out, reads where ids landed, and lays out again what names a number that changed. ``join`` writes all
pages into one file with our own structure tree (``tags``), labels and bookmarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.artifact import Artifact
from octavo.model.direction import right_to_left
from octavo.model.environment import EnvironmentLack
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.render.means import UNAIDED, Means
from octavo.render.pdf.findings import FINDINGS, RIGHT_TO_LEFT_PAGES

__all__ = ["FINDINGS", "prepare_engine", "render_pdf", "surroundings_of_layout", "watched_files"]

_INSTALL = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (EPUBs need none of it: -e epub)"


def render_pdf(
    publication: Publication, _page_map: PageMap | None, progress: Callable[[str], None], means: Means = UNAIDED
) -> Outcome[Artifact]:
    """Return a paged edition as a PDF, with its page map. The page map given is another edition's: not needed here.

    With help divisions are laid out and drawn side by side, and come out the same.

    Findings: all of ``FINDINGS``, and those of styles, fonts and mathematics.
    """
    from octavo.render.math import drawing, prepare_formulas

    _require_engine()
    from octavo.render.pdf.divisions import LayoutFailed, Typesetter
    from octavo.render.pdf.engine import start_engine
    from octavo.render.pdf.fonts_used import unplanned_fonts, used_fonts
    from octavo.render.pdf.gutter import settle_bound
    from octavo.render.pdf.join import write_book
    from octavo.render.pdf.meter import measure
    from octavo.render.pdf.paragraphs import sets_whole_paragraphs
    from octavo.render.pdf.plan import plan_divisions
    from octavo.render.pdf.press_report import inked_pictures

    started, prepared = start_engine(publication), prepare_formulas(publication, drawing)
    engine, formulas = started.value, prepared.value
    early = (*started.diagnostics, *prepared.diagnostics, *sets_whole_paragraphs(publication).diagnostics)
    if engine is None or formulas is None:
        return Outcome(None, early)
    early = (*early, *_turned(publication), *inked_pictures(publication, engine.plates))
    try:
        book = settle_bound(Typesetter(publication, engine, formulas), plan_divisions(publication), progress, means)
        progress("writing the file")
        data, fonts, said = write_book(publication, engine, book)
    except LayoutFailed as failure:
        return Outcome(None, (*early, failure.diagnostic))
    progress(f"wrote {len(book.numbers)} pages")
    pieces = [placed.piece for placed in book.pieces]
    marks, unplanned_paragraphs = [piece.marks for piece in pieces], sum(piece.unplanned for piece in pieces)
    unplanned = tuple(unplanned_fonts(publication, engine, fonts.values()))
    artifact = Artifact(
        name=publication.edition.file_name,
        media_type="application/pdf",
        data=data,
        pages=len(book.numbers),
        page_map=book.page_map,
        fonts=used_fonts(engine, fonts.values()),
        typography=measure(publication, book.page_map, marks, unplanned_paragraphs),
    )
    return Outcome(artifact, (*early, *book.diagnostics, *said, *unplanned))


def prepare_engine() -> None:
    """Import the layout engine and what drives it. Raises EnvironmentLack where it cannot draw."""
    _require_engine()
    from octavo.render.pdf import divisions, gutter, join, meter  # noqa: F401 - imported to be there


def surroundings_of_layout() -> tuple[str, ...]:
    """Return what the pages of a publication depend on besides itself."""
    _require_engine()
    from octavo.render.pdf.surroundings import surroundings

    return surroundings()


def watched_files() -> tuple[str, ...]:
    """Return the files and folders of the system that pages depend on."""
    from octavo.render.pdf import surroundings

    return surroundings.watched_files()


def _turned(publication: Publication) -> Iterator[Diagnostic]:
    """Yield a ``right-to-left-pages`` for a book that would be bound on the right."""
    language = publication.metadata.language
    if right_to_left(language):
        yield RIGHT_TO_LEFT_PAGES.at(None, edition=publication.edition.name, language=language)


def _require_engine() -> None:
    """Raise EnvironmentLack where the layout engine is there but not the libraries of the system that it draws with."""
    try:
        import weasyprint  # noqa: F401 - imported to see whether it can be
    except OSError as missing:
        words = str(missing).strip().splitlines()
        raise EnvironmentLack(
            f"the layout engine cannot load Pango ({words[0] if words else missing})", _INSTALL
        ) from missing
