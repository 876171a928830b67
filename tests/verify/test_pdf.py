"""PDFs damaged in every way that verification knows, and changed in ways that do no harm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.model.edition import Inks
from verify.conftest import Made

Change = Callable[[Pdf], None]

FILE = {"print": "tides-print.pdf", "screen": "tides-screen.pdf", "archive": "tides-archive.pdf"}


def changed(file: Made, folder: Path, *changes: Change) -> Path:
    """Return a copy of a file that has been changed."""
    copy = folder / file.path.name
    with pikepdf.open(file.path) as pdf:
        for change in changes:
            change(pdf)
        pdf.save(copy)
    return copy


def resized(width: float, *indices: int) -> Change:
    """Return a change of the width of pages (the print edition's is 430.87 points)."""

    def change(pdf: Pdf) -> None:
        for index in indices:
            page = pdf.pages[index]
            page.TrimBox = page.BleedBox = page.MediaBox = Array([0, 0, width, 649.134])

    return change


def with_bleed(pdf: Pdf) -> None:
    """Let the sheet be larger than the trimmed page."""
    page = pdf.pages[1]
    page.TrimBox = page.BleedBox = Array([9, 9, 439.866, 658.134])
    page.MediaBox = Array([0, 0, 448.866, 667.134])


def without_font_file(pdf: Pdf) -> None:
    """Take the regular face out of the file."""
    for font in pdf.pages[0].resources.Font.as_dict().values():
        if "Regular" in str(font.BaseFont) or str(font.BaseFont).endswith("Source-Serif-Pro"):
            del font.DescendantFonts[0].FontDescriptor["/FontFile3"]


def drawing_with(font: Dictionary) -> Change:
    """Return a change that puts a drawing with a font of its own on the third page."""

    def change(pdf: Pdf) -> None:
        resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=resources)
        pdf.pages[2].Resources = Dictionary(XObject=Dictionary(Drawing=form))

    return change


HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
DRAWN = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary())


def without(key: str) -> Change:
    """Return a change that takes an entry out of the catalogue."""

    def change(pdf: Pdf) -> None:
        del pdf.Root[key]

    return change


def without_info_title(pdf: Pdf) -> None:
    """Take the title out of the older of the two places."""
    del pdf.docinfo["/Title"]


def without_xmp(key: str) -> Change:
    """Return a change that takes a line out of the newer metadata."""

    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(update_docinfo=False) as metadata:
            del metadata[key]

    return change


def with_xmp(key: str, value: str) -> Change:
    """Return a change of a line of the newer metadata."""

    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(update_docinfo=False) as metadata:
            metadata[key] = value

    return change


def unmarked(pdf: Pdf) -> None:
    """Say that the file is not tagged."""
    pdf.Root.MarkInfo.Marked = False


def link_of(pdf: Pdf, name: str) -> pikepdf.Object:
    """Return the link that leads to a name from page 5 of the screen edition."""
    return next(a for a in pdf.pages[4].Annots if str(a.get("/Dest")) == name)


def unnamed(pdf: Pdf) -> None:
    """Take the figure's name out of the file."""
    tree = pdf.Root.Names.Dests.Names
    index = [str(name) for name in tree.as_list()[::2]].index("fig-sea")
    del tree[2 * index : 2 * index + 2]


def to_a_page_taken_out(pdf: Pdf) -> None:
    """Let a link lead directly to a page, and take that page out."""
    page = pdf.pages[6].obj
    link_of(pdf, "two").Dest = Array([page, Name.Fit])
    del pdf.pages[6]
    taken = {page.objgen}
    names, places = pdf.Root.Names.Dests.Names.as_list()[::2], pdf.Root.Names.Dests.Names.as_list()[1::2]
    kept = [part for n, p in zip(names, places, strict=True) if p[0].objgen not in taken for part in (n, p)]
    pdf.Root.Names.Dests = Dictionary(Names=Array(kept))


def without_target(pdf: Pdf) -> None:
    """Let a link have neither a place nor an action."""
    del link_of(pdf, "fig-sea")["/Dest"]


def bookmark_astray(pdf: Pdf) -> None:
    """Let the first bookmark lead to a place that has no name."""
    pdf.Root.Outlines.First.Dest = String("gone")


