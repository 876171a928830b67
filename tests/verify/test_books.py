"""Octavo's own checks on the EPUBs of whole books."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.verify import Machine, inspect_files
from support.shelf import BOOKS, Shelf

OF_THE_BOOK = {"epub-cover-missing"}
"""What a book may lack that its author has left out."""


@pytest.mark.parametrize("book", BOOKS)
def test_nothing_is_found(book: str, shelf: Shelf) -> None:
    """No call, page, claim or style of a book that Octavo made has a fault."""
    found = inspect_files((shelf.epub(book),), (), Machine(environment={}), lambda _: None).diagnostics
    assert [f"{d.span}: {d.message}" for d in found if d.finding.name not in OF_THE_BOOK] == []


def test_the_project_book_has_a_cover(shelf: Shelf) -> None:
    """And nothing else that a shop could refuse."""
    path: Path = shelf.epub("project")
    assert inspect_files((path,), (), Machine(environment={}), lambda _: None).diagnostics == ()
