"""Expected results kept in files, written by ``pytest --update-golden`` and read by people."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


def compare(folder: Path, files: Mapping[str, str], *, update: bool) -> None:
    """Assert that a folder holds exactly these texts, by relative path; with ``update`` make it so first."""
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    kept = {p.relative_to(folder).as_posix(): _text(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    assert sorted(kept) == sorted(files)
    for path, text in files.items():
        assert text == kept[path], f"{folder / path} differs; look at it, then pytest --update-golden"


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
