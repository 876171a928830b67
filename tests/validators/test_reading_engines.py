"""Reading engines in headless Chromium: every document shows, every note pops up.

Pictures of what they show stay in pytest's temporary folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from support.epub import note_calls, spine
from support.machine import node, program, run
from support.shelf import BOOKS, Shelf

pytestmark = pytest.mark.validator

SCRIPT = Path(__file__).parent / "reader" / "read.js"
ENGINES = ("foliate", "epubjs")

Readings = Mapping[tuple[Path, str], Any]


@pytest.fixture(scope="module")
def readings(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Readings:
    """What the engines saw of the EPUBs of all books, from one run of Chromium: by (file, engine)."""
    folder, epubs = tmp_path_factory.mktemp("reading"), shelf.everything("*.epub")
    run(node(), SCRIPT, program("chromium"), folder, *epubs, timeout=900)
    return {
        (epub, engine): json.loads((folder / str(number) / f"{engine}.json").read_text("utf-8"))
        for number, epub in enumerate(epubs)
        for engine in ENGINES
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("book", BOOKS)
def test_every_document_shows(book: str, engine: str, shelf: Shelf, readings: Readings) -> None:
    """An engine shows each document of the spine, well-formed, not empty, its pictures whole."""
    epub = shelf.epub(book)
    reading = readings[epub, engine]
    assert reading["errors"] == []
    assert tuple(document["href"] for document in reading["documents"]) == spine(epub)
    for document in reading["documents"]:
        assert (document["malformed"], document["broken"]) == ("", []), document["href"]
        assert document["characters"] + document["pictures"] > 0, document["href"]


@pytest.mark.parametrize("book", BOOKS)
def test_every_note_pops_up(book: str, shelf: Shelf, readings: Readings) -> None:
    """In foliate each note call opens a footnote that begins with the call's number and has words of its own."""
    epub = shelf.epub(book)
    for document in readings[epub, "foliate"]["documents"]:
        notes = document["notes"]
        assert tuple(note["call"] for note in notes) == note_calls(epub, document["href"])
        for note in notes:
            assert note["type"] == "footnote", note
            assert note["words"].startswith(note["call"]), note
            assert len(note["words"]) > len(note["call"]) + 2, note
