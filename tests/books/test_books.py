"""Whole small books, compared with what they gave when a person last looked: ``golden/`` in each book's folder."""

from __future__ import annotations

import pytest

from support.facts import epub_texts, pdf_texts
from support.golden import compare
from support.shelf import GOLDEN_BOOKS, PAGED, SOURCES, Shelf

NAMES = [name for name, folder in SOURCES.items() if folder.parent == GOLDEN_BOOKS]


@pytest.mark.parametrize("name", NAMES)
def test_epub_is_as_expected(name: str, shelf: Shelf, *, update_golden: bool) -> None:
    """The EPUB, unzipped, is the golden one to the letter."""
    compare(GOLDEN_BOOKS / name / "golden" / "epub", epub_texts(shelf.epub(name)), update=update_golden)


@pytest.mark.parametrize("edition", ["print", "screen"])
@pytest.mark.parametrize("name", [name for name in NAMES if name in PAGED])
def test_pdf_is_as_expected(name: str, edition: str, shelf: Shelf, *, update_golden: bool) -> None:
    """A PDF's pages, boxes, labels, bookmarks, fonts and words are the golden ones."""
    compare(GOLDEN_BOOKS / name / "golden" / edition, pdf_texts(shelf.pdf(name, edition)), update=update_golden)
