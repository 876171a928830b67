"""Markdown from a folder, or a single file."""

from __future__ import annotations

import posixpath
from pathlib import Path

from octavo.model.text_file import is_inside
from octavo.starting.brought import MOST_BYTES, PICTURES, Brought, Group, Loss, NothingToBring, Text, natural, safe_name
from octavo.starting.dialects import adapted

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".txt")
_FIRST = ("index", "readme", "preface", "introduction", "intro")
_NEVER = frozenset({"node_modules", "output", "target", "build", "_site"})
_MOST_FILES = 5000


def bring_folder(source: Path) -> Brought:
    """Return the Markdown files of a folder in the order of their names, and its pictures. Raises NothingToBring."""
    files = [source] if source.is_file() else list(_files(source))
    base = source.parent if source.is_file() else source
    losses: list[Loss] = []
    texts: list[Text] = []
    fields: dict[str, str] = {}
    for file in sorted((f for f in files if f.suffix.lower() in _SUFFIXES), key=lambda f: _order(f, base)):
        name = file.relative_to(base).as_posix()
        words = read(file, name, losses)
        if words is None or not words.strip():
            losses.append(Loss(file=name, line=0, what="empty, or no text: left out"))
            continue
        stem = posixpath.splitext(posixpath.basename(name))[0]
        made = adapted(
            words, name, stem.lstrip("0123456789-_. ").replace("-", " ").replace("_", " ").capitalize() or stem
        )
        losses += made.losses
        fields = {**made.fields, **fields}
        if made.text:
            texts.append(Text(file=f"{posixpath.splitext(safe_name(name))[0]}.md", text=made.text))
    if not texts:
        raise NothingToBring(f"there is no Markdown in “{source}”")
    return Brought(
        title=fields.get("book-title", ""),
        author=fields.get("author", ""),
        language=fields.get("lang", fields.get("language", "")),
        body=(Group(title="", texts=tuple(texts)),),
        pictures=pictures_below(base, losses, files) if source.is_dir() else beside(source, losses),
        losses=tuple(losses),
    )


def read(file: Path, name: str, losses: list[Loss]) -> str | None:
    """Return a text file's text; None for one that is too large or unreadable."""
    try:
        if file.stat().st_size > MOST_BYTES:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        losses.append(Loss(file=name, line=0, what="not UTF-8: read as Windows-1252"))
        return data.decode("cp1252", "replace")


def pictures_below(base: Path, losses: list[Loss], files: list[Path] | None = None) -> dict[str, bytes]:
    """Return the pictures of a folder by their paths."""
    found = {}
    for file in files if files is not None else _files(base):
        if file.suffix.lower() in PICTURES:
            name = file.relative_to(base).as_posix()
            if file.stat().st_size > MOST_BYTES:
                losses.append(Loss(file=name, line=0, what="a picture of more than 50 MB: left out"))
            else:
                found[name] = file.read_bytes()
    return found


def beside(source: Path, losses: list[Loss]) -> dict[str, bytes]:
    """Return the pictures that lie beside a file and that it names."""
    words = read(source, source.name, []) or ""
    return {name: data for name, data in pictures_below(source.parent, losses).items() if name in words}


def _files(base: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(base.rglob("*")):
        parts = path.relative_to(base).parts
        hidden = any(part.startswith((".", "_")) or part in _NEVER for part in parts)
        if not hidden and path.is_file() and is_inside(base, path):
            found.append(path)
        if len(found) > _MOST_FILES:
            raise NothingToBring(f"“{base}” holds more than {_MOST_FILES} files")
    return found


def _order(file: Path, base: Path) -> tuple[list[list[tuple[int, str]]], int, list[tuple[int, str]]]:
    *folders, name = file.relative_to(base).parts
    first = file.stem.lower() in _FIRST
    return [natural(folder) for folder in folders], 0 if first else 1, natural(name)
