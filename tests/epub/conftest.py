"""A publication, composed by hand, that has every construct at least once."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date

import pytest

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.config import Contributor, Cover, Matter, Metadata, Series, Subject
from octavo.model.edition import Edition, Format
from octavo.model.locations import builtin_styles
from octavo.model.publication import ContentDocument, Landmark, Note, NoteKind, Publication, Stamp
from octavo.model.sources import Picture

SPAN = Span("manuscript/02-at-sea.md", 3, 1, 3, 9)

WORDS = {
    "contents": "Contents",
    "figures": "Figures",
    "tables": "Tables",
    "cover": "Cover",
    "notes": "Notes",
    "landmarks": "Landmarks",
    "back-to-reference": "Back to reference {number}",
    **{
        f"summary-{name}": f"Summary of {name}."
        for name in ("computed", "undescribed", "notes", "terms", "tables", "languages")
    },
}

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="320" height="120">
<title>A convoy route</title><defs><linearGradient id="sea"><stop offset="0" stop-color="#bcd"/>
<stop offset="1" stop-color="#8ac"/></linearGradient></defs><rect width="320" height="120" fill="url(#sea)"/>
<path d="M10 90 C 90 10, 200 110, 310 30" fill="none" stroke="#123" stroke-width="3"/></svg>"""

COVER = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600" width="1000" height="1600">
<rect width="1000" height="1600" fill="#22384f"/><path d="M0 1100 Q 250 1000 500 1100 T 1000 1100 V1600 H0 Z" fill="#35587a"/>
<text x="100" y="400" font-family="Source Serif Pro" font-size="120" fill="#fff">Two Seas</text></svg>"""


def png(width: int, height: int) -> bytes:
    """Return a grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def text(words: str) -> nodes.Text:
    return nodes.Text(span=SPAN, text=words)


def at(identifier: str = "", *classes: str, **pairs: str) -> Attributes:
    return Attributes(id=identifier, classes=classes, pairs=tuple(pairs.items()))


def p(*parts: str | nodes.Inline, attributes: Attributes = NONE) -> nodes.Paragraph:
    children = tuple(text(part) if isinstance(part, str) else part for part in parts)
    return nodes.Paragraph(span=SPAN, children=children, attributes=attributes)


def em(words: str) -> nodes.Emphasis:
    return nodes.Emphasis(span=SPAN, children=(text(words),))


def call(name: str, number: str) -> nodes.NoteCall:
    return nodes.NoteCall(span=SPAN, note=name, id=f"call-{name}", number=number)


def note(document: str, name: str, number: str, kind: NoteKind, *blocks: nodes.Block) -> Note:
    identifier = f"{document}-note-{name}"
    return Note(id=identifier, call_id=f"call-{identifier}", number=number, kind=kind, children=blocks, span=SPAN)


def link(target: str, role: nodes.LinkRole, words: str) -> nodes.InternalLink:
    return nodes.InternalLink(span=SPAN, children=(text(words),), target=target, role=role)


def phrase(words: str, *classes: str, **pairs: str) -> nodes.Phrase:
    return nodes.Phrase(span=SPAN, children=(text(words),), attributes=at("", *classes, **pairs))


def heading(level: int, identifier: str, words: str) -> nodes.Heading:
    return nodes.Heading(span=SPAN, level=level, children=(text(words),), attributes=at(identifier))


def image(src: str, alt: str, attributes: Attributes = NONE) -> nodes.Image:
    return nodes.Image(span=SPAN, src=src, alt=alt, src_span=SPAN, attributes=attributes)


def item(*blocks: nodes.Block) -> nodes.ListItem:
    return nodes.ListItem(span=SPAN, children=blocks)


def row(*words: str) -> nodes.Row:
    return nodes.Row(span=SPAN, cells=tuple(nodes.Cell(span=SPAN, children=(text(word),)) for word in words))


def line(target: str, number: str, title: str, *children: nodes.ContentsItem) -> nodes.ContentsItem:
    return nodes.ContentsItem(span=SPAN, target=target, number=number, title=(text(title),), children=children)


