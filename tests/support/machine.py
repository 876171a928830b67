"""The programs that tests run, and what happens where one is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).parents[2]
NODE_MODULES = REPOSITORY / "tests" / "validators" / "node_modules"

PACKAGES = {
    "chromium": "chromium",
    "gs": "ghostscript",
    "java": "openjdk-17-jdk-headless",
    "pdfimages": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
}
"""Program → the Debian package that brings it."""


def program(name: str) -> str:
    """Return where a program is; without it the test is skipped, and fails in continuous integration."""
    found = shutil.which(name)
    if found is None:
        lacking(name, f"sudo apt-get install {PACKAGES[name]}")
    return found


def node() -> str:
    """Return where the locked Node is, having made sure that its packages are installed."""
    found = Path(sys.executable).with_name("node")
    if not (found.exists() and NODE_MODULES.is_dir()):
        lacking("Node and its packages", "make test")
    return str(found)


def lacking(what: str, remedy: str) -> NoReturn:
    """End the test: a validator that is not there is a failure in continuous integration, elsewhere a skip."""
    message = f"{what} is not installed: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def run(*arguments: str | Path, timeout: float = 300) -> str:
    """Return what a program printed; one that fails fails the test with all that it said."""
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=timeout, check=False)
    if done.returncode != 0:
        pytest.fail(
            f"{Path(arguments[0]).name} ended with {done.returncode}:\n{done.stdout}{done.stderr}", pytrace=False
        )
    return done.stdout
