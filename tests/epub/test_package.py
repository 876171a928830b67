"""The package: its files, its metadata, its bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from octavo.model.config import Contributor
from octavo.model.publication import Publication
from octavo.render.epub import render_epub

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def files(publication: Publication) -> dict[str, bytes]:
    outcome = render_epub(publication, None, lambda _: None)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(publication: Publication) -> ET.Element:
    return ET.fromstring(files(publication)["EPUB/content.opf"])  # noqa: S314 - made here


def properties(root: ET.Element, name: str) -> list[str]:
    return [meta.text or "" for meta in root.iter(f"{OPF}meta") if meta.get("property") == name]


def refinements(root: ET.Element, identifier: str) -> dict[str, str]:
    return {
        meta.get("property", ""): meta.text or ""
        for meta in root.iter(f"{OPF}meta")
        if meta.get("refines") == f"#{identifier}"
    }


def test_files(everything: Publication) -> None:
    """Every document, picture, stylesheet and font has a stable name of its own."""
    names = [name for name in files(everything) if not name.startswith("EPUB/fonts/")]
    assert names == [
        "mimetype",
        "META-INF/container.xml",
        "META-INF/com.apple.ibooks.display-options.xml",
        "EPUB/content.opf",
        "EPUB/cover.xhtml",
        "EPUB/text/half-title.xhtml",
        "EPUB/text/title-page.xhtml",
        "EPUB/text/copyright-page.xhtml",
        "EPUB/text/dedication.xhtml",
        "EPUB/nav.xhtml",
        "EPUB/text/preface.xhtml",
        "EPUB/text/part-one.xhtml",
        "EPUB/text/at-sea.xhtml",
        "EPUB/text/ashore.xhtml",
        "EPUB/text/glossary.xhtml",
        "EPUB/text/related-reading.xhtml",
        "EPUB/text/index.xhtml",
        "EPUB/text/colophon.xhtml",
        "EPUB/toc.ncx",
        "EPUB/cover.png",
        "EPUB/styles/base.css",
        "EPUB/styles/epub.css",
        "EPUB/images/flag.png",
        "EPUB/images/route.svg",
    ]


def test_archive_begins_with_a_bare_mimetype(everything: Publication) -> None:
    """The first entry tells what the file is, stored at a fixed place, without a date of its own."""
    outcome = render_epub(everything, None, lambda _: None)
    assert outcome.value is not None
    assert outcome.value.data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_titles_are_told_apart(everything: Publication) -> None:
    """No two files have one title, whatever the author calls the chapters."""
    twins = tuple(replace(d, plain_title="Same") if d.role in {"chapter", "index"} else d for d in everything.documents)
    titles = [
        ET.fromstring(data).findtext(f"{XHTML}head/{XHTML}title")  # noqa: S314 - made here
        for name, data in files(replace(everything, documents=twins)).items()
        if name.endswith(".xhtml")
    ]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if title and "Same" in title] == ["Chapter 1: Same", "Chapter 2: Same", "Same"]


def test_dublin_core(everything: Publication) -> None:
    """Titles, people, identifiers, subjects and series, each with what refines it."""
    root = package(everything)
    found = [(made.tag.removeprefix(DC), made.text) for made in root.iter() if made.tag.startswith(DC)]
    assert found == [
        ("identifier", "urn:uuid:3f2c8f5e-5d5e-5c39-9d0c-0b1f6f8a4a11"),
        ("identifier", "urn:isbn:9780306406157"),
        ("title", "Two Seas"),
        ("title", "A briefing"),
        ("language", "en-GB"),
        ("creator", "Ada Writer"),
        ("contributor", "Bo Painter"),
        ("publisher", "Example Press"),
        ("date", "2026-11-22"),
        ("description", "Two seas & one book."),
        ("rights", "© 2026 Ada Writer"),
        ("subject", "Maritime security"),
        ("subject", "Sea"),
    ]
    assert refinements(root, "contributor-1") == {"role": "aut", "file-as": "Writer, Ada"}
    assert refinements(root, "subtitle") == {"title-type": "subtitle"}
    assert refinements(root, "subject-1") == {"authority": "Thema", "term": "JPSD"}
    assert refinements(root, "series") == {"collection-type": "series", "group-position": "2"}
    assert properties(root, "dcterms:modified") == ["2026-11-22T00:00:00Z"]


def test_an_editor_is_the_creator_of_a_book_without_author(everything: Publication) -> None:
    """A collection's editor stands where its author would."""
    edited = replace(everything.metadata, contributors=(Contributor(name="E. Ditor", role="edt"),))
    assert [made.text for made in package(replace(everything, metadata=edited)).iter(f"{DC}creator")] == ["E. Ditor"]


def test_manifest_properties(everything: Publication) -> None:
    """A file says what is in it, and nothing that is not."""
    found = {
        item.get("href"): item.get("properties")
        for item in package(everything).iter(f"{OPF}item")
        if item.get("properties")
    }
    assert found == {"nav.xhtml": "nav", "text/at-sea.xhtml": "mathml", "cover.png": "cover-image"}


