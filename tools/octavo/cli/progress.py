"""What a build is at: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Listener = Callable[[str, str], None]

STAGES = ("load", "read", "parse", "resolve", "cite", "compose", "write", "verify")


@contextmanager
def told(*, quiet: bool) -> Iterator[Listener]:
    """Yield the listener of a build: it shows stages, editions and pages on stderr, or nothing when quiet."""
    if quiet:
        yield _silent
    elif sys.stderr.isatty():
        with _moving() as listener:
            yield listener
    else:
        yield _plain


def _silent(stage: str, detail: str) -> None:
    """Say nothing."""


def _plain(stage: str, detail: str) -> None:
    click.echo(f"{stage:>8}  {detail}", err=True)


@contextmanager
def _moving() -> Iterator[Listener]:
    """Yield a listener that keeps one line of a terminal up to date: a bar of stages, then what is being done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[stage]:>8}"), BarColumn(bar_width=20), TextColumn("{task.fields[detail]}"), TimeElapsedColumn())  # fmt: skip
    # Refreshed by hand: a thread of its own would be caught in the middle of something when workers are forked.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("build", total=len(STAGES), stage="", detail="")
        seen: set[str] = set()

        def listener(stage: str, detail: str) -> None:
            done = len(seen & set(STAGES))
            seen.add(stage)
            progress.update(task, completed=done, stage=stage, detail=detail, refresh=True)

        yield listener


class Stopwatch:
    """A listener that passes on what it is told, and keeps how long each edition took: several are made at a time."""

    def __init__(self, listener: Listener) -> None:
        """Start with the first thing told."""
        self._listener = listener
        self._begun: dict[str, float] = {}
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, detail: str) -> None:
        """Count the time from the first thing that was told of a stage to the last."""
        now = time.monotonic()
        self.seconds[stage] = now - self._begun.setdefault(stage, now)
        self._listener(stage, detail)
