"""Values against the schema: everything wrong is reported at its place, everything right is kept and converted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from octavo.config import scalars
from octavo.config.findings import BAD_ISBN, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from octavo.config.positions import KeyPath
from octavo.config.schema import (
    Choice,
    Date,
    Either,
    Flag,
    Isbn,
    Key,
    Kind,
    Language,
    Length,
    ListOf,
    Names,
    Size,
    Table,
    Text,
    Whole,
    alternative,
    describe,
    fits,
    tables_of,
)
from octavo.config.section import Section
from octavo.config.toml_file import TomlFile
from octavo.diagnostics import Diagnostic, Edit, Outcome, Repair, Span
from octavo.diagnostics.suggest import did_you_mean, nearest, renamed

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPES = {
    "str": "a string", "int": "a number", "float": "a number", "bool": "true or false", "list": "a list",
    "dict": "a table", "date": "a date", "datetime": "a date with a time", "time": "a time",
}  # fmt: skip


def check_file(schema: Table, file: TomlFile) -> Outcome[Section]:
    """Return a file's values, wrong ones left out.

    Findings: unknown-key, missing-key, wrong-type, wrong-value, empty-value, control-character, length-without-unit,
    bad-language-tag, bad-isbn, isbn-check-digit.
    """
    checker = _Checker(schema, file)
    values = checker.table(schema, (), file.values)
    return Outcome(Section(file=file, path=(), values=values), tuple(checker.found))


class _Checker:
    """Walks through a file's values; ``found`` grows."""

    def __init__(self, schema: Table, file: TomlFile) -> None:
        self.found: list[Diagnostic] = []
        self._schema = schema
        self._file = file

    def table(self, kind: Table, path: KeyPath, values: Mapping[str, object]) -> dict[str, object]:
        right: dict[str, object] = {}
        for name, value in values.items():
            key = kind.key(name)
            if key is None:
                self._unknown(kind, path, name)
            else:
                checked = self._value(key.kind, (*path, name), value)
                if checked is not None:
                    right[name] = checked
        meant = {nearest(name, kind.names) for name in values if kind.key(name) is None}
        for key in kind.keys:
            if key.required and key.name not in values and key.name not in meant:
                self._missing(key, path)
        return right

    def _value(self, kind: Kind, path: KeyPath, value: object) -> object:
        """Return a value as the model holds it, or None after a report."""
        if isinstance(kind, Either):
            kind = alternative(kind, value) or kind
        key, span = _key_name(path), self._file.value_span(path)
        if isinstance(kind, Length | Size) and type(value) in {int, float}:
            self.found.append(scalars.without_unit(key, str(value), span))
        elif not fits(kind, value):
            self.found.append(_wrong_type(kind, key, value, span))
        elif isinstance(kind, Whole):
            return self._kept(scalars.check_whole(kind, key, cast("int", value), span))
        elif isinstance(value, str):
            return self._kept(_check_string(kind, key, value, span))
        else:
            return self._container(kind, path, value)
        return None

    def _container(self, kind: Kind, path: KeyPath, value: object) -> object:
        match kind:
            case Table():
                return self.table(kind, path, cast("dict[str, object]", value))
            case Names():
                return self._names(kind, path, cast("dict[str, object]", value))
            case ListOf():
                return self._list(kind, path, cast("list[object]", value))
            case _:
                return value

    def _kept(self, checked: object) -> object:
        if isinstance(checked, Diagnostic):
            self.found.append(checked)
            return None
        return checked

    def _names(self, kind: Names, path: KeyPath, values: Mapping[str, object]) -> dict[str, object]:
        right: dict[str, object] = {}
        for name, value in values.items():
            if not re.fullmatch(kind.pattern, name):
                span = self._file.key_span((*path, name))
                self.found.append(WRONG_VALUE.at(span, hint=f"write {kind.says}", key=_key_name(path), value=name))
                continue
            checked = self._value(kind.of, (*path, name), value)
            if checked is not None:
                right[name] = checked
        return right

    def _list(self, kind: ListOf, path: KeyPath, values: list[object]) -> list[object] | None:
        if not values and not kind.may_be_empty:
            hint = "name at least one, or take the line out"
            self.found.append(WRONG_VALUE.at(self._file.value_span(path), hint=hint, key=_key_name(path), value="[]"))
            return None
        return [self._value(kind.of, (*path, index), value) for index, value in enumerate(values)]

    def _unknown(self, kind: Table, path: KeyPath, name: str) -> None:
        hint = did_you_mean(name, kind.names) or self._home_of(name) or f"known here: {', '.join(kind.names)}"
        span = self._file.key_span((*path, name))
        repair = renamed(name, kind.names, span)
        self.found.append(UNKNOWN_KEY.at(span, hint=hint, repair=repair, table=self._table_name(path), key=name))

    def _home_of(self, name: str) -> str:
        """Return a hint for a key that stands below the wrong table's header."""
        if self._schema.key(name):
            return f"“{name}” belongs to the top level of the file: a key above the first [table], a table by itself"
        homes = (where for where, table in tables_of(self._schema) if table.key(name))
        where = next(homes, "")
        return f"“{name}” belongs to [{where}]" if where else ""

    def _missing(self, key: Key, path: KeyPath) -> None:
        hint = f"add {key.example}" if key.example else ""
        span = self._file.value_span(path)
        self.found.append(MISSING_KEY.at(span, hint=hint, table=self._table_name(path), key=key.name))

    def _table_name(self, path: KeyPath) -> str:
        names = [str(step) for step in path if isinstance(step, str)]
        return f"[{'.'.join(names)}]" if names else f"“{self._file.path}”"


