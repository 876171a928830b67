"""Alphabetical order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from octavo.compose.sorting import _ORDER, sorted_by

COLLATOR = Collator()


@given(st.lists(st.text(st.sampled_from(_ORDER), max_size=6), max_size=6))
def test_the_short_table_gives_the_order_of_the_long_one(words: list[str]) -> None:
    """Common signs need no collation table."""
    assert list(sorted_by(words, str)) == sorted(words, key=lambda word: (COLLATOR.sort_key(word), word))


def test_letters_with_accents_stand_with_their_letter() -> None:
    """The Unicode Collation Algorithm, not code points."""
    words = ["zebra", "Éclair", "eclipse", "écarté", "Zoo"]
    assert list(sorted_by(words, str)) == ["écarté", "Éclair", "eclipse", "zebra", "Zoo"]
