"""Problems in a book as values: where they are, what they are, what a stage hands on with them."""

from octavo.diagnostics.finding import Diagnostic, Edit, Finding, Related, Repair, Severity, merged
from octavo.diagnostics.outcome import Outcome
from octavo.diagnostics.span import Span

__all__ = ["Diagnostic", "Edit", "Finding", "Outcome", "Related", "Repair", "Severity", "Span", "merged"]
