"""Ids that compose makes: CSS-safe, stable, and each given once in an edition."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_HASH_DIGITS = 8


def slug(words: str) -> str:
    """Return words as a piece of an id: ASCII letters and digits in lower case, all else a hyphen; maybe empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def digest(words: str) -> str:
    """Return eight hexadecimal digits that stand for words of any script."""
    return hashlib.sha256(words.encode()).hexdigest()[:_HASH_DIGITS]


def slug_or_digest(words: str) -> str:
    """Return a slug, or a digest where no ASCII letter is left."""
    return slug(words) or digest(words)


class Ids:
    """The ids of one edition; hands out new ones."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the ids that the book has already."""
        self._taken = set(taken)

    def new(self, wish: str) -> str:
        """Return the id wished for, or the first of ``wish-2``, ``wish-3`` … that is free."""
        candidate, count = wish, 1
        while candidate in self._taken:
            count += 1
            candidate = f"{wish}-{count}"
        self._taken.add(candidate)
        return candidate
