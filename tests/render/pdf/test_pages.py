"""Whole publications as PDFs: sides, folios, labels, bookmarks, numbers."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from octavo.model.config import Matter
from octavo.render.pdf import render_pdf

FRONT, BACK = Matter.FRONT, Matter.BACK


def rendered(publication):
    """Return the artifact of a publication that is rendered without a word."""
    outcome = render_pdf(publication, None, lambda _line: None)
    assert outcome.diagnostics == ()
    return outcome.value


def page_texts(artifact, tmp_path):
    """Return the words of each page, in rows."""
    path = tmp_path / "book.pdf"
    path.write_bytes(artifact.data)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return text.removesuffix("\f").split("\f")


@pytest.fixture(scope="module")
def small_book(sample, prose):
    """Half title, title, copyright page, contents; two chapters; a glossary that names pages."""
    items = [sample.item("one", "Before", "1"), sample.item("two", "After", "2"), sample.item("glossary", "Glossary")]
    return sample.publication(
        sample.document("half-title", sample.para("A Sample"), role="half-title", matter=FRONT),
        sample.document("title-page", sample.para("A Sample"), role="title-page", matter=FRONT),
        sample.document("copyright-page", sample.para("Rights."), role="copyright-page", matter=FRONT),
        sample.contents(*items),
        sample.document("one", sample.para(prose(760)), title="Before", number="1"),
        sample.document("two", sample.para(prose(200), id="late"), title="After", number="2"),
        sample.document("glossary", sample.para("See page ", sample.page("late"), "."), matter=BACK, role="glossary"),
        navigation=items,
    )


@pytest.fixture(scope="module")
def artifact(small_book):
    """The small book as a file."""
    return rendered(small_book)


@pytest.fixture(scope="module")
def texts(artifact, tmp_path_factory):
    """The words of its pages."""
    return page_texts(artifact, tmp_path_factory.mktemp("small"))


def test_pages_fall_on_their_sides(artifact):
    """Blanks bring every division to its side, and the body to arabic 1 on a recto."""
    pages = artifact.page_map.pages
    assert [page.folio for page in pages[:11]] == ["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5"]
    blank = [page.folio for page in pages if page.blank]
    assert blank == ["ii", "vi", "4", "6"]


def test_labels_are_the_folios(artifact):
    """The page labels of the file are the folios of the page map, blanks included."""
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        assert [page.label for page in pdf.pages] == [page.folio for page in artifact.page_map.pages]


def test_blanks_are_blank(artifact, texts):
    """No head and no folio stands on a blank, nor a folio on a display page."""
    assert [t.strip() for t, page in zip(texts, artifact.page_map.pages, strict=True) if page.blank] == [""] * 4
    assert texts[3].strip() == "Rights."


def test_heads_and_folios(artifact, texts):
    """The book's title heads versos, the chapter's rectos; an opening has its folio at the foot alone."""
    opening, verso, recto = texts[6:9]
    assert opening.split()[:3] == ["Chapter", "1", "Before"]
    assert opening.split()[-1] == "1"
    assert verso.split()[:3] == ["2", "A", "Sample"]
    assert recto.split()[:2] == ["Before", "3"]


def test_contents_name_the_right_pages(artifact, texts):
    """Every number in the contents and in the text is the folio of the page that the id stands on."""
    printed = [line.split()[-1] for line in texts[4].splitlines() if "..." in line or ". ." in line]
    assert printed == [artifact.page_map.folio_of(target) for target in ("one", "two", "glossary")]
    assert "See page 5." in texts[-1]


def test_every_id_has_its_page(artifact):
    """The page map knows documents, titles, paragraphs."""
    places = artifact.page_map.places
    assert {"half-title", "contents", "one", "one-title", "late", "glossary"} <= places.keys()


def test_one_sided_editions_have_no_blanks(small_book, sample):
    """A screen edition counts the same way, without a blank."""
    screen = sample.publication(*small_book.documents, screen=True)
    pages = rendered(screen).page_map.pages
    assert [page.folio for page in pages] == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5"]


def test_bookmarks_follow_the_navigation(artifact):
    """The outline is the publication's tree of contents."""
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1 Before", "2 After", "Glossary"]


def test_metadata_and_fonts(artifact):
    """Title, author, language and time are in the file; every font is embedded and told of."""
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        assert str(pdf.docinfo.Title) == "A Sample"
        assert str(pdf.docinfo.Author) == "Ada Author"
        assert str(pdf.docinfo.ModDate) == "D:20261122000000Z"
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "A Sample"
    assert [font.file for font in artifact.fonts] == ["SourceSerifPro-Regular.otf"]


def test_a_bleed_keeps_the_media_box_at_the_origin(sample, prose):
    """With a bleed the trim box is moved in, and the media box begins at 0, 0."""
    bleed = 9.0
    artifact = rendered(sample.publication(sample.document("one", sample.para(prose(9)), title="One"), bleed_pt=bleed))
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        page = pdf.pages[0]
        media, trim = [float(x) for x in page.mediabox], [float(x) for x in page.trimbox]
    assert media[:2] == [0, 0]
    assert trim == pytest.approx([bleed, bleed, media[2] - bleed, media[3] - bleed])


def test_same_bytes_twice(small_book, artifact):
    """A second rendering gives the same bytes."""
    assert rendered(small_book).data == artifact.data


_ELSEWHERE = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("conftest", sys.argv[1])
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
from octavo.render.pdf import render_pdf
sample = made.Sample()
note = sample.note(1, "A note.")
book = sample.publication(
    sample.document("one", sample.para(made.make_prose(400), sample.call(note.id)), sample.figure(), notes=(note,)),
    screen=True, pictures=[sample.picture()],
)
data = render_pdf(book, None, lambda line: None).value.data
print(hashlib.sha256(data).hexdigest())
"""


def test_same_bytes_elsewhere(tmp_path):
    """Hash seed, time zone and folder leave no trace in the file."""
    conftest = Path(__file__).with_name("conftest.py")
    digests = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", _ELSEWHERE, conftest]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, text=True)
        digests.add(done.stdout)
    assert len(digests) == 1
