"""What an index attribute says: ``index="Atalanta, Operation"``."""

from __future__ import annotations

import re

KEYS = ("index", "index-see", "index-see-also")
"""The attributes that hold entries."""

_COMMA = re.compile(r"(?<!,),(?!,)")


def index_levels(entry: str) -> tuple[str, ...]:
    """Return the levels of an entry, main one first: a comma parts them, a doubled comma is one of their letters.

    A level without words comes back empty.
    """
    return tuple(level.replace(",,", ",").strip() for level in _COMMA.split(entry))
