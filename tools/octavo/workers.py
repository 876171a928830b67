"""Editions are made in processes of their own, with limits.

Whatever a manuscript makes of the layout engine, and that of the machine, the build lives and says where it happened.

::

    parent ──fork──▶ worker: renders one edition
           ◀─pipe─── what it is at …, then the outcome
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from octavo.diagnostics import Finding, Outcome, Severity, Span
from octavo.model.artifact import Artifact
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.model.walk import block_text
from octavo.processes import CONTEXT, Message, follow, result_of, told
from octavo.render import LAID_OUT, LAYING_OUT, Renderer
from octavo.render.means import Means

EDITION_NOT_MADE = Finding(
    name="edition-not-made",
    severity=Severity.ERROR,
    message="the edition “{edition}” could not be made: at {where} the work {reason}",
    why="A picture, drawing or table there asks for more than a machine gives, or brings out a fault of the layout engine. "
    "Nothing was written.",
    fix="look there for what is very large or very deep, and make it smaller; or allow more with --max-memory or "
    "--max-seconds",
)

FINDINGS = (EDITION_NOT_MADE,)

MIB = 1024 * 1024
_LEAST_SECONDS = 300
_SECONDS_A_LETTER = 0.002
_ROOM = "make room where temporary files go (the environment's TMPDIR names another folder), and build again"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the making of one edition may take."""

    memory_mib: int = 6144
    """Of memory of its own (kept on Linux)."""
    seconds: float | None = None
    """None: as long as ten times a book of its length takes."""


@dataclass(slots=True)
class _Worker:
    """One edition in the making."""

    publication: Publication
    process: BaseProcess
    connection: Connection
    seconds: float
    deadline: float
    at: str = ""
    """What it told last."""


@dataclass(slots=True)
class Crew:
    """Workers, each making an edition; all are gone when the ``with`` block ends, however it ends."""

    limits: Limits
    _workers: dict[str, _Worker] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Begin without workers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End those that are still at work."""
        for worker in self._workers.values():
            worker.process.kill()
            worker.process.join()

    def __len__(self) -> int:
        """Return how many are at work."""
        return len(self._workers)

    def start(self, renderer: Renderer, publication: Publication, page_map: PageMap | None, means: Means) -> None:
        """Begin to make an edition, with help."""
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(
            target=_work, args=(ours, theirs, partial(renderer, publication, page_map), self.limits, means)
        )
        process.start()
        theirs.close()
        seconds = self.limits.seconds or _patience(publication)
        deadline = time.monotonic() + seconds
        self._workers[publication.edition.name] = _Worker(publication, process, ours, seconds, deadline)

    def next(self, listener: Callable[[str, str], None]) -> tuple[str, Outcome[Artifact]]:
        """Return the next edition that is done: its name, and what came of it. Finding: edition-not-made.

        Raises EnvironmentLack where the machine lacks something, WorkerBug where Octavo fails.
        """
        while True:
            soonest = min(worker.deadline for worker in self._workers.values())
            ready = wait([w.connection for w in self._workers.values()], max(0.0, soonest - time.monotonic()))
            for name, worker in list(self._workers.items()):
                outcome = None
                if worker.connection in ready:
                    outcome = self._heard(worker, listener)
                elif time.monotonic() >= worker.deadline:
                    outcome = _not_made(worker, f"took longer than {worker.seconds:.0f} seconds")
                if outcome is not None:
                    self._end(name)
                    return name, outcome

    def _heard(self, worker: _Worker, listener: Callable[[str, str], None]) -> Outcome[Artifact] | None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            return _not_made(worker, self._fate(worker.process.exitcode))
        match message:
            case ("at", str(where)):
                worker.at = worker.at if where.startswith(LAID_OUT) else where
                listener(worker.publication.edition.name, where)
                return None
            case ("done", Outcome() as outcome):
                return outcome
            case _:
                return self._failure(worker, message)

    def _failure(self, worker: _Worker, message: Message) -> Outcome[Artifact]:
        match message:
            case ("memory",):
                return _not_made(worker, f"needed more than {self.limits.memory_mib} MiB of memory")
            case ("depth",):
                return _not_made(worker, "lost itself in something that lies too deep in other things")
            case ("died", int() | None as code):
                return _not_made(worker, self._fate(code))
            case ("room", str(reason)):
                return _not_made(worker, f"could not write its temporary files ({reason})", _ROOM)
            case _:
                raise RuntimeError(f"a worker brought {result_of(message)!r}")

    def _fate(self, code: int | None) -> str:
        """Return how a worker died, as the end of a sentence."""
        if code is None or code >= 0:
            return f"ended without a result (exit code {code})"
        if -code == signal.SIGABRT:
            return f"was given up: it probably needed more than {self.limits.memory_mib} MiB of memory"
        if -code == signal.SIGKILL:
            return "was ended by the system, as happens when its memory runs out"
        return f"was ended by signal {-code} ({signal.Signals(-code).name})"

    def _end(self, name: str) -> None:
        worker = self._workers.pop(name)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()


def _patience(publication: Publication) -> float:
    """Return the seconds that the making of an edition may take: a thousand letters are set in a fifth of one or less."""
    letters = sum(len(block_text(document.children)) for document in publication.documents)
    return _LEAST_SECONDS + letters * _SECONDS_A_LETTER


def _not_made(worker: _Worker, reason: str, hint: str = "") -> Outcome[Artifact]:
    """Return that an edition could not be made, at the division that its worker was at."""
    name = worker.at.removeprefix(LAYING_OUT).partition(",")[0]
    document = next((each for each in worker.publication.documents if each.name == name), None)
    where = f"“{document.plain_title}”" if document else "its beginning" if not worker.at else f"“{worker.at}”"
    span: Span | None = document.span if document else None
    edition = worker.publication.edition.name
    return Outcome(None, (EDITION_NOT_MADE.at(span, hint=hint, edition=edition, where=where, reason=reason),))


def _work(
    parents: Connection, connection: Connection, render: Callable[..., Outcome[Artifact]], limits: Limits, means: Means
) -> None:
    """Render in a worker, and tell."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends its workers
    follow(connection)
    if sys.platform == "linux":
        import resource

        most = limits.memory_mib * MIB
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection.send(told(lambda: render(lambda where: connection.send(("at", where)), means)))
