"""“Did you mean”: the nearest name, where it stands, and nothing where none is near."""

from __future__ import annotations

import pytest

from octavo.diagnostics import Span
from octavo.diagnostics.suggest import did_you_mean_at, nearest


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("EUNAVFR", ("EUNAVFOR", "Folio"), "EUNAVFOR"),
        ("folioo", ("Folio",), "Folio"),
        ("chicago-auth", ("chimia", "chicago-author-date-16th", "chicago-author-date"), "chicago-author-date"),
        ("zzz", ("Folio",), None),
        ("x", (), None),
        ("name17x", tuple(f"name{n}" for n in range(2000)), "name17"),
        ("folioo", ("Folio", *(f"Name {n}" for n in range(5000))), "Folio"),
    ],
)
def test_the_nearest_name(name: str, candidates: tuple[str, ...], expected: str | None) -> None:
    """Case does not count; what was cut short means the shortest that goes on."""
    assert nearest(name, candidates) == expected


def test_a_hint_names_the_place() -> None:
    """File and line, which a terminal turns into a link."""
    places = {"Folio": Span("manuscript/glossary.md", 12, 1, 12, 6)}
    assert did_you_mean_at("Foli", places) == "did you mean “Folio”? (manuscript/glossary.md:12)"
    assert did_you_mean_at("zzz", places, "add it") == "add it"
