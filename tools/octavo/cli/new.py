"""``octavo new``."""

from __future__ import annotations

import uuid
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_FINDINGS, EXIT_USAGE, guarded

if TYPE_CHECKING:
    from octavo.diagnostics import Diagnostic
    from octavo.starting import Brought, Details, Started


@click.command("new", short_help="Begin a book.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True), metavar="FILE_OR_FOLDER", help="Begin with this manuscript: Markdown files, an mdBook, a Word document.")  # fmt: skip
@click.option("--title", help="The title [the source's, or the folder's name].")
@click.option("--author", help="The author.")
@click.option("--language", help="The language, as a BCP 47 tag [en-GB].")
def command(folder: Path, source: Path | None, title: str | None, author: str | None, language: str | None) -> None:
    """Begin a book in DIR: a small one that shows what a manuscript can hold, or one made of another tool's.

    DIR must be new, or empty. What could not be kept is reported, and what is left to mend.
    Exit status: 0 a book that builds, 1 findings are left to mend, 2 wrong usage.
    """
    from octavo.starting import NothingToBring, bring, start_book, start_from

    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"“{folder}” is not empty; a book is begun in a folder of its own", param_hint="DIR")
    given = (title, author, language)
    if source is None:
        start_book(folder, _details(folder, None, *given))
        click.echo(f"begun: {folder}\nnext: octavo build {folder}")
        return
    try:
        brought = guarded(partial(bring, source), expected=(NothingToBring,))
    except NothingToBring as nothing:
        click.echo(f"octavo: {nothing}", err=True)
        raise SystemExit(EXIT_USAGE) from None
    details = _details(folder, brought, *given)
    started = guarded(lambda: start_from(folder, brought, details, partial(_found, folder)))
    _print(folder, started)
    raise SystemExit(EXIT_FINDINGS if any(d.is_error for d in started.diagnostics) else 0)


def _details(
    folder: Path, brought: Brought | None, title: str | None, author: str | None, language: str | None
) -> Details:
    from octavo.starting import Details

    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "A Book"
    return Details(
        title=title or (brought and brought.title) or name[:1].upper() + name[1:],
        author=author or (brought and brought.author) or "Author Unknown",
        language=language or (brought and brought.language) or "en-GB",
        identifier=f"urn:uuid:{uuid.uuid4()}",
        date=date.today().isoformat(),  # noqa: DTZ011 - the author's day
    )


def _found(folder: Path) -> tuple[Diagnostic, ...]:
    from octavo.pipeline import Request, check

    return check(Request(book=folder), date.today(), lambda *_: None).diagnostics  # noqa: DTZ011


def _print(folder: Path, started: Started) -> None:
    from octavo.cli.formats import print_report

    print_report("text", started.diagnostics, root=folder, record=dict)
    count = sum(len(group.texts) for group in started.brought.body) + len(started.brought.back)
    pictures = len(started.brought.pictures)
    click.echo(
        f"begun: {folder} with {count} chapter{'s' * (count != 1)} and {pictures} picture{'s' * (pictures != 1)}"
    )
    if started.losses:
        click.echo("not kept, or not as it was:")
        for loss in sorted(started.losses):
            click.echo(f"  {loss}")
    click.echo(f"next: octavo check {folder}, octavo build {folder}")
