"""Files for a press (PDF/X), damaged in every way that verification knows, and changed in ways that do no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from octavo.pipeline import Request, build
from octavo.verify.pdf import check_any_pdf
from support.press import profile
from support.small_book import SMALLEST, write_book
from verify.conftest import CHAPTERS, Made

Change = Callable[[Pdf], None]

EDITIONS = """date = 2026-11-22
[editions]
print = false
screen = false
epub = false
[editions.old]
preset = "trade-paperback"
pdf-variant = "pdf/x-1a:2003"
output-intent = "press.icc"
bleed = "3mm"
[editions.new]
preset = "trade-paperback"
pdf-variant = "pdf/x-4"
output-intent = "press.icc"
"""
TITLE = {"old": "PDF/X-1a:2003", "new": "PDF/X-4"}


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The files of a book without a fault, by the standard that they keep."""
    book = write_book(tmp_path_factory.mktemp("pressed"), SMALLEST + EDITIONS, {**CHAPTERS, "press.icc": profile()})
    done = build(Request(book=book), lambda _stage, _detail: None)
    assert done.diagnostics == ()
    pairs = zip(done.files, done.publications, strict=True)
    return {edition.name: Made(path, publication) for (path, edition, _), publication in pairs}


def info(key: str, value: pikepdf.Object | None) -> Change:
    """Return a change of the older metadata; None takes the line out."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return change


def xmp(key: str, value: str) -> Change:
    """Return a change of the newer metadata."""

    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata[key] = value

    return change


def root(key: str, value: Callable[[Pdf], pikepdf.Object] | None) -> Change:
    """Return a change of the catalogue; None takes the entry out."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value(pdf)

    return change


def intent(key: str, value: Callable[[Pdf], pikepdf.Object] | None) -> Change:
    """Return a change of the output intent; None takes the entry out."""

    def change(pdf: Pdf) -> None:
        held = pdf.Root.OutputIntents[0]
        if value is None:
            del held[key]
        else:
            held[key] = value(pdf)

    return change


def page(index: int, **entries: object) -> Change:
    """Return a change of a page."""

    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[index].obj[f"/{key}"] = value

    return change


def resources(**entries: Callable[[Pdf], object]) -> Change:
    """Return a change of what the third page may draw."""

    def change(pdf: Pdf) -> None:
        pdf.pages[2].obj.Resources = Dictionary({f"/{key}": Dictionary(X=value(pdf)) for key, value in entries.items()})

    return change


def annotation(x: float, subtype: Name = Name.Stamp) -> Change:
    """Return a change that puts an annotation on the second page, ten points wide."""

    def change(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[x, 300, x + 10, 310])
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(made)])

    return change


def drawing(**entries: object) -> Callable[[Pdf], object]:
    """Return what makes a drawing."""
    return lambda pdf: pdf.make_stream(b"0 g", Type=Name.XObject, Subtype=Name.Form, **entries)


def picture(pdf: Pdf) -> object:
    """Return a picture with transparency."""
    mask = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray)
    return pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray, SMask=mask)


def whole_fonts(pdf: Pdf) -> None:
    """Say that fonts are whole OpenType files."""
    for font in pdf.pages[0].resources.Font.as_dict().values():
        outlines = font.DescendantFonts[0].FontDescriptor.get("/FontFile3")
        if outlines is not None:
            outlines.Subtype = Name.OpenType


def bookmark_that_acts(pdf: Pdf) -> None:
    """Let the second bookmark open a page of the web."""
    pdf.Root.Outlines.First.Next.A = Dictionary(S=Name.URI, URI=String("https://example.org"))


def saved(file: Made, folder: Path, *changes: Change, **options: object) -> Path:
    """Return a copy of a file that has been changed, saved as plainly as the oldest standard asks."""
    copy = folder / file.path.name
    with pikepdf.open(file.path) as pdf:
        for change in changes:
            change(pdf)
        plain = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "force_version": pdf.pdf_version}
        pdf.save(copy, **{**plain, **options})
    return copy


GROUP = Dictionary(S=Name.Transparency)

