"""The navigation document and the NCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

from octavo.model.publication import Publication
from octavo.render.epub import render_epub

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def read(publication: Publication, name: str) -> ET.Element:
    outcome = render_epub(publication, None, lambda _: None)
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return ET.fromstring(archive.read(f"EPUB/{name}"))  # noqa: S314 - made here


def nav(publication: Publication, kind: str) -> ET.Element:
    return next(made for made in read(publication, "nav.xhtml").iter(f"{XHTML}nav") if made.get(TYPE) == kind)


def links(made: ET.Element) -> list[tuple[str, str]]:
    return [(link.text or "", link.get("href", "")) for link in made.iter(f"{XHTML}a")]


def test_contents(everything: Publication) -> None:
    """The whole tree, labels as plain text, documents without fragments."""
    assert links(nav(everything, "toc")) == [
        ("Preface", "text/preface.xhtml"),
        ("Part One: Water", "text/part-one.xhtml"),
        ("1. At Sea", "text/at-sea.xhtml"),
        ("Formulas", "text/at-sea.xhtml#at-sea-formulas"),
        ("2. Ashore", "text/ashore.xhtml"),
        ("Glossary", "text/glossary.xhtml"),
        ("Related Reading", "text/related-reading.xhtml"),
        ("Index", "text/index.xhtml"),
        ("Colophon", "text/colophon.xhtml"),
    ]


def test_a_book_that_lists_nothing_still_has_contents(bare: Publication) -> None:
    """The format wants a line at least: then all documents are listed."""
    assert links(nav(replace(bare, navigation=()), "toc")) == [("Ashore", "text/ashore.xhtml")]


def test_list_of_figures(everything: Publication) -> None:
    """The list of figures of the page of contents is there for reading systems too."""
    made = nav(everything, "loi")
    assert links(made) == [("Figure 1: The route", "text/at-sea.xhtml#fig-route")]
    assert made.get("hidden") is None


def test_a_list_that_no_page_shows(everything: Publication) -> None:
    """Reading systems have it all the same, with its name, in a part of the navigation document that is not shown."""
    documents = tuple(replace(d, children=()) if d.role == "contents" else d for d in everything.documents)
    made = nav(replace(everything, documents=documents), "loi")
    assert (made.get("hidden"), made.findtext(f"{XHTML}h2")) == ("hidden", "Figures")
    assert len(links(made)) == 1


def test_landmarks(everything: Publication) -> None:
    """Each kind once, in the book's language, hidden from the page."""
    made = nav(everything, "landmarks")
    assert made.get("hidden") == "hidden"
    assert [(link.get(TYPE), link.get("href")) for link in made.iter(f"{XHTML}a")] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml#contents"),
        ("titlepage", "text/title-page.xhtml"),
        ("bodymatter", "text/part-one.xhtml"),
        ("glossary", "text/glossary.xhtml"),
        ("bibliography", "text/related-reading.xhtml"),
        ("index", "text/index.xhtml"),
    ]


def test_ncx(everything: Publication) -> None:
    """The same tree for old reading systems, its depth counted, its points in order."""
    root = read(everything, "toc.ncx")
    facts = {meta.get("name"): meta.get("content") for meta in root.iter(f"{NCX}meta")}
    assert (facts["dtb:uid"], facts["dtb:depth"]) == (everything.metadata.identifier, "3")
    points = [
        (point.get("playOrder"), point.findtext(f"{NCX}navLabel/{NCX}text")) for point in root.iter(f"{NCX}navPoint")
    ]
    assert points[:4] == [("1", "Preface"), ("2", "Part One: Water"), ("3", "1. At Sea"), ("4", "Formulas")]


def test_contents_stand_before_the_first_listed_document(everything: Publication) -> None:
    """Where compose makes no page of contents, the navigation document stands where one would."""
    documents = tuple(
        replace(d, listed=d.name not in {"half-title", "title-page", "copyright-page", "dedication"})
        for d in everything.documents
        if d.role != "contents"
    )
    homes = {name: home for name, home in everything.homes.items() if home != "contents"}
    root = read(replace(everything, documents=documents, homes=homes), "content.opf")
    spine = [made.get("idref") for made in root.iter("{http://www.idpf.org/2007/opf}itemref")]
    assert spine[spine.index("nav") - 1 : spine.index("nav") + 2] == ["text-dedication", "nav", "text-preface"]
