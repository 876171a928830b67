"""``octavo clean``."""

from __future__ import annotations

from pathlib import Path

import click

from octavo.cli.failure import EXIT_USAGE, guarded


@click.command("clean", short_help="Remove what builds have made.")
@click.argument("book", type=click.Path(path_type=Path, file_okay=False), default=Path(), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where files went [output/ beside the manuscript].")  # fmt: skip
@click.option("--dry-run", "-n", is_flag=True, help="Remove nothing; say what would be removed.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing.")
def command(book: Path, output: Path | None, *, dry_run: bool, quiet: bool) -> None:
    """Remove the editions that builds of BOOK have made, and their cache. Whatever was changed since then stays."""
    from octavo.cleaning import clean
    from octavo.cli.terminal import shown
    from octavo.model.locations import book_root

    root = book_root(book)
    if root is None:
        click.echo(f"octavo: there is no book in “{book}”", err=True)
        raise SystemExit(EXIT_USAGE)
    done = guarded(lambda: clean(root, output or root / "output", remove=not dry_run))
    if quiet:
        return
    for path in done.removed:
        click.echo(f"{'would remove' if dry_run else 'removed'} {shown(path)}")
    for path in done.kept:
        click.echo(f"kept {shown(path)}: it is not what a build wrote")
    if not done.removed and not done.kept:
        click.echo("nothing to remove")
