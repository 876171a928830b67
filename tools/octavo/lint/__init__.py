"""Lint: what an editor would mark in a manuscript that is sound as it is. Pure; only ``octavo check`` asks for it.

A new check is a function here and a line in ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.suggest import did_you_mean, renamed
from octavo.lint import (
    acronyms,
    headings,
    links,
    metadata,
    notes,
    pictures,
    prose,
    quotations,
    reading,
    scripts,
    spellings,
    tables,
    terms,
)
from octavo.lint.proof import Check, Proof
from octavo.lint.runs import runs_of
from octavo.model.book import Book, Draft
from octavo.model.config import LintLevel
from octavo.model.walk import chapter_nodes

UNKNOWN_LINT = Finding(
    name="unknown-lint",
    severity=Severity.ERROR,
    message="[lint] has no check “{name}”",
    why="A line that turns nothing off or up would never tell that it is misspelt.",
    fix="name a check that `octavo explain --list` shows under lint",
)

CHECKS: tuple[Check, ...] = (
    acronyms.acronyms_without_term,
    headings.headings_twice,
    headings.skipped_levels,
    links.links_without_words,
    metadata.metadata,
    notes.long_notes,
    pictures.empty_alternatives,
    prose.double_spaces,
    prose.doubled_words,
    prose.hyphens_between_numbers,
    prose.spaces_before_punctuation,
    quotations.unpaired_quotes,
    reading.dates,
    reading.isbns,
    reading.missing_fields,
    reading.uncited_entries,
    scripts.foreign_scripts,
    spellings.terms_spelt_differently,
    tables.headless_tables,
    terms.terms_and_their_notes,
)

LINTS: tuple[Finding, ...] = (
    *acronyms.FINDINGS,
    *headings.FINDINGS,
    *links.FINDINGS,
    *metadata.FINDINGS,
    *notes.FINDINGS,
    *pictures.FINDINGS,
    *prose.FINDINGS,
    *quotations.FINDINGS,
    *reading.FINDINGS,
    *scripts.FINDINGS,
    *spellings.FINDINGS,
    *tables.FINDINGS,
    *terms.FINDINGS,
)
"""Those that [lint] turns off or raises."""
FINDINGS = (UNKNOWN_LINT, *LINTS)

__all__ = ["CHECKS", "FINDINGS", "LINTS", "lint_book"]


def lint_book(draft: Draft, book: Book, day: date) -> tuple[Diagnostic, ...]:
    """Return what an editor would mark, weighed as [lint] in book.toml says; ``day`` is today.

    ``book`` is what resolve made of ``draft``. Findings: those of this package.
    """
    levels = book.config.lint
    nodes = tuple(node for chapter in book.chapters for node in chapter_nodes(chapter))
    proof = Proof(draft=draft, book=book, runs=runs_of(book), nodes=nodes, day=day)
    found = [weighed for check in CHECKS for d in check(proof) if (weighed := _weighed(d, levels)) is not None]
    names = [finding.name for finding in LINTS]
    for name in levels:
        if name not in names:
            span = book.config.lint_spans[name]
            hint, repair = did_you_mean(name, names), renamed(name, names, span)
            found.append(UNKNOWN_LINT.at(span, hint=hint, repair=repair, name=name))
    return tuple(found)


def _weighed(diagnostic: Diagnostic, levels: Mapping[str, LintLevel]) -> Diagnostic | None:
    match levels.get(diagnostic.finding.name):
        case None:
            return diagnostic
        case LintLevel.OFF:
            return None
        case level:
            return replace(diagnostic, weight=Severity(level))
