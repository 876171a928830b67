"""Render: a publication becomes a file. One folder a format, one line each in the table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from octavo.diagnostics import Outcome
from octavo.model.artifact import Artifact
from octavo.model.edition import Format
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.render.findings import FINDINGS as SHARED
from octavo.render.means import Means
from octavo.render.pdf.findings import FINDINGS as OF_PDF
from octavo.render.style_limits import FINDINGS as OF_STYLES

__all__ = [
    "FINDINGS",
    "FORMATS",
    "LAYING_OUT",
    "Renderer",
    "document_origins",
    "prepare",
    "surroundings",
    "watched_files",
]

FINDINGS = (*SHARED, *OF_STYLES, *OF_PDF)

LAYING_OUT = "laying out "
"""What a paged edition reports of a division begins so; its name and a comma follow."""

LAID_OUT = "laid out "
"""And so when it is done; its name, a comma and the seconds that it took follow."""

Renderer: TypeAlias = Callable[[Publication, PageMap | None, Callable[[str], None], Means], Outcome[Artifact]]
"""Takes the page map of the edition that page numbers come from (or None), a place to report progress to, and help."""


def _pdf(
    publication: Publication, page_map: PageMap | None, progress: Callable[[str], None], means: Means
) -> Outcome[Artifact]:
    from octavo.render.pdf import render_pdf

    return render_pdf(publication, page_map, progress, means)


def _epub(
    publication: Publication, page_map: PageMap | None, progress: Callable[[str], None], means: Means
) -> Outcome[Artifact]:
    from octavo.render.epub import render_epub

    with means.hands.turn():
        return render_epub(publication, page_map, progress)


FORMATS: Mapping[Format, Renderer] = {Format.PDF: _pdf, Format.EPUB: _epub}


def prepare(formats: Iterable[Format]) -> None:
    """Import what some formats are made with, so that several editions share it. Raises EnvironmentLack."""
    wanted = frozenset(formats)
    if Format.PDF in wanted:
        from octavo.render.pdf import prepare_engine

        prepare_engine()
    if Format.EPUB in wanted:
        import octavo.render.epub  # noqa: F401 - imported to be there


def surroundings() -> tuple[str, ...]:
    """Return what the pages of a publication depend on besides itself: code, libraries and fonts of this machine."""
    from octavo.render.pdf import surroundings_of_layout

    return surroundings_of_layout()


def watched_files() -> tuple[str, ...]:
    """Return the files and folders of the system that a build depended on: none when nothing was laid out in it."""
    if "weasyprint" not in sys.modules:
        return ()
    from octavo.render import pdf

    return pdf.watched_files()


def document_origins(publication: Publication) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, by path, what the elements of an EPUB's documents come from: (name, ``path:line``) in document order."""
    from octavo.render.epub import origins

    return origins.document_origins(publication)
