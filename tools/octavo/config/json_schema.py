"""The JSON Schema of book.toml and of presets: what editors complete and check while an author types."""

from __future__ import annotations

from octavo.config.keys import PRESET, ROOT
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
)
from octavo.model.units import POINTS_PER_UNIT

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LENGTH = rf"\s*(\d+(\.\d+)?|\.\d+)\s*({'|'.join(POINTS_PER_UNIT)})\s*"


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of book.toml."""
    return {"$schema": _DIALECT, "title": "book.toml of Octavo", **_schema_of(ROOT)}


def preset_json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a preset in styles/presets/."""
    return {"$schema": _DIALECT, "title": "A preset of Octavo", **_schema_of(PRESET)}


def _schema_of(kind: Kind) -> dict[str, object]:
    match kind:
        case Table():
            return _table(kind)
        case Names():
            names = {"pattern": f"^(?:{kind.pattern})$"}
            return {"type": "object", "propertyNames": names, "additionalProperties": _schema_of(kind.of)}
        case ListOf():
            return {"type": "array", "items": _schema_of(kind.of), "minItems": 0 if kind.may_be_empty else 1}
        case Either():
            return {"anyOf": [_schema_of(each) for each in kind.kinds]}
        case _:
            return _scalar(kind)


def _table(table: Table) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {key.name: _property(key) for key in table.keys},
        "required": [key.name for key in table.keys if key.required],
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, object]:
    return {"description": key.doc, **_schema_of(key.kind)}


def _scalar(kind: Kind) -> dict[str, object]:
    match kind:
        case Choice():
            return {"enum": [str(value) for value in kind.values]}
        case Flag():
            return {"type": "boolean"}
        case Whole():
            limits = {"minimum": kind.minimum, "maximum": kind.maximum}
            return {"type": "integer"} | {name: limit for name, limit in limits.items() if limit is not None}
        case Date():
            return {"type": "string", "format": "date"}
        case Text(pattern=pattern) if pattern:
            return {"type": "string", "pattern": f"^(?:{pattern})$"}
        case _:
            return {"type": "string", **_STRINGS.get(type(kind), {"minLength": _least(kind)})}


_STRINGS: dict[type, dict[str, object]] = {
    Length: {"pattern": f"^{_LENGTH}$"},
    Size: {"pattern": f"^{_LENGTH}[x×]{_LENGTH}$"},
    Language: {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
    Isbn: {"pattern": "^[0-9Xx -]{10,17}$"},
}


def _least(kind: Kind) -> int:
    return 0 if isinstance(kind, Text) and kind.may_be_empty else 1
