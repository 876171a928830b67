"""The stage itself: it runs in every build, and what it finds is reported like anything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.diagnostics import Outcome
from octavo.model.artifact import Artifact
from octavo.model.edition import Format
from octavo.output import write_artifacts
from octavo.verify import CHECKS, FINDINGS, verify_file
from octavo.verify.lint import FINDINGS as OF_LINT
from octavo.verify.validators import FINDINGS as OF_VALIDATORS
from support.small_book import SMALLEST, names, write_book
from verify.conftest import Made


def test_every_format_has_checks() -> None:
    """The table names each format that editions can have."""
    assert set(CHECKS) == set(Format)
    assert all(CHECKS.values())


def test_whatever_is_found_is_an_error() -> None:
    """A finished file has no faults that could be left."""
    after_a_build = set(FINDINGS) - {*OF_LINT, *OF_VALIDATORS}
    assert {finding.severity for finding in after_a_build} == {"error"}


@pytest.mark.parametrize("edition", ["print", "screen", "epub"])
def test_a_sound_file_passes(edition: str, made: dict[str, Made]) -> None:
    """Verification hands the path on, and says nothing."""
    file = made[edition]
    assert verify_file(file.path, file.publication) == Outcome(file.path)


def test_a_build_tells_of_the_stage(tmp_path: Path) -> None:
    """It comes last."""
    told: list[tuple[str, str]] = []
    book = write_book(tmp_path, SMALLEST)
    pipeline.build(pipeline.Request(book=book, editions=("epub",)), lambda *words: told.append(words))
    assert told[-2:] == [("write", str(book / "output")), ("verify", "tides.epub")]


def test_a_faulty_file_is_reported_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that loses the end of a file: the build has an error, and names the file all the same."""

    def forgetful(folder: Path, artifacts: tuple[Artifact, ...]) -> tuple[Outcome[Path], ...]:
        return write_artifacts(folder, [replace(artifact, data=artifact.data[:-100]) for artifact in artifacts])

    monkeypatch.setattr(pipeline, "write_artifacts", forgetful)
    book = write_book(tmp_path, SMALLEST)
    done = pipeline.build(pipeline.Request(book=book, editions=("epub",)), lambda _stage, _detail: None)
    assert names(done.diagnostics) == ["epub-unreadable"]
    assert [path for path, _, _ in done.files] == [book / "output" / "tides.epub"]
    assert (book / "output" / "tides.epub").exists()
