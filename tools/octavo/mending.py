"""Repairs, made in the files of the manuscript; everything else in them stays byte for byte.

::

    check ──▶ repairs ──▶ files ──▶ check …   until there is nothing left to mend
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics import Diagnostic, Edit, Repair, Span
from octavo.model.artifact import Artifact
from octavo.model.text_file import is_inside
from octavo.output import write_artifacts

_MOST_ROUNDS = 10
"""One repair may make way for another; a pair that undoes each other must not go on for ever."""
_LINE_START = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of mending."""

    diagnostics: tuple[Diagnostic, ...]
    """What is left to mend, and why a file could not be written."""
    repairs: tuple[tuple[Span, Repair], ...]
    """Those made, and where, in the order of making."""


def mend(
    root: Path, found: Callable[[], tuple[Diagnostic, ...]], *, guesses: bool, most_rounds: int = _MOST_ROUNDS
) -> Mended:
    """Make the repairs that ``found`` reports, certain ones and if wanted guesses, until there are none.

    Only files below ``root`` are changed, each of them whole or not at all. Findings: output-not-writable.
    """
    made: list[tuple[Span, Repair]] = []
    diagnostics = found()
    for _ in range(most_rounds):
        wanted = [d for d in diagnostics if d.repair is not None and (guesses or d.repair.certain)]
        chosen = _apart([(d.span or d.repair.edits[0].span, d.repair) for d in wanted if d.repair is not None])
        if not chosen:
            break
        failures = _write(root, [edit for _, repair in chosen for edit in repair.edits])
        if failures:
            return Mended(diagnostics=(*diagnostics, *failures), repairs=tuple(made))
        made += chosen
        diagnostics = found()
    return Mended(diagnostics=diagnostics, repairs=tuple(made))


def _apart(repairs: Iterable[tuple[Span, Repair]]) -> list[tuple[Span, Repair]]:
    """Return the repairs that do not touch one another, in the order of their places; of two that do, the first."""
    ends: dict[str, tuple[int, int]] = {}
    chosen = []
    for place, repair in sorted(repairs, key=lambda each: _start(each[1])):
        if all((edit.span.line, edit.span.column) > ends.get(edit.span.path, (0, 0)) for edit in repair.edits):
            ends |= {edit.span.path: (edit.span.end_line, edit.span.end_column) for edit in repair.edits}
            chosen.append((place, repair))
    return chosen


def _start(repair: Repair) -> tuple[str, int, int]:
    first = min(edit.span for edit in repair.edits)
    return first.path, first.line, first.column


def _write(root: Path, edits: Iterable[Edit]) -> tuple[Diagnostic, ...]:
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.span.path, []).append(edit)
    failures: list[Diagnostic] = []
    for path, each in by_file.items():
        file = root / path
        if not is_inside(root, file):
            continue
        target = file.resolve()
        mode = target.stat().st_mode
        text = Artifact(name=target.name, media_type="text/plain", data=edited(target.read_bytes(), each))
        for outcome in write_artifacts(target.parent, (text,)):
            failures.extend(outcome.diagnostics)
            if outcome.value is not None:
                outcome.value.chmod(mode)
    return tuple(failures)


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a UTF-8 file with some edits made, which do not touch one another; its byte order mark and line ends stay."""
    text = data.decode("utf-8")
    mark = text[:1] if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    starts = [0, *(match.end() for match in _LINE_START.finditer(text))]
    pieces, done = [mark], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.line, edit.span.column)):
        span = edit.span
        start = starts[span.line - 1] + span.column - 1
        pieces += (text[done:start], edit.text)
        done = starts[span.end_line - 1] + span.end_column - 1
    return "".join((*pieces, text[done:])).encode("utf-8")
