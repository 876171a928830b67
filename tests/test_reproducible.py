"""The same source gives the same bytes, wherever, whenever and in whatever hash order it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.machine import REPOSITORY
from support.shelf import FIXED_TIME, GOLDEN_BOOKS

HERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "60"}
THERE = {"TZ": "UTC", "PYTHONHASHSEED": "2", "LC_ALL": "C", "COLUMNS": "200"}
NOT_SOURCE = shutil.ignore_patterns(".venv", "node_modules", "output", ".*cache*", "__pycache__", ".hypothesis")


def building(source: Path, output: Path, code: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Return a running build of one book with this code, all caches empty."""
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.Popen(
        (sys.executable, "-m", "octavo", "build", source, "-o", output, "--quiet"),
        env={**inherited, "PYTHONPATH": str(code), "XDG_CACHE_HOME": str(output / "cache"), **environment},
        cwd=source, encoding="utf-8", stderr=subprocess.PIPE,
    )  # fmt: skip


def files(output: Path) -> dict[str, bytes]:
    """Return the editions in a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(output.iterdir()) if path.is_file()}


def assert_same(*builds: tuple[subprocess.Popen[str], Path]) -> None:
    """Assert that builds end well and that their files are equal, byte by byte."""
    for process, _ in builds:
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, errors
    first, second = (files(output) for _, output in builds)
    assert [Path(name).suffix for name in sorted(first)].count(".pdf") == 2
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    """Copies of the repository in different folders, time zones, locales and hash seeds: equal files."""
    builds = []
    for name, environment in (("a", HERE), ("another/deeper/place", THERE)):
        copy, output = tmp_path / name / "octavo", tmp_path / name / "files"
        shutil.copytree(REPOSITORY, copy, ignore=NOT_SOURCE, symlinks=True)
        output.mkdir()
        builds.append((building(copy, output, copy / "tools", environment), output))
    assert_same(*builds)


@pytest.mark.parametrize("book", ["everything"])
def test_a_book_outside_version_control_gives_the_same_bytes(book: str, tmp_path: Path) -> None:
    """With SOURCE_DATE_EPOCH alone, copies of a book folder give equal files."""
    builds = []
    for name, environment in (("a", HERE), ("another/deeper/place", THERE)):
        copy, output = tmp_path / name / "book", tmp_path / name / "files"
        shutil.copytree(GOLDEN_BOOKS / book, copy)
        output.mkdir()
        builds.append((building(copy, output, REPOSITORY / "tools", {**FIXED_TIME, **environment}), output))
    assert_same(*builds)
