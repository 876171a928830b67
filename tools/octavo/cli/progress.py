"""What a build is at: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from octavo.cli.timings import STAGES, Listener

_PLACE = re.compile(r", (\d+) of (\d+)$")
_WORTH = 10
"""The making of an edition takes as long as so many stages, or longer."""


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
        advance = _Advance()

        def listener(stage: str, detail: str) -> None:
            done, total = advance.told(stage, detail)
            progress.update(task, completed=done, total=total, stage=stage, detail=detail, refresh=True)

        yield listener


class _Advance:
    """How far a build has come."""

    def __init__(self) -> None:
        self._begun: set[str] = set()
        self._editions: dict[str, float] = {}
        """How much of each is done, from 0 to 1."""

    def told(self, stage: str, detail: str) -> tuple[float, float]:
        """Return how much is done and how much there is, once something more begins."""
        if stage == "compose":
            self._editions = dict.fromkeys(detail.split(", "), 0.0)
        elif stage not in STAGES:
            place = _PLACE.search(detail)
            part = (int(place[1]) - 1) / int(place[2]) if place else float(detail == "done")
            self._editions[stage] = max(part, self._editions.get(stage, 0.0))
        if stage in STAGES:
            self._begun.add(stage)
        return (
            len(self._begun) - 1 + _WORTH * sum(self._editions.values()),
            len(STAGES) + _WORTH * len(self._editions),
        )
