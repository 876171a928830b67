"""``octavo build``."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_FINDINGS, EXIT_USAGE, guarded
from octavo.cli.formats import format_option, print_report

if TYPE_CHECKING:
    from octavo.pipeline import Build, Request


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
    help="How many editions are made at a time [one a processor].",
)
@click.option("--max-memory", type=click.IntRange(min=256), default=6144, show_default=True, metavar="MIB", help="Memory that the making of one edition may take.")  # fmt: skip
@click.option("--max-seconds", type=click.FloatRange(min=1), metavar="SECONDS", help="How long the making of one edition may take [by its length].")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was found.")
@format_option
def command(  # noqa: PLR0913 - one argument an option
    book: Path, editions: tuple[str, ...], output: Path | None, *,
    strict: bool, locked: bool, lock: bool, no_cache: bool, jobs: int | None, max_memory: int, max_seconds: float | None,
    quiet: bool, form: str,
) -> None:  # fmt: skip
    """Build the editions of BOOK, the folder that holds manuscript/book.toml or book.toml (default: this folder).

    Exit status: 0 nothing wrong, 1 findings (errors; with --strict any), 2 wrong usage, 3 something is not installed.
    """
    from octavo.cli.progress import Stopwatch, told
    from octavo.cli.provenance import provenance
    from octavo.cli.terminal import print_files
    from octavo.pipeline import Request
    from octavo.workers import Limits

    if lock and locked:
        raise click.UsageError("--lock writes the record that --locked holds a build to: use one of them")
    modified, revision = provenance(book)
    request = Request(
        book=book, editions=editions, output=output, strict=strict, locked=locked, lock=lock,
        jobs=jobs or os.cpu_count() or 1,
        limits=Limits(memory_mib=max_memory, seconds=max_seconds),
        cache=not no_cache and not os.environ.get("PANGO_LANGUAGE"), modified=modified, revision=revision,
    )  # fmt: skip
    with told(quiet=quiet or form != "text") as listener:
        watch = Stopwatch(listener)
        done = _run(request, watch)
    root = done.config.root if done.config else book
    print_report(form, done.diagnostics, root=root, record=partial(_record, done))
    if form == "text" and not quiet:
        print_files(done, watch.seconds)
    raise SystemExit(_status(done, strict=strict))


def _run(request: Request, listener: Callable[[str, str], None]) -> Build:
    from octavo.pipeline import build

    return guarded(lambda: build(request, listener))


def _record(done: Build) -> dict[str, object]:
    from octavo.cli.record import build_record

    return build_record(done)


def _status(done: Build, *, strict: bool) -> int:
    """Return the exit status that a build's findings call for."""
    if any(d.finding.name == "unknown-edition" for d in done.diagnostics):
        return EXIT_USAGE
    failed = any(d.is_error for d in done.diagnostics) or (strict and bool(done.diagnostics))
    return EXIT_FINDINGS if failed else 0
