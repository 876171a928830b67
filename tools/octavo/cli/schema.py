"""``octavo schema``."""

from __future__ import annotations

import json

import click

NAMES = ("book", "preset", "report")


@click.command("schema", short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> None:
    """Print the JSON Schema of book.toml (book) or of a preset, for editors, or of what --format json says (report)."""
    from octavo.config import json_schema, preset_json_schema
    from octavo.diagnostics.reports.schema import report_schema

    schemas = {"book": json_schema, "preset": preset_json_schema, "report": report_schema}
    click.echo(json.dumps(schemas[name](), ensure_ascii=False, indent=2))
