"""Diagnostics for machines."""

from __future__ import annotations

from octavo.diagnostics import Diagnostic, Span


def diagnostic_record(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as JSON values: name, severity, message, hint, editions, place and related places."""
    return {
        "name": diagnostic.finding.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "place": None if diagnostic.span is None else span_record(diagnostic.span),
        "editions": list(diagnostic.editions),
        "related": [{"label": r.label, "place": span_record(r.span)} for r in diagnostic.related],
    }


def span_record(span: Span) -> dict[str, object]:
    """Return a span as JSON values: path, and 1-based line and column of its start and (exclusive) end."""
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
