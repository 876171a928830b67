"""The author's attributes as XHTML's: id, classes, language, and a few harmless others."""

from __future__ import annotations

import re

from octavo.model.attributes import Attributes
from octavo.render.xhtml.elements import language

_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_SOURCED = frozenset({"ins", "del", "q"})
_DATED = frozenset({"ins", "del"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?")
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:%|em|ex|ch|mm|cm|in|pt|pc|px)")
_SIZES = ("width", "height")


def written(attributes: Attributes, *classes: str) -> dict[str, str | None]:
    """Return XHTML attributes: the author's id, the given classes and then the author's, language, title, direction."""
    names = dict.fromkeys(name for name in (*classes, *attributes.classes) if name)
    direction = attributes.get("dir")
    return {
        "id": attributes.id or None,
        "class": " ".join(names) or None,
        **language(attributes.lang),
        "title": attributes.get("title") or None,
        "dir": direction if direction in _DIRECTIONS else None,
    }


def edit(tag: str, attributes: Attributes) -> dict[str, str | None]:
    """Return what ``ins``, ``del`` and ``q`` may say of their origin, where it is sound."""
    date = attributes.get("datetime")
    return {
        "cite": (attributes.get("cite") or None) if tag in _SOURCED else None,
        "datetime": date if tag in _DATED and _DATE.fullmatch(date) else None,
    }


def size(*sources: Attributes) -> dict[str, str | None]:
    """Return a ``style`` that holds the first width and height given (``50%``, ``6cm``); nothing when none is sound."""
    found = [(key, next((a.get(key) for a in sources if _SIZE.fullmatch(a.get(key))), "")) for key in _SIZES]
    declarations = "; ".join(f"{key}: {value}" for key, value in found if value)
    return {"style": declarations or None}
