"""What stylesheets refer to: fonts and pictures that lie beside them in a styles folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from octavo.diagnostics import Diagnostic, Outcome
from octavo.render.findings import STYLESHEET_LINK
from octavo.render.styles import Stylesheet
from octavo.render.unset_properties import place_in

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFile:
    """A file that a stylesheet asks for."""

    name: str
    """Relative to the styles folder: ``fonts/Own.otf``."""
    path: Path


def linked_files(sheets: Iterable[Stylesheet], folders: tuple[Path, ...]) -> Outcome[tuple[StyleFile, ...]]:
    """Return the files that stylesheets ask for, each once; an address that is none of them is a ``stylesheet-link``."""
    found: dict[str, StyleFile] = {}
    diagnostics: list[Diagnostic] = []
    for sheet in sheets:
        for url, start in _urls(sheet.text):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.name), unquote(url)))
            path = None if ":" in url or url.startswith("/") else _file(name, folders)
            if path is None:
                span = place_in(sheet, start, start + len(url))
                diagnostics.append(STYLESHEET_LINK.at(span, file=f"styles/{sheet.name}", url=url))
            else:
                found[name] = StyleFile(name=name, path=path)
    return Outcome(tuple(found[name] for name in sorted(found)), tuple(diagnostics))


def _urls(text: str) -> Iterator[tuple[str, int]]:
    """Yield addresses and where they begin."""
    for match in _URL.finditer(_COMMENT.sub(lambda comment: " " * len(comment[0]), text)):
        group = match.lastindex or 0
        if not match[group].startswith(("data:", "#")):
            yield match[group].partition("#")[0], match.start(group)


def _file(name: str, folders: tuple[Path, ...]) -> Path | None:
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None
