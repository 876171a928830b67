"""The fields of one reference: what each holds, as CSL-JSON has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.diagnostics import Diagnostic
from octavo.diagnostics.suggest import nearest
from octavo.parse import references_findings as findings
from octavo.parse.references_dates import csl_date
from octavo.parse.references_located import Field, Located, Mapping, Scalar, Sequence
from octavo.parse.references_vocabulary import DATES, FIELDS, LOOSE, NAME_PARTS, NAMES, RICH

_TRUE = frozenset({"true", "1", "yes"})
_NUMBERS = ("year", "month", "day")
_NAME_EXAMPLE = "author: [{family: Bassetti, given: Azzurra}], or [{literal: Council of the European Union}]"
_DATE_EXAMPLE = "2024-11-01, or {date-parts: [[2024, 11, 1]]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReader:
    """Reads fields, and collects what is wrong with them."""

    diagnostics: list[Diagnostic]
    markup: Callable[[str], str]
    """What a field's words become: Markdown is turned into CSL's markup in YAML, JSON has that already."""

    def read(self, field: Field) -> object | None:
        """Return the value as CSL-JSON holds it, or None for a field that is empty, wrong or of no use to a style.

        Findings: unknown-csl-field, wrong-reference-field, unreadable-date.
        """
        key, value = field.key, field.value
        if key not in FIELDS:
            best = nearest(key, FIELDS)
            if best is not None:
                hint = f"did you mean “{best}”?"
                self.diagnostics.append(findings.UNKNOWN_CSL_FIELD.at(field.key_span, hint=hint, field=key))
            return None
        if key in LOOSE or (isinstance(value, Scalar) and value.text is None):
            return None
        if key in NAMES:
            return self._names(key, value)
        return self._date(key, value) if key in DATES else self.words(key, value)

    def words(self, key: str, value: Located) -> str | None:
        """Return the words of a field, or None after reporting that it holds none."""
        if isinstance(value, Scalar) and value.text is not None:
            return self.markup(value.text) if key in RICH else " ".join(value.text.split())
        self._wrong(key, value, "words or a number", f"{key}: words")
        return None

    def _wrong(self, key: str, value: Located, expected: str, example: str) -> None:
        hint = f"for example: {example}"
        self.diagnostics.append(findings.WRONG_REFERENCE_FIELD.at(value.span, hint=hint, field=key, expected=expected))

    def _names(self, key: str, value: Located) -> list[dict[str, object]] | None:
        people = value.items if isinstance(value, Sequence) else (value,)
        names = [name for person in people if (name := self._name(key, person))]
        return names or None

    def _name(self, key: str, person: Located) -> dict[str, object] | None:
        match person:
            case Scalar(text=str(words)) if words.strip():
                return {"literal": " ".join(words.split())}
            case Mapping(fields=fields) if fields:
                return self._name_parts(key, person)
            case _:
                self._wrong(key, person, "a list of names", _NAME_EXAMPLE)
                return None

    def _name_parts(self, key: str, person: Mapping) -> dict[str, object] | None:
        parts: dict[str, object] = {}
        for part in person.fields:
            if part.key not in NAME_PARTS:
                best = nearest(part.key, NAME_PARTS)
                hint = f"did you mean “{best}”?" if best else f"for example: {_NAME_EXAMPLE}"
                self.diagnostics.append(findings.UNKNOWN_CSL_FIELD.at(part.key_span, hint=hint, field=part.key))
            elif not isinstance(part.value, Scalar):
                self._wrong(f"{key}: {part.key}", part.value, "words", _NAME_EXAMPLE)
            elif part.value.text is not None:
                words = " ".join(part.value.text.split())
                parts[part.key] = words.lower() in _TRUE if part.key in _FLAGS else words
        return parts or None

    def _date(self, key: str, value: Located) -> object | None:
        match value:
            case Scalar():
                return self._edtf(value)
            case Mapping():
                return self._date_fields(key, value)
            case Sequence(items=(Mapping(), *_)):
                return self._date_list(key, value)
            case _:
                self._wrong(key, value, "a date", f"{key}: {_DATE_EXAMPLE}")
                return None

    def _edtf(self, value: Scalar) -> object | None:
        words = " ".join((value.text or "").split())
        date = csl_date(words)
        if date is None and words:
            self.diagnostics.append(findings.UNREADABLE_DATE.at(value.span, date=words))
            return {"literal": words}
        return date

    def _date_list(self, key: str, value: Sequence) -> object | None:
        """Return a span of time written as a list of two dates, as older reading lists have it."""
        dates = [self._date_fields(key, item) for item in value.items if isinstance(item, Mapping)]
        parts = [part for date in dates if date for part in date.get("date-parts", [])]  # type: ignore[attr-defined]
        return {"date-parts": parts[:2]} if parts else None

    def _date_fields(self, key: str, value: Mapping) -> dict[str, object] | None:
        for name in ("raw", "literal"):
            words = value.get(name)
            if isinstance(words, Scalar) and words.text:
                return {"literal": words.text} if name == "literal" else _as_date(self._edtf(words))
        parts = value.get("date-parts")
        numbers = self._date_parts(parts) if parts is not None else self._date_numbers(value)
        if numbers is None:
            self._wrong(key, value, "a date", f"{key}: {_DATE_EXAMPLE}")
            return None
        date: dict[str, object] = {"date-parts": numbers}
        season, circa = value.get("season"), value.get("circa")
        if isinstance(season, Scalar) and season.text:
            date["season"] = season.text
        if isinstance(circa, Scalar) and circa.text and circa.text.lower() not in ("false", "0", "no"):
            date["circa"] = True
        return date

    def _date_numbers(self, value: Mapping) -> list[list[int]] | None:
        numbers: list[int] = []
        for name in _NUMBERS:
            part = value.get(name)
            if part is None:
                break
            number = _number(part)
            if number is None:
                return None
            numbers.append(number)
        return [numbers] if numbers else None

    def _date_parts(self, value: Located) -> list[list[int]] | None:
        if not isinstance(value, Sequence) or not value.items:
            return None
        lists = value.items if isinstance(value.items[0], Sequence) else (value,)
        dates = [
            [number for item in part.items if (number := _number(item)) is not None]
            for part in lists
            if isinstance(part, Sequence)
        ]
        return dates if all(dates) and len(dates) == len(lists) else None


_FLAGS = frozenset({"comma-suffix", "static-ordering", "parse-names"})


def _as_date(value: object) -> dict[str, object] | None:
    return value if isinstance(value, dict) else None


def _number(value: Located) -> int | None:
    if not isinstance(value, Scalar) or value.text is None:
        return None
    text = value.text.strip()
    return int(text) if text.removeprefix("-").isdecimal() else None
