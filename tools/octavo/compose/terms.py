"""How a term is introduced: its name, long form and foreign names, before its definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from octavo.compose.making import filled, paragraph, phrase, text, without_id
from octavo.compose.setting import Setting
from octavo.diagnostics import Span
from octavo.model.glossary import Term
from octavo.model.nodes import Block, Emphasis, Inline, Paragraph, Strong
from octavo.model.walk import rewrite


def head(term: Term, setting: Setting, *, note: bool) -> tuple[Inline, ...]:
    """Return “EUNAVFOR, European Union Naval Force (…)”, for a note or for the glossary."""
    words = setting.words
    name = text(term.span, term.name)
    shown: list[Inline] = [Strong(span=term.span, children=(name,)) if note else phrase(term.span, "term-name", name)]
    if term.long:
        long = text(term.span, term.long)
        shown.append(text(term.span, words["list-between"] if note else " "))
        shown.append(Emphasis(span=term.span, children=(long,)) if note else phrase(term.span, "term-long", long))
    if term.names:
        shown.append(text(term.span, words["bracket-open"]))
        for count, (lang, name_there) in enumerate(term.names):
            if count:
                shown.append(text(term.span, words["list-between"]))
            shown.append(phrase(term.span, "term-foreign", text(term.span, name_there), lang=lang))
        shown.append(text(term.span, words["bracket-close"]))
    return tuple(shown)


def note_body(term: Term, definition: tuple[Block, ...], setting: Setting) -> tuple[Block, ...]:
    """Return the text of a term's note: its head, a colon, and the definition without ids (the glossary has them)."""
    span = term.span
    opening = filled(span, setting.words["term-definition"], term=head(term, setting, note=True))
    match definition:
        case (Paragraph() as first, *rest):
            run_in = replace(first, children=(*opening, *first.children))
            return _without_ids((run_in, *rest))
        case _:
            return _without_ids((paragraph(span, opening), *definition))


def _without_ids(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return rewrite(blocks, lambda node: (without_id(node),))


def appended(blocks: tuple[Block, ...], inlines: tuple[Inline, ...], span: Span) -> tuple[Block, ...]:
    """Return a definition or note with words after its last paragraph, or in a paragraph of their own."""
    if blocks and isinstance(blocks[-1], Paragraph):
        last = blocks[-1]
        return (*blocks[:-1], replace(last, children=(*last.children, text(span, " "), *inlines)))
    return (*blocks, paragraph(span, inlines))
