"""Pandoc, as a citation processor and a reader of BibTeX: the one door through which it is called.

It runs in its own sandbox mode (no network, no file but those named on the command line) and within a time limit.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

TIMEOUT_S = 60


class PandocError(Exception):
    """Pandoc refused its input; the text is its own message."""


@cache
def _binary() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def run_pandoc(arguments: tuple[str, ...], text: str, *, reads: Path | None = None) -> str:
    """Return what pandoc makes of a text. ``reads`` is a file of ours that the arguments name (a CSL style).

    Raises PandocError when pandoc rejects the input or takes longer than ``TIMEOUT_S`` seconds.
    """
    folder = None if reads is None else reads.parent
    command = [_binary(), "--sandbox", *arguments]
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, encoding="utf-8", timeout=TIMEOUT_S, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired as late:
        raise PandocError(f"no answer within {TIMEOUT_S} seconds") from late
    if done.returncode != 0:
        raise PandocError(done.stderr.strip())
    return done.stdout
