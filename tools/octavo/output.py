"""Write: finished files into the output folder, each of them whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from octavo.diagnostics import Finding, Outcome, Severity
from octavo.model.artifact import Artifact

OUTPUT_NOT_WRITABLE = Finding(
    name="output-not-writable",
    severity=Severity.ERROR,
    message="“{file}” cannot be written into “{folder}”: {reason}",
    why="The book is done, and there is no place for it; what was built before stays as it was.",
    fix="make the folder writable, or name another one with --output",
)

FINDINGS: tuple[Finding, ...] = (OUTPUT_NOT_WRITABLE,)


def write_artifacts(folder: Path, artifacts: Sequence[Artifact]) -> tuple[Outcome[Path], ...]:
    """Write files and return where each is; the folder is made if need be.

    The bytes go into temporary files in the same folder. Only when all of them are complete and on disk do they take
    the places of earlier output, so that editions of two builds never lie side by side because one of them could not
    be written. Findings: output-not-writable.
    """
    unfinished = [folder / f".{artifact.name}.{secrets.token_hex(4)}.part" for artifact in artifacts]
    try:
        outcomes = [_prepared(folder, *pair) for pair in zip(artifacts, unfinished, strict=True)]
        if not any(outcome.failed for outcome in outcomes):
            outcomes = [_placed(folder, *pair) for pair in zip(artifacts, unfinished, strict=True)]
    finally:
        for file in unfinished:
            _remove(file)
    return tuple(outcomes)


def _prepared(folder: Path, artifact: Artifact, temporary: Path) -> Outcome[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_through(temporary, artifact.data)
        if (folder / artifact.name).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder has its name")
    except OSError as problem:
        return _refused(folder, artifact, problem)
    return Outcome(temporary)


def _placed(folder: Path, artifact: Artifact, temporary: Path) -> Outcome[Path]:
    target = folder / artifact.name
    try:
        temporary.replace(target)
    except OSError as problem:
        return _refused(folder, artifact, problem)
    return Outcome(target)


def _refused(folder: Path, artifact: Artifact, problem: OSError) -> Outcome[Path]:
    reason = _reason(problem, folder)
    return Outcome(None, (OUTPUT_NOT_WRITABLE.at(None, file=artifact.name, folder=folder, reason=reason),))


def _write_through(file: Path, data: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _remove(temporary: Path) -> None:
    """Take an unfinished file away, where there is one; the reason why it is unfinished matters more than its fate."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return


def _reason(problem: OSError, folder: Path) -> str:
    if isinstance(problem, FileExistsError | NotADirectoryError) and not folder.is_dir():
        return "it is no folder but a file, or lies below one"
    words = problem.strerror or str(problem)
    return words[:1].lower() + words[1:]
