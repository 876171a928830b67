"""Each fault of an EPUB is named by Octavo's own checks, at its place; what is none is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.verify import VALIDATORS, Machine, inspect_files
from octavo.verify.lint import CHECKS, FINDINGS
from support.damage import Change, damaged
from verify.clean_book import clean_epub
from verify.faults import FOREIGN, HARMLESS, OURS, Fault


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EPUB without a fault."""
    return clean_epub(tmp_path_factory.mktemp("clean"))


def own(path: Path) -> tuple[Diagnostic, ...]:
    """Return what our own checks find."""
    return inspect_files((path,), (), Machine(environment={}), lambda _: None).diagnostics


@pytest.mark.parametrize("fault", OURS, ids=lambda fault: fault.what)
def test_a_fault_is_named(fault: Fault, clean: Path, tmp_path: Path) -> None:
    """At the file that has it, and nothing else is found."""
    copy = damaged(clean, tmp_path / "tides.epub", *fault.changes)
    found = own(copy)
    places = {
        d.span.path.removeprefix(copy.as_posix()).strip("/")
        for d in found
        if d.span and d.finding.name == fault.finding
    }
    assert fault.place in places, [(d.finding.name, str(d.span), d.message) for d in found]
    assert {d.finding.name for d in found} == {fault.finding, *fault.besides}


@pytest.mark.parametrize("fault", FOREIGN, ids=lambda fault: fault.what)
def test_what_validators_know_is_left_to_them(fault: Fault, clean: Path, tmp_path: Path) -> None:
    """Our own checks repeat nobody's work."""
    assert own(damaged(clean, tmp_path / "tides.epub", *fault.changes)) == ()


@pytest.mark.parametrize(("what", "changes"), HARMLESS, ids=[what for what, _ in HARMLESS])
def test_a_near_miss_is_not_named(what: str, changes: tuple[Change, ...], clean: Path, tmp_path: Path) -> None:
    """What looks like a fault to a hasty eye."""
    found = own(damaged(clean, tmp_path / "tides.epub", *changes))
    assert [(d.finding.name, str(d.span), d.message) for d in found] == []


def test_every_check_is_tried() -> None:
    """Each finding of the linter has a fault that fires it."""
    too_large_for_a_test = {"epub-file-large"}
    assert {finding.name for finding in FINDINGS} - {fault.finding for fault in OURS} == too_large_for_a_test
    assert len(set(CHECKS)) == len(CHECKS)
    assert len({validator.name for validator in VALIDATORS}) == len(VALIDATORS)
