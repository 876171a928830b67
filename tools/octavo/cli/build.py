"""``octavo build``."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cache.ingredients import ingredients
from octavo.cache.last_build import LastBuild, Told
from octavo.cli.failure import EXIT_FINDINGS, EXIT_USAGE, guarded
from octavo.cli.formats import format_option, print_report
from octavo.cli.provenance import provenance
from octavo.cli.timings import Stopwatch, print_timings, timings_record
from octavo.model.locations import book_root

if TYPE_CHECKING:
    from octavo.diagnostics import Diagnostic
    from octavo.pipeline import Request


@click.command("build", short_help="Build the editions of a book.")
@click.argument("book", type=click.Path(path_type=Path, file_okay=False), default=Path(), required=False)
@click.option(
    "-e", "--edition", "editions", multiple=True, metavar="NAME", help="Build this edition only (repeatable)."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where files go [output/ beside the manuscript].")  # fmt: skip
@click.option("--strict", is_flag=True, help="Treat warnings as errors: write nothing when there is any finding.")
@click.option("--locked", is_flag=True, help="Write nothing when the pages of a published edition would change.")
@click.option("--lock", is_flag=True, help="Record the pages of published editions beside book.toml, for --locked.")
@click.option(
    "--no-cache",
    is_flag=True,
    help="Lay out all pages anew, and keep nothing in .octavo-cache (then `octavo clean` knows nothing of the files).",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes are at work at a time [one a processor].",
)
@click.option("--max-memory", type=click.IntRange(min=256), default=6144, show_default=True, metavar="MIB", help="Memory that one process may take.")  # fmt: skip
@click.option("--max-seconds", type=click.FloatRange(min=1), metavar="SECONDS", help="How long the making of one edition may take [by its length].")  # fmt: skip
@click.option("--timings", is_flag=True, help="Say where the time went: stages, and the divisions of each edition.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was found.")
@format_option
def command(  # noqa: PLR0913 - one argument an option
    book: Path, editions: tuple[str, ...], output: Path | None, *,
    strict: bool, locked: bool, lock: bool, no_cache: bool, jobs: int | None, max_memory: int, max_seconds: float | None,
    timings: bool, quiet: bool, form: str,
) -> None:  # fmt: skip
    """Build the editions of BOOK, the folder that holds manuscript/book.toml or book.toml (default: this folder).

    Exit status: 0 nothing wrong, 1 findings (errors; with --strict any), 2 wrong usage, 3 something is not installed.
    """
    if lock and locked:
        raise click.UsageError("--lock writes the record that --locked holds a build to: use one of them")
    modified, revision = provenance(book)
    root = book_root(book)
    asked = (*editions, "", str(output and output.resolve()), f"{strict} {locked} {modified} {revision}")
    cached = not no_cache and not os.environ.get("PANGO_LANGUAGE")
    last = _last_build(book, root, output, asked) if cached and root and not lock else None
    watch = Stopwatch(_silent)
    told = last.recall() if last else None
    if told is not None and form == "text" and not quiet:
        click.echo("nothing to do: nothing has changed since the last build", err=True)
    if told is None:
        from octavo.pipeline import Request
        from octavo.workers import Limits

        request = Request(
            book=book, editions=editions, output=output, strict=strict, locked=locked, lock=lock,
            jobs=jobs or os.cpu_count() or 1,
            limits=Limits(memory_mib=max_memory, seconds=max_seconds),
            cache=cached, modified=modified, revision=revision,
        )  # fmt: skip
        told = _built(request, last, watch, quiet=quiet or form != "text")
    took = watch.timings()
    record = {**told.record, "timings": timings_record(took)} if timings else {**told.record}
    print_report(form, told.diagnostics, root=root or book, record=lambda: record)
    if form == "text" and not quiet:
        from octavo.cli.terminal import print_files

        print_files(told.record, root or book, took.lasted)
    if form == "text" and timings:
        print_timings(took, told.record)
    raise SystemExit(_status(told.diagnostics, strict=strict))


def _last_build(book: Path, root: Path, output: Path | None, asked: tuple[str, ...]) -> LastBuild:
    """Return where a build that is asked for so is remembered."""
    made_of = ingredients(book, root, output or root / "output", asked, os.environ)
    return LastBuild(root=root, options=asked, ingredients=made_of)


def _silent(stage: str, detail: str) -> None:
    """Say nothing."""


def _built(request: Request, last: LastBuild | None, watch: Stopwatch, *, quiet: bool) -> Told:
    """Return what a build says; remember it when it wrote its files."""
    from octavo.cli.progress import told
    from octavo.cli.record import build_record
    from octavo.pipeline import build
    from octavo.render import watched_files

    with told(quiet=quiet) as listener:
        watch.listener = listener
        done = guarded(lambda: build(request, watch))
    said = Told(diagnostics=done.diagnostics, record=build_record(done))
    if last is not None and done.files and not any(d.is_error for d in done.diagnostics):
        last.remember(
            replace(said, record={**said.record, "unchanged": True}),
            {path: artifact.data for path, _, artifact in done.files},
            watched_files(),
        )
    return said


def _status(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """Return the exit status that a build's findings call for."""
    if any(d.finding.name == "unknown-edition" for d in diagnostics):
        return EXIT_USAGE
    failed = any(d.is_error for d in diagnostics) or (strict and bool(diagnostics))
    return EXIT_FINDINGS if failed else 0
