"""The author's text as an edition shows it: notes called, terms noted or linked, references resolved to words."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TypeVar, cast

from octavo.compose.addresses import Addresses
from octavo.compose.calls import settled
from octavo.compose.descriptions import described, referring
from octavo.compose.ids import Ids
from octavo.compose.index_marks import Mark
from octavo.compose.index_places import IndexPlaces
from octavo.compose.links import References
from octavo.compose.making import attributes_of, line, paragraph, text, with_attributes, with_children
from octavo.compose.notes import NOTE_CALLED_TWICE, NoteSequence
from octavo.compose.pieces import Piece
from octavo.compose.place import Holder, Place
from octavo.compose.setting import Setting
from octavo.compose.term_uses import TermUses
from octavo.compose.terms import note_body
from octavo.diagnostics import Diagnostic, Related, Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.book import Chapter, NoteDefinition
from octavo.model.edition import Links
from octavo.model.glossary import Term
from octavo.model.index_entry import is_marked
from octavo.model.nodes import Block, Inline, InternalLink, LinkRole, Node, NoteCall, Phrase
from octavo.model.publication import Note, NoteKind
from octavo.model.slugs import digest, slug_or_digest
from octavo.model.walk import cited, plain_text, rewrite

_N = TypeVar("_N")


class Prose:
    """Composes the texts of one edition in reading order and remembers what it met."""

    def __init__(self, setting: Setting, ids: Ids) -> None:
        """Begin before the first document."""
        self._setting = setting
        self._ids = ids
        self._notes = NoteSequence(ids, setting.book.config.note_restart)
        self._links = References(setting)
        self._addresses = Addresses(setting)
        self._definitions: dict[str, NoteDefinition] = {}
        self._called: dict[str, Span] = {}
        self._made_notes: set[str] = set()
        self._uses = TermUses(setting.edition.term_note)
        self._diagnostics: list[Diagnostic] = []
        self._index = IndexPlaces(setting, ids)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found so far."""
        return (*self._diagnostics, *self._links.diagnostics)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The index marks met so far."""
        return tuple(self._index.marks)

    def first_use(self, term: str) -> str:
        """Return the id of the place where a term is first used, in an EPUB its block; empty when no text uses it."""
        return self._uses.spot(term) if self._setting.paged else self._uses.first(term)

    def chapter(self, piece: Piece) -> tuple[tuple[Inline, ...], tuple[Block, ...], tuple[Note, ...]]:
        """Return a chapter's title, blocks and notes."""
        chapter = piece.chapter
        if chapter is None:
            return (), (), ()
        self._notes.open_document()
        self._called = {}
        self._definitions = {note.name: note for note in chapter.notes}
        place = Place(document=piece.id)
        with self._indexed(chapter, piece, place):
            title = self._nodes(chapter.title, replace(place, running=False))
            blocks = self._nodes(chapter.children, place)
        return title, blocks, self._notes.of_document()

    def _indexed(self, chapter: Chapter, piece: Piece, place: Place) -> AbstractContextManager[None]:
        """Keep the index mark of a chapter's title, if it has one: it means the chapter as a whole."""
        own = chapter.attributes
        if not is_marked(own):
            return nullcontext()
        return self._index.around(Mark.of(own, "", own.span or chapter.title_span, place), piece.id, piece.id)

    def generated(
        self, children: tuple[_N, ...], document: str, term: str = "", *, as_set: bool = False
    ) -> tuple[_N, ...]:
        """Return text that stands in generated matter (a definition, an annotation): links, but no notes and no uses."""
        place = Place(document=document, running=False, noted=True, generated=True, term=term, as_set=as_set)
        return self._nodes(children, place)

    # ------------------------------------------------------------------------------------------ the walk

    def _nodes(self, children: tuple[_N, ...], place: Place) -> tuple[_N, ...]:
        found = [new for child in children for new in self._node(cast("Node", child), place)]
        return cast("tuple[_N, ...]", tuple(settled(found, self._made_notes, self._setting.words["call-after"])))

    def _node(self, node: Node, place: Place) -> tuple[Node, ...]:
        """Return what the edition shows in place of a node."""
        own = attributes_of(node)
        if own is None or not is_marked(own):
            return self._shown(node, place)
        return self._index.marked(node, own, place, self._freed)

    def _shown(self, node: Node, place: Place) -> tuple[Node, ...]:
        found: tuple[Node, ...]
        match node:
            case nodes.NoteReference():
                found = self._note_reference(node, place)
            case nodes.InlineNote():
                found = self._inline_note(node, place)
            case nodes.TermUse():
                found = self._term_use(node, place)
            case nodes.Citation():
                found = self._citation(node, place)
            case nodes.CrossReference() | nodes.Link():
                found = self._link(node, place)
            case nodes.Figure():
                held = self._held(referring(node, self._setting), place)
                found = described(cast("nodes.Figure", held), place.document, self._setting, self._ids)
            case nodes.Heading() | nodes.Table() | nodes.Paragraph():
                found = (self._held(node, place),)
            case _:
                found = (self._inside(node, place),)
        return found

    def _inside(self, node: _N, place: Place) -> _N:
        return with_children(node, lambda children: self._nodes(children, place))

    def _held(self, node: Node, place: Place) -> Node:
        """Compose a block that a first use may stand in, and give it an id when one does."""
        running = place.running and not isinstance(node, nodes.Heading | nodes.Figure)
        place = replace(place, pictured=place.pictured or isinstance(node, nodes.Figure))
        if place.holder is not None:
            return self._within(node, replace(place, running=running))
        holder = Holder()
        context = digest(plain_text((cast("Inline", node),)))
        composed = self._within(node, replace(place, running=running, holder=holder, context=context))
        return self._bearing(composed, holder, replace(place, running=running))

    def _within(self, node: Node, place: Place) -> Node:
        return self._table(node, place) if isinstance(node, nodes.Table) else self._inside(node, place)

    def _table(self, table: nodes.Table, place: Place) -> nodes.Table:
        caption = self._nodes(table.caption, replace(place, running=False, pictured=True))
        composed = self._inside(replace(table, caption=()), place)
        return replace(composed, caption=caption)

    def _bearing(self, node: Node, holder: Holder, place: Place) -> Node:
        own = attributes_of(node)
        if not holder.terms or own is None:
            return node
        if not own.id:
            own = own.with_id(self._ids.new(f"{place.document}-use-{holder.terms[0].removeprefix('term-')}"))
        self._uses.held(holder, own.id, place)
        return with_attributes(node, own)

    # ------------------------------------------------------------------------------------------ notes

    def _note_reference(self, node: nodes.NoteReference, place: Place) -> tuple[Node, ...]:
        definition = self._definitions.get(node.name)
        if place.noted or definition is None:
            return ()  # resolve has reported it
        if node.name in self._called:
            first = Related("first called here", self._called[node.name])
            self._diagnostics.append(NOTE_CALLED_TWICE.at(node.span, name=node.name, related=(first,)))
            return ()
        self._called[node.name] = node.span
        wish = f"{place.document}-note-{slug_or_digest(node.name)}"
        return self._note(wish, NoteKind.AUTHOR, node.span, definition.children, place)

    def _inline_note(self, node: nodes.InlineNote, place: Place) -> tuple[Node, ...]:
        if place.noted:
            return self._bracketed(node, place)
        wish = f"{place.document}-note-{digest(plain_text(node.children))}"
        return self._note(wish, NoteKind.AUTHOR, node.span, (paragraph(node.span, node.children),), place)

    def _bracketed(self, node: nodes.InlineNote, place: Place) -> tuple[Node, ...]:
        """Return a note as words in brackets, where there can be no note."""
        words = self._setting.words
        opening, closing = text(node.span, words["bracket-open"]), text(node.span, words["bracket-close"])
        return (opening, *self._nodes(node.children, place), closing)

    def _note(
        self, wish: str, kind: NoteKind, span: Span, children: tuple[Block, ...], place: Place
    ) -> tuple[Node, ...]:
        body = self._nodes(children, replace(place, running=False, noted=True, linked=False))
        return (self._notes.add(wish, kind, span, body, context=place.context),)

    def _citation(self, node: nodes.Citation, place: Place) -> tuple[Node, ...]:
        rendered = rewrite(node.rendered, self._landing)
        if not node.note or place.noted:
            return rendered
        body = (paragraph(node.span, rendered),)
        wish = f"{place.document}-note-{digest(cited(node))}"
        return (self._notes.add(wish, NoteKind.CITATION, node.span, body, context=place.context),)

    def _landing(self, node: Node) -> tuple[Node, ...]:
        if isinstance(node, InternalLink) and node.target not in self._setting.survey.ids:
            return cast("tuple[Node, ...]", node.children)
        return (node,)

    # ------------------------------------------------------------------------------------------ terms

    def _term_use(self, node: nodes.TermUse, place: Place) -> tuple[Node, ...]:
        words = self._nodes(node.children, place)
        term = self._setting.terms.get(node.term)
        if term is None:
            return words
        if not place.generated and not place.term:
            self._uses.met(term, place)
            noted = self._uses.deserves_note(term, place)
            words = (*self._index.use(term, node.span, place, noted=noted), *words)
            if noted:
                call = self._term_note(term, node.span, place)
                self._uses.spotted(term.id, call.id)
                return (*words, call)
            words = self._spotted(term, words, node.span, place)
        return self._term_link(term, words, node, place)

    def _spotted(self, term: Term, words: tuple[Inline, ...], span: Span, place: Place) -> tuple[Inline, ...]:
        """Return the words of a use without a note; the first, whose page the glossary tells, has an id."""
        if not (self._setting.paged and place.running) or self._uses.is_spotted(term.id):
            return words
        identifier = self._ids.new(f"first-{term.id.removeprefix('term-')}")
        self._uses.spotted(term.id, identifier)
        return (Phrase(span=span, children=words, attributes=Attributes(id=identifier)),)

    def _term_note(self, term: Term, span: Span, place: Place) -> NoteCall:
        inside = replace(place, running=False, noted=True, linked=False, term=term.id)
        definition = self._nodes(term.definition, inside)
        body = note_body(term, definition, self._setting)
        wish = f"{place.document}-note-term-{term.id.removeprefix('term-')}"
        call = self._notes.add(wish, NoteKind.TERM, span, body, context=place.context)
        self._made_notes.add(call.note)
        return call

    def _term_link(self, term: Term, words: tuple[Inline, ...], node: nodes.TermUse, place: Place) -> tuple[Node, ...]:
        setting = self._setting
        plain = place.linked or term.id == place.term or not setting.links_terms() or not setting.lists_term(term.id)
        if plain:
            return words
        return (InternalLink(span=node.span, children=words, target=term.id, role=LinkRole.GLOSSARY),)

    # ------------------------------------------------------------------------------------------ links, index marks

    def _link(self, node: nodes.CrossReference | nodes.Link, place: Place) -> tuple[Node, ...]:
        """Compose a link; a note called among its words is called after it, for a link cannot hold another."""
        calls: list[Node] = []

        def without_calls(child: Node) -> tuple[Node, ...]:
            if isinstance(child, nodes.NoteCall):
                calls.append(child)
                return ()
            return (child,)

        words = rewrite(self._nodes(node.children, replace(place, linked=True)), without_calls)
        match node:
            case nodes.Link():
                return (replace(node, children=words), *self._address(node, place, calls))
            case nodes.CrossReference():
                return (*self._links.composed(replace(node, children=words), linked=place.linked), *calls)

    def _address(self, link: nodes.Link, place: Place, calls: list[Node]) -> tuple[Node, ...]:
        """Return what follows a link: its address where the edition prints it, and the calls of notes."""
        address, where = self._addresses.wanted(link, place)
        if not address:
            return tuple(calls)
        if where is Links.TEXT:
            return (*self._addresses.in_brackets(link, address), *calls)
        body = (line(link.span, f"{address}{self._setting.words['full-stop']}"),)
        call = self._notes.add(f"{place.document}-note-{digest(address)}", NoteKind.ADDRESS, link.span, body)
        self._made_notes.add(call.note)
        return (*calls, call)

    def _freed(self, node: Node, place: Place) -> tuple[Node, ...]:
        """Return what a node shows; of a phrase that says nothing but its index mark, only the words."""
        own = attributes_of(node)
        if isinstance(node, nodes.Phrase) and own is not None and not (own.id or own.classes or own.pairs):
            return self._nodes(node.children, place)
        return self._shown(node, place)
