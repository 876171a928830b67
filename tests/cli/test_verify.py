"""``octavo verify`` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.damage import append, damaged, drop, on, remove, unset
from support.octavo import octavo
from verify.clean_book import clean_epub
from verify.faults import APPLE, CSS, FLOW, OPF


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EPUB without a fault, in the output folder of its book."""
    return clean_epub(tmp_path_factory.mktemp("tides"))


def test_nothing_is_found(clean: Path) -> None:
    """It says so, and whom it asked."""
    run = octavo("verify", clean, "--with", "own", "--quiet")
    assert (run.status, run.stdout, run.stderr) == (0, "", "")
    run = octavo("verify", clean, "--with", "own")
    assert (run.status, run.stdout) == (0, "asked: Octavo’s own checks\nnothing found\n")


def test_a_fault_is_shown_in_manuscript_and_file(clean: Path, tmp_path: Path) -> None:
    """With the line of each, and the way out."""
    copy = damaged(clean, tmp_path / "tides.epub", on(FLOW, "//h:img", unset("alt")))
    run = octavo("verify", copy, "--book", clean.parents[1], "--with", "own", "--quiet")
    assert run.status == 1
    assert "error[epub-picture-undescribed]: “../images/sea.svg” has no alternative text" in run.stderr
    assert " --> manuscript/02-flow.md:3:1\n" in run.stderr
    assert '3 | ![Waves, drawn by hand](sea.svg "The sea"){#fig-sea}' in run.stderr
    assert f"{copy.as_posix()}/{FLOW}:" in run.stderr
    assert '<img src="../images/sea.svg"' in run.stderr
    assert "help: say in alt what the picture says" in run.stderr


def test_a_finding_on_the_whole_file_shows_no_line(clean: Path, tmp_path: Path) -> None:
    """An archive has none that a person could read."""
    copy = damaged(
        clean, tmp_path / "tides.epub", drop(APPLE), on(OPF, "//o:meta[@property='ibooks:specified-fonts']", remove)
    )
    run = octavo("verify", copy, "--with", "own", "--quiet")
    assert f"embeds fonts, and does not tell Apple Books to show them\n --> {copy.as_posix()}:1:1\nhelp: " in run.stderr


def test_warnings_count_when_strict(clean: Path, tmp_path: Path) -> None:
    """Else they are said, and the status is 0."""
    copy = damaged(clean, tmp_path / "tides.epub", append(CSS, "body { color: #333 }"))
    assert octavo("verify", copy, "--with", "own").status == 0
    assert octavo("verify", copy, "--with", "own", "--strict").status == 1


def test_the_report_for_machines(clean: Path, tmp_path: Path) -> None:
    """JSON alone on stdout: what was asked, what is not there, what was found."""
    copy = damaged(clean, tmp_path / "tides.epub", append(CSS, "body { color: #333 }"))
    run = octavo("verify", copy, "--format", "json", "--node-modules", tmp_path, environment={"PATH": str(tmp_path)})
    record = json.loads(run.stdout)
    assert (record["files"], record["asked"]) == ([copy.as_posix()], [])
    assert [lack["name"] for lack in record["not_installed"]] == ["epubcheck", "ace", "nu"]
    assert all("install" in lack["install"] for lack in record["not_installed"])
    (found,) = record["diagnostics"]
    assert (found["name"], found["severity"]) == ("epub-css-fixed-colour", "warning")
    assert found["place"]["path"] == f"{copy.as_posix()}/{CSS}"


def test_what_is_not_installed_is_said(clean: Path, tmp_path: Path) -> None:
    """With the way to get it, and nothing fails; asked for by name it is a lack of the machine."""
    bare = {"PATH": str(tmp_path)}
    run = octavo("verify", clean, environment=bare)
    assert run.status == 0
    assert "not asked: EPUBCheck, which is not installed (install Java" in run.stdout
    run = octavo("verify", clean, "--with", "epubcheck", environment=bare)
    assert (run.status, run.stdout) == (3, "")
    assert "octavo: EPUBCheck is not installed\nhelp: install Java" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument 'FILES...'"),
        (("gone.epub",), "'gone.epub' does not exist"),
        (("notes.txt",), "“notes.txt” is neither an .epub nor a .pdf"),
        (("notes.txt", "--with", "everybody"), "'everybody' is not one of"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """With status 2."""
    (tmp_path / "notes.txt").touch()
    run = octavo("verify", *arguments, cwd=tmp_path)
    assert run.status == 2
    assert words in run.stderr


def test_pdfs_are_looked_at(tmp_path: Path, clean: Path) -> None:
    """Several files at once, of both kinds."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing\n")
    run = octavo("verify", broken, clean, "--with", "own", "--quiet")
    assert run.status == 1
    assert "error[pdf-unreadable]" in run.stderr
