"""``octavo explain``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from octavo.cli.failure import EXIT_USAGE

if TYPE_CHECKING:
    from octavo.explaining import Example, Explanation


@click.command("explain", short_help="Say what a finding means, and show it.")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--list", "listed", is_flag=True, help="List all findings.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to say it.")
def command(names: tuple[str, ...], *, listed: bool, form: str) -> None:
    """Say why the findings NAME matter and how they are mended, with an example that fires each and one that does not."""
    from octavo.diagnostics.suggest import did_you_mean
    from octavo.explaining import explanations

    known = explanations()
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known, "octavo explain --list shows all")
            raise click.UsageError(f"there is no finding “{name}”: {hint}")
    if not names and not listed:
        click.echo(
            "name a finding (it stands in brackets after “error” or “warning”), or list all with --list", err=True
        )
        raise SystemExit(EXIT_USAGE)
    chosen = [known[name] for name in names] if names else list(known.values())
    if form == "json":
        click.echo(json.dumps([_record(each) for each in chosen], ensure_ascii=False, indent=2))
    elif names:
        click.echo("\n\n".join(told(each) for each in chosen))
    else:
        _print_list(chosen)


def told(explanation: Explanation) -> str:
    """Return an explanation as text."""
    finding = explanation.finding
    parts = (
        f"{finding.severity}[{finding.name}]: {finding.message}",
        finding.why,
        f"help: {finding.fix}",
        f"Found in:\n{_shown(explanation.fires)}",
        f"Not in:\n{_shown(explanation.silent)}",
    )
    return "\n\n".join(parts)


def _shown(example: Example) -> str:
    from octavo.explaining import PIXEL

    pieces = []
    for name, text in example.files:
        if text.strip() != PIXEL:
            lines = "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
            pieces.append(f"  {name}\n{lines}" if name else lines)
    return "\n".join(pieces)


def _print_list(chosen: list[Explanation]) -> None:
    width = max(len(each.finding.name) for each in chosen)
    room = ""
    for each in chosen:
        if each.room != room:
            room = each.room
            click.echo(f"\n{room}")
        click.echo(f"  {each.finding.severity:<7}  {each.finding.name:<{width}}  {each.finding.message}")


def _record(explanation: Explanation) -> dict[str, object]:
    finding = explanation.finding
    return {
        "name": finding.name,
        "room": explanation.room,
        "severity": str(finding.severity),
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "fires": [{"file": name or None, "text": text} for name, text in explanation.fires.files],
        "silent": [{"file": name or None, "text": text} for name, text in explanation.silent.files],
    }
