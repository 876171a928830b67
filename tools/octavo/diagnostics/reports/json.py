"""Diagnostics for machines: every command's ``--format json`` holds them so (schema: diagnostics.schema.json)."""

from __future__ import annotations

from octavo.diagnostics import Diagnostic, Repair, Span


def diagnostic_record(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as JSON values: name, severity, message, hint, editions, repair, place and related places."""
    return {
        "name": diagnostic.finding.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "place": None if diagnostic.span is None else span_record(diagnostic.span),
        "editions": list(diagnostic.editions),
        "related": [{"label": r.label, "place": span_record(r.span)} for r in diagnostic.related],
        "repair": None if diagnostic.repair is None else _repair_record(diagnostic.repair),
    }


def _repair_record(repair: Repair) -> dict[str, object]:
    return {
        "label": repair.label,
        "certain": repair.certain,
        "edits": [{"place": span_record(edit.span), "text": edit.text} for edit in repair.edits],
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
