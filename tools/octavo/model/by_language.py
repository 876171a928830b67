"""What the tags of languages (BCP 47) say: tables that have them for keys, and the language alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_V = TypeVar("_V")


def by_language(table: Mapping[str, _V], language: str, default: _V) -> _V:
    """Return what a table says of a BCP 47 tag: of the longest of its beginnings that is a key, else the default."""
    by_tag = {tag.casefold(): value for tag, value in table.items()}
    parts = language.casefold().split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        if tag in by_tag:
            return by_tag[tag]
    return default


def primary_subtag(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return tag.replace("_", "-").partition("-")[0].lower()
