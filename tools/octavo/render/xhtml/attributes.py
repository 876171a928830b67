"""The author's attributes as XHTML's: id, classes, language, and a few harmless others."""

from __future__ import annotations

import re

from octavo.model.attributes import Attributes
from octavo.render.xhtml.elements import language

_KEPT = ("title", "dir", "datetime", "cite")
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:%|em|ex|ch|mm|cm|in|pt|pc|px)")
_SIZES = ("width", "height")


def written(attributes: Attributes, *classes: str) -> dict[str, str | None]:
    """Return XHTML attributes: the author's id, the given classes and then the author's, language, a few others."""
    names = dict.fromkeys(name for name in (*classes, *attributes.classes) if name)
    kept = {key: value for key, value in attributes.pairs if key in _KEPT}
    return {
        "id": attributes.id or None,
        "class": " ".join(names) or None,
        **language(attributes.lang),
        **kept,
    }


def size(*sources: Attributes) -> dict[str, str | None]:
    """Return a ``style`` that holds the first width and height given (``50%``, ``6cm``); nothing when none is sound."""
    found = [(key, next((a.get(key) for a in sources if _SIZE.fullmatch(a.get(key))), "")) for key in _SIZES]
    declarations = "; ".join(f"{key}: {value}" for key, value in found if value)
    return {"style": declarations or None}
