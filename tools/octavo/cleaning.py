"""Which files a build has made, and their removal: those and nothing else.

A build notes in ``.octavo-cache/made`` what it has written, with a digest. A file is removed when it is still what
a build wrote; one that somebody has changed or put in its place stays.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from octavo.cache.folder import FOLDER, keep
from octavo.model.text_file import is_inside, is_regular_file

_NOTED = "made"
_OURS = re.compile(r"\.gitignore|[0-9a-f]{64}\.(?:json|piece)|build-[0-9a-f]{16}|made|\..+\.[0-9a-f]{8}\.part")
"""What lies in the cache."""
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What came of cleaning."""

    removed: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that a build wrote and somebody has changed since."""


def note_files(root: Path, files: Mapping[Path, bytes]) -> None:
    """Note files that were written for the book in ``root``, with those of earlier builds; where that fails, no matter."""
    folder = root / FOLDER
    if folder.is_symlink():
        return
    noted = _noted(root) | {_name(root, path): hashlib.sha256(data).hexdigest() for path, data in files.items()}
    with suppress(OSError):
        keep(folder / _NOTED, json.dumps(noted, indent=1, sort_keys=True).encode())


def clean(root: Path, output: Path, *, remove: bool = True) -> Cleaned:
    """Remove what builds of the book in ``root`` have made in its folder and in ``output``; return what, or what it would be.

    The cache is a build's own. Folders are removed once they are empty.
    """
    noted = {root / name: digest for name, digest in _noted(root).items()}
    # A note may be a stranger's: no file is touched outside the two folders.
    places = [p for p in noted if is_regular_file(p) and (is_inside(root, p) or is_inside(output, p))]
    mine = [p for p in places if not p.is_symlink() and _digest(p) == noted[p]]
    unfinished = [part for folder in sorted({p.parent for p in noted}) for part in _parts(folder, noted)]
    cached = list(_cached(root / FOLDER))
    removed = (*mine, *unfinished, *cached)
    if remove:
        for file in removed:
            file.unlink(missing_ok=True)
        for folder in {file.parent for file in removed}:
            with suppress(OSError):  # it holds something else
                folder.rmdir()
    return Cleaned(removed=removed, kept=tuple(p for p in places if p not in mine))


def _name(root: Path, path: Path) -> str:
    absolute = path.resolve()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else absolute.as_posix()


def _noted(root: Path) -> dict[str, str]:
    file = root / FOLDER / _NOTED
    try:
        if not is_inside(root, file) or file.stat().st_size > _LARGEST:
            return {}
        noted = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(digest) for name, digest in noted.items()} if isinstance(noted, dict) else {}


def _digest(path: Path) -> str:
    with suppress(OSError), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def _parts(folder: Path, noted: Iterable[Path]) -> Iterator[Path]:
    """Yield what killed builds have left of files that builds write there."""
    names = {path.name for path in noted if path.parent == folder}
    for file in sorted(folder.glob(".*.part")) if folder.is_dir() else ():
        if file.name[1:].rpartition(".")[0].rpartition(".")[0] in names and not file.is_symlink():
            yield file


def _cached(folder: Path) -> Iterator[Path]:
    if folder.is_symlink() or not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if _OURS.fullmatch(file.name) and file.is_file() and not file.is_symlink():
            yield file
