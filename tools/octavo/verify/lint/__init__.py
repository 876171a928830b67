"""What EPUBCheck, Ace and the Nu checker cannot see: a linter for any EPUB, of files and trees that are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from octavo.diagnostics import Diagnostic
from octavo.verify.epub_file import EpubFile
from octavo.verify.lint.claims import FINDINGS as OF_CLAIMS
from octavo.verify.lint.claims import check_claims
from octavo.verify.lint.contrast import FINDINGS as OF_CONTRAST
from octavo.verify.lint.drawings import FINDINGS as OF_DRAWINGS
from octavo.verify.lint.drawings import check_drawings
from octavo.verify.lint.languages import FINDINGS as OF_LANGUAGES
from octavo.verify.lint.languages import check_languages
from octavo.verify.lint.navigation import FINDINGS as OF_NAVIGATION
from octavo.verify.lint.navigation import check_navigation
from octavo.verify.lint.notes import FINDINGS as OF_NOTES
from octavo.verify.lint.notes import check_notes
from octavo.verify.lint.package import FINDINGS as OF_PACKAGE
from octavo.verify.lint.package import check_package
from octavo.verify.lint.pages import FINDINGS as OF_PAGES
from octavo.verify.lint.pages import check_pages
from octavo.verify.lint.semantics import FINDINGS as OF_SEMANTICS
from octavo.verify.lint.semantics import check_semantics
from octavo.verify.lint.stylesheets import FINDINGS as OF_STYLESHEETS
from octavo.verify.lint.stylesheets import check_stylesheets

__all__ = ["CHECKS", "FINDINGS", "lint_epub"]

FINDINGS = (
    *OF_CLAIMS,
    *OF_CONTRAST,
    *OF_DRAWINGS,
    *OF_LANGUAGES,
    *OF_NAVIGATION,
    *OF_NOTES,
    *OF_PACKAGE,
    *OF_PAGES,
    *OF_SEMANTICS,
    *OF_STYLESHEETS,
)

EpubCheck: TypeAlias = Callable[[EpubFile], Iterator[Diagnostic]]

CHECKS: tuple[EpubCheck, ...] = (
    check_claims,
    check_drawings,
    check_languages,
    check_navigation,
    check_notes,
    check_package,
    check_pages,
    check_semantics,
    check_stylesheets,
)


def lint_epub(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what is wrong with an EPUB of which every XML file is well-formed. Findings: all of ``FINDINGS``."""
    for check in CHECKS:
        yield from check(epub)
