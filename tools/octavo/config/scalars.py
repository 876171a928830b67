"""Single values: from what an author wrote to what the model holds, or the diagnostic that says what is wrong."""

from __future__ import annotations

import re

from octavo.config.findings import (
    BAD_ISBN,
    BAD_LANGUAGE_TAG,
    EMPTY_VALUE,
    ISBN_CHECK_DIGIT,
    LENGTH_WITHOUT_UNIT,
    WRONG_VALUE,
)
from octavo.config.language_tags import language_tag
from octavo.config.schema import Choice, Length, Size, Text, Whole
from octavo.diagnostics import Diagnostic, Edit, Repair, Span
from octavo.diagnostics.suggest import nearest, renamed
from octavo.model.isbn import as_isbn13, check_digit, isbn_digits
from octavo.model.text_file import CONTROL, CONTROL_CHARACTER
from octavo.model.units import POINTS_PER_UNIT, Trim, parse_length

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_UNITS = ", ".join(POINTS_PER_UNIT)
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "italian": "it",
    "italiano": "it", "spanish": "es", "español": "es", "japanese": "ja", "日本語": "ja", "dutch": "nl",
    "portuguese": "pt", "polish": "pl", "jp": "ja",
}  # fmt: skip


def check_text(kind: Text, key: str, value: str, span: Span) -> str | Diagnostic:
    """Return a string that its kind allows."""
    if not value.strip():
        return value if kind.may_be_empty else EMPTY_VALUE.at(span, key=key)
    control = CONTROL.search(value)
    if control is not None:
        return CONTROL_CHARACTER.at(span, key=key, code=ord(control[0]))
    if kind.pattern and not re.fullmatch(kind.pattern, value):
        return WRONG_VALUE.at(span, hint=f"write {kind.says}", key=key, value=value)
    return value


def check_choice(kind: Choice, key: str, value: str, span: Span) -> str | Diagnostic:
    """Return one of the words that a choice has."""
    if value in kind.values:
        return value
    meant = nearest(value, kind.values)
    listed = "valid: " + ", ".join(f"“{each}”" for each in kind.values)
    hint = f"did you mean “{meant}”? ({listed})" if meant else listed
    repair = renamed(value, kind.values, span, '"{}"')
    return WRONG_VALUE.at(span, hint=hint, repair=repair, key=key, value=value)


def check_language(value: str, span: Span) -> str | Diagnostic:
    """Return a language tag in its usual capitals."""
    tag = language_tag(value)
    if tag is not None and value.casefold() not in _LANGUAGES:
        return tag
    meant = _LANGUAGES.get(value.casefold()) or language_tag(value.strip().replace("_", "-").split(".")[0])
    repair = Repair(label=f"write “{meant}”", edits=(Edit(span=span, text=f'"{meant}"'),)) if meant else None
    return BAD_LANGUAGE_TAG.at(span, hint=f"did you mean “{meant}”?" if meant else "", repair=repair, value=value)


def check_isbn(value: str, span: Span) -> str | Diagnostic:
    """Return an ISBN as thirteen digits."""
    digits = isbn_digits(value)
    if digits is None:
        return BAD_ISBN.at(span, value=value)
    right = check_digit(digits)
    if digits[-1] != right:
        hint = f"with these digits the last would be {right}: compare the number with the one you were assigned"
        return ISBN_CHECK_DIGIT.at(span, hint=hint, value=value)
    return as_isbn13(digits)


def check_whole(kind: Whole, key: str, value: int, span: Span) -> int | Diagnostic:
    """Return a whole number within the limits of its kind."""
    low, high = kind.minimum, kind.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    return WRONG_VALUE.at(span, hint=f"write a number from {low} to {high}", key=key, value=value)


def check_length(kind: Length, key: str, value: str, span: Span) -> float | Diagnostic:
    """Return a length in points."""
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return without_unit(key, text, span)
    points = parse_length(text)
    if points is None and parse_length(text.removeprefix("-")) is not None:
        return WRONG_VALUE.at(span, hint="write a length that is not negative", key=key, value=text)
    if points is None:
        return WRONG_VALUE.at(span, hint=f"write a number and a unit ({_UNITS}): “20mm”", key=key, value=text)
    if not kind.minimum_pt <= points <= kind.maximum_pt:
        hint = f"write a length from {_in_mm(kind.minimum_pt)} to {_in_mm(kind.maximum_pt)}"
        return WRONG_VALUE.at(span, hint=hint, key=key, value=text)
    return points


def without_unit(key: str, number: str, span: Span) -> Diagnostic:
    """Return what to say of a bare number in the place of a length."""
    hint = f"write “{number}mm”, “{number}in” or another of the units {_UNITS}"
    return LENGTH_WITHOUT_UNIT.at(span, hint=hint, key=key, value=number)


def check_size(kind: Size, key: str, value: str, span: Span) -> Trim | Diagnostic:
    """Return a width and a height in points."""
    sides = re.split(r"\s*[x×]\s*", value.strip())
    if len(sides) != 2 or not all(sides):  # noqa: PLR2004
        return WRONG_VALUE.at(span, hint="write width and height: “152mm x 229mm”", key=key, value=value)
    each = Length(minimum_pt=kind.minimum_pt, maximum_pt=kind.maximum_pt)
    width, height = (check_length(each, key, side, span) for side in sides)
    if isinstance(width, Diagnostic):
        return width
    return height if isinstance(height, Diagnostic) else Trim(width_pt=width, height_pt=height)


def _in_mm(points: float) -> str:
    return f"{points / POINTS_PER_UNIT['mm']:.0f}mm"
