"""Figures: a paragraph that holds one picture and nothing else."""

from __future__ import annotations

from dataclasses import replace

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import Inline
from octavo.parse.brackets import Bracket
from octavo.parse.context import Context
from octavo.parse.inlines import lower_inlines
from octavo.parse.source import Content, fixed_content


def figure_of(context: Context, content: Content, picture: nodes.Image, bracket: Bracket) -> nodes.Figure:
    """Return a picture's paragraph as a figure: its title becomes the caption, ``credit`` and ``longdesc`` leave the braces."""
    written = picture.attributes
    pairs = tuple(pair for pair in written.pairs if pair[0] not in {"credit", "longdesc"})
    place = written.get("longdesc").strip()
    described = place.startswith("#")
    reference = nodes.CrossReference(span=picture.span, children=(), fragment=place[1:])
    sizes = tuple(pair for pair in pairs if pair[0] in {"width", "height"})
    return nodes.Figure(
        span=picture.span,
        image=replace(picture, title="", attributes=Attributes(pairs=sizes)),
        caption=_caption(context, content, picture, bracket),
        credit=_of_braces(context, content, bracket, "credit"),
        description=(reference,) if described else _of_braces(context, content, bracket, "longdesc"),
        attributes=replace(written, pairs=tuple(pair for pair in pairs if pair not in sizes)),
    )


def _of_braces(context: Context, content: Content, bracket: Bracket, key: str) -> tuple[Inline, ...]:
    """Return an attribute that holds Markdown; nothing where it is not written."""
    if not bracket.braces or key not in bracket.braces.values:
        return ()
    return lower_inlines(context, content, *bracket.braces.values[key])


def _caption(context: Context, content: Content, picture: nodes.Image, bracket: Bracket) -> tuple[Inline, ...]:
    if bracket.title_place:
        return lower_inlines(context, content, *bracket.title_place)
    return lower_inlines(context, fixed_content(bracket.title, picture.span)) if bracket.title else ()
