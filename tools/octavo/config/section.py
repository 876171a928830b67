"""A checked table: typed access to values that are known to be valid, and the place of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from octavo.config.positions import KeyPath
from octavo.config.toml_file import TomlFile
from octavo.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table of a TOML file after its check: what was wrong in it has been reported and left out."""

    file: TomlFile
    path: KeyPath
    values: Mapping[str, object]

    def __contains__(self, key: str) -> bool:
        """Whether the key is there, and valid."""
        return key in self.values

    def wrote(self, *keys: str) -> bool:
        """Return whether the author wrote one of some keys, right or wrong."""
        return any((*self.path, key) in self.file.places for key in keys)

    def text(self, key: str, default: str = "") -> str:
        """Return a string."""
        return cast("str", self.values.get(key, default))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the strings of a list, or the one string that stands in its place."""
        value = self.values.get(key, [])
        found = [value] if isinstance(value, str) else cast("list[str | None]", value)
        return tuple(item for item in found if item is not None)

    def text_spans(self, key: str) -> tuple[Span, ...]:
        """Return where each of ``texts`` stands."""
        if isinstance(self.values.get(key), str):
            return (self.value_span(key),)
        return tuple(self.file.value_span(path) for path, _ in self.items(key))

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a truth value."""
        return cast("bool", self.values.get(key, default))

    def section(self, key: str) -> Section:
        """Return a table; an empty one when it is not there."""
        values = self.values.get(key)
        return Section(file=self.file, path=(*self.path, key), values=values if isinstance(values, dict) else {})

    def items(self, key: str) -> tuple[tuple[KeyPath, object], ...]:
        """Return the items of an array with their paths, those that were wrong left out."""
        value = self.values.get(key)
        found = cast("list[object]", value) if isinstance(value, list) else []
        return tuple(((*self.path, key, index), item) for index, item in enumerate(found) if item is not None)

    def at(self, path: KeyPath, value: object) -> Section:
        """Return an item of an array that is a table."""
        return Section(file=self.file, path=path, values=cast("Mapping[str, object]", value))

    def key_span(self, key: str) -> Span:
        """Return where a key stands."""
        return self.file.key_span((*self.path, key))

    def value_span(self, key: str) -> Span:
        """Return where a value stands."""
        return self.file.value_span((*self.path, key))

    @property
    def span(self) -> Span:
        """Where the table itself stands."""
        return self.file.value_span(self.path)
