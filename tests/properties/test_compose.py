"""What holds for every edition of every book: notes, numbers, links, ids, and the author's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from compose.builders import (
    EPUB,
    PRINT,
    SCREEN,
    STAMP,
    S,
    book,
    chapter,
    cite,
    definition,
    div,
    figure,
    h,
    inline_note,
    inlines,
    note,
    p,
    phrase,
    ref,
    reference,
    t,
    table,
    term,
    use,
)  # fmt: skip
from octavo.compose import compose_edition
from octavo.compose.calls import NARROW_SPACE
from octavo.compose.homes import ids_of
from octavo.compose.select import select
from octavo.model import nodes
from octavo.model.book import Book, Chapter, NoteDefinition
from octavo.model.config import NoteRestart
from octavo.model.edition import Edition, TermNote
from octavo.model.publication import ContentDocument, Publication
from octavo.model.slugs import is_safe
from octavo.model.walk import block_text, descend, document_nodes, plain_text, rewrite

TERMS = ("Anchor", "Buoy", "Cable")
KEYS = ("k", "m")
STEMS = ("one", "two", "three")
FIXED = tuple(f"{stem}-fixed" for stem in STEMS)

words = st.text(st.sampled_from("ab ,.’”é海"), min_size=1, max_size=6)


class _Writer:
    """Draws the text of one book; keeps count of what must be unique."""

    def __init__(self, draw: Callable[..., object], stem: str) -> None:
        self.draw = draw
        self.stem = stem
        self.notes: list[NoteDefinition] = []
        self.ids = 0

    def inlines(self, depth: int, *, noted: bool = False) -> tuple[nodes.Inline, ...]:
        count = self.draw(st.integers(0, 4))
        assert isinstance(count, int)
        return tuple(self.inline(depth, noted=noted) for _ in range(count))

    def inline(self, depth: int, *, noted: bool) -> nodes.Inline:  # noqa: C901, PLR0911 - one case a kind
        kinds = ["text", "text", "term", "reference", "citation", "mark", "page"]
        kinds += [] if noted else ["inline note", "note", "note citation"]
        kinds += ["emphasis", "phrase", "only", "link"] if depth else []
        kind = self.draw(st.sampled_from(kinds))
        some = str(self.draw(words))
        target = str(self.draw(st.sampled_from((*FIXED, *STEMS, "glossary", "term-anchor"))))
        match kind:
            case "term":
                return use(str(self.draw(st.sampled_from(TERMS))), marked=bool(self.draw(st.booleans())))
            case "reference":
                return ref(target, some)
            case "page":
                return ref(target, some, page=True)
            case "citation" | "note citation":
                return cite(str(self.draw(st.sampled_from(KEYS))), some, as_note=kind == "note citation")
            case "mark":
                return phrase(some, index=str(self.draw(st.sampled_from(("Sea", "Sea, deep", "Zoo")))))
            case "inline note":
                return inline_note(*self.inlines(0, noted=True))
            case "note":
                return self.named_note()
            case "emphasis":
                return nodes.Emphasis(span=S, children=self.inlines(depth - 1, noted=noted))
            case "phrase":
                return phrase(*self.inlines(depth - 1, noted=noted), lang="fr")
            case "only":
                return phrase(
                    *self.inlines(depth - 1, noted=noted), only=str(self.draw(st.sampled_from(("print", "epub"))))
                )
            case "link":
                return nodes.Link(span=S, children=self.inlines(depth - 1, noted=noted), href="https://example.org/")
            case _:
                return t(some)

    def named_note(self) -> nodes.Inline:
        name = f"n{len(self.notes)}"
        self.notes.append(definition(name))
        self.notes[int(name[1:])] = definition(name, *self.inlines(0, noted=True))
        return note(name)

    def blocks(self, depth: int) -> tuple[nodes.Block, ...]:
        count = self.draw(st.integers(1, 4))
        assert isinstance(count, int)
        return tuple(self.block(depth) for _ in range(count))

    def block(self, depth: int) -> nodes.Block:  # noqa: PLR0911 - one case a kind
        kinds = ["paragraph", "paragraph", "heading", "figure", "table"] + (
            ["quote", "list", "division"] if depth else []
        )
        match self.draw(st.sampled_from(kinds)):
            case "heading":
                return replace(h("", self.new_id()), children=self.inlines(1))
            case "figure":
                return replace(figure(), caption=self.inlines(1), credit=self.inlines(1, noted=True))
            case "table":
                return replace(table(self.inlines(1), self.inlines(1)), caption=self.inlines(1))
            case "quote":
                return nodes.BlockQuote(span=S, children=self.blocks(depth - 1))
            case "list":
                item = nodes.ListItem(span=S, children=self.blocks(depth - 1))
                return nodes.List(span=S, items=(item,))
            case "division":
                return div(*self.blocks(depth - 1), only=str(self.draw(st.sampled_from(("", "print", "screen epub")))))
            case _:
                return p(*self.inlines(2))

    def new_id(self) -> str:
        self.ids += 1
        return f"{self.stem}-id-{self.ids}"


@st.composite
def books(draw: Callable[..., object]) -> Book:
    """Return a book of up to three chapters with everything in it, as resolve would hand it on."""
    count = draw(st.integers(1, len(STEMS)))
    assert isinstance(count, int)
    texts = [_chapter(draw, stem, shown=number < count) for number, stem in enumerate(STEMS)]
    made = book(
        *texts,
        front=["half-title", "title-page", "copyright-page", "contents", "figures", "tables"],
        back=["glossary", "related-reading", "index", "colophon"],
        parts={"A Part": ["two"]} if draw(st.booleans()) else None,
        terms=[
            term("Anchor", "Holds a ", use("Buoy"), phrase("!", index="Iron")),
            term("Buoy", "Floats above an ", use("Anchor"), ", ", cite("m", "M")),
            term("Cable", "Between.", long="Long Cable", name_ja="綱"),
        ],
        references=[reference("k", "Group", 1, "Good."), reference("m", "", 0)],
    )
    restart = draw(st.sampled_from(NoteRestart))
    assert isinstance(restart, NoteRestart)
    return replace(made, config=replace(made.config, note_restart=restart))


def _chapter(draw: Callable[..., object], stem: str, *, shown: bool) -> Chapter:
    writer = _Writer(draw, stem)
    title = (t(stem), *writer.inlines(1))
    blocks = writer.blocks(2) if shown else ()
    return chapter(stem, p("Fixed.", id=f"{stem}-fixed"), *blocks, title=title, notes=writer.notes)


editions = st.builds(
    lambda edition, policy: replace(edition, term_note=policy),
    st.sampled_from((PRINT, SCREEN, EPUB)),
    st.sampled_from(TermNote),
)


def made(text: Book, edition: Edition) -> Publication:
    outcome = compose_edition(text, edition, STAMP)
    assert outcome.value is not None
    assert not outcome.failed
    return outcome.value


def calls(document: ContentDocument) -> list[str]:
    roots = (*document.title, *document.children)
    return [node.note for node in descend(roots) if isinstance(node, nodes.NoteCall)]


@settings(deadline=None, max_examples=60)
@given(books(), editions)
def test_each_call_has_its_note_and_numbers_follow_the_reader(text: Book, edition: Edition) -> None:
    """Calls and notes of a document are the same, in the same order; numbers run from 1 without a gap."""
    number = 0
    for document in made(text, edition).documents:
        number = number if text.config.note_restart is NoteRestart.BOOK else 0
        assert [n.number for n in document.notes] == [str(number + i) for i in range(1, len(document.notes) + 1)]
        number += len(document.notes)
        assert calls(document) == [n.id for n in document.notes]
        for one in document.notes:
            assert not [n for n in descend(one.children) if isinstance(n, nodes.NoteCall)]


@settings(deadline=None, max_examples=60)
@given(books(), editions)
def test_every_link_lands_and_every_id_is_one_place(text: Book, edition: Edition) -> None:
    """Targets of links, page numbers, contents and landmarks are in ``homes``; ids are unique and CSS-safe."""
    publication = made(text, edition)
    everything = [identifier for document in publication.documents for identifier in ids_of(document)]
    assert [i for i, count in Counter(everything).items() if count > 1] == []
    assert [i for i in everything if not is_safe(i)] == []
    assert {i: publication.homes[i] for i in everything} == dict(publication.homes)
    assert set(_targets(publication)) <= set(everything)


def _targets(publication: Publication) -> Iterator[str]:
    yield from (n.target for n in descend(publication.navigation) if isinstance(n, nodes.ContentsItem))
    yield from (landmark.target for landmark in publication.landmarks if landmark.target)
    for document in publication.documents:
        for node in document_nodes(document):
            match node:
                case nodes.InternalLink(target=target) | nodes.PageNumber(target=target):
                    yield target
                case nodes.ContentsItem(target=target):
                    yield target
                case _:
                    pass


@settings(deadline=None, max_examples=60)
@given(books(), editions)
def test_the_authors_words_are_untouched(text: Book, edition: Edition) -> None:
    """Title and blocks say what they said, save for what the edition leaves out, and the pages it adds."""
    publication = made(text, edition)
    for source in select(text, edition).chapters:
        document = next(d for d in publication.documents if d.name == source.id)
        assert _said(document.title) == _said(source.title)
        assert _said(inlines(block_text(_pageless(document.children)))) == _said(
            inlines(block_text(_pageless(source.children)))
        )


def _said(words: tuple[nodes.Inline, ...]) -> str:
    return plain_text(_pageless(words)).replace(NARROW_SPACE, "")


def _pageless(roots: tuple[nodes.Node, ...]) -> tuple[nodes.Node, ...]:
    """Return nodes without “ (page 31)”, and without what a note-style citation says in its note."""

    def change(node: nodes.Node) -> tuple[nodes.Node, ...]:
        match node:
            case nodes.Text(text=" (") | nodes.Text(text="page\u00a0") | nodes.Text(text=")") | nodes.PageNumber():
                return ()
            case nodes.Citation(note=True):
                return ()
            case _:
                return (node,)

    return rewrite(roots, change)


@settings(deadline=None, max_examples=20)
@given(books(), editions)
def test_nothing_uncomposed_is_left_and_the_same_book_gives_the_same_edition(text: Book, edition: Edition) -> None:
    """No name remains for render to bind; two runs agree."""
    publication = made(text, edition)
    left = (nodes.NoteReference, nodes.InlineNote, nodes.TermUse, nodes.Citation, nodes.CrossReference)
    assert not [n for d in publication.documents for n in document_nodes(d) if isinstance(n, left)]
    assert made(text, edition) == publication
