"""“Did you mean”: the nearest of the names that would have been right."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from octavo.diagnostics.finding import Edit, Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from octavo.diagnostics.span import Span

_BEGINNING = 4
"""Letters from which on a name may be the beginning of the one that was meant."""
_MANY = 3000


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate closest to a name, case aside, or None when none is close.

    A name that was cut short means the shortest candidate that goes on where it ends.
    """
    folded = name.casefold()
    by_folded = {c.casefold(): c for c in _likely(folded, sorted(candidates))}
    if len(folded) >= _BEGINNING:
        longer = [candidate for candidate in by_folded if candidate.startswith(folded)]
        if longer:
            return by_folded[min(longer, key=lambda candidate: (len(candidate), candidate))]
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def _likely(folded: str, candidates: list[str]) -> list[str]:
    """Return all candidates; of very many those with the same first letter, for each comparison takes its time."""
    if len(candidates) <= _MANY:
        return candidates
    return [c for c in candidates if c[:1].casefold() == folded[:1]][:_MANY]


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the closest candidate, or ``otherwise``."""
    best = nearest(name, candidates)
    return f"did you mean “{best}”?" if best else otherwise


def did_you_mean_at(name: str, places: Mapping[str, Span], otherwise: str = "") -> str:
    """Return a hint that names the closest candidate and where it stands, or ``otherwise``."""
    best = nearest(name, places)
    return f"did you mean “{best}”? ({places[best].path}:{places[best].line})" if best else otherwise


def renamed(name: str, candidates: Iterable[str], span: Span, form: str = "{}") -> Repair | None:
    """Return the repair that writes the closest candidate over a span, in its ``form``; a guess, as the hint is."""
    best = nearest(name, candidates)
    return (
        Repair(label=f"write “{best}”", edits=(Edit(span=span, text=form.format(best)),)) if best is not None else None
    )
