"""Small functions that build books by hand, as resolve and cite would hand them on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from octavo.compose import compose_edition
from octavo.diagnostics import Diagnostic, Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import Book, Chapter, NoteDefinition, Target, TargetKind
from octavo.model.config import BookConfig, Contents, Entry, Matter, Metadata, Part
from octavo.model.edition import Edition, Format, PageGeometry, TermNote
from octavo.model.glossary import Glossary, Term
from octavo.model.nodes import Block, Inline, Node
from octavo.model.publication import ContentDocument, Publication, Stamp
from octavo.model.references import Reference
from octavo.model.sources import Picture
from octavo.model.units import Margins, Trim
from octavo.model.walk import descend

STAMP = Stamp(modified="2026-11-22T00:00:00Z", revision="abc1234")
TOML = Span("manuscript/book.toml", 1, 1, 1, 1)


def at(line: int, column: int = 1, path: str = "manuscript/01-one.md") -> Span:
    """Return a span of one character."""
    return Span(path, line, column, line, column + 1)


S = at(1)


def t(words: str) -> nodes.Text:
    return nodes.Text(span=S, text=words)


def inlines(*words: Inline | str) -> tuple[Inline, ...]:
    return tuple(t(w) if isinstance(w, str) else w for w in words)


def p(*words: Inline | str, id: str = "", only: str = "") -> nodes.Paragraph:  # noqa: A002
    return nodes.Paragraph(span=S, children=inlines(*words), attributes=attrs(id=id, only=only))


def attrs(*classes: str, id: str = "", **pairs: str) -> Attributes:  # noqa: A002
    given = tuple((key.replace("_", "-"), value) for key, value in pairs.items() if value)
    return Attributes(id=id, classes=classes, pairs=given) if id or classes or given else NONE


def h(words: str, id: str, level: int = 2) -> nodes.Heading:  # noqa: A002
    return nodes.Heading(span=S, level=level, children=inlines(words), attributes=attrs(id=id))


def div(*children: Block, **pairs: str) -> nodes.Division:
    return nodes.Division(span=S, children=children, attributes=attrs(**pairs))


def phrase(*words: Inline | str, **pairs: str) -> nodes.Phrase:
    return nodes.Phrase(span=S, children=inlines(*words), attributes=attrs(**pairs))


def use(name: str, words: str = "", *, marked: bool = False) -> nodes.TermUse:
    return nodes.TermUse(
        span=S, children=inlines(words or name), name=name, name_span=S, marked=marked, term=f"term-{name.lower()}"
    )


def ref(target: str, *words: Inline | str, page: bool = False, span: Span = S) -> nodes.CrossReference:
    return nodes.CrossReference(span=span, children=inlines(*words), fragment=target, page=page, target=target)


def note(name: str, span: Span = S) -> nodes.NoteReference:
    return nodes.NoteReference(span=span, name=name)


def inline_note(*words: Inline | str, span: Span = S) -> nodes.InlineNote:
    return nodes.InlineNote(span=span, children=inlines(*words))


def definition(name: str, *words: Inline | str) -> NoteDefinition:
    return NoteDefinition(span=S, name=name, name_span=S, children=(p(*words),))


def figure(id: str = "", caption: str = "", credit: str = "", src: str = "images/x.svg") -> nodes.Figure:  # noqa: A002
    image = nodes.Image(span=S, src=src, alt="A picture", src_span=S)
    return nodes.Figure(
        span=S,
        image=image,
        caption=inlines(caption) if caption else (),
        credit=inlines(credit) if credit else (),
        attributes=attrs(id=id),
    )


def table(*cells: tuple[Inline, ...], id: str = "", caption: str = "") -> nodes.Table:  # noqa: A002
    row = nodes.Row(span=S, cells=tuple(nodes.Cell(span=S, children=c) for c in cells))
    return nodes.Table(
        span=S,
        head=(),
        rows=(row,),
        alignments=(nodes.Alignment.DEFAULT,) * len(cells),
        caption=inlines(caption) if caption else (),
        attributes=attrs(id=id),
    )


def cite(key: str, rendered: str, *, as_note: bool = False) -> nodes.Citation:
    link = nodes.InternalLink(span=S, children=inlines(rendered), target=f"ref-{key}", role=nodes.LinkRole.REFERENCE)
    return nodes.Citation(span=S, items=(nodes.CitationItem(span=S, key=key),), rendered=(link,), note=as_note)


def term(name: str, *words: Inline | str, long: str = "", **more: str) -> Term:
    names = tuple((key.removeprefix("name_"), value) for key, value in more.items() if key.startswith("name_"))
    body = (nodes.Paragraph(span=S, children=inlines(*words)),)
    return Term(
        id=f"term-{name.lower()}", name=name, long=long, sort=more.get("sort", ""), names=names, definition=body, span=S
    )


def reference(key: str, group: str = "", position: int = 0, annotation: str = "") -> Reference:
    return Reference(
        key=key,
        id=f"ref-{key}",
        csl={"id": key},
        group=group,
        annotation=inlines(annotation) if annotation else (),
        rendered=inlines(f"Entry {key}."),
        position=position,
        span=S,
    )


def chapter(
    stem: str,
    *children: Block,
    title: str | tuple[Inline, ...] = "",
    notes: Iterable[NoteDefinition] = (),
    **pairs: str,
) -> Chapter:
    """Return a chapter; its file is ``<stem>.md``, its role from ``role=``, its classes from ``classes=``."""
    role = pairs.pop("role", "chapter")
    matter = Matter(pairs.pop("matter", "body"))
    classes = tuple(pairs.pop("classes", "").split())
    author, short = pairs.pop("author", ""), pairs.pop("short_title", "")
    words = inlines(title) if isinstance(title, str) and title else (title or ())
    return Chapter(
        entry=Entry(matter=matter, role=role, file=f"{stem}.md", span=TOML),
        path=f"manuscript/{stem}.md",
        stem=stem,
        id=stem,
        title=tuple(words) if not isinstance(words, str) else (),
        title_span=S,
        short_title=short,
        author=author,
        attributes=attrs(*classes, **pairs),
        children=children,
        notes=tuple(notes),
    )


def made(role: str, matter: str) -> Entry:
    return Entry(matter=Matter(matter), role=role, span=TOML)


PAGE = PageGeometry(
    trim=Trim(width_pt=400, height_pt=600), margins=Margins(inside_pt=1, outside_pt=1, top_pt=1, bottom_pt=1)
)

PRINT = Edition(name="print", format=Format.PDF, media=frozenset({"print"}), file_name="b-print.pdf", page=PAGE)
SCREEN = Edition(name="screen", format=Format.PDF, media=frozenset({"screen"}), file_name="b-screen.pdf", page=PAGE)
EPUB = Edition(name="epub", format=Format.EPUB, media=frozenset({"epub"}), file_name="b.epub")

META = Metadata(title="A Book", language="en-GB", slug="a-book", identifier="urn:uuid:0", short_title="A Book")


def book(
    *chapters: Chapter,
    front: Iterable[str] = (),
    back: Iterable[str] = (),
    parts: Mapping[str, Iterable[str]] | None = None,
    terms: Iterable[Term] = (),
    references: Iterable[Reference] = (),
    **settings: object,
) -> Book:
    """Return a book: generated front matter, its chapters by matter, generated back matter; targets are gathered."""
    entries = {c.stem: c.entry for c in chapters}
    inside = {stem for stems in (parts or {}).values() for stem in stems}
    body: list[Entry | Part] = [
        Part(title=title, entries=tuple(entries[s] for s in stems), span=TOML) for title, stems in (parts or {}).items()
    ]
    body += [e for s, e in entries.items() if e.matter is Matter.BODY and s not in inside]
    of = {m: tuple(e for e in entries.values() if e.matter is m) for m in Matter}
    contents = Contents(
        front=(*(made(r, "front") for r in front), *of[Matter.FRONT]),
        body=tuple(body),
        back=(*of[Matter.BACK], *(made(r, "back") for r in back)),
    )
    config = BookConfig(
        root=Path("/nowhere"), folder=Path("/nowhere/manuscript"), metadata=META, contents=contents,
        editions=(PRINT, SCREEN, EPUB), span=TOML,
    )  # fmt: skip
    terms, references = tuple(terms), tuple(references)
    return Book(
        config=replace(config, **settings),  # type: ignore[arg-type]
        chapters=chapters,
        glossary=Glossary(terms=terms),
        references=references,
        pictures={
            "images/x.svg": Picture(file="images/x.svg", media_type="image/svg+xml", width_px=1, height_px=1, data=b"")
        },
        targets=targets(chapters, terms, references),
    )


_KINDS: Mapping[type, TargetKind] = {
    nodes.Heading: TargetKind.HEADING,
    nodes.Figure: TargetKind.FIGURE,
    nodes.Table: TargetKind.TABLE,
    nodes.Phrase: TargetKind.PHRASE,
}


def targets(chapters: Iterable[Chapter], terms: Iterable[Term], references: Iterable[Reference]) -> dict[str, Target]:
    found = {c.id: Target(id=c.id, kind=TargetKind.CHAPTER, file=c.entry.file, span=S) for c in chapters}
    for c in chapters:
        for node in descend((*c.children, *(b for n in c.notes for b in n.children))):
            identifier = getattr(node, "attributes", NONE).id
            if identifier:
                kind = _KINDS.get(type(node), TargetKind.BLOCK)
                found[identifier] = Target(id=identifier, kind=kind, file=c.entry.file, span=node.span)
    found |= {x.id: Target(id=x.id, kind=TargetKind.TERM, file="glossary.md", span=S) for x in terms}
    found |= {r.id: Target(id=r.id, kind=TargetKind.REFERENCE, file="r.yaml", span=S) for r in references}
    return found


def composed(made_book: Book, edition: Edition = PRINT, term_note: TermNote | None = None) -> Publication:
    """Return the publication; nothing may be found."""
    publication, found = composed_with(made_book, edition, term_note)
    assert found == ()
    return publication


def composed_with(
    made_book: Book, edition: Edition = PRINT, term_note: TermNote | None = None
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication and what was found."""
    edition = replace(edition, term_note=term_note) if term_note is not None else edition
    outcome = compose_edition(made_book, edition, STAMP)
    assert outcome.value is not None
    return outcome.value, outcome.diagnostics


