"""Verify: a finished file, read back and judged.

``verify_file`` looks at what a build has just made, in a fraction of a second, by what is always there.
``inspect_files`` looks at any EPUB or PDF, by a linter of our own and the validators that are installed. Every check
reads the file as a stranger would, from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.edition import Format
from octavo.model.publication import Publication
from octavo.verify.conformance import FINDINGS as OF_CONFORMANCE
from octavo.verify.conformance import check_conformance
from octavo.verify.epub import FINDINGS as OF_EPUB
from octavo.verify.epub import check_epub
from octavo.verify.epub_file import FINDINGS as OF_EPUB_FILE
from octavo.verify.epub_parts import identifiers
from octavo.verify.inspection import Inspection, inspect_files
from octavo.verify.lint import FINDINGS as OF_LINT
from octavo.verify.manuscript import in_manuscript
from octavo.verify.pdf import FINDINGS as OF_PDF
from octavo.verify.pdf import check_pdf
from octavo.verify.pdf_links import FINDINGS as OF_PDF_LINKS
from octavo.verify.pdf_press import FINDINGS as OF_PDF_PRESS
from octavo.verify.pdf_standards import FINDINGS as OF_PDF_STANDARDS
from octavo.verify.pdf_x_findings import FINDINGS as OF_PDF_X
from octavo.verify.validators import FINDINGS as OF_VALIDATORS
from octavo.verify.validators import VALIDATORS, Machine

__all__ = [
    "CHECKS",
    "FINDINGS",
    "VALIDATORS",
    "Check",
    "Inspection",
    "Machine",
    "check_conformance",
    "identifiers",
    "in_manuscript",
    "inspect_files",
    "verify_file",
]

FINDINGS = (
    *OF_PDF,
    *OF_PDF_LINKS,
    *OF_PDF_PRESS,
    *OF_PDF_STANDARDS,
    *OF_PDF_X,
    *OF_EPUB_FILE,
    *OF_EPUB,
    *OF_CONFORMANCE,
    *OF_LINT,
    *OF_VALIDATORS,
)

Check: TypeAlias = Callable[[Path, Publication], Iterator[Diagnostic]]
"""Takes a file and what it should hold; yields what is wrong with it. Never writes."""

CHECKS: Mapping[Format, tuple[Check, ...]] = {Format.PDF: (check_pdf,), Format.EPUB: (check_epub,)}


def verify_file(path: Path, publication: Publication) -> Outcome[Path]:
    """Return the path of a file that was made of a publication, and all that is wrong with it.

    The file stays, whatever is found: who looks into a fault wants to see it. Findings: those of the format's checks.
    """
    checks = CHECKS[publication.edition.format]
    return Outcome(path, tuple(diagnostic for check in checks for diagnostic in check(path, publication)))