def by_action(pdf: Pdf) -> None:
    """Let links lead to their places in the other ways that the format has."""
    place = Array([pdf.pages[5].obj, Name.Fit])
    link = link_of(pdf, "fig-sea")
    del link["/Dest"]
    link.A = Dictionary(S=Name.GoTo, D=place)
    link_of(pdf, "two").Dest = Name.old
    pdf.Root.Dests = Dictionary(old=Dictionary(D=place))


def boxes(index: int, **changes: list[float]) -> Change:
    """Return a change of some boxes of a page."""

    def change(pdf: Pdf) -> None:
        for name, sides in changes.items():
            pdf.pages[index][f"/{name}"] = Array(sides)

    return change


def drawing(code: bytes) -> Change:
    """Return a change that puts a drawing on the third page."""

    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(code, Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary())
        pdf.pages[2].Resources = Dictionary(XObject=Dictionary(Drawing=form))

    return change


def picture(space: Name, *, smoothed: bool = False) -> Change:
    """Return a change that puts a picture of a colour space on the third page."""

    def change(pdf: Pdf) -> None:
        image = pdf.make_stream(b"\0\0\0", Type=Name.XObject, Subtype=Name.Image, ColorSpace=space)
        image.Interpolate = smoothed
        pdf.pages[2].Resources = Dictionary(XObject=Dictionary(Picture=image))

    return change


def profile_of(colours: int) -> Change:
    """Return a change of how many colours the file says that its profile has."""

    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile.N = colours

    return change