def document(name: str, matter: Matter, role: str, title: str, *blocks: nodes.Block, **more: object) -> ContentDocument:
    facts: dict[str, object] = {
        "name": name,
        "id": name,
        "matter": matter,
        "role": role,
        "title": (text(title),) if title else (),
        "plain_title": title or name.capitalize(),
        "children": blocks,
        "language": "en-GB",
        "span": SPAN,
    }
    return ContentDocument(**(facts | more))  # type: ignore[arg-type]


def figures_list() -> nodes.ContentsList:
    item = line("fig-route", "Figure 1", "The route")
    return nodes.ContentsList(span=SPAN, items=(item,), attributes=at("", "figures"))


def front() -> tuple[ContentDocument, ...]:
    title_page = (
        p("Two Seas", attributes=at("", "book-title")),
        p("A briefing", attributes=at("", "book-subtitle")),
        p("Ada Writer", attributes=at("", "contributors", "author")),
        p("First edition", attributes=at("", "edition-statement")),
        p("Example Press", attributes=at("", "publisher")),
        p("Brussels", attributes=at("", "place")),
    )
    rights = (
        p("© 2026 Ada Writer", attributes=at("", "rights")),
        p("ISBN 978-0-306-40615-7", attributes=at("", "isbn")),
    )
    contents = nodes.ContentsList(span=SPAN, items=navigation(), attributes=at("", "contents"))
    figures = figures_list()
    return (
        document("half-title", Matter.FRONT, "half-title", "", p("Two Seas", attributes=at("", "book-title"))),
        document("title-page", Matter.FRONT, "title-page", "", *title_page, plain_title="Title page"),
        document("copyright-page", Matter.FRONT, "copyright-page", "", *rights, plain_title="Copyright"),
        document("dedication", Matter.FRONT, "dedication", "", p("For those at sea")),
        document("contents", Matter.FRONT, "contents", "Contents", contents, figures),
        document(
            "preface", Matter.FRONT, "preface", "Preface", p("Why this book ", em("now"), "."), p("A second paragraph.")
        ),
    )


def chapter() -> ContentDocument:
    route = nodes.Figure(
        span=SPAN,
        image=image("images/route.svg", "A curve from Djibouti to Mogadishu", at(width="80%")),
        label=(text("Figure 1"),),
        caption=(text("The "), em("route")),
        credit=(text("Drawn for this book"),),
        attributes=at("fig-route"),
    )
    table = nodes.Table(
        span=SPAN,
        head=(row("Ship", "Tonnes"),),
        rows=(row("Asagiri", "3,500"), row("Rheinland", "12,000")),
        alignments=(nodes.Alignment.LEFT, nodes.Alignment.RIGHT),
        label=(text("Table 1"),),
        caption=(text("Ships"),),
        attributes=at("tbl-ships"),
    )
    blocks: tuple[nodes.Block, ...] = (
        nodes.Division(
            span=SPAN, children=(p("The sea is everything."), p("Jules Verne")), attributes=at("", "epigraph")
        ),
        p(
            "Ships of ",
            link("term-eunavfor", nodes.LinkRole.GLOSSARY, "EUNAVFOR"),
            call("at-sea-note-term-eunavfor", "1"),
            " escort food aid, and ",
            nodes.Strong(span=SPAN, children=(text("often"),)),
            " more",
            call("at-sea-note-more", "2"),
            "; see ",
            link("ref-eu2008", nodes.LinkRole.REFERENCE, "EU 2008"),
            " and ",
            link("fig-route", nodes.LinkRole.CROSS_REFERENCE, "Figure 1"),
            " or ",
            link("ashore", nodes.LinkRole.CROSS_REFERENCE, "Ashore"),
            ".",
            attributes=at("use-eunavfor"),
        ),
        p(
            "The ",
            phrase("海上自衛隊", lang="ja"),
            " holds that ",
            nodes.Math(span=SPAN, text="E = mc^2"),
            nodes.Anchor(span=SPAN, id="at-sea-index-1"),
            "; press ",
            nodes.Markup(span=SPAN, tag="kbd", children=(text("Ctrl"),)),
            nodes.HardBreak(span=SPAN),
            "then ",
            nodes.Code(span=SPAN, text="make & go"),
            ", ",
            nodes.Strikethrough(span=SPAN, children=(text("not"),)),
            nodes.SoftBreak(span=SPAN),
            image("images/flag.png", "A grey flag"),
            " or write to ",
            nodes.Link(span=SPAN, children=(text("us"),), href="https://example.org/?a=1&b=2"),
            ".",
        ),
        heading(2, "at-sea-formulas", "Formulas"),
        nodes.MathBlock(span=SPAN, text=r"\sum_{i=1}^n i = \frac{n(n+1)}{2}", attributes=at("eq-sum")),
        route,
        table,
        nodes.BlockQuote(span=SPAN, children=(p("Quoted once."), p("Quoted twice."))),
        nodes.List(span=SPAN, items=(item(p("tight")), item(p("tighter")))),
        nodes.List(
            span=SPAN, items=(item(p("loose")), item(p("looser"), p("with two paragraphs"))), start=3, tight=False
        ),
        nodes.DefinitionList(
            span=SPAN,
            items=(
                nodes.DefinitionItem(span=SPAN, terms=(p("knot"),), definitions=((p("a nautical mile an hour"),),)),
            ),
        ),
        heading(3, "at-sea-code", "Code"),
        nodes.CodeBlock(span=SPAN, text="if a < b:\n    go()\n", language="python"),
        nodes.Division(
            span=SPAN, children=(p("Roll on,", nodes.HardBreak(span=SPAN), "thou deep"),), attributes=at("", "verse")
        ),
        nodes.SceneBreak(span=SPAN),
        nodes.Details(span=SPAN, summary=(text("More"),), children=(p("Hidden until asked for."),)),
        p("The end."),
    )
    notes = (
        note(
            "at-sea",
            "term-eunavfor",
            "1",
            NoteKind.TERM,
            p("European Union Naval Force, see ", link("term-eu", nodes.LinkRole.GLOSSARY, "EU"), "."),
        ),
        note("at-sea", "more", "2", NoteKind.AUTHOR, nodes.CodeBlock(span=SPAN, text="x\n"), p("After code.")),
    )
    return document(
        "at-sea",
        Matter.BODY,
        "chapter",
        "At Sea",
        *blocks,
        number="1",
        number_label="Chapter 1",
        author="Ada Writer",
        notes=notes,
    )


