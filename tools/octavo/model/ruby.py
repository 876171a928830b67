"""Ruby: small readings over words, as an author gives them: ``[漢字]{ruby="かん|じ"}``."""

from __future__ import annotations

import re

_SIGN = re.compile(r".[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
"""A character with the marks and the variation selectors that belong to it."""


def readings(value: str) -> tuple[str, ...]:
    """Return the readings that an attribute ``ruby`` gives: one of all the words, or one of each character."""
    return tuple(part.strip() for part in value.split("|")) if value.strip(" |") else ()


def signs(words: str) -> tuple[str, ...]:
    """Return the characters of some words, each with what belongs to it."""
    return tuple(_SIGN.findall(words))
