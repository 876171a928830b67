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
    return _run(arguments, text.encode(), None if reads is None else reads.parent)


def _run(arguments: tuple[str, ...], data: bytes, folder: Path | None) -> str:
    command = [_binary(), "--sandbox", f"--data-dir={os.devnull}", *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT_S, check=False, cwd=folder)
    except subprocess.TimeoutExpired as late:
        raise PandocError(f"no answer within {TIMEOUT_S} seconds") from late
    except OSError as missing:
        raise EnvironmentLack(f"pandoc cannot be run ({missing.strerror})", _INSTALL) from missing
    if done.returncode != 0:
        raise PandocError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def pandoc_version() -> str:
    """Return pandoc's version. Raises EnvironmentLack."""
    first, *_ = run_pandoc(("--version",), "").splitlines()
    return first.removeprefix("pandoc ")


def word_as_markdown(document: bytes) -> str:
    """Return a .docx as Markdown: changes accepted, pictures by their paths below ``media/``. Raises as ``run_pandoc``."""
    form = "commonmark+footnotes+pipe_tables+definition_lists+tex_math_dollars+strikeout-raw_html"
    return _run(("-f", "docx", "-t", form, "--wrap=none", "--track-changes=accept"), document, None)
