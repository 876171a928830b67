"""Ace by DAISY: the accessibility of EPUBs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.machine import NODE_MODULES, node, program, run
from support.shelf import BOOKS, Shelf

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


@pytest.mark.parametrize("book", BOOKS)
def test_ace_finds_nothing(book: str, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ace passes a book's EPUB without a complaint of any impact."""
    monkeypatch.setitem(os.environ, "PUPPETEER_EXECUTABLE_PATH", program("chromium"))
    run(node(), ACE, "--silent", "--force", "--outdir", tmp_path, shelf.epub(book))
    assert list(complaints(tmp_path / "report.json")) == []
