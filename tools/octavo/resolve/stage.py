"""The resolve stage: from a draft full of names to a book in which every name is bound."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.book import Book, Chapter, Draft
from octavo.model.by_language import primary_subtag
from octavo.model.config import TermMatch
from octavo.model.glossary import Glossary, Term
from octavo.model.nodes import Block, CodeBlock, CrossReference, Image, Inline, Node, TermUse
from octavo.model.sources import Picture
from octavo.model.walk import chapter_roots, rewrite
from octavo.resolve.citations import bind_citations
from octavo.resolve.code import CodeBinder
from octavo.resolve.ids import assign_ids
from octavo.resolve.index_entries import check_index_entries, check_index_ranges
from octavo.resolve.lexicon import build_lexicon
from octavo.resolve.notes import check_definition, check_notes
from octavo.resolve.pictures import PICTURE_WITHOUT_ALT, PictureBinder, check_alternatives
from octavo.resolve.running_text import Matcher
from octavo.resolve.targets import TargetBinder, target_binder
from octavo.resolve.terms import TermBinder, check_glossary

_WITHOUT_MATCHES = frozenset({"epigraph"})
"""Roles of matter that is quoted text as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Binders:
    """All that binds names, with one list of what is wrong."""

    terms: TermBinder
    targets: TargetBinder
    pictures: PictureBinder
    code: CodeBinder
    matcher: Matcher | None
    """None where only marked terms count."""

    def blocks(self, blocks: tuple[Block, ...], *, own: str = "", match: bool = False) -> tuple[Block, ...]:
        """Return blocks with their names bound; ``own`` is the term that they define."""
        bound = rewrite(blocks, lambda node: self._bound(node, own))
        return replace(self.matcher, own=own).blocks(bound) if match and self.matcher is not None else bound

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return a title or an annotation with its names bound."""
        return rewrite(inlines, lambda node: self._bound(node, ""))

    def _bound(self, node: Node, own: str) -> tuple[Node, ...]:
        match node:
            case TermUse():
                return self.terms.bind(node, own=own)
            case CrossReference():
                return (self.targets.bind(node),)
            case Image():
                return (self.pictures.bind(node),)
            case CodeBlock():
                return (self.code.bind(node),)
            case _:
                return (node,)


def resolve_book(draft: Draft) -> Outcome[Book]:
    """Return the book: terms, notes, citations, cross-references and pictures bound, an id on every heading.

    Pure, and idempotent: a book given back as a draft comes out unchanged. The value is there even with errors; then
    what could not be bound is as it was. Findings: those of all modules of this package.
    """
    draft, targets, found = assign_ids(draft)
    language = draft.config.metadata.language
    lexicon = build_lexicon(draft.glossary.terms, english=primary_subtag(language) == "en")
    auto = draft.config.terms.match is TermMatch.AUTO
    binders = _Binders(
        terms=TermBinder(lexicon=lexicon, diagnostics=found),
        targets=target_binder(draft, targets, found),
        pictures=PictureBinder(pictures=draft.pictures, diagnostics=found),
        code=CodeBinder(found),
        matcher=Matcher(lexicon=lexicon, language=language) if auto else None,
    )
    chapters = tuple(_chapter(chapter, binders) for chapter in draft.chapters)
    terms = tuple(_term(term, binders) for term in draft.glossary.terms)
    references, unknown = bind_citations(draft)
    references = tuple(replace(r, annotation=binders.inlines(r.annotation)) for r in references)
    found.extend([*unknown, *_checks(draft), *_cover(draft, binders.pictures)])
    book = Book(
        config=draft.config,
        chapters=chapters,
        glossary=Glossary(terms=terms),
        references=references,
        pictures={file: p for file, p in sorted(draft.pictures.items()) if isinstance(p, Picture)},
        targets=targets,
    )
    return Outcome(book, tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key)))


def _chapter(chapter: Chapter, binders: _Binders) -> Chapter:
    foreign = binders.matcher is not None and binders.matcher.is_foreign(chapter.attributes.lang)
    match = not foreign and chapter.entry.role not in _WITHOUT_MATCHES
    return replace(
        chapter,
        title=binders.inlines(chapter.title),
        children=binders.blocks(chapter.children, match=match),
        notes=tuple(replace(note, children=binders.blocks(note.children)) for note in chapter.notes),
    )


def _term(term: Term, binders: _Binders) -> Term:
    return replace(term, definition=binders.blocks(term.definition, own=term.id, match=True))


def _checks(draft: Draft) -> list[Diagnostic]:
    """Return what is wrong whatever the names are bound to."""
    found = check_glossary(draft.glossary.terms)
    for chapter in draft.chapters:
        found.extend(check_notes(chapter))
        roots = chapter_roots(chapter)
        found.extend([*check_index_entries(roots, chapter.attributes), *check_alternatives(roots)])
    found.extend(check_index_ranges(draft.chapters))
    for term in draft.glossary.terms:
        found.extend(check_definition(term))
        found.extend([*check_index_entries(term.definition), *check_alternatives(term.definition)])
    return found


def _cover(draft: Draft, pictures: PictureBinder) -> list[Diagnostic]:
    cover = draft.config.metadata.cover
    if cover is None:
        return []
    pictures.find(cover.image, cover.span)
    return [] if cover.alt.strip() else [PICTURE_WITHOUT_ALT.at(cover.span, file=cover.image)]
