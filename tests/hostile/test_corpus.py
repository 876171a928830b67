"""Hostile books: each ends in findings or in a book, in bounded time, and reads and runs nothing that is not its own."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(slots=True)
class Builder:
    """A process that builds books under guard; it is begun anew when a build hangs."""

    process: subprocess.Popen[str] | None = None

    def status(self, job: Mapping[str, object]) -> int:
        """Return the exit status of a build; one that hangs fails the test."""
        if self.process is None:
            command = (sys.executable, GUARD / "builder.py")
            environment = {
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]),
                "OCTAVO_GUARD_LOG": os.devnull,
                "OCTAVO_GUARD_SECRET": "no such folder",
            }
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
                start_new_session=True,
            )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(job), file=self.process.stdin, flush=True)
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        if not ready:
            self.end()
            pytest.fail(f"no end within {SECONDS} seconds", pytrace=False)
        return int(self.process.stdout.readline())

    def end(self) -> None:
        """End the process, and all that it has begun."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    """One for all books."""
    made = Builder()
    yield made
    made.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of a hostile book."""

    book: Path
    status: int
    said: str
    seen: str
    """By the guard."""


def built(builder: Builder, folder: Path, files: Files, *options: str) -> Built:
    """Build a hostile book under guard."""
    book, log, said = written(folder, files), folder / "guard.log", folder / "said"
    limits = ("--quiet", "--max-memory", "2048", "--max-seconds", "50")
    status = builder.status(
        {
            "arguments": ["build", str(book), *limits, *options],
            "environment": {
                "OCTAVO_GUARD_LOG": str(log),
                "OCTAVO_GUARD_SECRET": str(folder / "elsewhere"),
                "SOURCE_DATE_EPOCH": "1764000000",
            },
            "said": str(said),
        }
    )
    seen = log.read_text() if log.exists() else ""
    return Built(book=book, status=status, said=said.read_text("utf-8"), seen=seen)


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
def test_nothing_is_read_or_run_that_is_not_the_books(what: str, builder: Builder, tmp_path: Path) -> None:
    """Neither by Octavo nor by what it uses; and nothing of it is in the editions."""
    files = READING[what]
    in_print = any(name.endswith((".css", ".svg")) for name in files) or "editions.print" in str(files)
    done = built(builder, tmp_path, files, "-e", "epub", *(("-e", "print") if in_print else ()))
    assert done.seen == ""
    assert done.status in {0, 1}, done.said
    assert "Traceback" not in done.said
    assert b"TOPSECRET" not in contents(done.book)
    assert sorted(file.name for file in (tmp_path / "elsewhere").iterdir()) == sorted(SECRETS)


@pytest.mark.parametrize("what", HEAVY)
def test_no_book_breaks_the_build(what: str, builder: Builder, tmp_path: Path) -> None:
    """It ends, in an edition or in findings, never in a trace; and within the memory that it has leave to."""
    in_print = any(name.endswith((".css", ".svg", ".png")) for name in HEAVY[what])
    done = built(builder, tmp_path, HEAVY[what], "-e", "epub", *(("-e", "print") if in_print else ()))
    assert done.status in {0, 1}, done.said
    assert (done.status == 1) == ("error[" in done.said)
    assert "Traceback" not in done.said
    assert done.seen == ""


def test_the_guard_sees(builder: Builder, tmp_path: Path) -> None:
    """What it is there to see: a read of the secret folder, a connection, a program."""
    code = (
        f"import socket, subprocess; open('{tmp_path}/elsewhere/x', 'w').close(); "
        "socket.socket().connect_ex(('127.0.0.1', 9)); subprocess.run(['true'])"
    )
    (tmp_path / "elsewhere").mkdir()
    log = tmp_path / "log"
    guarded = {
        "PYTHONPATH": str(GUARD),
        "OCTAVO_GUARD_LOG": str(log),
        "OCTAVO_GUARD_SECRET": str(tmp_path / "elsewhere"),
    }
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **guarded}, check=True)
    assert [line.split(":")[0] for line in log.read_text().splitlines()] == ["read", "network", "program"]