def back() -> tuple[ContentDocument, ...]:
    entries = nodes.DefinitionList(
        span=SPAN,
        items=(
            nodes.DefinitionItem(
                span=SPAN,
                terms=(
                    p(phrase("EU", "term-name"), " ", phrase("European Union", "term-long"), attributes=at("term-eu")),
                ),
                definitions=((p("A union of states."),),),
            ),
            nodes.DefinitionItem(
                span=SPAN,
                terms=(p(phrase("EUNAVFOR", "term-name"), attributes=at("term-eunavfor")),),
                definitions=(
                    (p("Its naval force. ", link("use-eunavfor", nodes.LinkRole.FIRST_USE, "First used here")),),
                ),
            ),
        ),
        attributes=at("", "glossary"),
    )
    reference = nodes.Division(
        span=SPAN,
        children=(
            p("EU. ", em("Joint Action"), ". 2008.", attributes=at("", "entry")),
            p("The start.", attributes=at("", "annotation")),
        ),
        attributes=at("ref-eu2008", "reference"),
    )
    letters = nodes.List(
        span=SPAN,
        items=(item(p("Atalanta, ", link("at-sea-index-1", nodes.LinkRole.INDEX, "At Sea"))),),
        attributes=at("", "index"),
    )
    return (
        document("glossary", Matter.BACK, "glossary", "Glossary", entries),
        document(
            "related-reading",
            Matter.BACK,
            "related-reading",
            "Related Reading",
            heading(2, "related-law", "Law"),
            reference,
        ),
        document("index", Matter.BACK, "index", "Index", heading(2, "index-a", "A"), letters),
        document("colophon", Matter.BACK, "colophon", "Colophon", p("Made with Octavo.")),
    )


def navigation() -> tuple[nodes.ContentsItem, ...]:
    chapters = (line("at-sea", "1", "At Sea", line("at-sea-formulas", "", "Formulas")), line("ashore", "2", "Ashore"))
    return (
        line("preface", "", "Preface"),
        line("part-one", "Part One", "Water", *chapters),
        line("glossary", "", "Glossary"),
        line("related-reading", "", "Related Reading"),
        line("index", "", "Index"),
        line("colophon", "", "Colophon"),
    )


