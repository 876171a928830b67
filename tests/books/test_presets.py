"""Every preset builds a book that has something of everything, without a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.model.locations import builtin_styles
from support.octavo import octavo
from support.shelf import FIXED_TIME, GOLDEN_BOOKS

PRESETS = sorted(file.stem for file in (builtin_styles() / "presets").glob("*.toml"))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_builds_a_book(preset: str, tmp_path: Path) -> None:
    """Code, plates, tables, notes and all that the book “everything” holds fit each page."""
    shutil.copytree(GOLDEN_BOOKS / "everything" / "manuscript", tmp_path / "manuscript")
    with (tmp_path / "manuscript" / "book.toml").open("a", encoding="utf-8") as toml:
        toml.write(f'\n[editions.tried]\npreset = "{preset}"\n')
    run = octavo("build", tmp_path, "-e", "tried", "--strict", "--quiet", environment=FIXED_TIME)
    assert (run.status, run.stderr) == (0, "")
