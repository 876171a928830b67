"""A tree as indented lines: type, place, what it says, its children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum

from octavo.diagnostics import Diagnostic, Span
from octavo.model.attributes import Attributes
from octavo.model.config import Entry


def dump(values: object) -> str:
    """Return nodes, one a line, children indented below; fields that hold their default are left out."""
    return "".join(f"{line}\n" for line in lines(values, ""))


def lines(value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a node, or of a tuple of nodes."""
    if isinstance(value, tuple):
        for item in value:
            yield from lines(item, indent)
        return
    below: list[tuple[str, object]] = []
    said = [type(value).__name__]
    for field in fields(value):  # type: ignore[arg-type]
        content = getattr(value, field.name)
        if field.name == "span":
            said.insert(1, place(content))
        elif holds_nodes(content):
            below.append((field.name, content))
        elif field.default is MISSING or content != field.default:
            said += scalar(field.name, content)
    yield indent + " ".join(said)
    for name, content in below:
        if name in {"children", "items", "terms", "cells"}:
            yield from lines(content, indent + "  ")
        elif content:
            yield f"{indent}  {name}:"
            yield from named(content, indent + "    ")


def named(content: object, indent: str) -> Iterator[str]:
    """Yield a field's nodes; several groups (a term's definitions) parted by a dash."""
    if isinstance(content, tuple) and isinstance(content[0], tuple):
        for group in content:
            yield f"{indent}-"
            yield from lines(group, indent)
    else:
        yield from lines(content, indent)


def holds_nodes(value: object) -> bool:
    """Return whether a field's value is made of nodes."""
    if isinstance(value, tuple):
        return bool(value) and holds_nodes(value[0])
    return is_dataclass(value) and not isinstance(value, Span | Attributes | Entry)


def scalar(name: str, value: object) -> list[str]:  # noqa: PLR0911 - one case a type
    """Return a field as words."""
    match value:
        case Attributes():
            braces = [f"#{value.id}"] * bool(value.id) + [f".{c}" for c in value.classes]
            return ["{" + " ".join([*braces, *(f'{key}="{words}"' for key, words in value.pairs)]) + "}"]
        case Span():
            return [f"{name}={place(value)}"]
        case Entry() | ():
            return []
        case Enum():
            return [f"{name}={value.value}"]
        case str() if name == "text":
            return ['"' + value.replace("\n", "\\n") + '"']
        case str():
            return [f'{name}="{value}"']
        case tuple() if name == "anchors":
            return [name + "=" + ",".join(f"{offset}→{column}" for offset, column in value)]
        case tuple():
            return [name + "=" + ",".join(str(getattr(item, "value", item)) for item in value)]
        case _:
            return [f"{name}={value}"]


def place(span: Span) -> str:
    """Return a span as line:column-column, or line:column-line:column."""
    start = f"{span.line}:{span.column}"
    return f"{start}-{span.end_column}" if span.line == span.end_line else f"{start}-{span.end_line}:{span.end_column}"


def report(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return diagnostics in the order of a report, each with its hint and related places."""
    found = []
    for diagnostic in sorted(diagnostics, key=lambda d: d.sort_key):
        where = f"{diagnostic.span.path}:{place(diagnostic.span)}" if diagnostic.span else ""
        found.append(f"{diagnostic.severity}[{diagnostic.finding.name}] {where} {diagnostic.message}\n")
        found.append(f"  help: {diagnostic.hint}\n")
        found += [f"  {related.label}: {place(related.span)}\n" for related in diagnostic.related]
    return "".join(found)
