"""Whether an edition's paragraphs are broken as wholes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint

from octavo.diagnostics import Outcome
from octavo.model.edition import Paragraphs
from octavo.model.publication import Publication
from octavo.render.pdf.findings import UNKNOWN_ENGINE
from octavo.render.pdf.known_engine import KNOWN_ENGINE, engine_is_known
from octavo.render.pdf.paragraphs.compositor import Compositor
from octavo.render.pdf.paragraphs.costs import costs_of
from octavo.render.pdf.paragraphs.hooks import set_by, spread_by


def sets_whole_paragraphs(publication: Publication) -> Outcome[bool]:
    """Return whether the edition asks for it and the engine at hand is known. Finding: ``unknown-layout-engine``."""
    page = publication.edition.page
    if page is None or not page.justify or page.paragraphs is not Paragraphs.TOTAL_FIT:
        return Outcome(False)  # noqa: FBT003 (the value)
    if not engine_is_known():
        unknown = UNKNOWN_ENGINE.at(None, version=weasyprint.__version__, known=KNOWN_ENGINE)
        return Outcome(False, (unknown,))  # noqa: FBT003 (the value)
    return Outcome(True)  # noqa: FBT003 (the value)


@contextmanager
def set_as_wholes(publication: Publication, *, hanging: bool = False) -> Iterator[Compositor]:
    """Let paragraphs be broken as wholes, and pages end well, while the context is open, if the edition has it so.

    ``hanging``: signs hang into the margin.
    """
    page = publication.edition.page
    if page is None or not sets_whole_paragraphs(publication).value:
        yield Compositor()
        return
    compositor = Compositor(costs_of(page.line_breaks), hanging=hanging)
    with set_by(compositor), spread_by(page.line_height_pt, facing=page.mirrored):
        yield compositor
