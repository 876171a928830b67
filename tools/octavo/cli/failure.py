"""When it is not the book's fault."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from typing import TypeVar

import click

from octavo import __version__
from octavo.model.environment import EnvironmentLack

T = TypeVar("T")

EXIT_FINDINGS, EXIT_USAGE, EXIT_ENVIRONMENT, EXIT_BUG = 1, 2, 3, 70


def guarded(work: Callable[[], T], *, expected: tuple[type[Exception], ...] = ()) -> T:
    """Return what some work gives; ends the program when the machine lacks something or Octavo itself fails.

    Exceptions that are ``expected`` are the caller's.
    """
    try:
        return work()
    except expected:
        raise
    except EnvironmentLack as lack:
        report_lack(lack)
        raise SystemExit(EXIT_ENVIRONMENT) from None
    except Exception as error:  # noqa: BLE001 - the only one in Octavo: a bug is told as a bug
        report_bug(error)
        raise SystemExit(EXIT_BUG) from None


def report_lack(lack: EnvironmentLack) -> None:
    """Say on stderr what the machine lacks, and how to get it."""
    click.echo(f"octavo: {lack.what}\nhelp: {lack.install}", err=True)


def report_bug(error: Exception) -> None:
    """Say on stderr that this is a bug, with what a report of it needs."""
    from octavo.processes import described

    what, place, trace = described(error)
    lines = (
        f"octavo: this is a bug in Octavo {__version__}, not in the book: {what}",
        f"  in {place} (Python {platform.python_version()})",
        "help: set OCTAVO_DEBUG=1 to see the whole trace, and please report it",
    )
    click.echo("\n".join(lines), err=True)
    if os.environ.get("OCTAVO_DEBUG"):
        click.echo(trace, err=True)
