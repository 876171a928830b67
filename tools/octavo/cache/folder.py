"""The folder that builds keep things in, and its files: written whole or not at all, and read only as they were written."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from octavo.model.text_file import is_inside, is_regular_file

FOLDER = ".octavo-cache"
_LARGEST = 64_000_000
"""Bytes of a file that is kept, or read."""


def cache_folder(root: Path) -> Path | None:
    """Return the folder for the book in ``root``; None where it can have none.

    One that is a link may lead anywhere: nothing is written there, or thrown away.
    """
    folder = root / FOLDER
    return None if folder.is_symlink() or not is_inside(root, folder) else folder


def keep(file: Path, data: bytes) -> None:
    """Write a file of the cache, whole or not at all. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    temporary.write_bytes(data)
    temporary.replace(file)


def sealed(body: bytes) -> bytes:
    """Return bytes with a checksum before them."""
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def keep_sealed(file: Path, body: bytes, pattern: re.Pattern[str], most: int) -> None:
    """Keep what ``unsealed`` gives back; of the files whose names match, the ``most`` that are newest stay. Raises OSError."""
    if len(body) > _LARGEST:
        return
    keep(file, sealed(body))
    entries = [entry for entry in file.parent.iterdir() if pattern.fullmatch(entry.name)]
    for entry in sorted(entries, key=lambda entry: entry.stat().st_mtime_ns)[:-most]:
        entry.unlink(missing_ok=True)


def unsealed(file: Path) -> bytes | None:
    """Return what was kept in a file; None when it is not there, or not as it was written. Raises OSError."""
    if not is_regular_file(file) or file.stat().st_size > 2 * _LARGEST:
        return None
    checksum, _, body = file.read_bytes().partition(b"\n")
    return body if hashlib.sha256(body).hexdigest().encode() == checksum else None
