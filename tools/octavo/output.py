"""Write: finished files into the output folder, each of them whole or not at all."""

from __future__ import annotations

import os
import secrets
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


def write_artifact(folder: Path, artifact: Artifact) -> Outcome[Path]:
    """Write a file and return where it is; the folder is made if need be.

    The bytes go into a temporary file in the same folder, which takes the place of an earlier output only when it is
    complete and on disk. Findings: output-not-writable.
    """
    target = folder / artifact.name
    temporary = folder / f".{artifact.name}.{secrets.token_hex(4)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_through(temporary, artifact.data)
        temporary.replace(target)
    except OSError as problem:
        reason = _reason(problem, folder)
        return Outcome(None, (OUTPUT_NOT_WRITABLE.at(None, file=artifact.name, folder=folder, reason=reason),))
    finally:
        _remove(temporary)
    return Outcome(target)


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
    return problem.strerror or str(problem)
