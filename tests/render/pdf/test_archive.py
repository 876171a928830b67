"""Files for archives: one set of metadata that says all, pictures as they are, the same bytes each time."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image as Pillow

from octavo.model.sources import Picture
from octavo.render.pdf import render_pdf

RDF = b"<rdf:RDF"


@pytest.fixture(scope="module")
def written(sample):
    """Return the bytes of a chapter with a photograph, for a variant."""
    photograph = io.BytesIO()
    Pillow.new("RGB", (1200, 900), (90, 120, 200)).save(photograph, "PNG")
    picture = Picture(
        file="images/photo.png", media_type="image/png", width_px=1200, height_px=900, data=photograph.getvalue()
    )

    def write(variant):
        document = sample.document("one", sample.para("Words."), sample.figure(file=picture.file), title="One")
        publication = sample.publication(document, screen=True, pictures=[picture], pdf_variant=variant)
        outcome = render_pdf(publication, None, lambda _line: None)
        assert outcome.diagnostics == ()
        return outcome.value.data

    return write


@pytest.mark.parametrize(
    ("variant", "marks"),
    [
        ("pdf/a-3u+ua-1", ("3", "U", "1")),
        ("pdf/a-2b", ("2", "B", "None")),
        ("pdf/ua-1", ("None", "None", "1")),
    ],
)
def test_one_set_of_metadata_says_what_the_file_is(written, variant, marks):
    """Part and level of PDF/A, the part of PDF/UA, in one RDF: readers pass over a second."""
    with pikepdf.open(io.BytesIO(written(variant))) as pdf:
        assert pdf.Root.Metadata.read_bytes().count(RDF) == 1
        metadata = pdf.open_metadata()
        said = (metadata.get(key) for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))
        assert tuple(map(str, said)) == marks


def test_archives_say_what_their_colours_are(written):
    """The profile of sRGB is in the file, and no picture is to be smoothed; other files are left as they were."""

    def facts(variant):
        with pikepdf.open(io.BytesIO(written(variant))) as pdf:
            streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
            pictures = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
            intents = [(str(i.S), int(i.DestOutputProfile.N)) for i in pdf.Root.get("/OutputIntents", ())]
            return intents, {bool(picture.get("/Interpolate")) for picture in pictures}

    assert facts("pdf/a-2u") == ([("/GTS_PDFA1", 3)], {False})
    assert facts("pdf/ua-1") == ([], {True})


def test_the_same_again(written):
    """The same pages are the same bytes."""
    assert written("pdf/a-3u+ua-1") == written("pdf/a-3u+ua-1")
