"""What goes to the printer: boxes, bleed, crop marks, and the inks of text, drawings and pictures."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image as Pillow

from octavo.model.attributes import Attributes
from octavo.model.edition import Inks
from octavo.model.sources import Picture
from octavo.render.pdf import render_pdf
from octavo.render.pdf.boxes import MARK_GAP_PT, MARK_LENGTH_PT
from octavo.render.pdf.repaint import greyed, without_inks

MM = 72 / 25.4
INCH_EIGHTH = 9.0


def made(publication):
    """Return the finished file, opened."""
    return pikepdf.open(io.BytesIO(render_pdf(publication, None, lambda _line: None).value.data))


def sides(box):
    """Return a page box in points, to a hundredth."""
    return [round(float(side), 2) for side in box]


def code(page):
    """Return what a page draws, drawings inside not counted."""
    contents = page.obj.Contents
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts).decode("latin-1")


@pytest.mark.parametrize("bleed", [3 * MM, INCH_EIGHTH, 20.0])
def test_boxes(sample, bleed):
    """The sheet begins at 0, 0; the bleed is exact whatever its size, and nothing lies outside it."""
    pdf = made(sample.publication(sample.document("one", title="One"), bleed_pt=bleed))
    page = pdf.pages[0]
    width, height = 152 * MM, 229 * MM
    assert sides(page.mediabox) == sides((0, 0, width + 2 * bleed, height + 2 * bleed))
    assert sides(page.trimbox) == sides((bleed, bleed, bleed + width, bleed + height))
    assert sides(page.bleedbox) == sides(page.mediabox)


def test_no_bleed(sample):
    """Without a bleed all boxes are the page."""
    pdf = made(sample.publication(sample.document("one", title="One")))
    page = pdf.pages[0]
    assert sides(page.mediabox) == sides(page.trimbox) == sides(page.bleedbox) == sides((0, 0, 152 * MM, 229 * MM))


@pytest.mark.parametrize("bleed", [0.0, INCH_EIGHTH])
def test_crop_marks_stand_outside_the_bleed(sample, bleed):
    """Eight lines, none of which touches the bleed, each in line with an edge of the page."""
    pdf = made(sample.publication(sample.document("one", title="One"), bleed_pt=bleed, marks=True))
    page = pdf.pages[0]
    margin = max(bleed, MARK_GAP_PT) + MARK_LENGTH_PT
    assert sides(page.trimbox)[:2] == sides((margin, margin))
    assert sides(page.bleedbox)[:2] == sides((margin - bleed, margin - bleed))
    left, bottom, right, top = sides(page.trimbox)
    lines = re.findall(r"([-\d.]+) ([-\d.]+) m ([-\d.]+) ([-\d.]+) l", code(page).rpartition("/Artifact BMC")[2])
    assert len(lines) == 8
    gap = max(bleed, MARK_GAP_PT)
    for line in lines:
        x1, y1, x2, y2 = (round(float(number), 2) for number in line)
        away = [max(left - x, x - right, bottom - y, y - top) for x, y in ((x1, y1), (x2, y2))]
        assert min(away) == pytest.approx(gap, abs=0.02)
        assert (x1 == x2 and x1 in {left, right}) or (y1 == y2 and y1 in {bottom, top})


def coloured(file="images/photo.png", mode="RGB"):
    """Return a picture of one colour, large enough for any page."""
    data = io.BytesIO()
    Pillow.new(mode, (2000, 3000), (200, 40, 40, 128)[: len(mode)]).save(data, "PNG")
    return Picture(file=file, media_type="image/png", width_px=2000, height_px=3000, data=data.getvalue())


def test_a_picture_that_bleeds_covers_its_page(sample):
    """Alone on a page without head and folio, out to the edge of the bleed on all sides."""
    drawn = sample.figure(file="images/photo.png")
    plate = replace(drawn, caption=(), credit=(), label=(), attributes=Attributes(classes=("bleed",)))
    document = sample.document("one", sample.para("Before."), plate, sample.para("After."), title="One")
    pdf = made(sample.publication(document, pictures=[coloured()], bleed_pt=3 * MM))
    assert len(pdf.pages) == 3
    page = pdf.pages[1]
    assert "BT" not in code(page)
    moved = re.search(r"([\d.]+) 0 0 (-?[\d.]+) 0 ([\d.]+) cm\s*/i\S+ Do", code(page))
    width, height = 152 * MM + 6 * MM, 229 * MM + 6 * MM
    assert float(moved[1]) * 0.75 >= width - 0.1
    assert float(moved[3]) * 0.75 >= height - 0.1


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="80" height="50">
<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" x2="80"><stop offset="0" stop-color="red"/>
<stop offset="1" stop-color="blue" stop-opacity=".5"/></linearGradient>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2" fill="#0a0"/></pattern>
<rect width="80" height="20" fill="url(#g)"/><rect y="20" width="80" height="20" fill="url(#p)"/>
<g opacity=".5"><rect y="40" width="80" height="10" fill="#c00" stroke="lab(50% 40 20)"/></g></svg>"""