def drawn_over(code: bytes) -> Change:
    """Return a change of what the second page draws."""

    def change(pdf: Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(code)

    return change


FAULTS: tuple[tuple[str, str, tuple[Change, ...], str, list[str]], ...] = (
    ("one page too wide", "print", (resized(440, 1),), "wrong-trim",
     ["page 2 of “{file}”: trimmed to 155.22 × 229.00 mm, where the edition says 152.00 × 229.00 mm"]),
    ("two runs of pages of other sizes", "print", (resized(440, 1, 2, 3), resized(400, 4)), "wrong-trim",
     ["pages 2 to 4 of “{file}”: trimmed to 155.22 × 229.00 mm, where the edition says 152.00 × 229.00 mm",
      "page 5 of “{file}”: trimmed to 141.11 × 229.00 mm, where the edition says 152.00 × 229.00 mm"]),
    ("a font's outlines left out", "screen", (without_font_file,), "font-not-embedded",
     ["page 1 of “{file}” uses YLXFLI+Source-Serif-Pro, which is not in the file"]),
    ("a drawing with a font of its own", "print", (drawing_with(HELVETICA),), "font-not-embedded",
     ["page 3 of “{file}” uses Helvetica, which is not in the file"]),
    ("no page labels", "print", (without("/PageLabels"),), "page-labels-missing", ["“{file}” has no page labels"]),
    ("no language", "print", (without("/Lang"),), "pdf-language-missing",
     ["“{file}” does not say what language it is in"]),
    ("no title", "print", (without_info_title, without_xmp("dc:title")), "pdf-title-missing",
     ["“{file}” does not say its title"]),
    ("no structure tree", "screen", (without("/StructTreeRoot"),), "pdf-untagged",
     ["“{file}” is to be accessible (PDF/UA-1), but has no structure tree"]),
    ("not marked as tagged", "screen", (unmarked,), "pdf-untagged",
     ["“{file}” is to be accessible (PDF/UA-1), but its pages are not marked as tagged"]),
    ("no word of what it is", "screen", (without_xmp("pdfuaid:part"),), "pdf-ua-undeclared",
     ["“{file}” does not say that it is PDF/UA-1"]),
    ("no word of being accessible too", "archive", (without_xmp("pdfuaid:part"),), "pdf-ua-undeclared",
     ["“{file}” does not say that it is PDF/A-3u and PDF/UA-1"]),
    ("no word of being an archive", "archive", (without_xmp("pdfaid:part"),), "pdf-a-undeclared",
     ["“{file}” does not say that it is PDF/A-3u and PDF/UA-1"]),
    ("another level of it", "archive", (with_xmp("pdfaid:conformance", "B"),), "pdf-a-undeclared",
     ["“{file}” does not say that it is PDF/A-3u and PDF/UA-1"]),
    ("colours of nothing", "archive", (without("/OutputIntents"),), "pdf-not-for-archives",
     ["“{file}” is to be PDF/A-3u and PDF/UA-1, but no profile says what its colours are"]),
    ("a profile of no colours", "archive", (profile_of(0),), "pdf-not-for-archives",
     ["“{file}” is to be PDF/A-3u and PDF/UA-1, but its profile has another number of colours than the file says"]),
    ("what a press prints and a viewer makes up", "archive", (picture(Name.DeviceCMYK, smoothed=True),),
     "pdf-not-for-archives",
     ["“{file}” is to be PDF/A-3u and PDF/UA-1, but a picture of it may be smoothed by viewers",
      "“{file}” is to be PDF/A-3u and PDF/UA-1, but a picture of it has the colours of a press that it does not describe"]),
    ("a sheet off the origin", "print", (boxes(1, MediaBox=[-9, -9, 440, 659]),), "wrong-boxes",
     ["page 2 of “{file}”: the sheet does not begin at 0, 0"]),
    ("a bleed that the edition does not have", "print",
     (boxes(1, TrimBox=[9, 9, 439.866, 658.134], MediaBox=[0, 0, 448.866, 667.134], BleedBox=[0, 0, 448.866, 667.134]),),
     "wrong-boxes", ["page 2 of “{file}”: it bleeds by 3.17 mm, where the edition says 0.00 mm"]),
    ("a bleed beyond the sheet", "print", (boxes(1, TrimBox=[9, 9, 439.866, 658.134], BleedBox=[9, 9, 439.866, 658.134]),),
     "wrong-boxes", ["page 2 of “{file}”: the bleed reaches beyond the sheet"]),
    ("a coloured picture", "print", (picture(Name.DeviceRGB),), "colour-in-black-edition",
     ["page 3 of “{file}” needs colours for a picture, where the edition is printed with black ink alone"]),
    ("a coloured drawing", "print", (drawing(b"1 0 0 rg 0 0 9 9 re f"),), "colour-in-black-edition",
     ["page 3 of “{file}” needs colours for a drawing, where the edition is printed with black ink alone"]),
    ("a coloured rule", "print", (drawn_over(b"/DeviceRGB CS 1 0 0 SCN 0 0 m 9 9 l S"),), "colour-in-black-edition",
     ["page 2 of “{file}” needs colours for text or rules, where the edition is printed with black ink alone"]),
    ("a link to no name", "screen", (unnamed,), "dead-link-in-pdf",
     ["a link on page 5 of “{file}” leads nowhere: no place is named “fig-sea”"]),
    ("a link to a page that was taken out", "screen", (to_a_page_taken_out, without("/Outlines")), "dead-link-in-pdf",
     ["a link on page 4 of “{file}” leads nowhere: no place is named “colophon”",
      "a link on page 5 of “{file}” leads nowhere: it names no page of the file"]),
    ("a link to nothing", "screen", (without_target,), "dead-link-in-pdf",
     ["a link on page 5 of “{file}” leads nowhere: it names no page of the file"]),
    ("a bookmark to no name", "screen", (bookmark_astray,), "dead-link-in-pdf",
     ["the bookmark “1 Ebb” of “{file}” leads nowhere: no place is named “gone”"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "changes", "name", "messages"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named(
    edition: str, changes: tuple[Change, ...], name: str, messages: list[str], tmp_path: Path, made: dict[str, Made]
) -> None:
    """Once, with the file and the page, and nothing else is."""
    copy = changed(made[edition], tmp_path, *changes)
    assert made[edition].complaints(copy) == [(name, message.format(file=FILE[edition])) for message in messages]


@pytest.mark.parametrize(
    ("edition", "changes"),
    [
        pytest.param("print", (resized(430.95, 1),), id="a page off by rounding"),
        pytest.param("print", (with_bleed,), id="a sheet larger than its page"),
        pytest.param("print", (drawing_with(DRAWN),), id="a font that is made of drawings"),
        pytest.param("print", (picture(Name.DeviceGray),), id="a grey picture"),
        pytest.param("print", (drawing(b"0 g 0 0 9 9 re f"),), id="a black drawing"),
        pytest.param("screen", (picture(Name.DeviceRGB, smoothed=True),), id="a coloured picture on a screen"),
        pytest.param("archive", (picture(Name.DeviceRGB),), id="a coloured picture in an archive"),
        pytest.param("print", (without_info_title,), id="a title in one place only"),
        pytest.param("print", (without_xmp("dc:title"),), id="a title in the other place only"),
        pytest.param("screen", (by_action,), id="links of other makes"),
        pytest.param("screen", (without("/Outlines"),), id="no bookmarks"),
    ],
)
def test_what_does_no_harm_passes(
    edition: str, changes: tuple[Change, ...], tmp_path: Path, made: dict[str, Made]
) -> None:
    """Another way of saying the same is none of our business."""
    assert made[edition].complaints(changed(made[edition], tmp_path, *changes)) == []


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (drawn_over(b"0 0 0 rg 0 0 9 9 re f"), ["screen-colour-in-print-edition"]),
        (drawn_over(b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f"), ["screen-colour-in-print-edition"]),
        (picture(Name.DeviceRGB), ["screen-colour-in-print-edition"]),
        (picture(Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")])), ["screen-colour-in-print-edition"]),
        (picture(Array([Name.ICCBased, Dictionary(N=3)])), ["screen-colour-in-print-edition"]),
        (drawn_over(b"0 0 0 1 k 0 1 1 0 K 0 0 9 9 re f"), []),
        (picture(Name.DeviceCMYK), []),
        (picture(Array([Name.Indexed, Name.DeviceCMYK, 0, String("abcd")])), []),
    ],
)
def test_screen_colours_in_a_colour_edition(
    change: Change, names: list[str], tmp_path: Path, made: dict[str, Made]
) -> None:
    """A press has four inks and shades of them, and no red, green and blue."""
    edition = made["print"].publication.edition
    assert edition.page is not None
    page = replace(edition.page, inks=Inks.COLOUR)
    publication = replace(made["print"].publication, edition=replace(edition, page=page))
    copy = changed(made["print"], tmp_path, change)
    assert [name for name, _ in replace(made["print"], publication=publication).complaints(copy)] == names


def test_a_file_that_is_no_pdf_is_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """With the library's reason, and without the folder's name."""
    copy = tmp_path / "tides-print.pdf"
    copy.write_bytes(b"Words.")
    (found,) = made["print"].found(copy)
    assert (found.finding.name, found.span) == ("pdf-unreadable", None)
    assert found.message == "“tides-print.pdf” cannot be opened: unable to find trailer dictionary while recovering damaged file"  # fmt: skip
    assert found.hint == "build it again; if it stays so, look whether the disk is full or failing"


def test_a_damaged_stream_is_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """Bytes lost between memory and disk; what else may be wrong cannot be told."""
    copy = tmp_path / "tides-print.pdf"
    data = made["print"].path.read_bytes()
    start = data.index(b"stream\n") + 20
    copy.write_bytes(data[:start] + bytes(8) + data[start + 8 :])
    number = re.findall(rb"(\d+) 0 obj", data[:start])[-1].decode()
    reason = f"content stream (content stream object {number} 0): errors while decoding content stream"
    assert made["print"].complaints(copy) == [("pdf-syntax", f"“tides-print.pdf” is not sound: {reason}")]


def test_a_file_that_can_only_be_guessed_at_is_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """The table of objects is not where it should be: some programs find them all the same."""
    copy = tmp_path / "tides-print.pdf"
    data = made["print"].path.read_bytes()
    start = data.rindex(b"startxref\n") + len(b"startxref\n")
    copy.write_bytes(data[:start] + b"7" + data[start + 1 :])
    wrong = int(b"7" + data[start + 1 :].split()[0])
    reason = f"file is damaged; (offset {wrong}): xref not found; Attempting to reconstruct cross-reference table"
    assert made["print"].complaints(copy) == [("pdf-syntax", f"“tides-print.pdf” is not sound: {reason}")]
