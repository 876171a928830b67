"""Publications made by hand: short ways to write the nodes that compose would hand on."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from octavo.diagnostics.span import file_span
from octavo.model import nodes as n
from octavo.model.attributes import Attributes
from octavo.model.config import Contributor, Matter, Metadata
from octavo.model.edition import Edition, Format, PageGeometry
from octavo.model.locations import builtin_styles
from octavo.model.publication import ContentDocument, Note, NoteKind, Publication, Stamp
from octavo.model.sources import Picture
from octavo.model.units import Margins, Trim
from octavo.render.pdf import render_pdf

HERE = file_span("manuscript/01-sample.md")
MM = 72 / 25.4


class Sample:
    """Nodes, documents and publications with a line of Python each."""

    def text(self, words):
        return n.Text(span=HERE, text=words)

    def para(self, *inlines, **attributes):
        children = tuple(self.text(i) if isinstance(i, str) else i for i in inlines)
        return n.Paragraph(span=HERE, children=children, attributes=Attributes(**attributes))

    def heading(self, level, words, identifier):
        return n.Heading(span=HERE, level=level, children=(self.text(words),), attributes=Attributes(id=identifier))

    def call(self, note):
        return n.NoteCall(span=HERE, note=note, id=f"call-{note}", number=note.rpartition("-")[2])

    def note(self, number, *inlines, prefix="one", more=()):
        name = f"{prefix}-note-{number}"
        children = (self.para(*inlines), *more)
        return Note(
            id=name, call_id=f"call-{name}", number=str(number), kind=NoteKind.AUTHOR, children=children, span=HERE
        )

    def page(self, target):
        return n.PageNumber(span=HERE, target=target)

    def document(self, name, *children, role="chapter", matter=Matter.BODY, title="", number="", notes=(), **more):
        return ContentDocument(
            name=name, id=name, matter=matter, role=role, number=number, children=children, notes=notes,
            number_label=f"Chapter {number}" if number else "", title=(self.text(title),) if title else (),
            plain_title=title or name, short_title=more.pop("short_title", title or name), language="en-GB", span=HERE,
            **more,
        )  # fmt: skip

    def item(self, target, title, number="", children=()):
        return n.ContentsItem(
            span=HERE, target=target, number=number, title=(self.text(title),), children=tuple(children)
        )

    def contents(self, *items):
        listed = n.ContentsList(span=HERE, items=items, attributes=Attributes(classes=("contents",)))
        return self.document("contents", listed, role="contents", matter=Matter.FRONT, title="Contents")

    def geometry(self, **changes):
        page = PageGeometry(
            trim=Trim(width_pt=152 * MM, height_pt=229 * MM),
            margins=Margins(inside_pt=20 * MM, outside_pt=17 * MM, top_pt=20 * MM, bottom_pt=22 * MM),
        )
        return replace(page, **changes)

    def publication(self, *documents, screen=False, navigation=(), pictures=(), styles=(), title="A Sample", **page):
        if screen:
            page = {"mirrored": False, "pdf_variant": "pdf/ua-1", **page}
        media = frozenset({"screen"} if screen else {"print"})
        edition = Edition(
            name="screen" if screen else "print", format=Format.PDF, media=media, file_name="sample.pdf",
            page=self.geometry(**page), colour_links=screen,
        )  # fmt: skip
        metadata = Metadata(
            title=title, short_title=title, language="en-GB", slug="sample", identifier="urn:uuid:0",
            contributors=(Contributor(name="Ada Author", sort="Author, Ada"),),
        )  # fmt: skip
        return Publication(
            metadata=metadata, edition=edition, documents=documents, navigation=tuple(navigation), landmarks=(),
            homes={}, pictures={p.file: p for p in pictures}, words={"contents": "Contents"},
            stamp=Stamp(modified="2026-11-22T00:00:00Z"), styles=(*styles, builtin_styles()),
        )  # fmt: skip

    def picture(self, file="images/square.svg"):
        svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="50"><rect width="80" height="50" fill="#888"/></svg>'
        return Picture(file=file, media_type="image/svg+xml", width_px=80, height_px=50, data=svg)

    def figure(self, identifier="fig-one", file="images/square.svg", alt="A grey square"):
        image = n.Image(span=HERE, src=file, alt=alt, src_span=HERE)
        return n.Figure(
            span=HERE, image=image, label=(self.text("Figure 1"),), caption=(self.text("A square."),),
            credit=(self.text("Drawn by us."),), attributes=Attributes(id=identifier),
        )  # fmt: skip

    def table(self, rows, identifier="tbl-one", caption="Some dates."):
        def row(*cells):
            made = (n.Cell(span=HERE, children=(self.text(c) if isinstance(c, str) else c,)) for c in cells)
            return n.Row(span=HERE, cells=tuple(made))

        return n.Table(
            span=HERE, head=(row(*rows[0]),), rows=tuple(row(*r) for r in rows[1:]),
            alignments=(n.Alignment.DEFAULT,) * len(rows[0]), label=(self.text("Table 1"),),
            caption=(self.text(caption),), attributes=Attributes(id=identifier),
        )  # fmt: skip


@pytest.fixture
def printed(tmp_path):
    """A function that sets a publication: its typography, the words of each of its pages, and the file."""

    def printed(publication):
        outcome = render_pdf(publication, None, lambda _line: None)
        assert outcome.diagnostics == ()
        path = tmp_path / "printed.pdf"
        path.write_bytes(outcome.value.data)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
        return outcome.value.typography, text.removesuffix("\f").split("\f"), path

    return printed


@pytest.fixture(scope="session")
def sample():
    """Short ways to write publications."""
    return Sample()


@pytest.fixture(scope="session")
def prose():
    """A function that returns paragraphs of varied English, a number of words long."""
    return make_prose


WORDS = [
    "the",
    "ship",
    "left",
    "harbour",
    "under",
    "grey",
    "light",
    "and",
    "the",
    "crew",
    "watched",
    "a",
    "coast",
    "that",
    "nobody",
    "had",
    "charted",
    "with",
    "any",
    "care",
    "since",
    "treaties",
    "were",
    "signed",
    "in",
    "another",
    "century",
    "by",
    "ministers",
    "whose",
    "successors",
    "had",
    "forgotten",
    "what",
    "they",
    "promised",
    "although",
    "the",
    "archives",
    "kept",
    "each",
    "letter",
    "and",
    "every",
    "marginal",
    "remark",
    "about",
    "freedom",
    "of",
    "navigation",
]


def make_prose(words, start=0):
    """Return so many words in sentences, the same for the same arguments."""
    out = []
    for index in range(words):
        word = WORDS[(index * 7 + start * 13 + index // 11) % len(WORDS)]
        out.append(word.capitalize() if index % 14 == 0 else word)
        if index % 14 == 13:
            out[-1] += "."
    return " ".join(out).rstrip(".") + "."
