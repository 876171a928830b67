"""The programs that validators run on, and how they are run: with a limit of time, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g")
"""Java for runs of seconds; a file that wants more memory than this is told of, and stops nothing else."""

_CLONE = Path(__file__).parents[4] / "tests" / "validators" / "node_modules"
"""Where ``make test`` puts the packages in a clone of Octavo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What validators may use."""

    environment: Mapping[str, str]
    """Passed on to them."""
    node_folders: tuple[Path, ...] = ()
    """Folders of npm packages to look into first."""
    seconds: float = 300
    """How long one run may take."""
    programs: Mapping[str, str] = field(default_factory=dict)
    """Where programs are, by name; those that are not here are looked for."""

    def program(self, *names: str) -> str | None:
        """Return where the first of these programs is that is there."""
        path = self.environment.get("PATH")
        found = (self.programs.get(name) or shutil.which(name, path=path) for name in names)
        return next((place for place in found if place), None)

    def node_package(self, name: str) -> Path | None:
        """Return the folder of an npm package: given, in a clone of Octavo, or installed for all (``npm install -g``)."""
        node = self.program("node")
        shared = [Path(node).resolve().parents[1] / "lib" / "node_modules"] if node else []
        folders = (folder / name for folder in (*self.node_folders, _CLONE, *shared))
        return next((folder for folder in folders if folder.is_dir()), None)


class ValidatorFailure(Exception):  # noqa: N818 - names what it is
    """A validator did not come to a verdict; the text says why."""


def python_package(name: str) -> Path | None:
    """Return the folder of an installed Python package, without importing it."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a program left."""

    status: int
    printed: str
    said: str
    """On stderr."""

    @property
    def last_words(self) -> str:
        """The last line on stderr, for a message on why there is no verdict."""
        lines = (self.said or self.printed).strip().splitlines()
        return lines[-1].strip() if lines else f"it ended with status {self.status}"


def run(
    machine: Machine, arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> Answer:
    """Return what a program, working in ``folder``, prints; what it starts itself ends with it.

    Raises ValidatorFailure when it takes too long or cannot be started; a status is the caller's to judge.
    """
    try:
        process = subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=folder, env={**machine.environment, **(environment or {})}, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as problem:
        raise ValidatorFailure(f"it does not start: {problem}") from problem
    try:
        printed, said = process.communicate(timeout=machine.seconds)
    except subprocess.TimeoutExpired:
        raise ValidatorFailure(f"it gave no answer within {machine.seconds:.0f} seconds") from None
    finally:
        _end(process)
    return Answer(
        status=process.returncode, printed=printed.decode("utf-8", "replace"), said=said.decode("utf-8", "replace")
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, if it still runs, and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
