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
    """Return a picture's paragraph as a figure: its title becomes the caption, ``credit`` is taken out of the braces."""
    written = picture.attributes
    pairs = tuple(pair for pair in written.pairs if pair[0] != "credit")
    credit: tuple[Inline, ...] = ()
    if bracket.braces and "credit" in bracket.braces.values:
        credit = lower_inlines(context, content, *bracket.braces.values["credit"])
    sizes = tuple(pair for pair in pairs if pair[0] in {"width", "height"})
    return nodes.Figure(
        span=picture.span,
        image=replace(picture, title="", attributes=Attributes(pairs=sizes)),
        caption=_caption(context, content, picture, bracket),
        credit=credit,
        attributes=replace(written, pairs=tuple(pair for pair in pairs if pair not in sizes)),
    )


def _caption(context: Context, content: Content, picture: nodes.Image, bracket: Bracket) -> tuple[Inline, ...]:
    if bracket.title_place:
        return lower_inlines(context, content, *bracket.title_place)
    return lower_inlines(context, fixed_content(bracket.title, picture.span)) if bracket.title else ()
