"""Prose in a language of our own, in which no word comes twice: a place in it cannot be mistaken."""

from __future__ import annotations

ONSETS = ("b", "ch", "d", "f", "gr", "k", "l", "m", "n", "p", "r", "s", "tr", "v", "st", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")


def word(number: int) -> str:
    """Return the word of a number: two to four syllables, none that another number has."""
    syllables = []
    for _ in range(4):
        number, rest = divmod(number, len(ONSETS) * len(VOWELS))
        syllables.append(ONSETS[rest % len(ONSETS)] + VOWELS[rest // len(ONSETS)])
        if not number and len(syllables) > 1:
            break
    return "".join(syllables)


def prose(words: int, start: int) -> str:
    """Return so many words from a number on."""
    return " ".join(word(number * 37 + 11) for number in range(start, start + words))
