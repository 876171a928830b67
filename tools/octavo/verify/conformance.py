"""A claim of conformance, held against the EPUB that is to make it, before it is written."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity
from octavo.model.artifact import Artifact
from octavo.model.config import Accessibility
from octavo.verify.epub_file import EpubFile, open_epub
from octavo.verify.epub_parts import values
from octavo.verify.lint import EpubCheck
from octavo.verify.lint.claims import HAZARD, check_claims
from octavo.verify.lint.languages import check_languages
from octavo.verify.lint.navigation import check_navigation
from octavo.verify.lint.notes import check_notes
from octavo.verify.lint.pages import check_pages
from octavo.verify.lint.semantics import check_semantics
from octavo.verify.lint.stylesheets import check_stylesheets
from octavo.verify.manuscript import Origins, in_manuscript

CONFORMANCE_NOT_MET = Finding(
    name="conformance-not-met",
    severity=Severity.ERROR,
    message="the EPUB cannot claim “{claim}”: {faults}",
    why="The claim is a matter of law in the European Union, and readers buy by it. Octavo writes it only over a book that "
    "its own checks find nothing against; what they cannot judge, such as whether a description says enough, is the "
    "certifier's to look at.",
    fix="mend what is named beside this, or take “conforms-to” out",
)

FINDINGS = (CONFORMANCE_NOT_MET,)

_CHECKS: tuple[EpubCheck, ...] = (
    check_claims,
    check_languages,
    check_navigation,
    check_notes,
    check_pages,
    check_semantics,
    check_stylesheets,
)
"""Those that bear on who can read a book; what shops take is another matter."""


def check_conformance(artifact: Artifact, claims: Accessibility, origins: Origins) -> Outcome[Artifact]:
    """Return an EPUB that may make its claim, or what stands against it, each at its place in the manuscript.

    Findings: conformance-not-met, and those of the linter.
    """
    opened = open_epub(artifact.data, artifact.name)
    if opened.value is None:
        return Outcome(None, opened.diagnostics)
    found = tuple(diagnostic for check in _CHECKS for diagnostic in check(opened.value))
    reasons = tuple(_reasons(opened.value, found))
    if not reasons:
        return Outcome(artifact)
    refused = CONFORMANCE_NOT_MET.at(claims.span, claim=claims.conforms_to, faults="; ".join(reasons))
    return Outcome(None, (refused, *in_manuscript(found, opened.value, origins)))


def _reasons(epub: EpubFile, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """Yield what stands against a claim, in words: what was found is told by itself, each at its place."""
    names = dict.fromkeys(diagnostic.finding.name for diagnostic in found)
    if found:
        yield f"{'a fault stands' if len(found) == 1 else f'{len(found)} faults stand'} against it ({', '.join(names)})"
    if any(value.startswith("unknown") for value in values(epub, HAZARD)):
        yield "a picture moves, and nobody knows whether it flashes or can be stopped"
