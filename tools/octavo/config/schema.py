"""What a key may hold, as data: from these kinds come the checks, the messages and the JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string."""

    pattern: str = ""
    """A regular expression for the whole string; empty for any."""
    says: str = "any text"
    """What is valid, in words: ends the sentence “write …”."""
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A BCP 47 tag; becomes its usual capitals (``en-gb`` → ``en-GB``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isbn:
    """An ISBN, hyphens and blanks allowed; becomes the thirteen digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A number with a unit; becomes points."""

    minimum_pt: float
    maximum_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Two lengths, ``152mm x 229mm``; becomes a Trim."""

    minimum_pt: float
    maximum_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of some words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """``true`` or ``false``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A TOML date, without quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """An array of one kind."""

    of: Kind
    may_be_empty: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a table."""

    name: str
    kind: Kind
    doc: str
    """A sentence for editors and the guide."""
    required: bool = False
    example: str = ""
    """What to write, for a key that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of known keys."""

    keys: tuple[Key, ...]

    def key(self, name: str) -> Key | None:
        """Return the key of a name."""
        return next((key for key in self.keys if key.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys, in order."""
        return tuple(key.name for key in self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A table whose keys the author chooses."""

    of: Kind
    pattern: str = ".+"
    says: str = "any name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """One of some kinds, told apart by TOML's type, and two kinds of table by the key that only one of them has."""

    kinds: tuple[Kind, ...]


Kind: TypeAlias = (
    Text | Language | Isbn | Length | Size | Choice | Flag | Whole | Date | ListOf | Table | Names | Either
)


_TOML_TYPES: dict[type, tuple[type, str]] = {
    Text: (str, "a string"),
    Language: (str, "a string"),
    Isbn: (str, "a string"),
    Choice: (str, "a string"),
    Length: (str, 'a length such as "20mm"'),
    Size: (str, 'a size such as "152mm x 229mm"'),
    Flag: (bool, "true or false"),
    Whole: (int, "a whole number"),
    Date: (date, "a date such as 2026-11-22, without quotation marks"),
    ListOf: (list, "a list"),
    Table: (dict, "a table"),
    Names: (dict, "a table"),
}
"""What tomllib makes of each kind, and what messages call it."""
_NAMED_KEYS = 3


def describe(kind: Kind) -> str:
    """Return what a kind is, for the sentence “should be …”."""
    match kind:
        case Either():
            return " or ".join(dict.fromkeys(describe(each) for each in kind.kinds))
        case Table():
            listed = ", ".join(kind.names[:_NAMED_KEYS])
            return f"a table with {listed}{' …' if len(kind.names) > _NAMED_KEYS else ''}"
        case _:
            return _TOML_TYPES[type(kind)][1]


def fits(kind: Kind, value: object) -> bool:
    """Return whether a value has the TOML type of a kind (not yet whether the value itself is valid)."""
    if isinstance(kind, Either):
        return any(fits(each, value) for each in kind.kinds)
    return type(value) is _TOML_TYPES[type(kind)][0]


def alternative(kind: Either, value: object) -> Kind | None:
    """Return the kind that a value is meant as; of several tables, the first that knows one of its keys."""
    fitting = [each for each in kind.kinds if fits(each, value)]
    if isinstance(value, dict):
        known = [each for each in fitting if isinstance(each, Table) and any(each.key(name) for name in value)]
        return (known or fitting or [None])[0]
    return fitting[0] if fitting else None


def tables_of(table: Table, prefix: str = "") -> Iterator[tuple[str, Table]]:
    """Yield the tables of a schema that can have a header, with what stands in it: ``editions.NAME``."""
    for key in table.keys:
        for kind in key.kind.kinds if isinstance(key.kind, Either) else (key.kind,):
            inner = kind.of if isinstance(kind, Names) else kind
            where = f"{prefix}{key.name}{'.NAME' if inner is not kind else ''}"
            for each in inner.kinds if isinstance(inner, Either) else (inner,):
                if isinstance(each, Table):
                    yield where, each
                    yield from tables_of(each, f"{where}.")
