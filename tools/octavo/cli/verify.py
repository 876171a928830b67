"""``octavo verify``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_ENVIRONMENT, EXIT_FINDINGS, guarded
from octavo.cli.formats import format_option, print_report

if TYPE_CHECKING:
    from octavo.verification import Lack, Verification

OWN = "own"
JUDGES = (OWN, "epubcheck", "ace", "nu", "verapdf")
"""Octavo's own checks always run; the others are validators."""
NODE_MODULES = "OCTAVO_NODE_MODULES"


@click.command("verify", short_help="Say what is wrong with EPUBs and PDFs, whoever made them.")
@click.argument("files", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1, required=True)
@click.option("--book", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR", help="The book that the files were made of [the one whose output/ they lie in].")  # fmt: skip
@click.option("-w", "--with", "judges", type=click.Choice(JUDGES), multiple=True, help="Ask this validator only, and insist on it (repeatable); “own” asks none.")  # fmt: skip
@click.option("--node-modules", "folders", type=click.Path(path_type=Path, exists=True, file_okay=False), multiple=True, envvar=NODE_MODULES, metavar="DIR", help=f"Where npm put Ace and the Nu HTML checker (or ${NODE_MODULES}).")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=1), default=300, show_default=True, metavar="SECONDS", help="How long one run of a validator may take.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was found.")
@format_option
def command(  # noqa: PLR0913 - one parameter an option
    files: tuple[Path, ...],
    book: Path | None,
    judges: tuple[str, ...],
    folders: tuple[Path, ...],
    timeout: float,
    *,
    strict: bool,
    quiet: bool,
    form: str,
) -> None:
    """Verify FILES, EPUBs and PDFs, with Octavo's own checks and the validators that are installed.

    Findings name the line of the manuscript where the file was made of it, else the file in the EPUB.
    Exit status: 0 nothing wrong, 1 findings (errors; with --strict any), 2 wrong usage, 3 a validator that --with names is
    not installed.
    """
    from octavo.cli.progress import told
    from octavo.verification import FILE_TYPES, validators_lacking, verify
    from octavo.verify import Machine

    for file in files:
        if file.suffix.lower() not in FILE_TYPES:
            raise click.BadParameter(f"“{file}” is neither an .epub nor a .pdf", param_hint="FILES")
    machine = Machine(environment=dict(os.environ), node_folders=tuple(f.resolve() for f in folders), seconds=timeout)
    if judges:
        _insist(validators_lacking(set(judges) - {OWN} or {OWN}, machine))
    with told(quiet=quiet or form != "text") as listener:
        done = guarded(lambda: verify(files, book, frozenset(judges or JUDGES), machine, listener))
    root = done.books[0] if done.books else Path()
    print_report(
        form, done.diagnostics, root=root, record=lambda: _record(done, files), lines_of=lambda name: _lines(done, name)
    )
    if form == "text" and not quiet:
        _print_summary(done)
    failed = any(d.is_error for d in done.diagnostics) or (strict and bool(done.diagnostics))
    raise SystemExit(EXIT_FINDINGS if failed else 0)


def _insist(lacks: tuple[Lack, ...]) -> None:
    """End the program when a validator that was asked for is not installed."""
    for lack in lacks:
        click.echo(f"octavo: {lack.title} is not installed\nhelp: {lack.install}", err=True)
    if lacks:
        raise SystemExit(EXIT_ENVIRONMENT)


def _print_summary(done: Verification) -> None:
    click.echo(f"asked: {', '.join(('Octavo’s own checks', *done.asked))}")
    for lack in done.lacks:
        click.echo(f"not asked: {lack.title}, which is not installed ({lack.install})")
    if not done.diagnostics:
        click.echo("nothing found")


def _lines(done: Verification, name: str) -> list[str]:
    """Return the lines of a file inside an EPUB, else of one of the manuscript; an EPUB or PDF itself has none."""
    from octavo.model.text_file import source_lines
    from octavo.verification import FILE_TYPES

    for epub_name, epub in done.inspection.epubs.items():
        if name.startswith(f"{epub_name}/"):
            return epub.data.get(name.removeprefix(f"{epub_name}/"), b"").decode("utf-8", "replace").split("\n")
    if name.lower().endswith(FILE_TYPES):
        return []
    return next((lines for book in done.books if (lines := source_lines(book, name))), [])


def _record(done: Verification, files: tuple[Path, ...]) -> dict[str, object]:
    from octavo import __version__
    from octavo.diagnostics.reports.json import diagnostic_record

    return {
        "octavo": __version__,
        "files": [file.as_posix() for file in files],
        "asked": list(done.asked),
        "not_installed": [{"name": lack.name, "title": lack.title, "install": lack.install} for lack in done.lacks],
        "diagnostics": [diagnostic_record(diagnostic) for diagnostic in done.diagnostics],
    }
