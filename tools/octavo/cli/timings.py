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

_BEGUN, _DONE = "laying out ", "laid out "
"""How a paged edition tells of its divisions."""

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
    """By name: the divisions that were laid out, several at a time, and what was done before and after."""
    lasted: Mapping[str, float]
    """Seconds that each edition took."""


@dataclass(slots=True)
class Stopwatch:
    """A listener that passes on what it is told, and keeps when."""

    listener: Listener
    begun: float = field(default_factory=time.monotonic)
    told: list[tuple[float, str, str]] = field(default_factory=list)

    def __call__(self, stage: str, detail: str) -> None:
        """Note something that begins, or a division that is done: that is not passed on."""
        self.told.append((time.monotonic(), stage, detail))
        if not detail.startswith(_DONE):
            self.listener(stage, detail)

    def timings(self) -> Timings:
        """Return where the time went until now: a thing lasts until the next of its stage or edition begins."""
        now = time.monotonic()
        stages = [(at, stage) for at, stage, _ in self.told if stage in STAGES]
        editions = dict.fromkeys(stage for _, stage, _ in self.told if stage not in STAGES)
        ends = {"prepare": min((at for at, stage, _ in self.told if stage in editions), default=now)}
        return Timings(
            seconds=now - self.begun,
            stages=tuple(_steps([*stages, (now, "")], ends)),
            editions={
                name: tuple(_of_edition([(at, detail) for at, stage, detail in self.told if stage == name]))
                for name in editions
            },
            lasted={
                name: max(at for at, stage, _ in self.told if stage == name)
                - min(at for at, stage, _ in self.told if stage == name)
                for name in editions
            },
        )


def _of_edition(told: list[tuple[float, str]]) -> Iterator[Step]:
    """Yield the steps of an edition: divisions by what their workers say, what is done besides until the next begins."""
    laid: dict[str, list[float]] = defaultdict(list)
    for _, detail in told:
        if detail.startswith(_DONE):
            name, _, seconds = detail.removeprefix(_DONE).rpartition(", ")
            laid[name].append(float(seconds))
    others = [(at, detail if not detail.startswith((_DONE, _BEGUN)) else "") for at, detail in told]
    steps = [step for step in _steps([(at, detail.partition(",")[0]) for at, detail in others], {}) if step.name]
    yield from steps[:1]
    for name, each in laid.items():
        yield Step(name=name, times=len(each), seconds=sum(each))
    yield from steps[1:]


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
        rows += [(name, "", timings.lasted[name]), *((f"  {step}", times, s) for step, times, s in _rows(steps))]
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
