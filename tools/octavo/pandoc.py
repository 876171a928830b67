"""Pandoc, as a citation processor and a reader of BibTeX: the one door through which it is called.

It runs in its own sandbox mode (no network, no file but those named on the command line), without the user's own pandoc
settings, and within a time limit, so that a book builds the same everywhere.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from octavo.model.environment import EnvironmentLack

TIMEOUT_S = 60
_INSTALL = "pip install pypandoc_binary"


class PandocError(Exception):
    """Pandoc refused its input; the text is its own message."""


@cache
def _binary() -> str:
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as missing:
        raise EnvironmentLack("pandoc is not installed", _INSTALL) from missing


def run_pandoc(arguments: tuple[str, ...], text: str, *, reads: Path | None = None) -> str:
    """Return what pandoc makes of a text. ``reads`` is a file of ours that the arguments name (a CSL style).

    Raises PandocError when pandoc rejects the input or takes longer than ``TIMEOUT_S`` seconds, EnvironmentLack when
    there is no pandoc.
    """
    folder = None if reads is None else reads.parent
    command = [_binary(), "--sandbox", f"--data-dir={os.devnull}", *arguments]
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, encoding="utf-8", timeout=TIMEOUT_S, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired as late:
        raise PandocError(f"no answer within {TIMEOUT_S} seconds") from late
    except OSError as missing:
        raise EnvironmentLack(f"pandoc cannot be run ({missing.strerror})", _INSTALL) from missing
    if done.returncode != 0:
        raise PandocError(done.stderr.strip())
    return done.stdout


def pandoc_version() -> str:
    """Return pandoc's version. Raises EnvironmentLack."""
    first, *_ = run_pandoc(("--version",), "").splitlines()
    return first.removeprefix("pandoc ")
