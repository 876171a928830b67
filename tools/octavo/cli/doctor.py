"""``octavo doctor``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_ENVIRONMENT, guarded
from octavo.cli.verify import NODE_MODULES

if TYPE_CHECKING:
    from octavo.doctor import Need


@click.command("doctor", short_help="Say what this machine has and lacks.")
@click.option("--node-modules", "folders", type=click.Path(path_type=Path, exists=True, file_okay=False), multiple=True, envvar=NODE_MODULES, metavar="DIR", help=f"Where npm put Ace and the Nu HTML checker (or ${NODE_MODULES}).")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to report.")
def command(folders: tuple[Path, ...], form: str) -> None:
    """Say what of Octavo's needs this machine has, and the line to type for each that it lacks.

    Exit status: 0 books can be built, 3 something is missing without which they cannot.
    """
    from octavo import __version__
    from octavo.doctor import examine, system
    from octavo.verify import Machine

    machine = Machine(environment=dict(os.environ), node_folders=tuple(folder.resolve() for folder in folders))
    needs = guarded(lambda: examine(machine))
    if form == "json":
        record = {"octavo": __version__, "system": system(), "needs": [_record(need) for need in needs]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _print(needs, system())
    raise SystemExit(EXIT_ENVIRONMENT if any(need.required and not need.found for need in needs) else 0)


def _record(need: Need) -> dict[str, object]:
    return {
        "name": need.name,
        "purpose": need.purpose,
        "found": need.found or None,
        "required": need.required,
        "install": dict(need.install),
    }


def _print(needs: tuple[Need, ...], system: str) -> None:
    width = max(len(need.name) for need in needs)
    for need in needs:
        state = need.found or ("MISSING" if need.required else "not installed")
        click.echo(f"{'+' if need.found else '-'} {need.name:<{width}}  {state}")
        if not need.found:
            click.echo(f"  {'':<{width}}  {need.purpose}: {need.install[system]}")