def spaces(pdf):
    """Return the colour spaces and colour operators of all pages, drawings and pictures."""
    found = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            found |= {str(thing[key]) for key in ("/ColorSpace", "/CS") if isinstance(thing.get(key), pikepdf.Name)}
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image" and "/Length1" not in thing:
            text = thing.read_bytes().decode("latin-1")
            found |= set(re.findall(r"(?m)^[-\d. ]+ (rg|RG|k|K|g|G)$", text))
    return found


def test_black_ink_alone(sample):
    """Text, accents, gradients, tiles, pictures and what shines through are shades of one ink."""
    document = sample.document(
        "one",
        sample.para("Text."),
        sample.figure(),
        sample.figure("fig-two", "images/photo.png"),
        title="One",
        number="1",
    )
    drawing = Picture(file="images/square.svg", media_type="image/svg+xml", width_px=80, height_px=50, data=DRAWING)
    pictures = [drawing, coloured(mode="RGBA")]
    assert spaces(made(sample.publication(document, pictures=pictures, inks=Inks.BLACK))) == {"g", "G", "/DeviceGray"}
    found = spaces(made(sample.publication(document, pictures=pictures, inks=Inks.COLOUR)))
    assert found == {"k", "K", "/DeviceCMYK", "/DeviceGray"}


def test_text_in_colour_editions_is_black_ink(sample):
    """Where colours stay, black text is set with the black ink alone; on a screen nothing changes."""
    document = sample.document("one", sample.para("Text."))
    pressed = made(sample.publication(document))
    assert "0 0 0 1 k" in code(pressed.pages[0])
    shown = made(sample.publication(document, screen=True, inks=Inks.BLACK))
    assert "0 0 0 rg" in code(shown.pages[0])


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("RGB", (255, 0, 0), ("L", 76)),
        ("RGBA", (0, 0, 255, 100), ("LA", (29, 100))),
        ("P", 0, ("L", 0)),
        ("1", 1, ("L", 255)),
        ("I;16", 32896, ("L", 128)),
    ],
)
def test_shades(mode, colour, expected):
    """Each kind of picture becomes a grey one of the same lightness, and keeps its transparency."""
    data = io.BytesIO()
    Pillow.new(mode, (2, 2), colour).save(data, "PNG")
    grey = Pillow.open(io.BytesIO(greyed(data.getvalue())))
    assert (grey.mode, grey.getpixel((0, 0))) == expected


def test_what_is_no_picture_stays():
    """Data of other kinds, and pictures that are grey already, are handed on untouched."""
    data = io.BytesIO()
    Pillow.new("L", (2, 2), 9).save(data, "PNG")
    assert greyed(data.getvalue()) == data.getvalue()
    assert greyed(b"<svg/>") == b"<svg/>"


def test_photographs():
    """A JPEG of four inks stays a JPEG, in shades."""
    data = io.BytesIO()
    Pillow.new("CMYK", (300, 200), (0, 255, 255, 0)).save(data, "JPEG")
    grey = Pillow.open(io.BytesIO(greyed(data.getvalue())))
    assert (grey.format, grey.mode) == ("JPEG", "L")
    assert abs(grey.getpixel((0, 0)) - 76) <= 2


def test_archives_have_no_inks():
    """A picture of process inks becomes one of the screen's colours; others are handed on untouched."""
    data = io.BytesIO()
    Pillow.new("CMYK", (300, 200), (0, 255, 255, 0)).save(data, "JPEG")
    shown = Pillow.open(io.BytesIO(without_inks(data.getvalue())))
    assert (shown.format, shown.mode) == ("JPEG", "RGB")
    red, green, blue = shown.getpixel((150, 100))
    assert red > 200
    assert green < 60 > blue
    grey = io.BytesIO()
    Pillow.new("L", (2, 2), 9).save(grey, "PNG")
    assert without_inks(grey.getvalue()) == grey.getvalue()
    assert without_inks(b"<svg/>") == b"<svg/>"


def test_an_archive_of_a_printed_book(sample):
    """Its colours are those of a screen, its crop marks grey: no ink is named that no profile describes."""
    page = {"bleed_pt": 3 * MM, "marks": True, "inks": Inks.COLOUR, "pdf_variant": "pdf/a-2b"}
    document = sample.document("one", sample.para("Text."), sample.figure(), title="One")
    pdf = made(sample.publication(document, pictures=[sample.picture()], **page))
    assert "k" not in spaces(pdf) | {word for word in code(pdf.pages[0]).split() if word == "K"}
    assert "0 0 0 rg" in code(pdf.pages[0])
