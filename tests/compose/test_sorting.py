"""Alphabetical order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from octavo.compose.sorting import _ORDER, sorted_by

COLLATOR = Collator()


@given(st.lists(st.text(st.sampled_from([sign for sign in _ORDER if not sign.isdigit()]), max_size=6), max_size=6))
def test_the_short_table_gives_the_order_of_the_long_one(words: list[str]) -> None:
    """Common signs need no collation table."""
    assert list(sorted_by(words, str)) == sorted(words, key=lambda word: (COLLATOR.sort_key(word), word))


def test_letters_with_accents_stand_with_their_letter() -> None:
    """The Unicode Collation Algorithm, not code points."""
    words = ["zebra", "Éclair", "eclipse", "écarté", "Zoo"]
    assert list(sorted_by(words, str)) == ["écarté", "Éclair", "eclipse", "zebra", "Zoo"]


def test_numbers_stand_by_their_value() -> None:
    """Alone, inside words, and beside letters that need the long table."""
    words = ["Article 10", "article 2", "Article 2a", "1984", "747", "47 rōnin", "Überfall 9", "Überfall 11"]
    assert list(sorted_by(words, str)) == [
        "47 rōnin", "747", "1984", "article 2", "Article 2a", "Article 10", "Überfall 9", "Überfall 11",
    ]  # fmt: skip
