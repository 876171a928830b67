"""Whole commands, timed: wall time, the processor's time and the memory of a process with all its descendants."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processors."""
    memory: int
    """Bytes that all its processes held at once, at most (where /proc tells; shared pages count for each)."""


def timed(commands: Sequence[Sequence[str | Path]], environment: dict[str, str] | None = None) -> Cost:
    """Return what some commands, run one after the other, took together; each must succeed."""
    parts = [_timed(command, environment) for command in commands]
    return Cost(sum(p.wall for p in parts), sum(p.cpu for p in parts), max(p.memory for p in parts))


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of some runs."""
    return Cost(median(c.wall for c in costs), median(c.cpu for c in costs), round(median(c.memory for c in costs)))


def _timed(command: Sequence[str | Path], environment: dict[str, str] | None) -> Cost:
    begin = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip
    watch = _Watch(process.pid)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.over.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"failed with {process.returncode}: {' '.join(map(str, command))}")
    return Cost(wall, used.ru_utime + used.ru_stime, watch.most)


class _Watch(threading.Thread):
    """Looks at a process and its descendants again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.most = 0
        self._pid = pid

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            self.most = max(self.most, _held(self._pid))


def _held(root: int) -> int:
    """Return the bytes that a process and its descendants hold; 0 where the system does not tell."""
    parents, pages = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)], pages[int(folder.name)] = int(fields[1]), int(fields[21])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    family, size = {root}, 0
    while len(family) > size:
        size = len(family)
        family |= {pid for pid, parent in parents.items() if parent in family}
    return sum(pages.get(pid, 0) for pid in family) * PAGE_BYTES