FAULTS: tuple[tuple[str, str, Change, str, str], ...] = (
    ("the old one says nothing", "old", info("/GTS_PDFXVersion", None), "pdf-x-undeclared",
     "does not say that it is PDF/X-1a:2003: it says nothing"),
    ("the old one says something else", "old", info("/GTS_PDFXVersion", String("PDF/X-3:2003")), "pdf-x-undeclared",
     "does not say that it is PDF/X-1a:2003: it says “PDF/X-3:2003”"),
    ("the new one says something else", "new", xmp("pdfxid:GTS_PDFXVersion", "PDF/X-5g"), "pdf-x-undeclared",
     "does not say that it is PDF/X-4: it says “PDF/X-5g”"),
    ("no output intent", "old", root("/OutputIntents", None), "pdf-x-output-intent",
     "is to be {standard}, but names no press (output intent)"),
    ("the intent of an archive", "new", intent("/S", lambda _pdf: Name.GTS_PDFA1), "pdf-x-output-intent",
     "is to be {standard}, but names no press (output intent)"),
    ("a press without a name", "old", intent("/OutputConditionIdentifier", None), "pdf-x-output-intent",
     "is to be {standard}, but does not say what its press is called"),
    ("no profile", "old", intent("/DestOutputProfile", None), "pdf-x-output-intent",
     "is to be {standard}, but has no profile in it"),
    ("a profile of three colours", "old", intent("/DestOutputProfile", lambda pdf: pdf.make_stream(profile(), N=3)),
     "pdf-x-output-intent", "is to be {standard}, but its profile is not that of a press of four inks"),
    ("words as a profile", "new", intent("/DestOutputProfile", lambda pdf: pdf.make_stream(b"x" * 200, N=4)),
     "pdf-x-output-intent", "is to be {standard}, but its profile is not that of a press of four inks"),
    ("another profile", "new", intent("/DestOutputProfile", lambda pdf: pdf.make_stream(profile() + b"x", N=4)),
     "pdf-x-output-intent", "is to be {standard}, but its profile is not the edition's"),
    ("no word on trapping", "old", info("/Trapped", None), "pdf-x-trapped",
     "is to be {standard}, but does not say whether its colours are trapped"),
    ("unknown trapping", "new", info("/Trapped", Name.Unknown), "pdf-x-trapped",
     "is to be {standard}, but does not say whether its colours are trapped"),
    ("no title and no time", "old", lambda pdf: (info("/Title", None)(pdf), info("/ModDate", None)(pdf)),
     "pdf-x-information", "is to be {standard}, but does not say its title and time of change"),
    ("an action at its opening", "old", root("/OpenAction", lambda _pdf: Dictionary(S=Name.Named, N=Name.Print)),
     "pdf-x-action", "is to be {standard}, but holds an action at its opening"),
    ("a script", "new", lambda pdf: pdf.Root.Names.__setitem__("/JavaScript", Dictionary(Names=Array())),
     "pdf-x-action", "is to be {standard}, but holds a script"),
    ("a form", "new", root("/AcroForm", lambda _pdf: Dictionary(Fields=Array())), "pdf-x-action",
     "is to be {standard}, but holds a form"),
    ("a bookmark that acts", "new", bookmark_that_acts, "pdf-x-action",
     "is to be {standard}, but holds bookmarks that act"),
    ("a stamp on the page", "old", annotation(200), "pdf-x-annotation",
     "is to be {standard}, but page 2 has an annotation (Stamp) on it"),
    ("a comment in the bleed", "new", annotation(-5, Name.Text), "pdf-x-annotation",
     "is to be {standard}, but page 2 has an annotation (Text) on it"),
    ("a state that is not opaque", "old", resources(ExtGState=lambda _pdf: Dictionary(ca=0.5)), "pdf-x-transparency",
     "is to be {standard}, but page 3 holds a state that lets something shine through"),
    ("another way to blend", "old", resources(ExtGState=lambda _pdf: Dictionary(BM=Name.Multiply)),
     "pdf-x-transparency", "is to be {standard}, but page 3 holds a state that lets something shine through"),
    ("a mask", "old", resources(ExtGState=lambda _pdf: Dictionary(SMask=Dictionary(S=Name.Alpha))),
     "pdf-x-transparency", "is to be {standard}, but page 3 holds a state that lets something shine through"),
    ("a picture with transparency", "old", resources(XObject=picture), "pdf-x-transparency",
     "is to be {standard}, but page 3 holds a picture with transparency"),
    ("a group inside a drawing", "old",
     resources(XObject=lambda pdf: drawing(Resources=Dictionary(XObject=Dictionary(Y=drawing(Group=GROUP)(pdf))))(pdf)),
     "pdf-x-transparency", "is to be {standard}, but page 3 holds a drawing that is blended as a whole"),
    ("a group of the page", "old", page(2, Group=GROUP), "pdf-x-transparency",
     "is to be {standard}, but page 3 holds a page that is blended as a whole"),
    ("an art box besides", "new", page(3, ArtBox=Array([0, 0, 9, 9])), "pdf-x-trim-box",
     "is to be {standard}, but page 4 has an art box besides its trim box"),
    ("no trim box", "new", lambda pdf: pdf.pages[3].obj.__delitem__("/TrimBox"), "pdf-x-trim-box",
     "is to be {standard}, but page 4 has no trim box"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("standard", "change", "name", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named(
    standard: str, change: Change, name: str, message: str, tmp_path: Path, pressed: dict[str, Made]
) -> None:
    """Once, with the file and the standard, and nothing else is."""
    file = pressed[standard]
    copy = saved(file, tmp_path, change)
    said = f"“{file.path.name}” {message.format(standard=TITLE[standard])}"
    assert file.complaints(copy) == [(name, said)]


@pytest.mark.parametrize(
    ("standard", "change"),
    [
        pytest.param("old", lambda _pdf: None, id="saved again, old"),
        pytest.param("new", lambda _pdf: None, id="saved again, new"),
        pytest.param("old", info("/Trapped", Name("/True")), id="trapped"),
        pytest.param("old", annotation(-50), id="a stamp beside the sheet"),
        pytest.param("old", annotation(200, Name.PrinterMark), id="a mark of the press"),
        pytest.param("old", resources(ExtGState=lambda _pdf: Dictionary(ca=1, BM=Name.Normal)), id="an opaque state"),
        pytest.param("old", resources(XObject=drawing(Group=Dictionary(S=Name.Other))), id="another group"),
        pytest.param("new", resources(ExtGState=lambda _pdf: Dictionary(ca=0.5)), id="transparency, new"),
        pytest.param("new", whole_fonts, id="whole fonts, new"),
        pytest.param("new", info("/GTS_PDFXVersion", String("PDF/X-1a:2003")), id="the older line in a new file"),
    ],
)
def test_what_does_no_harm_passes(standard: str, change: Change, tmp_path: Path, pressed: dict[str, Made]) -> None:
    """A standard allows much."""
    assert pressed[standard].complaints(saved(pressed[standard], tmp_path, change)) == []


def test_fonts_of_a_later_version(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """PDF 1.4 knows no OpenType."""
    (found,) = pressed["old"].found(saved(pressed["old"], tmp_path, whole_fonts))
    assert found.finding.name == "pdf-x-font-format"
    assert "is in it as a whole OpenType file" in found.message


@pytest.mark.parametrize(
    ("standard", "version", "message"),
    [
        ("old", "1.5", "is PDF 1.5, where the standard is made of 1.4"),
        ("new", "1.7", "is PDF 1.7, where the standard is made of 1.6"),
    ],
)
def test_a_later_version(standard: str, version: str, message: str, tmp_path: Path, pressed: dict[str, Made]) -> None:
    """By the number in its first line."""
    ((name, said),) = pressed[standard].complaints(saved(pressed[standard], tmp_path, force_version=version))
    assert (name, said.endswith(f"{TITLE[standard]}, but {message}")) == ("pdf-x-version", True)


def test_objects_packed_as_later_versions_do(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """Whatever the number in the first line says."""
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.5"}
    copy = saved(pressed["old"], tmp_path, **packed)
    copy.write_bytes(copy.read_bytes().replace(b"%PDF-1.5", b"%PDF-1.4", 1))
    ((name, said),) = pressed["old"].complaints(copy)
    assert (name, said.endswith("packs its objects together as only later versions of PDF do")) == (
        "pdf-x-version",
        True,
    )


def test_an_encrypted_file(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """Even one that opens without a password."""
    options = {"encryption": Encryption(owner="o", user="", R=4)}
    names = [name for name, _ in pressed["new"].complaints(saved(pressed["new"], tmp_path, **options))]
    assert names == ["pdf-x-encrypted"]


def test_a_file_without_an_identifier(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """Libraries give one whenever they write: it is taken out by hand."""
    copy = tmp_path / pressed["old"].path.name
    data = pressed["old"].path.read_bytes()
    assert data.count(b"/ID [") == 1
    copy.write_bytes(data.replace(b"/ID [", b"/No ["))
    assert [name for name, _ in pressed["old"].complaints(copy)] == ["pdf-x-identifier"]


def test_any_file_is_held_to_its_own_word(tmp_path: Path, pressed: dict[str, Made]) -> None:
    """Without knowing its book: what says that it is for a press is looked at as such; what says nothing is not."""
    for standard, made in pressed.items():
        assert list(check_any_pdf(made.path, "a.pdf")) == []
        broken = saved(made, tmp_path, root("/OutputIntents", None))
        (found,) = check_any_pdf(broken, "a.pdf")
        assert found.message == f"“a.pdf” is to be {TITLE[standard]}, but names no press (output intent)"
    silent = saved(pressed["old"], tmp_path, root("/OutputIntents", None), info("/GTS_PDFXVersion", None))
    assert list(check_any_pdf(silent, "a.pdf")) == []
