"""EPUBs with one planted fault each: our own checks and the validators together name every one, in one run of Java."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.verify import VALIDATORS, inspect_files
from support.damage import damaged
from support.judges import machine
from verify.clean_book import clean_epub
from verify.faults import FAULTS, UNSEEN, Fault

pytestmark = pytest.mark.validator

Verdicts = Mapping[str, tuple[Diagnostic, ...]]
FOR_ACE = {"an access mode that is none"}
"""What nobody but Ace knows: it takes seconds for each book, and is not asked of the others."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """What is found in each damaged EPUB, and in the clean one (“”), by our own checks, EPUBCheck and the Nu checker."""
    folder = tmp_path_factory.mktemp("damaged")
    clean = clean_epub(folder / "book")
    files = {"": clean}
    for number, fault in enumerate(FAULTS):
        files[fault.what] = damaged(clean, folder / f"{number}.epub", *fault.changes)
    found = list(_found(tuple(files.values()), "epubcheck", "nu"))
    found += _found(tuple(files[name] for name in ("", *FOR_ACE)), "ace")
    return {name: tuple(d for d in found if _is_of(d, path)) for name, path in files.items()}


def _found(files: tuple[Path, ...], *names: str) -> tuple[Diagnostic, ...]:
    judges = [validator for validator in VALIDATORS if validator.name in names]
    return inspect_files(files, judges, machine(*names), lambda _: None).diagnostics


def _is_of(diagnostic: Diagnostic, path: Path) -> bool:
    """Tell whether a diagnostic is on a file, or on something inside it."""
    return diagnostic.span is not None and f"{diagnostic.span.path}/".startswith(f"{path.as_posix()}/")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_every_fault_is_named(fault: Fault, verdicts: Verdicts) -> None:
    """By our own checks when they are to, else by a validator."""
    names = {diagnostic.finding.name for diagnostic in verdicts[fault.what]}
    assert names, "nobody found anything"
    assert not fault.finding or fault.finding in names
    assert "validator-failed" not in names


@pytest.mark.parametrize("fault", [fault for fault in UNSEEN if "Gradient" not in fault.what and "viewBox" not in fault.what], ids=lambda fault: fault.what)  # fmt: skip
def test_what_we_say_is_unseen_is(fault: Fault, verdicts: Verdicts) -> None:
    """EPUBCheck still passes what our checks were made for; when it learns to see a fault, ours may go."""
    assert {d.finding.name for d in verdicts[fault.what] if d.finding.name.startswith("epubcheck")} == set()


def test_the_clean_book_is_clean(verdicts: Verdicts) -> None:
    """For our own checks and all validators."""
    assert verdicts[""] == ()
