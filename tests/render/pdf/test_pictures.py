"""Pictures at their printed size, and blocks that no page holds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image as Pillow

from octavo.diagnostics.span import file_span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.sources import Picture
from octavo.pipeline import Request, build
from octavo.render.pdf import render_pdf
from support.small_book import edition, write_book


def raster(width, height, file="images/photo.png"):
    """Return a grey picture of so many pixels."""
    data = io.BytesIO()
    Pillow.new("L", (width, height), 128).save(data, "PNG")
    return Picture(file=file, media_type="image/png", width_px=width, height_px=height, data=data.getvalue())


def figure(sample, width="3in", file="images/photo.png", line=None):
    """Return a figure at a printed width, which the manuscript names in a line of its own."""
    drawn = sample.figure(file=file)
    span = file_span("manuscript/01-sample.md") if line is None else replace(drawn.span, line=line, end_line=line)
    image = replace(drawn.image, src_span=span, attributes=Attributes(pairs=(("width", width),)))
    return replace(drawn, image=image, attributes=Attributes(id=f"fig-{line}"))


def found(publication):
    """Return (finding, message, hint, place) of each diagnostic."""
    outcome = render_pdf(publication, None, lambda _line: None)
    return [(d.finding.name, d.message, d.hint, str(d.span)) for d in outcome.diagnostics]


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        (900, []),
        (
            897,
            [
                (
                    "low-resolution",
                    "“images/photo.png” has 299 pixels to the inch where it is printed: 897 × 300 pixels on 76 mm",
                    "use a picture of 900 × 302 pixels or more, or print it 75 mm wide",
                    "manuscript/01-sample.md:1:1",
                )
            ],
        ),
        (
            597,
            [
                (
                    "unprintable-resolution",
                    "“images/photo.png” has only 199 pixels to the inch where it is printed: 597 × 300 pixels on 76 mm",
                    "use a picture of 900 × 453 pixels or more, or print it 50 mm wide",
                    "manuscript/01-sample.md:1:1",
                )
            ],
        ),
    ],
)
def test_resolution_at_the_printed_size(sample, pixels, expected):
    """Three inches need 900 pixels; fewer are a warning, fewer than 600 an error, with the figures and the remedy."""
    document = sample.document("one", figure(sample))
    assert found(sample.publication(document, pictures=[raster(pixels, 300)])) == expected


@pytest.mark.parametrize("inline", [False, True])
def test_a_picture_without_a_width_is_as_large_as_it_is_sharp(sample, inline):
    """A small one stays small on paper: nobody has to name a width for a book to be printable."""
    drawn = sample.figure(file="images/photo.png")
    block = sample.para("A ", replace(drawn.image, attributes=Attributes()), " mark.") if inline else drawn
    document = sample.document("one", block)
    assert found(sample.publication(document, pictures=[raster(300, 200)])) == []


def test_a_screen_asks_for_no_resolution(sample):
    """A screen has fewer pixels than a press: its edition says nothing."""
    document = sample.document("one", figure(sample))
    assert found(sample.publication(document, pictures=[raster(90, 60)], screen=True)) == []


def test_each_use_is_judged_at_its_own_size(sample):
    """One picture printed small and large is reported where it is large."""
    document = sample.document("one", figure(sample, "1in", line=3), figure(sample, "4in", line=9))
    ((name, _message, _hint, place),) = found(sample.publication(document, pictures=[raster(900, 600)]))
    assert (name, place) == ("low-resolution", "manuscript/01-sample.md:9:1")


def test_a_drawing_has_no_resolution(sample):
    """Lines of a drawing are sharp at any size."""
    document = sample.document("one", figure(sample, file="images/square.svg"))
    assert found(sample.publication(document, pictures=[sample.picture()])) == []


@pytest.mark.parametrize(("height", "names"), [("500pt", []), ("700pt", ["taller-than-page"])])
def test_a_picture_taller_than_the_page(sample, height, names):
    """A picture in running text that would run off the paper is an error at its place; one that fits is none."""
    span = sample.para().span
    size = Attributes(pairs=(("width", "100pt"), ("height", height)))
    picture = nodes.Image(span=span, src="images/square.svg", alt="Square", src_span=span, attributes=size)
    document = sample.document("one", sample.para("Before."), sample.para(picture))
    diagnostics = found(sample.publication(document, pictures=[sample.picture()]))
    assert [name for name, *_ in diagnostics] == names
    assert all(
        message == "the picture “images/square.svg” in “one” is taller than the page" for _, message, *_ in diagnostics
    )


@pytest.mark.parametrize(("lines", "written"), [("", False), ("resolution = { least = 0 }", True)])
def test_what_no_printer_takes_stops_the_build(lines, written, tmp_path):
    """Nothing is written, and what was built before stays; an edition can say that it does not mind."""
    files = {"01-one.md": "# One\n\n![Dots](dots.png){width=3in}\n", "dots.png": raster(300, 200).data}
    book = write_book(tmp_path, edition(lines), files)
    (tmp_path / "output").mkdir()
    earlier = tmp_path / "output" / "tides-print.pdf"
    earlier.write_bytes(b"earlier")
    done = build(Request(book=book, editions=("print",)), lambda _stage, _detail: None)
    told = [(d.finding.name, d.is_error) for d in done.diagnostics]
    assert told == [("low-resolution", False)] if written else told == [("unprintable-resolution", True)]
    assert (earlier.read_bytes() != b"earlier") is written
