"""Verify: each finished file, read back and judged by what is always there, in a fraction of a second.

Every check reads the file as a stranger would, from disk, and knows of Octavo only the publication that it should hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.edition import Format
from octavo.model.publication import Publication
from octavo.verify.epub import FINDINGS as OF_EPUB
from octavo.verify.epub import check_epub
from octavo.verify.epub_file import FINDINGS as OF_EPUB_FILE
from octavo.verify.pdf import FINDINGS as OF_PDF
from octavo.verify.pdf import check_pdf
from octavo.verify.pdf_links import FINDINGS as OF_PDF_LINKS
from octavo.verify.pdf_press import FINDINGS as OF_PDF_PRESS
from octavo.verify.pdf_standards import FINDINGS as OF_PDF_STANDARDS

__all__ = ["CHECKS", "FINDINGS", "Check", "verify_file"]

FINDINGS = (*OF_PDF, *OF_PDF_LINKS, *OF_PDF_PRESS, *OF_PDF_STANDARDS, *OF_EPUB_FILE, *OF_EPUB)

Check: TypeAlias = Callable[[Path, Publication], Iterator[Diagnostic]]
"""Takes a file and what it should hold; yields what is wrong with it. Never writes."""

CHECKS: Mapping[Format, tuple[Check, ...]] = {Format.PDF: (check_pdf,), Format.EPUB: (check_epub,)}


def verify_file(path: Path, publication: Publication) -> Outcome[Path]:
    """Return the path of a file that was made of a publication, and all that is wrong with it.

    The file stays, whatever is found: who looks into a fault wants to see it. Findings: those of the format's checks.
    """
    checks = CHECKS[publication.edition.format]
    return Outcome(path, tuple(diagnostic for check in checks for diagnostic in check(path, publication)))
