"""An edition is made in a process of its own: whatever becomes of that, the build hears of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.diagnostics import Outcome
from octavo.model.artifact import Artifact
from octavo.model.environment import EnvironmentLack
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.pipeline import Request, compose_book
from octavo.processes import Hands, WorkerBug, Workshop
from octavo.render.means import UNAIDED, Means
from octavo.workers import Crew, Limits
from support.small_book import SMALLEST, write_book

Told = Callable[[str], None]
MADE = Artifact(name="tides.pdf", media_type="application/pdf", data=b"%PDF")


def made(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Render at once."""
    told("laying out one, 1 of 1")
    return Outcome(MADE)


def killed(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Be ended by the system in the middle of a chapter."""
    told("laying out one, 3 of 4")
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def greedy(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Ask for more memory than there is leave to."""
    told("laying out one, 3 of 4")
    return Outcome(Artifact(name=str(len(bytearray(600 * 1024 * 1024))), media_type="", data=b""))


def endless(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Never come to an end."""
    told("laying out one, 3 of 4")
    time.sleep(600)
    raise AssertionError


def helpless(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Have help that is ended by the system in the middle of the second chapter of three."""
    with Workshop(_die_at_one, means.hands) as workshop:
        for _ in workshop.answers(
            (0, 1, 2), lambda index: told(f"laying out {('two', 'one', 'three')[index]}, 1 of 3")
        ):
            pass
    raise AssertionError


def _die_at_one(question: int) -> int:
    if question == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.1 * question)
    return question


def lacking(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Miss a library."""
    raise EnvironmentLack("no Pango", "install it")


def failing(publication: Publication, page_map: PageMap | None, told: Told, means: Means) -> Outcome[Artifact]:
    """Have a bug."""
    raise ZeroDivisionError("by nought")


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """The print edition of a small book."""
    composed = compose_book(Request(book=write_book(tmp_path, SMALLEST), editions=("print",)), lambda *_: None)
    assert composed.value
    return composed.value[0]


def test_what_a_worker_makes_comes_back(publication: Publication) -> None:
    """With what it was at on the way."""
    heard: list[tuple[str, str]] = []
    with Crew(Limits()) as crew:
        crew.start(made, publication, None, UNAIDED)
        assert crew.next(lambda *what: heard.append(what)) == ("print", Outcome(MADE))
        assert len(crew) == 0
    assert heard == [("print", "laying out one, 1 of 1")]


@pytest.mark.parametrize(
    ("renderer", "limits", "reason"),
    [
        (killed, Limits(), "was ended by the system, as happens when its memory runs out"),
        (helpless, Limits(), "was ended by the system, as happens when its memory runs out"),
        (greedy, Limits(memory_mib=512), "needed more than 512 MiB of memory"),
        (endless, Limits(seconds=1), "took longer than 1 seconds"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_worker_that_dies_is_a_finding(
    renderer: Callable[..., Outcome[Artifact]], limits: Limits, reason: str, publication: Publication
) -> None:
    """It names the edition, and the division that the worker was at."""
    with Crew(limits) as crew:
        crew.start(renderer, publication, None, Means(hands=Hands(jobs=2)))
        name, outcome = crew.next(lambda *_: None)
    (found,) = outcome.diagnostics
    assert (name, outcome.value, found.finding.name) == ("print", None, "edition-not-made")
    assert found.message == f"the edition “print” could not be made: at “One” the work {reason}"
    assert found.span is not None
    assert found.span.path == "manuscript/01-one.md"


def test_a_lack_and_a_bug_are_raised(publication: Publication) -> None:
    """As they would have been without a worker; a bug with the place where it was."""
    with Crew(Limits()) as crew:
        crew.start(lacking, publication, None, UNAIDED)
        with pytest.raises(EnvironmentLack, match="no Pango") as lack:
            crew.next(lambda *_: None)
        assert lack.value.install == "install it"
    with Crew(Limits()) as crew:
        crew.start(failing, publication, None, UNAIDED)
        with pytest.raises(WorkerBug, match="ZeroDivisionError: by nought") as bug:
            crew.next(lambda *_: None)
        assert bug.value.place.startswith("failing, ")
        assert "test_workers.py" in bug.value.trace


def test_no_worker_outlives_its_crew(publication: Publication) -> None:
    """Whatever ends the block."""
    with Crew(Limits()) as crew:
        crew.start(endless, publication, None, UNAIDED)
        (worker,) = crew._workers.values()
        assert worker.process.is_alive()
    assert not worker.process.is_alive()
