"""Stylesheets of a book's own that would never come to an end."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.model.text_file import is_inside, is_regular_file, read_text

STYLESHEET_TOO_DEEP = Finding(
    name="stylesheet-too-deep",
    severity=Severity.ERROR,
    message="the stylesheet “{file}” puts brackets inside brackets more than {most} deep",
    why="No design needs it, and what reads styles, here and in reading systems, loses itself.",
    fix="close the brackets that are open, or write the rules side by side",
)
STYLESHEET_IN_ITSELF = Finding(
    name="stylesheet-in-itself",
    severity=Severity.ERROR,
    message="the stylesheet “{file}” imports itself, by way of “{url}”",
    why="The import would never end.",
    fix="take the @import out",
)
PROPERTY_TOO_LONG = Finding(
    name="property-too-long",
    severity=Severity.ERROR,
    message="the custom property “{name}” comes to more than {most} letters, or to itself",
    why="Each use of a property in another multiplies it; no memory holds what a few dozen of them come to.",
    fix="write the value that is meant",
)

FINDINGS = (STYLESHEET_TOO_DEEP, STYLESHEET_IN_ITSELF, PROPERTY_TOO_LONG)

_BRACKETS = re.compile(r"""[(\[{}\])]|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_DEEPEST = 40
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:([^;{}]*)")
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_LONGEST = 20_000


def endless_styles(text: str, name: str, folder: Path) -> Diagnostic | None:
    """Return what makes a stylesheet of a styles folder endless, if anything does. Findings: all of ``FINDINGS``."""
    plain = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)

    def at(start: int, end: int) -> Span:
        return place_of(text, name, start, end)

    return _too_deep(text, name, at) or _in_itself(plain, name, folder, at) or _too_long(plain, at)


def place_of(text: str, name: str, start: int, end: int) -> Span:
    """Return the place of some characters of a stylesheet."""
    before = text[:start].split("\n")
    line, column = len(before), len(before[-1]) + 1
    return Span(f"styles/{name}", line, column, line, column + end - start)


_At = Callable[[int, int], Span]


def _too_deep(text: str, name: str, at: _At) -> Diagnostic | None:
    depth = 0
    for token in _BRACKETS.finditer(text):
        depth += (token[0] in "([{") - (token[0] in ")]}")
        if depth > _DEEPEST:
            return STYLESHEET_TOO_DEEP.at(at(*token.span()), file=f"styles/{name}", most=_DEEPEST)
    return None


def _in_itself(text: str, name: str, folder: Path, at: _At) -> Diagnostic | None:
    """Return a ``stylesheet-in-itself`` for the first import that leads back to the stylesheet or to itself."""
    for match in _IMPORT.finditer(text):
        seen: set[str] = set()
        waiting = [_named(name, match[1])]
        while waiting:
            file = waiting.pop()
            imports = [_named(file, url) for url in _imports(folder, file)]
            if file == name or file in imports or seen & set(imports):
                return STYLESHEET_IN_ITSELF.at(at(*match.span(1)), file=f"styles/{name}", url=match[1])
            seen.add(file)
            waiting.extend(imports)
    return None


def _named(file: str, url: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), url))


def _imports(folder: Path, file: str) -> list[str]:
    path = folder / file
    if not is_regular_file(path) or not is_inside(folder, path):
        return []
    text = read_text(path, file)
    return _IMPORT.findall(_COMMENT.sub(" ", text)) if isinstance(text, str) else []


def _too_long(text: str, at: _At) -> Diagnostic | None:
    """Return a ``property-too-long`` for the first property whose value is too long once the others stand in it."""
    values = {match[1]: match for match in _PROPERTY.finditer(text)}
    lengths: dict[str, int] = {}
    for name, match in values.items():
        if _length(name, values, lengths, ()) > _LONGEST:
            return PROPERTY_TOO_LONG.at(at(*match.span(1)), name=name, most=_LONGEST)
    return None


def _length(name: str, values: dict[str, re.Match[str]], lengths: dict[str, int], inside: tuple[str, ...]) -> int:
    if name in inside or len(inside) > _DEEPEST:
        return _LONGEST + 1
    if name not in values:
        return 0
    if name not in lengths:
        value = values[name][2]
        uses = (_length(use, values, lengths, (*inside, name)) for use in _USE.findall(value))
        lengths[name] = len(value) + sum(uses)
    return lengths[name]
