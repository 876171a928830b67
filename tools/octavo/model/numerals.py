"""Numbers as they are printed."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number from 1 on in small roman numerals: 12 as “xii”."""
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def folio_order(folio: str) -> tuple[bool, int]:
    """Return what folios are sorted by: roman ones come first, as in a book."""
    if folio.isdecimal():
        return (True, int(folio))
    values = {letters: value for value, letters in _ROMAN if len(letters) == 1}
    numbers = [values.get(letter, 0) for letter in folio]
    following = [*numbers[1:], 0]
    return (False, sum(-own if own < after else own for own, after in zip(numbers, following, strict=True)))


def page_range(first: str, last: str, *, shortened: bool) -> str:
    """Return a range of pages with an en dash; only one folio when both are the same.

    ``shortened`` drops digits of the second number as English books do (Chicago Manual of Style 17, 9.61): none up to
    100 and after a multiple of it, else those that repeat; two are kept at least, but after 101 to 109 and the like.
    """
    if first == last:
        return first
    return f"{first}–{_shortened(first, last) if shortened else last}"


def _shortened(first: str, last: str) -> str:
    if not (first + last).isdecimal() or len(first) != len(last) or len(first) <= _TWO_DIGITS or first.endswith("00"):
        return last
    same = next(at for at, (before, after) in enumerate(zip(first, last, strict=True)) if before != after)
    least = 1 if first[-_TWO_DIGITS] == "0" else _TWO_DIGITS
    return last[-max(len(last) - same, least) :]


_TWO_DIGITS = 2
