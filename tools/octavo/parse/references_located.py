"""What YAML and JSON have in common: words, lists and fields, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """Words or a number, as text: CSL takes both alike, so ``volume: 010`` keeps its nought."""

    span: Span
    text: str | None
    """None for a null."""
    inner: Span
    """Without quotation marks."""
    raw: str = ""
    """The value as it stands in the file from ``inner`` on, line by line; empty where escapes make it differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple[Located, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key and its value."""

    key: str
    key_span: Span
    value: Located


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Fields in the order written; a key may stand twice, which is for others to report."""

    span: Span
    fields: tuple[Field, ...]

    def get(self, key: str) -> Located | None:
        """Return the value of a key (the last, where it stands twice), or None."""
        return next((field.value for field in reversed(self.fields) if field.key == key), None)


Located = Scalar | Sequence | Mapping

DEEPEST = 24
"""No reading list nests deeper than this; what does is an attack or an accident."""


class NotReadableError(Exception):
    """A file breaks the rules of its language; the text says how, ``span`` where."""

    def __init__(self, problem: str, span: Span) -> None:
        """Say what is wrong, and where."""
        super().__init__(problem)
        self.span = span