def _wrong_type(kind: Kind, key: str, value: object, span: Span) -> Diagnostic:
    hint, text = _retyped(kind, value)
    repair = Repair(label=hint, edits=(Edit(span=span, text=text),), certain=True) if text else None
    if isinstance(kind, Isbn) and isinstance(value, int):
        return BAD_ISBN.at(span, hint=hint, repair=repair, value=value)
    found = _TYPES.get(type(value).__name__, "this")
    return WRONG_TYPE.at(span, hint=hint, repair=repair, key=key, expected=describe(kind), found=found)


def _check_string(kind: Kind, key: str, value: str, span: Span) -> object:
    match kind:
        case Text():
            return scalars.check_text(kind, key, value, span)
        case Choice():
            return scalars.check_choice(kind, key, value, span)
        case Language():
            return scalars.check_language(value, span)
        case Isbn():
            return scalars.check_isbn(value, span)
        case Length():
            return scalars.check_length(kind, key, value, span)
        case Size():
            return scalars.check_size(kind, key, value, span)
        case _:
            raise TypeError(kind)


def _key_name(path: KeyPath) -> str:
    """Return the last name of a path: items of a list go by the list's."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _retyped(kind: Kind, value: object) -> tuple[str, str]:
    """Return how a value is written in the form that its key takes, as a hint and as TOML; empty where nobody knows."""
    if isinstance(value, str) and isinstance(kind, Date):
        day = value if _is_day(value) else ""
        return (f"take the quotation marks off: {day}" if day else "write a day, without quotation marks"), day
    if isinstance(value, str) and isinstance(kind, Flag) and value in {"true", "false"}:
        return f"take the quotation marks off: {value}", value
    if isinstance(value, int | float) and not isinstance(value, bool) and fits(kind, ""):
        return f'put it between quotation marks: "{value}"', "" if isinstance(value, float) else f'"{value}"'
    if isinstance(value, str) and isinstance(kind, ListOf):
        return f'put it between brackets: ["{value}"]', f"[{json.dumps(value, ensure_ascii=False)}]"
    return "", ""


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False
