"""ISBNs (ISO 2108): the numbers that shops and libraries know a book by."""

from __future__ import annotations

import re

_ISBN10_LENGTH = 10
_ISBN13_LENGTH = 13
_ISBN13_PREFIXES = ("978", "979")


def isbn_digits(text: str) -> str | None:
    """Return the ten or thirteen characters of an ISBN, right or not; None for what is no ISBN at all."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper().removeprefix("ISBN").removeprefix(":")
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return digits
    return digits if re.fullmatch(r"[0-9]{13}", digits) and digits.startswith(_ISBN13_PREFIXES) else None


def check_digit(digits: str) -> str:
    """Return the check digit that an ISBN of ten or thirteen characters should end in."""
    if len(digits) == _ISBN10_LENGTH:
        rest = -sum(weight * int(d) for weight, d in zip(range(10, 1, -1), digits, strict=False)) % 11
        return "X" if rest == 10 else str(rest)  # noqa: PLR2004
    return str(-sum(int(d) * (1, 3)[place % 2] for place, d in enumerate(digits[: _ISBN13_LENGTH - 1])) % 10)


def as_isbn13(digits: str) -> str:
    """Return a valid ISBN of ten or thirteen characters as thirteen digits."""
    if len(digits) == _ISBN13_LENGTH:
        return digits
    stem = "978" + digits[:-1]
    return stem + check_digit(stem + "0")
