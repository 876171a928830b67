"""Octavo, run as its users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of a run of ``octavo``."""

    status: int
    stdout: str
    stderr: str


def octavo(*arguments: str | Path, environment: Mapping[str, str] | None = None, cwd: Path | None = None) -> Run:
    """Return what came of ``python -m octavo`` with these arguments; ``environment`` is added to the test's own."""
    done = subprocess.run(
        (sys.executable, "-m", "octavo", *arguments),
        capture_output=True, encoding="utf-8", env=_environment(environment or {}), cwd=cwd, timeout=600, check=False,
    )  # fmt: skip
    return Run(status=done.returncode, stdout=done.stdout, stderr=done.stderr)


def _environment(additions: Mapping[str, str]) -> dict[str, str]:
    """Return the test's environment, wide and without colours, with additions."""
    return {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", **additions}
