"""Nothing is lost: a build that is killed, that has no room to write, or that another build crosses."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.octavo import octavo
from support.small_book import SMALLEST, write_book

MOMENTS = 50
NAMES = ("tides-store.epub", "tides.epub")
EDITIONS = "date = 2026-11-22\n[editions]\nprint = false\nscreen = false\n"
TOML = SMALLEST + EDITIONS + "[editions.store]\npreset = 'epub'\n"
"""Two EPUBs are made quickly, so that fifty builds are."""
EPOCH = {**os.environ, "SOURCE_DATE_EPOCH": "1764000000"}


def book(folder: Path, words: str) -> Path:
    """Write a small book that says some words."""
    return write_book(folder, TOML, {"01-one.md": f"# One\n\n{words}\n", "02-two.md": f"# Two\n\n{words}\n"})


def outputs(folder: Path) -> dict[str, bytes]:
    """Return what a build of a book has left, by name."""
    return {file.name: file.read_bytes() for file in (folder / "output").iterdir() if not file.name.startswith(".")}


def started(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to build a book."""
    command = (sys.executable, "-m", "octavo", "build", folder, "-q", "--no-cache")
    return subprocess.Popen(command, env=EPOCH, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes], float]:
    """The files of a book before and after a change, and how long the build of it takes."""
    folder = tmp_path_factory.mktemp("states")
    before, after = book(folder / "a", "Low water."), book(folder / "b", "High water.")
    assert started(before).wait() == 0
    begun = time.monotonic()
    assert started(after).wait() == 0
    return outputs(before), outputs(after), time.monotonic() - begun


def test_a_killed_build_leaves_whole_files(
    states: tuple[dict[str, bytes], dict[str, bytes], float], tmp_path: Path
) -> None:
    """At fifty moments, half of them near the end where files are written: each file is the old or the new one."""
    old, new, seconds = states
    rng = random.Random(7)  # noqa: S311 - the same moments each time are wanted
    moments = [rng.uniform(0, seconds) for _ in range(MOMENTS // 2)]
    moments += [rng.uniform(0.8 * seconds, 1.1 * seconds) for _ in range(MOMENTS - len(moments))]
    folder = book(tmp_path, "High water.")
    (folder / "output").mkdir()
    for moment in moments:
        for name, data in old.items():
            (folder / "output" / name).write_bytes(data)
        process = started(folder)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = outputs(folder)
        assert set(found) == set(NAMES)
        assert all(found[name] in {old[name], new[name]} for name in NAMES)


def test_two_builds_at_once(states: tuple[dict[str, bytes], dict[str, bytes], float], tmp_path: Path) -> None:
    """Both end well, and leave what one alone would."""
    _, new, _ = states
    folder = book(tmp_path, "High water.")
    builds = [started(folder), started(folder)]
    assert [build.wait() for build in builds] == [0, 0]
    assert outputs(folder) == new
    assert [file.name for file in (folder / "output").iterdir() if file.name.endswith(".part")] == []


def test_no_room_to_write(states: tuple[dict[str, bytes], dict[str, bytes], float], tmp_path: Path) -> None:
    """A disk that takes no more: a finding for each file, and those of the build before."""
    old, _, _ = states
    folder = book(tmp_path, "High water.")
    (folder / "output").mkdir()
    for name, data in old.items():
        (folder / "output" / name).write_bytes(data)
    done = subprocess.run(
        (sys.executable, "-m", "octavo", "build", folder, "-q"),
        env=EPOCH, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("output-not-writable") == len(NAMES)
    assert "Traceback" not in done.stderr
    assert outputs(folder) == old


def test_no_room_to_work(tmp_path: Path) -> None:
    """The layout engine keeps fonts in temporary files: where they find no room is a finding too."""
    folder = write_book(tmp_path, SMALLEST)
    done = subprocess.run(
        (sys.executable, "-m", "octavo", "build", folder, "-q", "-e", "print"),
        env=EPOCH, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "the work could not write its temporary files (file too large)" in done.stderr


def test_a_folder_that_cannot_be_written_into(tmp_path: Path) -> None:
    """A finding; what is in the way stays."""
    folder = book(tmp_path, "Low water.")
    (folder / "output").write_bytes(b"a file")
    done = octavo("build", folder, "-q", "-e", "epub")
    assert done.status == 1
    assert "output-not-writable" in done.stderr
    assert (folder / "output").read_bytes() == b"a file"