def ids_of(made: ContentDocument) -> list[str]:
    """Return the ids that links of the publication lead to."""
    known = {
        "at-sea": [
            "fig-route",
            "tbl-ships",
            "use-eunavfor",
            "at-sea-index-1",
            "at-sea-formulas",
            "at-sea-code",
            "eq-sum",
        ],
        "glossary": ["term-eu", "term-eunavfor"],
        "related-reading": ["ref-eu2008", "related-law"],
        "index": ["index-a"],
    }
    notes = [identifier for n in made.notes for identifier in (n.id, n.call_id)]
    return [made.id, *known.get(made.name, ()), *notes]


def metadata() -> Metadata:
    return Metadata(
        title="Two Seas",
        subtitle="A briefing",
        short_title="Two Seas",
        language="en-GB",
        slug="two-seas",
        identifier="urn:uuid:3f2c8f5e-5d5e-5c39-9d0c-0b1f6f8a4a11",
        contributors=(
            Contributor(name="Ada Writer", sort="Writer, Ada"),
            Contributor(name="Bo Painter", role="ill", sort="Painter, Bo"),
        ),
        publisher="Example Press",
        date=date(2026, 11, 22),
        edition_statement="First edition",
        rights="© 2026 Ada Writer",
        licence="CC BY 4.0",
        description="Two seas & one book.",
        subjects=(Subject(name="Maritime security", scheme="Thema", code="JPSD"), Subject(name="Sea")),
        series=Series(name="Briefings", number="2"),
        cover=Cover(image="images/cover.svg", alt="Two Seas: waves under the title", span=SPAN),
    )


def publication() -> Publication:
    part = document("part-one", Matter.BODY, "part", "Water", number="Part One", number_label="Part One")
    ashore = document("ashore", Matter.BODY, "chapter", "Ashore", p("Land."), number="2", number_label="Chapter 2")
    documents = (*front(), part, chapter(), ashore, *back())
    pictures = (
        Picture(file="images/route.svg", media_type="image/svg+xml", width_px=320, height_px=120, data=SVG),
        Picture(file="images/flag.png", media_type="image/png", width_px=8, height_px=8, data=png(8, 8)),
        Picture(file="images/cover.svg", media_type="image/svg+xml", width_px=1000, height_px=1600, data=COVER),
    )
    return Publication(
        metadata=metadata(),
        edition=Edition(
            name="epub", format=Format.EPUB, media=frozenset({"epub"}), file_name="two-seas.epub", isbn="9780306406157"
        ),
        documents=documents,
        navigation=navigation(),
        lists=(figures_list(),),
        landmarks=(
            Landmark(kind="titlepage", target="title-page", title="Title page"),
            Landmark(kind="bodymatter", target="part-one", title="Start of content"),
            Landmark(kind="glossary", target="glossary", title="Glossary"),
            Landmark(kind="bibliography", target="related-reading", title="Related Reading"),
            Landmark(kind="index", target="index", title="Index"),
        ),
        homes={identifier: made.name for made in documents for identifier in ids_of(made)},
        pictures={picture.file: picture for picture in pictures},
        words=WORDS,
        stamp=Stamp(modified="2026-11-22T00:00:00Z"),
        styles=(builtin_styles(),),
    )


@pytest.fixture
def everything() -> Publication:
    """A publication with every construct."""
    return publication()


@pytest.fixture
def bare() -> Publication:
    """A publication of one chapter, without cover, contents, pictures or notes."""
    whole = publication()
    made = document("ashore", Matter.BODY, "chapter", "Ashore", p("Land."))
    return replace(
        whole,
        metadata=Metadata(
            title="Land", language="en", slug="land", identifier="urn:uuid:5b0d2a52-0f0e-5a3c-8f1e-1f0a3c9b7d10"
        ),
        edition=replace(whole.edition, isbn=""),
        documents=(made,),
        navigation=(line("ashore", "", "Ashore"),),
        landmarks=(),
        homes={"ashore": "ashore"},
        pictures={},
    )
