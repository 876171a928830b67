"""Diagnostics as SARIF, which code hosts and editors show beside the text.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard, 2020; the sections are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from octavo.diagnostics import Diagnostic, Finding, Repair, Severity, Span

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
ROOT = "BOOK"
"""Stands for the folder that paths begin in (3.4.4): whoever shows the log knows where the book lies."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def sarif_log(diagnostics: Iterable[Diagnostic], version: str, base: str = "") -> dict[str, object]:
    """Return a log of one run as JSON values (3.13, 3.14); ``base`` is put before every path."""
    told = tuple(diagnostics)
    rules = {d.finding.name: d.finding for d in told}
    names = sorted(rules)
    driver = {"name": "Octavo", "semanticVersion": version, "rules": [_rule(rules[name]) for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, names.index(d.finding.name), base) for d in told],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(finding: Finding) -> dict[str, object]:
    """Return a kind of problem (3.49)."""
    return {
        "id": finding.name,
        "shortDescription": {"text": finding.message},
        "fullDescription": {"text": finding.why},
        "help": {"text": finding.fix},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(diagnostic: Diagnostic, index: int, base: str) -> dict[str, object]:
    """Return one occurrence (3.27)."""
    hint = f"\n{diagnostic.hint}" if diagnostic.hint else ""
    result: dict[str, object] = {
        "ruleId": diagnostic.finding.name,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": f"{diagnostic.message}{hint}"},
    }
    if diagnostic.span is not None:
        result["locations"] = [{"physicalLocation": _location(diagnostic.span, base)}]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.label}, "physicalLocation": _location(related.span, base)}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.repair is not None:
        result["fixes"] = [_fix(diagnostic.repair, base)]
    return result


def _location(span: Span, base: str) -> dict[str, object]:
    return {"artifactLocation": _artifact(span.path, base), "region": _region(span)}


def _artifact(path: str, base: str) -> dict[str, object]:
    return {"uri": quote(f"{base}{path}"), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, object]:
    """Return a region in lines and columns (3.30.2); its end is exclusive, as ours."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(repair: Repair, base: str) -> dict[str, object]:
    """Return a proposed change (3.55), file by file."""
    files = dict.fromkeys(edit.span.path for edit in repair.edits)
    return {
        "description": {"text": repair.label},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path, base),
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                    for edit in repair.edits
                    if edit.span.path == path
                ],
            }
            for path in files
        ],
    }
