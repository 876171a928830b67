"""Long descriptions of pictures: below the figure where they are given in words, else linked from its caption.

As DAISY advises: a link is what reading systems handle best, and what can be folded stands right behind the figure. The
picture names either as its details. In print the picture itself is to be seen, and no description is shown.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from octavo.compose.ids import Ids
from octavo.compose.making import filled, paragraph, phrase, text, with_attributes
from octavo.compose.setting import Setting
from octavo.model.attributes import Attributes
from octavo.model.nodes import CrossReference, Details, Figure, InternalLink
from octavo.model.slugs import slug_or_digest
from octavo.model.walk import plain_text

_CLASS = "long-description"


def referring(figure: Figure, setting: Setting) -> Figure:
    """Return a figure before its words are composed: without its description in print, a reference to one with words."""
    if "print" in setting.edition.media:
        return replace(figure, description=())
    match figure.description:
        case (CrossReference(children=()) as only,):
            words = text(figure.span, setting.words["description"])
            return replace(figure, description=(replace(only, children=(words,)),))
        case _:
            return figure


def described(figure: Figure, document: str, setting: Setting, ids: Ids) -> tuple[Figure | Details, ...]:
    """Return a composed figure with its description: a link in it, or words behind it."""
    if not figure.description:
        return (figure,)
    name = figure.attributes.id or f"{document}-{slug_or_digest(PurePosixPath(figure.image.src).stem)}"
    own = Attributes(id=ids.new(f"{name}-description"), classes=(_CLASS,))
    match figure.description:
        case (InternalLink() as link,):
            shown = with_attributes(phrase(figure.span, _CLASS, link), own)
            return (replace(figure, description=(shown,), described_by=own.id),)
        case words if plain_text(words) == setting.words["description"]:
            return (replace(figure, description=()),)  # a link to what this edition leaves out, which is reported
        case words:
            title = setting.words["description"]
            summary = filled(
                figure.span, setting.words["label-title"], label=figure.label, title=(text(figure.span, title),)
            )
            behind = Details(
                span=figure.span,
                summary=summary if figure.label else (text(figure.span, title),),
                children=(paragraph(figure.span, words),),
                attributes=own,
            )
            return (replace(figure, description=(), described_by=own.id), behind)
