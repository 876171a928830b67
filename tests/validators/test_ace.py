"""Ace by DAISY: the accessibility of EPUBs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.machine import NODE_MODULES, node, program, run
from support.shelf import BOOKS, PROFILED, PROFILES, Shelf

pytestmark = pytest.mark.validator

ACE = NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"


def complaints(report: Path) -> Iterator[str]:
    """Yield the failed assertions of Ace's report, as “file: rule (impact): description”."""
    for document in json.loads(report.read_text("utf-8"))["assertions"]:
        for assertion in document["assertions"]:
            rule = assertion["earl:test"]
            yield (
                f"{document['earl:testSubject']['url']}: {rule['dct:title']} ({rule['earl:impact']}): "
                f"{assertion['earl:result']['dct:description']}"
            )


def judged(epub: Path, folder: Path) -> list[str]:
    """Return what Ace complains of."""
    run(node(), ACE, "--silent", "--force", "--outdir", folder, epub)
    return list(complaints(folder / "report.json"))


@pytest.fixture(autouse=True)
def _chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PUPPETEER_EXECUTABLE_PATH", program("chromium"))


@pytest.mark.parametrize("book", BOOKS)
def test_ace_finds_nothing(book: str, shelf: Shelf, tmp_path: Path) -> None:
    """Ace passes a book's EPUB without a complaint of any impact."""
    assert judged(shelf.epub(book), tmp_path) == []


@pytest.mark.parametrize("preset", PROFILES)
@pytest.mark.parametrize("book", PROFILED)
def test_ace_finds_nothing_in_profiles(book: str, preset: str, shelf: Shelf, tmp_path: Path) -> None:
    """What is made for readers of a kind is as accessible."""
    assert judged(shelf.profile(book, preset), tmp_path) == []
