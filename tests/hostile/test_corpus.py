"""Hostile books: each ends in findings or in a book, in bounded time, and reads and runs nothing that is not its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hostile.corpus import HEAVY, READING, SECRETS, TOML, Files

GUARD = Path(__file__).parent / "guard"
SECONDS = 60
"""More than a build of the slowest takes by far; what is longer hangs."""


def written(folder: Path, files: Files) -> Path:
    """Write a hostile book, and beside it the folder that it must not read."""
    secret = folder / "elsewhere"
    secret.mkdir()
    for name, content in SECRETS.items():
        (secret / name).write_text(content if isinstance(content, str) else content.decode())
    for name, content in {"book.toml": TOML, **files}.items():
        file = folder / "book" / "manuscript" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("@LINK@"):
            file.symlink_to(secret / content.removeprefix("@LINK@"))
            continue
        data = content if isinstance(content, bytes) else content.encode()
        # From the root of the file system, or from the folder of the book.
        data = data.replace(b"/@SECRET@", str(secret).encode()).replace(b"@SECRET@", b"elsewhere")
        file.write_bytes(data)
    return folder / "book"


def built(folder: Path, files: Files, *options: str) -> tuple[Path, subprocess.CompletedProcess[str], str]:
    """Build a hostile book under guard; return its folder, what came of it, and what the guard saw."""
    book, log = written(folder, files), folder / "guard.log"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "OCTAVO_GUARD_LOG": str(log),
        "OCTAVO_GUARD_SECRET": str(folder / "elsewhere"),
        "SOURCE_DATE_EPOCH": "1764000000",
    }
    command = (
        sys.executable,
        "-m",
        "octavo",
        "build",
        book,
        "--quiet",
        "--max-memory",
        "2048",
        "--max-seconds",
        "50",
        *options,
    )
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    return book, done, log.read_text() if log.exists() else ""


def contents(book: Path) -> bytes:
    """Return all that a build has written, unpacked."""
    found = b""
    for file in (book / "output").glob("*") if (book / "output").is_dir() else ():
        found += file.read_bytes()
        if file.suffix == ".epub":
            with zipfile.ZipFile(file) as archive:
                found += b"".join(archive.read(name) for name in archive.namelist())
        else:
            text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=False).stdout
            found += text
    return found


@pytest.mark.parametrize("what", READING)
def test_nothing_is_read_or_run_that_is_not_the_books(what: str, tmp_path: Path) -> None:
    """Neither by Octavo nor by what it uses; and nothing of it is in the editions."""
    in_print = any(name.endswith((".css", ".svg")) for name in READING[what]) or "editions.print" in str(READING[what])
    book, done, seen = built(tmp_path, READING[what], "-e", "epub", *(("-e", "print") if in_print else ()))
    assert seen == ""
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    assert b"TOPSECRET" not in contents(book)
    assert sorted(file.name for file in (tmp_path / "elsewhere").iterdir()) == sorted(SECRETS)


@pytest.mark.parametrize("what", HEAVY)
def test_no_book_breaks_the_build(what: str, tmp_path: Path) -> None:
    """It ends, in an edition or in findings, never in a trace; and within the memory that it has leave to."""
    in_print = any(name.endswith((".css", ".svg", ".png")) for name in HEAVY[what])
    _, done, seen = built(tmp_path, HEAVY[what], "-e", "epub", *(("-e", "print") if in_print else ()))
    assert done.returncode in {0, 1}, done.stderr
    assert (done.returncode == 1) == ("error[" in done.stderr)
    assert "Traceback" not in done.stderr
    assert seen == ""
