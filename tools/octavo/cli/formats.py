"""How a command reports what it found: for people, or for one of several kinds of machines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from octavo.diagnostics import Diagnostic, Span

FORMATS = ("text", "json", "sarif", "github")

format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text",
    help="How to report: for people (text), for programs (json, sarif), or as annotations of a workflow (github).",
)  # fmt: skip


def print_report(
    form: str,
    diagnostics: tuple[Diagnostic, ...],
    *,
    root: Path,
    record: Callable[[], dict[str, object]],
    lines_of: Callable[[str], list[str]] | None = None,
) -> None:
    """Print findings: text on stderr, everything else on stdout, which then carries nothing but them.

    ``root`` is the folder that their paths begin in, ``record`` what json says, ``lines_of`` gives the lines of a file.
    """
    from octavo.model.text_file import source_lines

    match form:
        case "json":
            click.echo(json.dumps(record(), ensure_ascii=False, indent=2))
        case "sarif":
            from octavo import __version__
            from octavo.diagnostics.reports.sarif import sarif_log

            click.echo(json.dumps(sarif_log(diagnostics, __version__, _base(root)), ensure_ascii=False, indent=2))
        case "github":
            from octavo.diagnostics.reports.github import github_lines

            for line in github_lines(diagnostics, _base(root)):
                click.echo(line)
        case _:
            from octavo.cli.terminal import print_findings

            print_findings(diagnostics, lines_of or partial(source_lines, root), partial(_address, root))


def _base(root: Path) -> str:
    """Return what leads from this folder, a repository's as a rule, to the folder that paths begin in."""
    relative = Path(os.path.relpath(root)).as_posix()
    return "" if relative == "." else f"{relative}/"


def _address(root: Path, span: Span) -> str:
    """Return the address of a file for a terminal's links; none where there is no such file."""
    file = (root / span.path).absolute()
    return file.as_uri() if file.is_file() else ""
