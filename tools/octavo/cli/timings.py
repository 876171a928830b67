"""Where the time of a build went: stages, and of each edition the divisions it was laid out in."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import click

Listener = Callable[[str, str], None]

STAGES = ("load", "read", "parse", "resolve", "cite", "compose", "prepare", "write", "verify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was done, perhaps several times."""

    name: str
    times: int
    seconds: float
    """Of the clock: several editions are made at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Where the time went."""

    seconds: float
    stages: tuple[Step, ...]
    editions: Mapping[str, tuple[Step, ...]]
    """By name: the divisions and what was done besides, in the order of their beginning."""

    def of_edition(self, name: str) -> float:
        """Return the seconds that an edition took; 0 of one that was not made."""
        return sum(step.seconds for step in self.editions.get(name, ()))


@dataclass(slots=True)
class Stopwatch:
    """A listener that passes on what it is told, and keeps when."""

    listener: Listener
    begun: float = field(default_factory=time.monotonic)
    told: list[tuple[float, str, str]] = field(default_factory=list)

    def __call__(self, stage: str, detail: str) -> None:
        """Note something that begins."""
        self.told.append((time.monotonic(), stage, detail))
        self.listener(stage, detail)

    def timings(self) -> Timings:
        """Return where the time went until now: a thing lasts until the next of its stage or edition begins."""
        now = time.monotonic()
        stages = [(at, stage) for at, stage, _ in self.told if stage in STAGES]
        beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for at, stage, detail in self.told:
            if stage not in STAGES:
                beside[stage].append((at, _step(detail)))
        ends = {"prepare": min((told[0][0] for told in beside.values()), default=now)}
        return Timings(
            seconds=now - self.begun,
            stages=tuple(_steps([*stages, (now, "")], ends)),
            editions={name: tuple(_steps(told, {})) for name, told in beside.items()},
        )


def _step(detail: str) -> str:
    """Return the name of a step: of “laying out at-sea, 14 of 20” what comes before the comma."""
    return detail.partition(",")[0]


def _steps(told: list[tuple[float, str]], ends: Mapping[str, float]) -> Iterator[Step]:
    """Yield the steps between the first and the last that was told; ``ends`` says when some end before the next begins."""
    times: dict[str, list[float]] = defaultdict(list)
    for (begun, name), (following, _) in pairwise(told):
        times[name].append(min(following, ends.get(name, following)) - begun)
    for name, each in times.items():
        yield Step(name=name, times=len(each), seconds=sum(each))


def timings_record(timings: Timings) -> dict[str, object]:
    """Return timings as JSON values."""
    return {
        "seconds": round(timings.seconds, 3),
        "stages": [_record(step) for step in timings.stages],
        "editions": {name: [_record(step) for step in steps] for name, steps in timings.editions.items()},
    }


def _record(step: Step) -> dict[str, object]:
    return {"step": step.name, "times": step.times, "seconds": round(step.seconds, 3)}


def print_timings(timings: Timings, record: Mapping[str, Any]) -> None:
    """Print a table of stages, and one of each edition; ``record`` is that of the build."""
    rows = [*_rows(timings.stages)]
    unplanned = {file["edition"]: file["typography"]["unplanned"] for file in record["files"] if file["typography"]}
    for name, steps in timings.editions.items():
        rows += [(name, "", timings.of_edition(name)), *((f"  {step}", times, s) for step, times, s in _rows(steps))]
        if name in unplanned:
            rows.append((f"  paragraphs that planning broke down over: {unplanned[name]}", "", None))
    rows.append(("all", "", timings.seconds))
    width = max(len(name) for name, *_ in rows)
    for name, times, seconds in rows:
        told = "" if seconds is None else f"{seconds:8.2f} s"
        click.echo(f"{name.ljust(width)}  {times:>4}  {told}".rstrip())


def _rows(steps: tuple[Step, ...]) -> Iterator[tuple[str, str, float | None]]:
    for step in steps:
        yield step.name, f"{step.times} ×" if step.times > 1 else "", step.seconds
