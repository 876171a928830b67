"""Work that is shared out to processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from octavo.model.environment import EnvironmentLack
from octavo.processes import ALONE, CONTEXT, Hands, NoRoom, WorkerBug, WorkerDied, Workshop, result_of, told

TWO = Hands(jobs=2, turns=CONTEXT.Semaphore(2))


def silent(_index: int) -> None:
    """Say nothing."""


def place(question: int) -> tuple[int, int]:
    """Return the square of a number, and which process has made it."""
    time.sleep(0.01 * (question % 3))
    return question**2, os.getpid()


@pytest.mark.parametrize("hands", [ALONE, TWO, Hands(jobs=3)], ids=["alone", "two", "three, no turns"])
def test_every_question_is_answered(hands: Hands) -> None:
    """Once, whatever the order they come in; in so many processes, and in as few a second time."""
    begun: list[int] = []
    with Workshop(place, hands) as workshop:
        first = dict(workshop.answers(range(20), begun.append))
        second = dict(workshop.answers(range(5), silent))
    assert {index: square for index, (square, _) in first.items()} == {n: n**2 for n in range(20)}
    assert begun == list(range(20))
    makers = {maker for _, maker in first.values()}
    assert len(makers) == hands.jobs
    assert {maker for _, maker in second.values()} <= makers
    assert (os.getpid() in makers) == hands.alone


def test_no_worker_outlives_its_workshop() -> None:
    """Though it is in the middle of something."""
    with Workshop(time.sleep, TWO) as workshop:
        answers: Iterator[tuple[int, None]] = workshop.answers((0.0, 600.0), silent)
        assert next(answers) == (0, None)
        processes = [worker.process for worker in workshop._workers]
    assert [process.is_alive() for process in processes] == [False, False]


def failing(error: Exception) -> None:
    """Fail in some way."""
    raise error


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (MemoryError(), MemoryError),
        (RecursionError(), RecursionError),
        (WorkerDied(-9), WorkerDied),
        (NoRoom("no space left"), NoRoom),
        (OSError(28, "No space left on device"), NoRoom),
        (OSError(2, "No such file"), WorkerBug),
        (ValueError("odd"), WorkerBug),
    ],
    ids=lambda value: getattr(value, "__name__", repr(value)),
)
def test_what_goes_wrong_is_raised(error: Exception, raised: type[Exception]) -> None:
    """And the question is named a second time: what was told last is at fault."""
    begun: list[int] = []
    with Workshop(failing, TWO) as workshop, pytest.raises(raised):
        list(workshop.answers((error,), begun.append))
    assert begun == [0, 0]


def test_a_lack_and_a_bug_keep_their_words() -> None:
    """Through any number of processes."""

    def lack() -> None:
        raise EnvironmentLack("no Pango", "install it")

    with pytest.raises(EnvironmentLack, match="no Pango"):
        result_of(told(lambda: result_of(told(lack))))
    with pytest.raises(WorkerBug, match="ValueError: odd") as bug:
        result_of(told(lambda: result_of(told(lambda: failing(ValueError("odd"))))))
    assert bug.value.place.startswith("failing, ")


def test_a_turn_that_is_lost_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed takes its turn with it."""
    monkeypatch.setattr("octavo.processes._PATIENCE", 0.05)
    turns = CONTEXT.Semaphore(1)
    turns.acquire()
    with Hands(jobs=2, turns=turns).turn():
        assert not turns.acquire(block=False)
    assert not turns.acquire(block=False)
