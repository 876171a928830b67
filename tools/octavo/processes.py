"""Work done in processes of their own, and what comes back of it: a result, or what went wrong in words.

On Linux a process is forked, and has all that its parent had read and imported.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Semaphore
from typing import Generic, Self, TypeVar, cast

from octavo.model.environment import EnvironmentLack

Q = TypeVar("Q")
A = TypeVar("A")

if sys.platform == "linux":
    CONTEXT = multiprocessing.get_context("fork")  # has the book already
    FORKING = True
else:
    CONTEXT = multiprocessing.get_context("spawn")  # the libraries of other systems may not survive a fork
    FORKING = False
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES})

_PATIENCE = 60
"""Seconds that a process waits for its turn."""

Message = tuple[object, ...]
"""What a process tells of its end: ``("done", result)``, or a word for what went wrong and more about it."""


class WorkerBug(Exception):  # noqa: N818 - names what it is
    """Something that was not foreseen, in a worker; ``place`` is where, ``trace`` all of it."""

    def __init__(self, what: str, place: str, trace: str) -> None:
        """Keep what the worker tells."""
        super().__init__(what)
        self.place = place
        self.trace = trace


class WorkerDied(Exception):  # noqa: N818 - names what it is
    """A process ended without a word; ``code`` is its exit code, negative for a signal."""

    def __init__(self, code: int | None) -> None:
        """Keep how it ended."""
        super().__init__(f"exit code {code}")
        self.code = code


class NoRoom(Exception):  # noqa: N818 - names what it is
    """Temporary files could not be written."""


def told(work: Callable[[], object]) -> Message:
    """Return what is to be told of some work."""
    try:
        return ("done", work())
    except Exception as error:  # noqa: BLE001 - told by the parent, what was not foreseen as a bug
        return _failure(error)


def _failure(error: Exception) -> Message:
    match error:
        case MemoryError():
            message: Message = ("memory",)
        case RecursionError():
            message = ("depth",)
        case EnvironmentLack():
            message = ("lack", error.what, error.install)
        case WorkerDied():
            message = ("died", error.code)
        case NoRoom():
            message = ("room", str(error))
        case OSError() if error.errno in _NO_ROOM:  # the layout engine keeps fonts in files
            message = ("room", (error.strerror or str(error)).lower())
        case _:
            message = ("bug", *described(error))
    return message


def result_of(message: Message) -> object:
    """Return the result that a message brings, or raise what went wrong."""
    match message:
        case ("done", result):
            return result
        case ("memory",):
            raise MemoryError
        case ("depth",):
            raise RecursionError
        case ("lack", str(what), str(install)):
            raise EnvironmentLack(what, install)
        case ("died", int() | None as code):
            raise WorkerDied(code)
        case ("room", str(reason)):
            raise NoRoom(reason)
        case (_, str(what), str(place), str(trace)):
            raise WorkerBug(what, place, trace)
        case _:
            raise RuntimeError(f"a worker told {message!r}")


def described(error: Exception) -> tuple[str, str, str]:
    """Return what an error is, where it was, and its whole trace; of one in a worker, as the worker tells."""
    if isinstance(error, WorkerBug):
        return str(error), error.place, error.trace
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{where.name}, {where.filename.rsplit('octavo/', 1)[-1]}:{where.lineno}"
    return f"{type(error).__name__}: {error}", place, "".join(traceback.format_exception(error))


def follow(connection: Connection) -> None:
    """Die when the parent does: nothing is ever sent to a worker."""
    threading.Thread(target=_follow, args=(connection,), daemon=True).start()


def _follow(connection: Connection) -> None:
    try:
        connection.recv()
    except (EOFError, OSError):
        os._exit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """How many may be at work on something."""

    jobs: int = 1
    turns: Semaphore | None = None
    """Limits how many are at work in all processes of a build."""

    @property
    def alone(self) -> bool:
        """Whether all is done in one process, one thing after the other."""
        return self.jobs == 1 or not FORKING

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keep a turn while something is done. One that a killed process took with it is not waited for without end."""
        taken = self.turns is not None and self.turns.acquire(timeout=_PATIENCE)
        try:
            yield
        finally:
            if taken and self.turns is not None:
                self.turns.release()