def document(publication: Publication, name: str) -> ContentDocument:
    return next(d for d in publication.documents if d.name == name)


def sketch(roots: Iterable[Node], publication: Publication | None = None) -> str:
    """Return inlines and blocks as a short line of text, with what compose made shown in brackets."""
    return "".join(_sketch(node) for node in roots)


def _sketch(node: Node) -> str:  # noqa: C901, PLR0911
    match node:
        case nodes.Text(text=words) | nodes.Code(text=words):
            return words
        case nodes.NoteCall(note=name):
            return f"[^{name}]"
        case nodes.InternalLink(children=words, target=target):
            return f"[{sketch(words)}→{target}]"
        case nodes.PageNumber(target=target):
            return f"[page of {target}]"
        case nodes.Locators(places=places, paged=paged):
            return "<locators:" + ", ".join(_locator(p, n, paged) for n, p in enumerate(places, start=1)) + ">"
        case nodes.Anchor(id=name):
            return f"[#{name}]"
        case nodes.Strong(children=words):
            return f"**{sketch(words)}**"
        case nodes.Emphasis(children=words):
            return f"*{sketch(words)}*"
        case nodes.Phrase(children=words, attributes=own):
            return f"<{own.lang or '.'.join(own.classes)}:{sketch(words)}>"
        case nodes.Paragraph(children=words, attributes=own) | nodes.Heading(children=words, attributes=own):
            return (f"#{own.id} " if own.id else "") + sketch(words) + "\n"
        case _:
            from octavo.model.walk import children

            return sketch(children(node))


def _locator(place: nodes.Locator, count: int, paged: bool) -> str:  # noqa: FBT001 - as the node has it
    around = {nodes.LocatorKind.MAIN: "**", nodes.LocatorKind.PICTURE: "*"}.get(place.kind, "")
    until = f" to {place.until}" if place.until else ""
    shown = f"[page of {place.target}{until}]" if paged else f"[{count}→{place.target}{until}]"
    return around + shown + around
