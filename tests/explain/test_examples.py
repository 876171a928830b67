"""Each finding has an example that fires it and a near miss that does not; both are what a user is shown."""

from __future__ import annotations

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from octavo.diagnostics import Finding
from octavo.diagnostics.catalogue import CATALOGUE, CHECKED, LINTED
from octavo.explaining import PIXEL, Example, Explanation, explanations
from octavo.pipeline import Request, build, check, compose_book
from support.machine import REPOSITORY
from support.small_book import SMALLEST, write_book

DAY = date(2026, 11, 26)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8"/></svg>'
)
ALL = explanations()
OF_SUPPRESSION = {"suppression-without-match", "suppressed-error", "unknown-suppression"}
ON_SCREEN = 160
"""At most so many examples are only shown: of finished files, laid-out pages and records, each tested where it is found."""


def written(folder: Path, example: Example) -> Path:
    """Write a small book with the files of an example."""
    files: dict[str, str | bytes] = {"01-one.md": "# One\n\nText.\n"}
    toml = SMALLEST
    for name, text in example.files:
        if name == "book.toml":
            toml = text if "[book]" in text else SMALLEST + text
        elif name == "chapter":
            files["01-one.md"] = f"# One\n\n{text}"
        else:
            files[name] = SVG if text.strip() == PIXEL else text
    return write_book(folder, toml, files)


def found(folder: Path, explanation: Explanation, example: Example) -> set[str]:
    """Return the names of what is found in an example."""
    book = written(folder, example)
    name = explanation.finding.name
    if name in CHECKED | LINTED | OF_SUPPRESSION:
        diagnostics = check(Request(book=book), DAY, lambda *_: None).diagnostics
    elif explanation.room == "pages":
        diagnostics = build(Request(book=book, editions=("epub",)), lambda *_: None).diagnostics
    else:
        diagnostics = compose_book(Request(book=book), lambda *_: None).diagnostics
    return {diagnostic.finding.name for diagnostic in diagnostics}


@pytest.mark.parametrize("finding", CATALOGUE, ids=lambda finding: finding.name)
def test_a_finding_has_examples(finding: Finding) -> None:
    """Of what fires it and of what does not, and they differ."""
    explanation = ALL[finding.name]
    assert explanation.fires.files
    assert explanation.silent.files
    assert explanation.fires.files != explanation.silent.files


def test_every_example_is_of_a_finding() -> None:
    """None is left of a finding that is gone; few are only shown."""
    assert set(ALL) == {finding.name for finding in CATALOGUE}
    assert sum(not each.fires.runs for each in ALL.values()) <= ON_SCREEN


@pytest.mark.parametrize("name", [name for name, each in ALL.items() if each.fires.runs])
def test_an_example_fires(name: str, tmp_path: Path) -> None:
    """The finding is among what is found."""
    assert name in found(tmp_path, ALL[name], ALL[name].fires)


@pytest.mark.parametrize("name", [name for name, each in ALL.items() if each.silent.runs])
def test_a_near_miss_is_silent(name: str, tmp_path: Path) -> None:
    """The finding is not among what is found; and the book is not so wrong that nothing was looked for."""
    names = found(tmp_path, ALL[name], ALL[name].silent)
    errors = {finding.name for finding in CATALOGUE if finding.severity.value == "error"}
    assert name not in names
    assert not names & errors


def test_the_appendix_of_the_guide_is_up_to_date() -> None:
    """It is made of the same catalogue, by ``make findings``."""
    spec = spec_from_file_location("findings", REPOSITORY / "tools" / "findings.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.APPENDIX.read_text("utf-8") == made.appendix()
