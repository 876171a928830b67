"""What an edition holds, looked over before it is composed: so that each link can be made, or left out, at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from octavo.compose.making import attributes_of
from octavo.compose.pieces import Piece
from octavo.model import nodes
from octavo.model.book import Book, TargetKind
from octavo.model.glossary import Term
from octavo.model.index_entry import is_marked
from octavo.model.nodes import Block, Node
from octavo.model.references import Reference
from octavo.model.walk import chapter_nodes, descend


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The terms and references an edition lists, and every id that a link may lead to."""

    terms: tuple[Term, ...]
    """Those that its glossary lists, in the order of the source; empty when it has no glossary."""
    references: tuple[Reference, ...]
    """Those that its related reading lists; empty when it has none."""
    pieces: tuple[Piece, ...]
    """The pieces that have something to say: no index without index marks."""
    ids: frozenset[str]
    """Of documents, authored blocks and phrases, listed terms and references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mentions:
    """What some text names."""

    terms: frozenset[str]
    keys: frozenset[str]


def survey(book: Book, pieces: tuple[Piece, ...], *, notes: bool) -> Survey:
    """Look over the selected pieces; ``notes`` says whether terms get notes."""
    authored = [node for piece in pieces if piece.chapter for node in chapter_nodes(piece.chapter)]
    named = _mentions(authored, book)
    used = _closure(named.terms, book)
    generated = {piece.role for piece in pieces if piece.generated}
    defined = [term for term in book.glossary.terms if term.id in used and (notes or "glossary" in generated)]
    definitions = [node for term in defined for node in descend(term.definition)]
    cited = named.keys | _mentions(definitions, book).keys
    terms = _listed_terms(book, used) if "glossary" in generated else ()
    references = _listed_references(book, cited) if "related-reading" in generated else ()
    annotations = [node for reference in references for node in descend(reference.annotation)]
    indexed = _indexed(book, pieces, authored) or any(map(_marked, (*definitions, *annotations)))
    empty = _empty_roles(authored, terms, references) | (frozenset() if indexed else {"index"})
    kept = tuple(piece for piece in pieces if not (piece.generated and piece.role in empty))
    linkable = [*authored, *definitions] if terms else authored
    ids = {piece.id for piece in kept} | {own.id for node in linkable if (own := attributes_of(node)) and own.id}
    ids |= {term.id for term in terms} | {reference.id for reference in references}
    return Survey(terms=terms, references=references, pieces=kept, ids=frozenset(ids))


def _mentions(found: Iterable[Node], book: Book) -> _Mentions:
    terms: set[str] = set()
    keys: set[str] = set()
    by_id = {reference.id: reference.key for reference in book.references}
    for node in found:
        match node:
            case nodes.TermUse(term=term) if term:
                terms.add(term)
            case nodes.Citation(items=items):
                keys.update(item.key for item in items)
            case nodes.CrossReference(target=target) if target in book.targets:
                if book.targets[target].kind is TargetKind.TERM:
                    terms.add(target)
                elif book.targets[target].kind is TargetKind.REFERENCE:
                    keys.add(by_id.get(target, target))
            case _:
                pass
    return _Mentions(terms=frozenset(terms), keys=frozenset(keys))


def _closure(used: Iterable[str], book: Book) -> frozenset[str]:
    """Return terms with those in their definitions, in the definitions of these, and so on."""
    definitions: Mapping[str, tuple[Block, ...]] = {term.id: term.definition for term in book.glossary.terms}
    found: set[str] = set()
    waiting = list(definitions if book.config.terms.list_all else used)
    while waiting:
        term = waiting.pop()
        if term in definitions and term not in found:
            found.add(term)
            waiting += _mentions(descend(definitions[term]), book).terms
    return frozenset(found)


def _listed_terms(book: Book, used: frozenset[str]) -> tuple[Term, ...]:
    return tuple(term for term in book.glossary.terms if term.id in used)


def _listed_references(book: Book, cited: frozenset[str]) -> tuple[Reference, ...]:
    everything = book.config.references.list_uncited
    return tuple(reference for reference in book.references if everything or reference.key in cited)


def _indexed(book: Book, pieces: Iterable[Piece], authored: Iterable[Node]) -> bool:
    """Return whether the text has something for the index: marks, or uses of terms where the book indexes those."""
    titled = any(is_marked(piece.chapter.attributes) for piece in pieces if piece.chapter is not None)
    of_terms = book.config.terms.index
    return titled or any(_marked(node) or (of_terms and isinstance(node, nodes.TermUse)) for node in authored)


def _marked(node: Node) -> bool:
    own = attributes_of(node)
    return own is not None and is_marked(own)


def _empty_roles(
    authored: Iterable[Node], terms: tuple[Term, ...], references: tuple[Reference, ...]
) -> frozenset[str]:
    full = {"glossary"} if terms else set()
    if references:
        full.add("related-reading")
    for node in authored:
        match node:
            case nodes.Figure(caption=caption) if caption:
                full.add("figures")
            case nodes.Table(caption=caption) if caption:
                full.add("tables")
            case _:
                pass
    return frozenset({"glossary", "related-reading", "figures", "tables"}) - full
