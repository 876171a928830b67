"""``dir``: which way text runs, said wherever that changes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.model.direction import right_to_left
from octavo.render.xhtml.elements import local_name

_LEFT_TO_RIGHT = frozenset({"code", "kbd", "math", "pre", "samp"})
"""What is written from left to right in every language."""


def set_directions(html: Element, *, around: bool = False) -> None:
    """Give ``dir`` to each element that runs another way than what is around it, as its language says.

    ``around`` says whether what is around runs from right to left. An author's own ``dir`` stands.
    """
    own, language = html.get("dir"), html.get("lang")
    runs = around
    if own is not None:
        runs = own == "rtl" or (own == "auto" and around)
    elif local_name(html) in _LEFT_TO_RIGHT:
        runs = False
    elif language:
        runs = right_to_left(language)
    if own is None and runs is not around:
        html.set("dir", "rtl" if runs else "ltr")
    for child in html:
        set_directions(child, around=runs)
