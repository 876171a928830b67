"""The glossary section: the terms an edition uses, in alphabetical order, each with the place of its first use."""

from __future__ import annotations

from octavo.compose.making import filled, paragraph, phrase, text
from octavo.compose.prose import Prose
from octavo.compose.setting import Setting
from octavo.compose.sorting import sorted_by
from octavo.compose.terms import appended, head
from octavo.compose.words import page_template
from octavo.model.attributes import Attributes
from octavo.model.glossary import Term
from octavo.model.nodes import Block, DefinitionItem, DefinitionList, Inline, InternalLink, LinkRole, PageNumber

DOCUMENT = "glossary"


def glossary_blocks(setting: Setting, prose: Prose) -> tuple[Block, ...]:
    """Return the glossary as one definition list; the id of each term is that of its place there."""
    terms = sorted_by(setting.survey.terms, lambda term: term.sort or term.name)
    items = tuple(_item(term, setting, prose) for term in terms)
    return (DefinitionList(span=setting.span, items=items, attributes=Attributes(classes=("glossary",))),)


def _item(term: Term, setting: Setting, prose: Prose) -> DefinitionItem:
    definition = prose.generated(term.definition, DOCUMENT, term=term.id)
    use = prose.first_use(term.id)
    if use:
        definition = appended(definition, (_first_use(term, use, setting),), term.span)
    name = paragraph(term.span, head(term, setting, note=False), identifier=term.id)
    return DefinitionItem(span=term.span, terms=(name,), definitions=(definition,))


def _first_use(term: Term, use: str, setting: Setting) -> Inline:
    """Return “First used on page 12.”, or a link to the paragraph.

    Never to the very words: Kindle takes two links that lead to each other for a note and its call.
    """
    span, words = term.span, setting.words
    inside: tuple[Inline, ...]
    if setting.paged:
        page = filled(span, page_template(words), page=(PageNumber(span=span, target=use),))
        inside = filled(span, words["first-use-page"], page=page)
    else:
        label = (text(span, words["first-use"]),)
        inside = (InternalLink(span=span, children=label, target=use, role=LinkRole.FIRST_USE),)
    return phrase(span, "first-use", *inside, text(span, words["full-stop"]))
