"""A new book: a small one that shows everything, or a manuscript of another tool.

A book is written into a new or an empty folder; nothing that is there is ever changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from octavo.diagnostics import Diagnostic
from octavo.starting.brought import Brought, Group, Loss, NothingToBring, Text
from octavo.starting.folder import bring_folder
from octavo.starting.mdbook import bring_mdbook, is_mdbook
from octavo.starting.settling import settle
from octavo.starting.word import bring_word

__all__ = ["Brought", "Details", "Loss", "NothingToBring", "Started", "bring", "start_book", "start_from"]

_STARTER = files("octavo.starting") / "starter"
_STARTERS_BODY = ("01-first-steps.md", "02-going-on.md")
_BACK = '"glossary", "related-reading", "index", "colophon"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a new book is called; clock and chance are read by the caller."""

    title: str
    author: str
    language: str
    identifier: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A book that was begun from another tool's manuscript."""

    brought: Brought
    losses: tuple[Loss, ...]
    """What could not be kept."""
    diagnostics: tuple[Diagnostic, ...]
    """What is left for the author to mend."""


def start_book(folder: Path, details: Details) -> None:
    """Write the starter book: it builds without findings, and each construct of a manuscript is in it once."""
    body = "[" + ", ".join(f'"{name}"' for name in _STARTERS_BODY) + "]"
    toml = _toml(details, body, f"[{_BACK}]")
    for name, data in _tree(_STARTER / "manuscript", "manuscript/"):
        _write(folder / name, toml.encode() if name.endswith("book.toml") else data)
    _write_beside(folder)


def bring(source: Path) -> Brought:
    """Return what a file or folder holds: a Word document, an mdBook, Markdown. Raises NothingToBring."""
    if source.is_file() and source.suffix.lower() == ".docx":
        return bring_word(source)
    return bring_mdbook(source) if source.is_dir() and is_mdbook(source) else bring_folder(source)


def start_from(
    folder: Path, brought: Brought, details: Details, found: Callable[[], tuple[Diagnostic, ...]]
) -> Started:
    """Write a book that was brought, and answer what ``found``, a check of it, says of what no manuscript can have."""
    manuscript = folder / "manuscript"
    texts = [*(text for group in brought.body for text in group.texts), *brought.back]
    for text in texts:
        _write(manuscript / text.file, text.text.encode())
    for name, data in brought.pictures.items():
        _write(manuscript / name, data)
    body = "[\n" + "".join(f"  {_group(group)}" for group in brought.body) + "]"
    back = "[" + ", ".join([*map(_entry, brought.back), '"colophon"']) + "]"
    toml = _toml(details, body, back)
    if any(text.file == "glossary.md" for text in texts):  # a chapter of that name is no list of terms
        toml = toml.replace("[terms]\n", "[terms]\nfile = []\n")
    _write(manuscript / "book.toml", toml.encode())
    _write_beside(folder)
    diagnostics, losses = settle(folder, found)
    return Started(brought=brought, losses=(*brought.losses, *losses), diagnostics=diagnostics)


def _toml(details: Details, body: str, back: str) -> str:
    text = (_STARTER / "manuscript" / "book.toml").read_text("utf-8")
    values = {
        "TITLE": json.dumps(details.title, ensure_ascii=False),
        "LANGUAGE": json.dumps(details.language),
        "AUTHOR": json.dumps(details.author, ensure_ascii=False),
        "IDENTIFIER": json.dumps(details.identifier),
        "DATE": details.date,
        "BODY": body,
        "BACK": back,
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _group(group: Group) -> str:
    entries = ",\n    ".join(map(_entry, group.texts))
    if not group.title:
        return entries.replace("\n    ", "\n  ") + ",\n"
    return f"{{ part = {json.dumps(group.title, ensure_ascii=False)}, chapters = [\n    {entries},\n  ] }},\n"


def _entry(text: Text) -> str:
    file = json.dumps(text.file, ensure_ascii=False)
    return f'{{ file = {file}, role = "{text.role}" }}' if text.role else file


def _tree(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{item.name}"
        found += [(name, item.read_bytes())] if item.is_file() else _tree(item, f"{name}/")
    return found


def _write_beside(folder: Path) -> None:
    _write(folder / ".gitignore", (_STARTER / "gitignore").read_bytes())
    _write(folder / ".github" / "workflows" / "book.yml", (_STARTER / "github" / "book.yml").read_bytes())


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(data)
