"""The same source gives the same bytes, wherever, whenever and in whatever hash order it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from support.machine import REPOSITORY
from support.shelf import FIXED_TIME, GOLDEN_BOOKS

HERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "60"}
THERE = {"TZ": "UTC", "PYTHONHASHSEED": "2", "LC_ALL": "C", "COLUMNS": "200"}
NOT_SOURCE = shutil.ignore_patterns(".venv", "node_modules", "output", ".*cache*", "__pycache__", ".hypothesis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a book is built, with what code, in what surroundings."""

    source: Path
    output: Path
    code: Path
    environment: Mapping[str, str]


def build(place: Place) -> dict[str, bytes]:
    """Return the files that a build gives, by name; all caches are empty."""
    place.output.mkdir()
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    own = {"PYTHONPATH": str(place.code), "XDG_CACHE_HOME": str(place.output / "cache")}
    done = subprocess.run(
        (sys.executable, "-m", "octavo", "build", place.source, "-o", place.output, "--quiet"),
        env={**inherited, **own, **place.environment},
        cwd=place.source, capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(place.output.iterdir()) if path.is_file()}


def assert_same_bytes(*places: Place) -> None:
    """Assert that builds in two places, made at the same time, give the same three files, byte by byte."""
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(build, places)
    assert [Path(name).suffix for name in first] == [".pdf", ".pdf", ".epub"]
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    """Copies of the repository in different folders, time zones, locales and hash seeds: equal files."""
    places = []
    for name, environment in (("a", HERE), ("another/deeper/place", THERE)):
        copy = tmp_path / name / "octavo"
        shutil.copytree(REPOSITORY, copy, ignore=NOT_SOURCE, symlinks=True)
        output = tmp_path / name / "files"
        places.append(Place(source=copy, output=output, code=copy / "tools", environment=environment))
    assert_same_bytes(*places)


def test_a_book_outside_version_control_gives_the_same_bytes(tmp_path: Path) -> None:
    """With SOURCE_DATE_EPOCH alone, copies of a book's folder give equal files."""
    places = []
    for name, surroundings in (("a", HERE), ("another/deeper/place", THERE)):
        copy = tmp_path / name / "book"
        shutil.copytree(GOLDEN_BOOKS / "everything", copy)
        environment = {**FIXED_TIME, **surroundings}
        places.append(
            Place(source=copy, output=tmp_path / name / "files", code=REPOSITORY / "tools", environment=environment)
        )
    assert_same_bytes(*places)
