"""The command line: one file a command, each imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from octavo import __version__

COMMANDS = {
    "build": "octavo.cli.build",
    "check": "octavo.cli.check",
    "clean": "octavo.cli.clean",
    "doctor": "octavo.cli.doctor",
    "explain": "octavo.cli.explain",
    "new": "octavo.cli.new",
    "schema": "octavo.cli.schema",
    "verify": "octavo.cli.verify",
}
"""Command → the module that holds it under the name ``command``."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is used: help and completion stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """Return the command of a name, or None."""
        module = COMMANDS.get(cmd_name)
        command = None if module is None else import_module(module).command
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="octavo", message="%(prog)s %(version)s")
def main() -> None:
    """Turn one Markdown manuscript into editions: a print PDF, a screen PDF and an EPUB."""
