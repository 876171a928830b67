"""Findings (kinds of problem) and diagnostics (their occurrences)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.diagnostics.span import Span


class Severity(StrEnum):
    """How bad a finding is: an error stops the build after its stage, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a problem: the first of two duplicates, say."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Other words for a stretch of a source file; an empty stretch takes words in, empty words take them out."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change of the manuscript that mends one occurrence of a problem."""

    label: str
    """What it does, as a remedy is worded: ``write “EUNAVFOR”``."""
    edits: tuple[Edit, ...]
    certain: bool = False
    """Whether nothing else can have been meant. Others are guesses, made only for an author who asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A kind of problem, written as a constant beside the check that detects it.

    Its words live here alone: whatever is told of it is made from them.
    """

    name: str
    """Kebab-case; names the problem, never the remedy. A shipped name is never given to another problem."""
    severity: Severity
    message: str
    """A ``str.format`` template; its fields are the arguments of a diagnostic."""
    why: str
    """Why it matters to the book, in a sentence or two."""
    fix: str
    """How to mend it, in general; a diagnostic's hint says it for the case at hand."""

    def at(
        self,
        span: Span | None,
        /,
        *,
        hint: str = "",
        related: tuple[Related, ...] = (),
        repair: Repair | None = None,
        **arguments: object,
    ) -> Diagnostic:
        """Return one occurrence of this finding. ``span`` is None only where no file is to blame."""
        message = self.message.format(**arguments)
        return Diagnostic(
            finding=self, span=span, message=message, hint=hint or self.fix, related=related, repair=repair
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One occurrence of a finding."""

    finding: Finding
    span: Span | None
    message: str
    hint: str
    related: tuple[Related, ...] = field(default=())
    editions: tuple[str, ...] = ()
    """The editions that it was found in; empty for a problem of the book, and where one edition alone is built."""
    repair: Repair | None = None
    weight: Severity | None = None
    """The severity that the book gives to such problems; None for the finding's own."""

    @property
    def severity(self) -> Severity:
        """The severity that the book gives to it, else that of its finding."""
        return self.weight or self.finding.severity

    @property
    def is_error(self) -> bool:
        """Whether it stops the build after the stage that reported it."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of a report: file, line, column, name."""
        place = self.span
        if place is None:
            return ("", 0, 0, self.finding.name, self.message)
        return (place.path, place.line, place.column, self.finding.name, self.message)


def merged(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, with all editions that it was found in, in the order of a report."""
    editions: dict[Diagnostic, dict[str, None]] = {}
    for diagnostic in diagnostics:
        editions.setdefault(replace(diagnostic, editions=()), {}).update(dict.fromkeys(diagnostic.editions))
    once = (replace(diagnostic, editions=tuple(names)) for diagnostic, names in editions.items())
    return tuple(sorted(once, key=lambda diagnostic: diagnostic.sort_key))
