"""A TOML file as load works on it: its values, and the place of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.config.positions import KeyPath, Place, index_places
from octavo.diagnostics import Diagnostic, Finding, Outcome, Related, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.model.text_file import read_text

TOML_SYNTAX = Finding(
    name="toml-syntax",
    severity=Severity.ERROR,
    message="“{file}” is not valid TOML: {problem}",
    why="Until the file can be read as a whole, nothing in it can be trusted.",
    fix="mend the line; https://toml.io shows how values are written",
)

FINDINGS = (TOML_SYNTAX,)

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HINTS = (
    ("Cannot overwrite", "the key stands twice in this table: keep one of the two"),
    ("Cannot declare", "the table's header stands twice: put its keys together under one"),
    ("Invalid value", 'a string needs straight quotation marks: key = "value"; true and false are written small'),
    ("Expected '=' after a key", 'a line is written key = "value", and a key with blanks needs quotation marks'),
    ("Illegal character '\\n'", "a closing quotation mark is missing"),
    ("Unclosed array", "a “]” is missing"),
    ("Unterminated string", "a closing quotation mark is missing"),
    ("Unescaped '\\\\'", "write a backslash as \\\\, or put the string into 'single quotes'"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """A valid TOML file."""

    path: str
    """As in spans."""
    values: Mapping[str, object]
    places: Mapping[KeyPath, Place]

    def key_span(self, path: KeyPath) -> Span:
        """Return where a key stands; for one that is not there, the nearest table around it, at last the file."""
        return self._nearest(path).key

    def value_span(self, path: KeyPath) -> Span:
        """Return where a value stands (a table's header); for one that is not there, the nearest table around it."""
        return self._nearest(path).value

    def _nearest(self, path: KeyPath) -> Place:
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        whole = file_span(self.path)
        return Place(key=whole, value=whole)


def read_toml(file: Path, path: str) -> Outcome[TomlFile]:
    """Read a TOML file; ``path`` names it in spans. Findings: those of ``read_text``, toml-syntax."""
    text = read_text(file, path)
    if isinstance(text, Diagnostic):
        return Outcome(None, (text,))
    try:
        values = tomllib.loads(text)
        places = index_places(text, path)
    except (ValueError, RecursionError) as problem:
        return Outcome(None, (_syntax_error(text, path, problem),))
    return Outcome(TomlFile(path=path, values=values, places=places))


def _syntax_error(text: str, path: str, problem: Exception) -> Diagnostic:
    if isinstance(problem, RecursionError):
        return TOML_SYNTAX.at(file_span(path), file=path, problem="values lie too deep in one another")
    words = str(problem)
    hint = next((hint for start, hint in _HINTS if words.startswith(start)), "")
    told, span = _lowered(_PLACE.sub("", words)), _error_span(text, path, words)
    related: tuple[Related, ...] = ()
    if words.startswith(("Cannot overwrite", "Cannot declare")):
        name, span, related = _second(text.split("\n"), span)
        told = f"“{name}” is there already"
    return TOML_SYNTAX.at(span, hint=hint, related=related, file=path, problem=told)


def _second(lines: list[str], span: Span) -> tuple[str, Span, tuple[Related, ...]]:
    """Return the key or header that stands for the second time on a line, its place, and that of the first."""
    name, place = _named(lines, span.line, span.path)
    for number in range(span.line - 1, 0, -1):
        other, first = _named(lines, number, span.path)
        if other == name:
            return name, place, (Related("the first is here", first),)
        if other.startswith("[") and not name.startswith("["):
            break
    return name, place, ()


def _named(lines: list[str], number: int, path: str) -> tuple[str, Span]:
    """Return the key or header of a line, and its place."""
    line = lines[number - 1]
    name = line.partition("#" if line.lstrip().startswith("[") else "=")[0].strip()
    column = len(line) - len(line.lstrip()) + 1
    return name, Span(path, number, column, number, column + max(len(name), 1))


def _error_span(text: str, path: str, words: str) -> Span:
    place = _PLACE.search(words)
    if place is None:
        return file_span(path)
    if place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        lines = text.rstrip().split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    return Span(path, line, column, line, column + 1)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
