"""Where the time of a build went."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from octavo.cli import main, timings
from octavo.cli.progress import _Advance
from octavo.cli.timings import Step, Stopwatch, print_timings
from support.small_book import SMALLEST, write_book


def watched(monkeypatch: pytest.MonkeyPatch, *told: tuple[float, str, str], end: float) -> timings.Timings:
    """Return the timings of things that were told at some seconds."""
    clock = iter([0.0, *(at for at, *_ in told), end])
    monkeypatch.setattr(timings.time, "monotonic", lambda: next(clock))
    watch = Stopwatch(lambda _stage, _detail: None, begun=timings.time.monotonic())
    for _, stage, detail in told:
        watch(stage, detail)
    return watch.timings()


def test_things_last_until_the_next_of_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions run beside each other; a division that is laid out twice is one step."""
    found = watched(
        monkeypatch,
        (1, "load", "x"),
        (2, "prepare", ""),
        (4, "print", "preparing 2 documents"),
        (5, "print", "laying out one, 1 of 2"),
        (6, "epub", "preparing 2 documents"),
        (6, "print", "laying out two, 2 of 2"),
        (7, "print", "laid out one, 1.5"),
        (7, "print", "laying out one, 1 of 2"),
        (8, "print", "laid out two, 2.0"),
        (9, "epub", "done"),
        (9, "print", "laid out one, 2.0"),
        (9, "print", "writing the file"),
        (12, "print", "done"),
        (13, "write", "here"),
        end=15,
    )
    assert found.seconds == 15
    assert found.stages == (
        Step(name="load", times=1, seconds=1),
        Step(name="prepare", times=1, seconds=2),
        Step(name="write", times=1, seconds=2),
    )
    assert found.editions["print"] == (
        Step(name="preparing 2 documents", times=1, seconds=1),
        Step(name="one", times=2, seconds=3.5),
        Step(name="two", times=1, seconds=2),
        Step(name="writing the file", times=1, seconds=3),
    )
    assert found.lasted == {"print": 8, "epub": 3}


def test_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a step; what was done again, and paragraphs that planning broke down over."""
    found = watched(
        monkeypatch, (0, "load", ""), (1, "print", "preparing 1 document"), (2, "print", "laid out a, 1.25"),
        (3, "print", "laid out a, 0.5"), (4, "print", "done"), end=5,
    )  # fmt: skip
    print_timings(found, {"files": [{"edition": "print", "typography": {"unplanned": 3}}]})
    assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
        "load 5.00 s",
        "print 3.00 s",
        "preparing 1 document 1.00 s",
        "a 2 × 1.75 s",
        "paragraphs that planning broke down over: 3",
        "all 5.00 s",
    ]


def test_asked_of_a_build(tmp_path: Path) -> None:
    """JSON holds them when they are asked for; text has a table, of a build with nothing to do too."""
    write_book(tmp_path, SMALLEST + "[editions]\nprint = false\nscreen = false\n")
    run = lambda *options: CliRunner().invoke(main, ["build", str(tmp_path), *options]).stdout  # noqa: E731
    assert "timings" not in json.loads(run("--format", "json", "--no-cache"))
    found = json.loads(run("--format", "json", "--timings", "--no-cache"))["timings"]
    assert [step["step"] for step in found["stages"]] == list(timings.STAGES)
    assert list(found["editions"]) == ["epub"]
    assert found["seconds"] >= sum(step["seconds"] for step in found["stages"]) > 0
    assert "compose" in run("--timings")
    assert run("--timings").splitlines()[-1].startswith("all ")


def test_a_bar_that_never_goes_back() -> None:
    """Each edition is worth more than a stage; a division that is laid out again does not count again."""
    advance = _Advance()
    told = [
        *((stage, "") for stage in ("load", "read", "parse", "resolve", "cite")), ("compose", "print, epub"), ("prepare", ""),
        ("print", "preparing 2 documents"), ("print", "laying out a, 1 of 2"), ("print", "laying out b, 2 of 2"),
        ("print", "laying out a, 1 of 2"), ("epub", "preparing 2 documents"), ("print", "done"), ("epub", "done"),
        ("write", ""), ("verify", ""),
    ]  # fmt: skip
    shares = [done / total for done, total in (advance.told(*one) for one in told)][5:]
    assert shares == sorted(shares)
    assert shares[0] < 0.2
    assert 0.9 < shares[-1] < 1
