"""“Did you mean”: the nearest of the names that would have been right."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate closest to a name, case aside, or None when none is close."""
    by_folded = {c.casefold(): c for c in sorted(candidates)}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the closest candidate, or ``otherwise``."""
    best = nearest(name, candidates)
    return f"did you mean “{best}”?" if best else otherwise
