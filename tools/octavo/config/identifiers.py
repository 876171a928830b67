"""Numbers and tags that catalogues know a book by: ISBNs (ISO 2108) and language tags (BCP 47)."""

from __future__ import annotations

import re

_ISBN10_LENGTH = 10
_ISBN13_LENGTH = 13
_ISBN13_PREFIXES = ("978", "979")
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extlang>-[a-z]{3})?(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)


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


def language_tag(text: str) -> str | None:
    """Return a well-formed tag in its usual capitals (``zh-Hant-TW``); None for what is none."""
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    parts = (match["language"].lower(), (match["extlang"] or "").lower(), (match["script"] or "").title())
    return "".join((*parts, (match["region"] or "").upper(), match["rest"].lower()))
