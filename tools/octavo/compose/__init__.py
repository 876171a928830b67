"""Book and edition in, publication out: all choices of an edition are made here, purely."""

from octavo.compose import contributors, index, links, notes, select, words
from octavo.compose.edition import compose_edition
from octavo.diagnostics import Finding

FINDINGS: tuple[Finding, ...] = (
    *select.FINDINGS,
    *words.FINDINGS,
    *contributors.FINDINGS,
    *notes.FINDINGS,
    *links.FINDINGS,
    *index.FINDINGS,
)

__all__ = ["FINDINGS", "compose_edition"]
