"""EPUBCheck and the Nu HTML checker: the standard's own judge of EPUBs, and the one of the HTML in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.verify import VALIDATORS, inspect_files
from support.damage import add, damaged
from support.judges import machine
from support.shelf import BOOKS, PROFILED, PROFILES, Shelf

pytestmark = pytest.mark.validator

JUDGES = ("epubcheck", "nu")
Verdicts = Mapping[str, tuple[Diagnostic, ...]]


def check(judge: str, *epubs: Path) -> tuple[Diagnostic, ...]:
    """Return what a validator finds in some EPUBs, from one run of Java."""
    validators = [validator for validator in VALIDATORS if validator.name == judge]
    found = inspect_files(epubs, validators, machine(judge), lambda _: None).diagnostics
    return tuple(diagnostic for diagnostic in found if not diagnostic.finding.name.startswith("epub-"))


@pytest.fixture(scope="module")
def verdicts(shelf: Shelf) -> Verdicts:
    """What each validator finds in the EPUBs of all books."""
    return {judge: check(judge, *shelf.everything("*.epub"), *shelf.profiled()) for judge in JUDGES}


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("book", BOOKS)
def test_nothing_is_found(book: str, judge: str, shelf: Shelf, verdicts: Verdicts) -> None:
    """A book's EPUB has no error and no warning."""
    of_book = f"{shelf.epub(book).as_posix()}"
    assert [f"{d.span}: {d.message}" for d in verdicts[judge] if d.span and d.span.path.startswith(of_book)] == []


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("preset", PROFILES)
@pytest.mark.parametrize("book", PROFILED)
def test_nothing_is_found_in_profiles(book: str, preset: str, judge: str, shelf: Shelf, verdicts: Verdicts) -> None:
    """What is made for readers of a kind keeps the standard as well."""
    of_book = shelf.profile(book, preset).as_posix()
    assert [f"{d.span}: {d.message}" for d in verdicts[judge] if d.span and d.span.path.startswith(of_book)] == []


def test_epubcheck_does_find_faults(shelf: Shelf, tmp_path: Path) -> None:
    """A file that says it is something else: the judge is awake."""
    copy = damaged(shelf.epub("minimal"), tmp_path / "minimal.epub", add("mimetype", "application/zip"))
    assert {d.finding.name for d in check("epubcheck", copy)} == {"epubcheck-error"}
