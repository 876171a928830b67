"""The JSON Schema of what ``--format json`` prints: a report holds at least this, in every version of Octavo."""

from __future__ import annotations

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORDS = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 1}


def _record(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def report_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a report of build, check or verify; each has more of its own."""
    place = _record({"path": _WORDS, "line": _NUMBER, "column": _NUMBER, "end_line": _NUMBER, "end_column": _NUMBER})
    somewhere = {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]}
    edit = _record({"place": {"$ref": "#/$defs/place"}, "text": _WORDS})
    repair = _record({"label": _WORDS, "certain": {"type": "boolean"}, "edits": {"type": "array", "items": edit}})
    related = _record({"label": _WORDS, "place": {"$ref": "#/$defs/place"}})
    diagnostic = _record(
        {
            "name": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "severity": {"enum": ["error", "warning"]},
            "message": _WORDS,
            "hint": _WORDS,
            "place": somewhere,
            "editions": {"type": "array", "items": _WORDS},
            "related": {"type": "array", "items": related},
            "repair": {"anyOf": [repair, {"type": "null"}]},
        }
    )
    return {
        "$schema": _DIALECT,
        "title": "A report of Octavo",
        "description": "Lines and columns count from 1; a column is a code point of its line; an end is exclusive.",
        **_record({"octavo": _WORDS, "diagnostics": {"type": "array", "items": {"$ref": "#/$defs/diagnostic"}}}),
        "$defs": {"place": place, "diagnostic": diagnostic},
    }
