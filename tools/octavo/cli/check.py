"""``octavo check``."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_FINDINGS, guarded
from octavo.cli.formats import format_option, print_report

if TYPE_CHECKING:
    from octavo.diagnostics import Diagnostic
    from octavo.mending import Mended
    from octavo.pipeline import Build


@click.command("check", short_help="Say what is wrong with a manuscript.")
@click.argument("book", type=click.Path(path_type=Path, file_okay=False), default=Path(), required=False)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--fix", is_flag=True, help="Mend in the manuscript what can be mended without a guess.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend by guesses too: look at what they change.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was found.")
@format_option
def command(book: Path, *, strict: bool, fix: bool, unsafe_fixes: bool, quiet: bool, form: str) -> None:
    """Say what is wrong with the manuscript of BOOK, and what an editor would mark, without making an edition.

    Exit status: 0 nothing wrong, 1 findings (errors; with --strict any), 2 wrong usage.
    """
    from octavo.mending import Mended, mend
    from octavo.model.locations import book_root
    from octavo.pipeline import Request, check

    today = date.today()  # noqa: DTZ011 - the author's day, wherever that is
    builds: list[Build] = []

    def found() -> tuple[Diagnostic, ...]:
        builds.append(check(Request(book=book), today, lambda *_: None))
        return builds[-1].diagnostics

    def work() -> Mended:
        if fix or unsafe_fixes:
            return mend(root, found, guesses=unsafe_fixes)
        return Mended(diagnostics=found(), repairs=())

    root = book_root(book) or book
    done = guarded(work)
    last = builds[-1]
    print_report(form, done.diagnostics, root=root, record=partial(_record, last, done))
    if form == "text" and not quiet:
        _print_summary(last, done)
    failed = any(d.is_error for d in done.diagnostics) or (strict and bool(done.diagnostics))
    raise SystemExit(EXIT_FINDINGS if failed else 0)


def _print_summary(checked: Build, done: Mended) -> None:
    if done.repairs:
        files = len({span.path for span, _ in done.repairs})
        places = f"{len(done.repairs)} place{'s' if len(done.repairs) > 1 else ''}"
        click.echo(f"mended: {places} in {files} file{'s' if files > 1 else ''}")
    if not done.diagnostics and checked.book is not None:
        click.echo(f"nothing found in {len(checked.book.chapters)} chapters")


def _record(checked: Build, done: Mended) -> dict[str, object]:
    from octavo import __version__
    from octavo.diagnostics.reports.json import diagnostic_record, span_record

    return {
        "octavo": __version__,
        "book": checked.config.metadata.title if checked.config else None,
        "mended": [{"place": span_record(span), "label": repair.label} for span, repair in done.repairs],
        "diagnostics": [diagnostic_record(diagnostic) for diagnostic in done.diagnostics],
    }
