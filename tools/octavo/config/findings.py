"""Findings of the check of keys and values against the schema."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

UNKNOWN_KEY = Finding(
    name="unknown-key",
    severity=Severity.ERROR,
    message="{table} has no key “{key}”",
    why="A key that nothing reads would do nothing, and the author would never learn why.",
    fix="correct the key's name, or take the line out",
)
MISSING_KEY = Finding(
    name="missing-key",
    severity=Severity.ERROR,
    message="{table} lacks “{key}”",
    why="There is no default that would be right for every book.",
    fix="add the key",
)
WRONG_TYPE = Finding(
    name="wrong-type",
    severity=Severity.ERROR,
    message="“{key}” should be {expected}, not {found}",
    why="TOML tells strings, numbers, dates and lists apart, and so do the keys that hold them.",
    fix="write the value in the form that the message names",
)
WRONG_VALUE = Finding(
    name="wrong-value",
    severity=Severity.ERROR,
    message="“{key}” cannot be “{value}”",
    why="Only some values have a meaning here.",
    fix="write one of the valid values",
)
EMPTY_VALUE = Finding(
    name="empty-value",
    severity=Severity.ERROR,
    message="“{key}” is empty",
    why="A key is there to say something; an empty title or name would leave a hole in the book.",
    fix="fill the value in, or take the line out",
)
LENGTH_WITHOUT_UNIT = Finding(
    name="length-without-unit",
    severity=Severity.ERROR,
    message="the length “{value}” of “{key}” has no unit",
    why="A bare number may mean millimetres, points or inches: a printed book must not depend on a guess.",
    fix="add a unit: mm, cm, in, pt, pc or px",
)
BAD_LANGUAGE_TAG = Finding(
    name="bad-language-tag",
    severity=Severity.ERROR,
    message="“{value}” is no language tag",
    why="Hyphenation, quotation marks, sorting and screen readers all follow the book's language.",
    fix="write a BCP 47 tag such as “en-GB”, “de” or “ja”",
)
BAD_ISBN = Finding(
    name="bad-isbn",
    severity=Severity.ERROR,
    message="“{value}” is no ISBN",
    why="Shops and libraries identify an edition by its ISBN alone.",
    fix="write thirteen digits that begin with 978 or 979, or the ten of an older ISBN; hyphens are welcome",
)
ISBN_CHECK_DIGIT = Finding(
    name="isbn-check-digit",
    severity=Severity.ERROR,
    message="the ISBN “{value}” has a wrong check digit",
    why="The last digit is computed from the others, so a wrong one proves a slip somewhere in the number.",
    fix="compare the number with the one you were assigned",
)

FINDINGS = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    WRONG_VALUE,
    EMPTY_VALUE,
    LENGTH_WITHOUT_UNIT,
    BAD_LANGUAGE_TAG,
    BAD_ISBN,
    ISBN_CHECK_DIGIT,
)
