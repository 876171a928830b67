"""Presets: editions as data, in ``styles/presets/``, each on top of the one that it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.config.check import check_file
from octavo.config.keys import PRESET
from octavo.config.section import Section
from octavo.config.toml_file import read_toml
from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.suggest import nearest
from octavo.model.text_file import FILE_OUTSIDE_BOOK, is_inside

UNKNOWN_PRESET = Finding(
    name="unknown-preset",
    severity=Severity.ERROR,
    message="there is no preset “{name}”",
    why="The preset says how large the page is and how it is set; without it the edition has no form.",
    fix="name one of the presets that exist, or write styles/presets/NAME.toml beside the manuscript",
)
PRESET_CYCLE = Finding(
    name="preset-cycle",
    severity=Severity.ERROR,
    message="the preset “{name}” extends itself by way of {way}",
    why="A preset is its own settings on top of another's: in a circle there is no bottom.",
    fix="take “extends” out of one of them",
)

FINDINGS = (UNKNOWN_PRESET, PRESET_CYCLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value of an edition, and where it was written."""

    value: object
    span: Span


Settings = Mapping[str, Setting]
"""By key; a margin goes by ``margins.inside``."""


def settings_of(section: Section) -> dict[str, Setting]:
    """Return what a checked preset or edition sets."""
    settings: dict[str, Setting] = {}
    for key, value in section.values.items():
        if isinstance(value, dict):
            settings |= {f"{key}.{side}": s for side, s in settings_of(section.section(key)).items()}
        else:
            settings[key] = Setting(value=value, span=section.value_span(key))
    return settings


class Presets:
    """The presets that a book can name; ``found`` grows with what is wrong in the files read."""

    def __init__(self, root: Path, folders: tuple[Path, ...]) -> None:
        """Look for presets in the folders of styles given, in this order."""
        self.found: list[Diagnostic] = []
        self._root = root
        self._folders = folders

    def names(self) -> tuple[str, ...]:
        """Return the names of all presets, sorted."""
        return tuple(sorted({file.stem for folder in self._folders for file in (folder / "presets").glob("*.toml")}))

    def resolve(self, name: str, span: Span) -> Settings | None:
        """Return the settings of a preset with all that it extends; None after a report at ``span``."""
        return self._resolve(name, span, ())

    def _resolve(self, name: str, span: Span, seen: tuple[Path, ...]) -> Settings | None:
        file = self._file(name, seen)
        if file is None:
            self.found.append(self._missing(name, span, seen))
            return None
        section = self._read(file)
        if section is None:
            return None
        own = settings_of(section)
        base = own.pop("extends", None)
        if base is None:
            return own
        below = self._resolve(str(base.value), base.span, (*seen, file))
        return None if below is None else {**below, **own}

    def _file(self, name: str, seen: tuple[Path, ...]) -> Path | None:
        """Return the first file of a name that is not yet in use: a book's preset may extend the built-in namesake."""
        files = [folder / "presets" / f"{name}.toml" for folder in self._folders if name in self.names()]
        return next((file for file in files if file.is_file() and file not in seen), None)

    def _missing(self, name: str, span: Span, seen: tuple[Path, ...]) -> Diagnostic:
        if any(file.stem == name for file in seen):
            way = ", ".join(f"“{file.stem}”" for file in seen)
            return PRESET_CYCLE.at(span, name=name, way=way)
        names = self.names()
        meant = nearest(name, names)
        listed = f"presets: {', '.join(names)}"
        return UNKNOWN_PRESET.at(span, hint=f"did you mean “{meant}”? ({listed})" if meant else listed, name=name)

    def _read(self, file: Path) -> Section | None:
        path = f"styles/presets/{file.name}"
        if file.is_relative_to(self._root) and not is_inside(self._root, file):
            self.found.append(FILE_OUTSIDE_BOOK.at(None, file=path))
            return None
        toml = read_toml(file, path)
        self.found += toml.diagnostics
        if toml.value is None:
            return None
        checked = check_file(PRESET, toml.value)
        self.found += checked.diagnostics
        return checked.value
