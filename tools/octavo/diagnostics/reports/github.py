"""Diagnostics as annotations of a GitHub workflow: a line each, which shows beside the line of a pull request.

Source: GitHub Docs, “Workflow commands for GitHub Actions”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from octavo.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def github_lines(diagnostics: Iterable[Diagnostic], base: str = "") -> Iterator[str]:
    """Yield a workflow command a diagnostic; ``base`` leads from the repository to the folder that paths begin in."""
    for diagnostic in diagnostics:
        properties = {**_place(diagnostic, base), "title": diagnostic.finding.name}
        told = diagnostic.message + (f"\n{diagnostic.hint}" if diagnostic.hint else "")
        listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
        yield f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escaped(told)}"


def _place(diagnostic: Diagnostic, base: str) -> dict[str, str]:
    span = diagnostic.span
    if span is None:
        return {}
    place = {"file": f"{base}{span.path}", "line": str(span.line), "endLine": str(span.end_line)}
    # Columns mean something on one line only.
    if span.line == span.end_line:
        place |= {"col": str(span.column), "endColumn": str(max(span.end_column - 1, span.column))}
    return place


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
