"""Ids that styles and links can use without escapes."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OTHER = re.compile(r"[^a-z0-9]+")
_SPELT = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Latin letters that Unicode does not take apart into an ASCII letter and a mark."""


def is_safe(identifier: str) -> bool:
    """Return whether an id needs no escape in CSS, XML or a URL: an ASCII letter, then letters, digits, ``_``, ``-``."""
    return _SAFE.fullmatch(identifier) is not None


def slug(words: str) -> str:
    """Return some words in lower-case ASCII letters and digits, hyphens between them; empty when none are left."""
    decomposed = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _OTHER.sub("-", plain.casefold().translate(_SPELT)).strip("-")


def slug_or_digest(words: str) -> str:
    """Return the slug of some words, or their digest where no slug is left."""
    return slug(words) or digest(words)


def digest(words: str) -> str:
    """Return eight hexadecimal digits that stand for words of any script: the first of their SHA-256."""
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:8]


def stem_id(stem: str) -> str:
    """Return the id of a chapter made from its file's stem: ``02-at-sea`` gives ``at-sea``, ``2026`` ``chapter-2026``."""
    return slug(stem).lstrip("-0123456789") or f"chapter-{slug_or_digest(stem)}"
