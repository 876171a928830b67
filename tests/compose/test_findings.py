"""The room's own list of findings."""

from __future__ import annotations

from octavo.compose import FINDINGS
from octavo.diagnostics import Severity


def test_all_findings_are_listed_with_their_severity() -> None:
    """The catalogue is made from this list."""
    assert {(f.name, f.severity) for f in FINDINGS} == {
        ("only-unknown-edition", Severity.ERROR),
        ("language-without-words", Severity.WARNING),
        ("unknown-word", Severity.ERROR),
        ("role-without-words", Severity.WARNING),
        ("note-called-twice", Severity.ERROR),
        ("target-left-out", Severity.WARNING),
        ("reference-without-words", Severity.ERROR),
        ("index-see-unknown", Severity.WARNING),
        ("index-see-with-places", Severity.WARNING),
    }
