"""The report of a build for people: findings, a line a file, and what a typesetter would mark in each paged edition."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click

from octavo.diagnostics import Diagnostic, Span
from octavo.diagnostics.reports.text import report, summary
from octavo.model.typography import Blemish

MIB = 1024 * 1024
KIB = 1024

_MARKS = {
    Blemish.LOOSE_LINE: ("loose line", "loose lines"),
    Blemish.HYPHEN_LADDER: ("ladder of hyphens", "ladders of hyphens"),
    Blemish.HYPHEN_AT_PAGE_END: ("page ends in a hyphen", "pages end in a hyphen"),
    Blemish.WIDOW: ("widow", "widows"),
    Blemish.ORPHAN: ("orphan", "orphans"),
    Blemish.SHORT_LAST_LINE: ("short last line", "short last lines"),
    Blemish.LOW_HEADING: ("heading at a page's foot", "headings at a page's foot"),
    Blemish.UNEQUAL_PAGES: ("spread of unequal depth", "spreads of unequal depth"),
    Blemish.LINES_NOT_LEVEL: ("spread with lines not level", "spreads with lines not level"),
    Blemish.LATE_NOTE: ("note on a page after its call", "notes on a page after their calls"),
    Blemish.LATE_TABLE_NOTE: ("table note on a page after its call", "table notes on a page after their calls"),
}
"""One, and more than one."""


def print_findings(
    diagnostics: tuple[Diagnostic, ...],
    lines_of_file: Callable[[str], list[str]],
    address_of: Callable[[Span], str],
) -> None:
    """Print what was found on stderr, in colour and with links on a terminal (not with NO_COLOR), a count at the end."""
    lines = cache(lines_of_file)
    pieces = report(diagnostics, lambda span: line_of(lines(span.path), span), address_of)
    count = f"{summary(diagnostics)}\n" if diagnostics else ""
    if os.environ.get("NO_COLOR") or not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR")):
        click.echo("".join(text for text, _ in pieces) + count, err=True, nl=False)  # thousands are told in no time
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)
    for text, style in (*pieces, (count, "bold")):
        console.print(Text(text, style), end="")


def line_of(lines: list[str], span: Span) -> str | None:
    """Return the line a span starts on; None when there is none."""
    return lines[span.line - 1] if span.line <= len(lines) else None


def print_files(record: Mapping[str, Any], root: Path, seconds: Mapping[str, float]) -> None:
    """Print a line a file (path, pages or documents, size, the seconds that its edition took), a line of marks a PDF.

    ``record`` is that of a build of the book in ``root``; of one that had nothing to do there are no seconds.
    """
    rows = [
        (
            shown(root / file["path"]),
            f"{file['pages']} pages" if file["pages"] else f"{file['documents']} documents",
            _size(file["bytes"]),
            "unchanged" if record["unchanged"] else f"{seconds.get(file['edition'], 0):.1f} s",
        )
        for file in record["files"]
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for path, *rest in rows:
        click.echo(
            "  ".join((path.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(rest, widths[1:], strict=True))))
        )
    for file in record["files"]:
        if file["typography"]:
            click.echo(f"{file['edition']}: {marks_line(file['typography']['counts'])}")
    for path in record["recorded"]:
        click.echo(f"pages recorded in {shown(root / path)}")


def marks_line(counts: Mapping[str, int]) -> str:
    """Return what a typesetter would mark in an edition: “3 loose lines, 1 page ends in a hyphen”."""
    told = [
        f"{count} {words[count > 1]}"
        for blemish, words in _MARKS.items()
        if (count := counts[blemish.value])
    ]  # fmt: skip
    return ", ".join(told) or "nothing to mark in lines, pages and notes"


def shown(path: Path) -> str:
    """Return a path as it is typed from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _size(count: int) -> str:
    return f"{count / MIB:.1f} MiB" if count >= MIB else f"{count / KIB:.0f} KiB"