def hands_for(jobs: int) -> Hands:
    """Return help for a build in which so many processes may be at work."""
    if jobs == 1:
        return ALONE
    try:
        return Hands(jobs=jobs, turns=CONTEXT.Semaphore(jobs))
    except (OSError, ImportError):  # a system without shared memory
        return Hands(jobs=jobs)


ALONE = Hands()
"""One thing after the other, in this process."""


@dataclass(slots=True)
class Workshop(Generic[Q, A]):
    """Answers questions side by side, in processes that are forked when the first come and end with the ``with`` block."""

    answer: Callable[[Q], A]
    """What it does has no effect but for its result: it may be done in another process."""
    hands: Hands
    _workers: list[_Worker[Q]] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin without workers."""
        return self

    def __exit__(self, *_why: object) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.end()

    def answers(self, questions: Sequence[Q], begins: Callable[[int], None]) -> Iterator[tuple[int, A]]:
        """Yield the answers to some questions, each with its index, as they come. Raises what ``result_of`` raises.

        ``begins`` is told the index of a question when its turn comes, and once more when there is no answer.
        """
        if self.hands.alone:
            for index, question in enumerate(questions):
                begins(index)
                yield index, self.answer(question)
            return
        while len(self._workers) < min(self.hands.jobs, len(questions)):
            self._workers.append(_Worker.started(self.answer, self.hands))
        waiting, idle, busy = list(range(len(questions)))[::-1], list(self._workers), list[_Worker[Q]]()
        while waiting or busy:
            while waiting and idle:
                index = waiting.pop()
                begins(index)
                busy.append(idle.pop())
                busy[-1].ask(index, questions[index])
            ready = wait([worker.connection for worker in busy])
            for worker in [worker for worker in busy if worker.connection in ready]:
                message = worker.message()
                if message[0] != "done":
                    begins(worker.index)
                yield worker.index, cast("A", result_of(message))
                busy.remove(worker)
                idle.append(worker)


@dataclass(slots=True)
class _Worker(Generic[Q]):
    """A process that answers one question after the other."""

    process: BaseProcess
    connection: Connection
    lifeline: Connection
    """Closed when the process is to end, whatever it is at."""
    index: int = -1
    """Of the question at hand."""

    @classmethod
    def started(cls, answer: Callable[[Q], object], hands: Hands) -> _Worker[Q]:
        ours, theirs = CONTEXT.Pipe()
        lifeline, held = CONTEXT.Pipe()
        process = CONTEXT.Process(target=_serve, args=((ours, lifeline), theirs, held, answer, hands))
        process.start()
        theirs.close()
        held.close()
        return cls(process, ours, lifeline)

    def ask(self, index: int, question: Q) -> None:
        self.index = index
        self.connection.send(question)

    def message(self) -> Message:
        """Return what it tells."""
        try:
            message: Message = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            return ("died", self.process.exitcode)
        return message

    def end(self) -> None:
        self.connection.close()
        self.lifeline.close()
        self.process.kill()
        self.process.join()


def _serve(
    parents: tuple[Connection, ...],
    connection: Connection,
    lifeline: Connection,
    answer: Callable[[Q], object],
    hands: Hands,
) -> None:
    """Answer questions in a process of its own."""
    for parents_end in parents:
        parents_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends its workers
    follow(lifeline)
    while True:
        try:
            question = connection.recv()
        except (EOFError, OSError):
            os._exit(0)  # what the parent has registered for its end is not ours to do
        with hands.turn():
            message = told(partial(answer, question))
        connection.send(message)
