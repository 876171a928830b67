"""When the source was last changed, and what version control calls it."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click

REVISION_LENGTH = 10
"""Digits of a commit's name that are shown: fixed, for git's own choice grows with the repository."""

_GIT = (
    "git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "log.showSignature=false",
)  # fmt: skip
"""A manuscript's repository may be a stranger's: nothing that its configuration names is run."""


def provenance(book: Path) -> tuple[datetime | None, str]:
    """Return the time that goes into the files, and the revision (empty outside a repository).

    The time is ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), else the last commit's date, else None.
    """
    committed, revision = _last_commit(book)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return committed, revision
    try:
        return datetime.fromtimestamp(int(epoch), UTC), revision
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, not “{epoch}”") from error


def _last_commit(book: Path) -> tuple[datetime | None, str]:
    if not book.is_dir():
        return None, ""
    try:
        shown = subprocess.run(
            (*_GIT, "-C", str(book), "log", "-1", "--format=%ct %H"),
            capture_output=True, check=True, encoding="utf-8", timeout=10,
        ).stdout.split()  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None, ""
    seconds, commit = shown if len(shown) == 2 else ("", "")  # noqa: PLR2004 - the two fields asked for
    return (datetime.fromtimestamp(int(seconds), UTC), commit[:REVISION_LENGTH]) if seconds else (None, "")
