"""The last build of a book: when nothing that it was made of has changed, there is nothing to do but to say so.

A build is remembered when it wrote its files, by all that was asked of it. It holds again as long as the digest of its
ingredients, the state of the system's fonts and libraries, and every file that it wrote are what they were.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from octavo.cache.folder import cache_folder, keep_sealed, unsealed
from octavo.diagnostics import Diagnostic, Edit, Finding, Related, Repair, Severity, Span
from octavo.model.file_state import file_state
from octavo.model.text_file import is_regular_file

ENTRY = re.compile(r"build-[0-9a-f]{16}")
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a build has said."""

    diagnostics: tuple[Diagnostic, ...]
    record: Mapping[str, Any]
    """Its record, as JSON values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """Where a build of a book that was asked for in some way is remembered."""

    root: Path
    options: tuple[str, ...]
    """What was asked."""
    ingredients: str
    """Before the build; empty where nobody can tell, and then nothing is remembered."""

    def recall(self) -> Told | None:
        """Return what the last build said, if it would say and write the same again; else None."""
        try:
            file = self._file()
            body = unsealed(file) if file else None
            known = json.loads(body) if body else None
            return _told(known) if known and self._holds(known) else None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def remember(self, told: Told, files: Mapping[Path, bytes], watched: Iterable[str]) -> None:
        """Keep what a build said, what it wrote, and which files of the system it depends on."""
        known = {
            "ingredients": self.ingredients,
            "watched": {name: file_state(name) for name in watched},
            "files": {str(path.resolve()): hashlib.sha256(data).hexdigest() for path, data in files.items()},
            "record": told.record,
            "diagnostics": [asdict(diagnostic) for diagnostic in told.diagnostics],
        }
        with suppress(OSError):
            if (file := self._file()) is not None:
                keep_sealed(file, json.dumps(known).encode(), ENTRY, _MOST)

    def _file(self) -> Path | None:
        folder = cache_folder(self.root)
        if folder is None or not self.ingredients:
            return None
        return folder / f"build-{hashlib.sha256(repr(self.options).encode()).hexdigest()[:16]}"

    def _holds(self, known: Mapping[str, Any]) -> bool:
        return (
            known["ingredients"] == self.ingredients
            and all(file_state(name) == state for name, state in known["watched"].items())
            and all(_has(Path(name), digest) for name, digest in known["files"].items())
        )


def _has(file: Path, digest: str) -> bool:
    """Return whether a file is what was written."""
    if not is_regular_file(file):
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest


def _told(known: Mapping[str, Any]) -> Told:
    return Told(diagnostics=tuple(_diagnostic(said) for said in known["diagnostics"]), record=known["record"])


def _diagnostic(said: Mapping[str, Any]) -> Diagnostic:
    finding, weight = said["finding"], said["weight"]
    return Diagnostic(
        finding=Finding(**{**finding, "severity": Severity(finding["severity"])}),
        span=_span(said["span"]),
        message=said["message"],
        hint=said["hint"],
        related=tuple(Related(other["label"], Span(**other["span"])) for other in said["related"]),
        editions=tuple(said["editions"]),
        repair=_repair(said["repair"]),
        weight=None if weight is None else Severity(weight),
    )


def _span(said: Mapping[str, Any] | None) -> Span | None:
    return None if said is None else Span(**said)


def _repair(said: Mapping[str, Any] | None) -> Repair | None:
    if said is None:
        return None
    edits = tuple(Edit(span=Span(**edit["span"]), text=edit["text"]) for edit in said["edits"])
    return Repair(label=said["label"], edits=edits, certain=said["certain"])
