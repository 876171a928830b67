"""Every finding with an example that fires it and one that does not, from the files in ``diagnostics/examples``.

Each file is Markdown: a heading a finding, then fenced blocks whose first word says which example they belong to and
whether they are files of a book (``fires``, ``silent``) or only shown (``shown-fires``, ``shown-silent``), and whose
second names the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.diagnostics import Finding
from octavo.diagnostics.catalogue import ROOMS

_FINDING = re.compile(r"^## (?P<name>[a-z0-9-]+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"^`````(?P<shown>shown-)?(?P<kind>fires|silent)(?: (?P<file>\S+))?\n(?P<text>.*?)^`````$", re.MULTILINE | re.DOTALL
)
PIXEL = "@PIXEL@"
"""Stands for a picture, whose text tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Some files of a book, or something that is only shown."""

    files: tuple[tuple[str, str], ...]
    """Path relative to the manuscript folder (empty for no file), and text."""
    runs: bool
    """Whether the files are a book's, to be added to one that says little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All there is to say of a finding."""

    finding: Finding
    room: str
    """What it is about, as the catalogue has it."""
    fires: Example
    silent: Example


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return the explanations of all findings, by name, in the order of the catalogue's rooms."""
    examples = _examples()
    return {
        finding.name: Explanation(finding=finding, room=room, **examples[finding.name])
        for room, findings in ROOMS.items()
        for finding in findings
        if finding.name in examples
    }


def _examples() -> dict[str, dict[str, Example]]:
    folder = files("octavo.diagnostics") / "examples"
    found: dict[str, dict[str, Example]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        text = file.read_text("utf-8")
        starts = list(_FINDING.finditer(text))
        for start, end in zip(starts, [*(s.start() for s in starts[1:]), len(text)], strict=True):
            blocks = list(_BLOCK.finditer(text, start.end(), end))
            found[start["name"]] = {kind: _example(blocks, kind) for kind in ("fires", "silent")}
    return found


def _example(blocks: list[re.Match[str]], kind: str) -> Example:
    mine = [block for block in blocks if block["kind"] == kind]
    return Example(
        files=tuple((block["file"] or "", block["text"]) for block in mine),
        runs=not any(block["shown"] for block in mine),
    )