def test_cover_is_pixels(everything: Publication) -> None:
    """A drawn cover becomes a PNG that stores accept, shown on a page of its own with its text."""
    made = files(everything)
    data = made["EPUB/cover.png"]
    assert (data[:8], int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (b"\x89PNG\r\n\x1a\n", 1600, 2560)
    assert b'<img src="cover.png" alt="Two Seas: waves under the title" role="doc-cover"/>' in made["EPUB/cover.xhtml"]


def with_cover(publication: Publication, svg: bytes) -> Publication:
    picture = replace(publication.pictures["images/cover.svg"], data=svg)
    return replace(publication, pictures={**publication.pictures, picture.file: picture})


def test_a_cover_that_cannot_be_drawn(everything: Publication) -> None:
    """A cover that is no drawing is an error where the book names it."""
    (found,) = render_epub(with_cover(everything, b"<svg"), None, lambda _: None).diagnostics
    assert (found.finding.name, found.span) == ("cover-not-drawn", everything.documents[0].span)
    assert found.message == "the cover “images/cover.svg” cannot be drawn: the document does not have a root node"
    assert found.hint == "save the cover anew as plain SVG, or as a PNG or JPEG of 1600 × 2560 pixels"


def test_text_of_a_cover_is_drawn_in_the_nearest_font(everything: Publication) -> None:
    """Text in a font that is not there does not vanish."""
    draw = '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1600">{}</svg>'
    text = '<text x="90" y="400" font-size="200" font-family="Georgia">Sea</text>'
    blank, lettered = (
        files(with_cover(everything, draw.format(inside).encode()))["EPUB/cover.png"] for inside in ("", text)
    )
    assert blank != lettered


def test_without_cover(bare: Publication) -> None:
    """A book that wants no cover has no page for one, and no landmark."""
    made = files(replace(bare, metadata=replace(bare.metadata, cover_made=False)))
    assert [name for name in made if "cover" in name] == []
    assert b'epub:type="cover"' not in made["EPUB/nav.xhtml"]
    assert b'epub:type="toc" href="nav.xhtml#toc"' in made["EPUB/nav.xhtml"]


def test_ids_are_unique_and_links_land(everything: Publication) -> None:
    """Every link inside the book finds its id."""
    made = {name: data.decode() for name, data in files(everything).items() if name.endswith(".xhtml")}
    ids = {name: re.findall(r'\sid="([^"]+)"', data) for name, data in made.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    for name, data in made.items():
        for href in re.findall(r'<a [^>]*href="([^"]+)"', data):
            if href.startswith("https:"):
                continue
            path, _, fragment = href.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name  # noqa: PTH118, PTH120
            assert target in made, href
            assert not fragment or fragment in ids[target], href


def test_glossary_and_text_have_no_mutual_links(everything: Publication) -> None:
    """The glossary leads to the paragraph of first use, not to the link that led to it: Kindle takes such pairs for notes."""
    made = files(everything)
    links = re.findall(rb'<a class="glossref"[^>]*>', made["EPUB/text/at-sea.xhtml"])
    assert links
    assert all(b" id=" not in link for link in links)
    assert b'href="at-sea.xhtml#use-eunavfor"' in made["EPUB/text/glossary.xhtml"]


def test_artifact(everything: Publication) -> None:
    """The build record learns of documents and fonts, and the reader of progress."""
    said: list[str] = []
    made = render_epub(everything, None, said.append).value
    assert made is not None
    assert (made.name, made.media_type, made.documents, said) == (
        "two-seas.epub",
        "application/epub+zip",
        14,
        ["wrote 14 documents"],
    )
    assert [font.name for font in made.fonts] == [
        "Source Serif Pro 400",
        "Source Serif Pro 400 italic",
        "Source Serif Pro 700",
        "IBM Plex Mono 400",
        "IPAexMincho 400",
    ]


def test_faces_are_left_out_where_nothing_needs_them(bare: Publication) -> None:
    """A book without code, emphasis and bold type carries no font for them; the licence of what it carries is there."""
    names = [name for name in files(bare) if name.startswith("EPUB/fonts/")]
    assert names == [
        "EPUB/fonts/faces.css",
        "EPUB/fonts/SourceSerifPro-Regular.otf",
        "EPUB/fonts/source-serif-pro-licence.txt",
    ]


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Tokyo", "1"), ("America/Lima", "2")])
def test_equal_publications_give_equal_bytes(everything: Publication, zone: str, seed: str) -> None:
    """Neither the time zone nor the hash seed of the machine reaches the file."""
    script = (
        "import importlib.util, sys, hashlib\n"
        f"spec = importlib.util.spec_from_file_location('made', {str(Path(__file__).parent / 'conftest.py')!r})\n"
        "made = importlib.util.module_from_spec(spec); spec.loader.exec_module(made)\n"
        "from octavo.render.epub import render_epub\n"
        "print(hashlib.sha256(render_epub(made.publication(), None, lambda _: None).value.data).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, **machine}, check=True, capture_output=True
        ).stdout
        for machine in ({"TZ": "UTC", "PYTHONHASHSEED": "0"}, {"TZ": zone, "PYTHONHASHSEED": seed})
    }
    assert len(digests) == 1
