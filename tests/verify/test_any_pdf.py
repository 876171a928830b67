"""PDFs of which nobody knows what they should be: sound, whole, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from octavo.verify import Machine, inspect_files
from verify.conftest import Made
from verify.test_pdf import Change, changed, unmarked, unnamed, without, without_font_file, without_xmp
from verify.test_pdf_x import info, pressed, saved

__all__ = ["pressed"]


def own(path: Path) -> list[tuple[str, str]]:
    """Return what our own checks find, without a publication."""
    found = inspect_files((path,), (), Machine(environment={}), lambda _: None).diagnostics
    return [(d.finding.name, d.message) for d in found]


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_sound_file_passes(edition: str, made: dict[str, Made]) -> None:
    """Those of Octavo do."""
    assert own(made[edition].path) == []


@pytest.mark.parametrize("standard", ["old", "new"])
def test_a_sound_file_for_a_press_passes(standard: str, pressed: dict[str, Made]) -> None:
    """By its own word."""
    assert own(pressed[standard].path) == []


@pytest.mark.parametrize(
    ("change", "names"),
    [
        pytest.param(without_font_file, ["font-not-embedded"], id="a font that is not in it"),
        pytest.param(without("/Lang"), ["pdf-language-missing"], id="no language"),
        pytest.param(without("/StructTreeRoot"), ["pdf-untagged"], id="PDF/UA without tags"),
        pytest.param(unmarked, ["pdf-untagged"], id="PDF/UA that is not marked"),
        pytest.param(unnamed, ["dead-link-in-pdf"], id="a link to nowhere"),
    ],
)
def test_a_fault_is_named(change: Change, names: list[str], made: dict[str, Made], tmp_path: Path) -> None:
    """With the file as it was given."""
    found = own(changed(made["screen"], tmp_path, change))
    assert [name for name, _ in found] == names
    assert f"{tmp_path.as_posix()}/{made['screen'].path.name}" in found[0][1]


def test_a_word_for_a_press_is_held_to(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """Whoever made the file."""
    found = own(saved(pressed["old"], tmp_path, info("/Trapped", None)))
    assert [name for name, _ in found] == ["pdf-x-trapped"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(without("/PageLabels"), id="no page labels"),
        pytest.param(without_xmp("pdfuaid:part"), id="no word of PDF/UA"),
    ],
)
def test_what_nobody_promised_is_not_missed(change: Change, made: dict[str, Made], tmp_path: Path) -> None:
    """A file need not be more than it says."""
    assert own(changed(made["screen"], tmp_path, change)) == []


def test_other_peoples_files_are_read(tmp_path: Path) -> None:
    """Untagged, unlabelled, and for nobody's press."""
    HTML(string="<html lang='en'><title>Plain</title><p>Words").write_pdf(tmp_path / "plain.pdf")
    assert own(tmp_path / "plain.pdf") == []
    with pikepdf.open(tmp_path / "plain.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.Lang = pikepdf.String("")
        pdf.save()
    assert [name for name, _ in own(tmp_path / "plain.pdf")] == ["pdf-language-missing"]


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    """Nothing else can be."""
    (tmp_path / "x.pdf").write_bytes(b"words")
    assert [name for name, _ in own(tmp_path / "x.pdf")] == ["pdf-unreadable"]
