"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from octavo.diagnostics import Outcome
from octavo.model.artifact import Artifact
from octavo.output import write_artifacts

BOOK = Artifact(name="tides.epub", media_type="application/epub+zip", data=b"new")


def write_artifact(folder: Path, artifact: Artifact) -> Outcome[Path]:
    """Return what came of writing one file."""
    (outcome,) = write_artifacts(folder, (artifact,))
    return outcome


def test_a_file_is_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    """Nothing else is left there."""
    folder = tmp_path / "a" / "output"
    assert write_artifact(folder, BOOK) == Outcome(folder / "tides.epub")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"tides.epub": b"new"}


def test_an_earlier_file_is_replaced(tmp_path: Path) -> None:
    """By a new file: who has the old one open goes on reading it."""
    (tmp_path / "tides.epub").write_bytes(b"older")
    with (tmp_path / "tides.epub").open("rb") as reader:
        write_artifact(tmp_path, BOOK)
        assert reader.read() == b"older"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"tides.epub": b"new"}


def test_a_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    """Those of any new file, not a temporary file's."""
    (tmp_path / "usual").touch()
    write_artifact(tmp_path, BOOK)
    assert (tmp_path / "tides.epub").stat().st_mode == (tmp_path / "usual").stat().st_mode


def refused(folder: Path) -> tuple[str, object, str]:
    """Return name, place and message of the only finding of a write that must fail."""
    outcome = write_artifact(folder, BOOK)
    (found,) = outcome.diagnostics
    assert outcome.value is None
    assert found.hint == "make the folder writable, or name another one with --output"
    return found.finding.name, found.span, found.message


@pytest.mark.parametrize("below", ["file", "file/output"])
def test_a_file_in_the_place_of_the_folder_is_reported(below: str, tmp_path: Path) -> None:
    """The folder is named, and the file stays as it is."""
    (tmp_path / "file").write_bytes(b"kept")
    folder = tmp_path / below
    reason = "it is no folder but a file, or lies below one"
    message = f"“tides.epub” cannot be written into “{folder}”: {reason}"
    assert refused(folder) == ("output-not-writable", None, message)
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_folder_in_the_place_of_the_file_is_reported_and_leaves_nothing(tmp_path: Path) -> None:
    """The write fails at the last step; the temporary file is taken away."""
    (tmp_path / "tides.epub").mkdir()
    message = f"“tides.epub” cannot be written into “{tmp_path}”: a folder has its name"
    assert refused(tmp_path) == ("output-not-writable", None, message)
    assert [file.name for file in tmp_path.iterdir()] == ["tides.epub"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_reported(tmp_path: Path) -> None:
    """The system's own reason is given, and the earlier file stays as it was."""
    (tmp_path / "tides.epub").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        message = f"“tides.epub” cannot be written into “{tmp_path}”: permission denied"
        assert refused(tmp_path) == ("output-not-writable", None, message)
        assert (tmp_path / "tides.epub").read_bytes() == b"old"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a file system that takes no files")
def test_a_file_system_that_takes_no_folder_is_reported() -> None:
    """Root meets this one too."""
    name, span, message = refused(Path("/proc/octavo-output"))
    assert (name, span) == ("output-not-writable", None)
    assert message.startswith("“tides.epub” cannot be written into “/proc/octavo-output”: ")


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    """Editions of two builds do not end up side by side."""
    print_edition = Artifact(name="tides-print.pdf", media_type="application/pdf", data=b"new")
    (tmp_path / "tides-print.pdf").write_bytes(b"old")
    (tmp_path / "tides.epub").mkdir()
    outcomes = write_artifacts(tmp_path, (print_edition, BOOK))
    assert [d.message for outcome in outcomes for d in outcome.diagnostics] == [
        f"“tides.epub” cannot be written into “{tmp_path}”: a folder has its name"
    ]
    assert (tmp_path / "tides-print.pdf").read_bytes() == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tides-print.pdf", "tides.epub"]
