"""What a build is made of, told quickly: a digest that changes with any of it, taken before the first stage.

Fonts and libraries of the system are looked up by the layout engine, which takes longer to load than the rest takes:
``LastBuild`` keeps a list of their files and looks whether one has changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import octavo
from octavo.cache.folder import FOLDER
from octavo.model.file_state import file_state
from octavo.model.locations import book_file, style_folders
from octavo.model.text_file import is_inside

_MOST_FILES = 20_000
_MOST_BYTES = 1_000_000_000
"""A folder with more is not looked through: no quick look would be quick."""
_PASSED_OVER = frozenset({FOLDER, ".git", "__pycache__"})
_HEARD = ("LANG", "LC_", "PANGO", "FONTCONFIG", "FC_", "LD_", "DYLD_", "XDG_", "HOME", "PATH", "PYTHON")
"""Beginnings of the names of variables that programs and libraries listen to."""


class _TooMuchError(Exception):
    """More than can be looked through, or nothing that can be told by looking."""


def ingredients(book: Path, root: Path, output: Path, options: tuple[str, ...], environment: Mapping[str, str]) -> str:
    """Return a digest of a book's files, of Octavo, its libraries and surroundings, and of what is asked; empty for “unknown”.

    ``output`` is the folder that builds write to, which is not looked into; ``environment`` holds the variables.
    """
    digest = hashlib.sha256()

    def take(*pieces: str | bytes) -> None:
        for piece in pieces:
            data = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
            digest.update(b"%d:" % len(data) + data)

    try:
        take(*options, *_machine(environment))
        for folder in _folders(book, root):
            for name, state in _looked_through(folder, root, output.resolve()):
                take(name, state)
    except (OSError, _TooMuchError):
        return ""
    return digest.hexdigest()


def _folders(book: Path, root: Path) -> Iterator[Path]:
    """Yield the folders that a book is read from, Octavo's code and its styles."""
    file = book_file(book)
    if file is not None:
        yield file.parent.resolve()
    yield from style_folders(root)
    yield Path(octavo.__file__).parent


def _machine(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what tells one set of libraries and settings from another."""
    pandoc = shutil.which("pandoc")
    yield from (platform.python_version(), platform.machine(), sys.executable, file_state(pandoc) if pandoc else "")
    yield from sorted(f"{name}={value}" for name, value in environment.items() if name.startswith(_HEARD))
    for folder in sys.path:
        if folder and Path(folder).is_dir():
            yield folder
            yield from sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info", ".pth")))  # noqa: PTH208 (names alone, quickly)


def _looked_through(folder: Path, root: Path, output: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder with digests of their contents, in order; what leads out of the book, by its name."""
    room, files = _MOST_BYTES, 0
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if any((here / name).is_symlink() for name in folders):
            raise _TooMuchError
        folders[:] = sorted(name for name in folders if name not in _PASSED_OVER and here / name != output)
        for name in sorted(names):
            file = here / name
            outside = file.is_symlink() and not is_inside(root, file)
            room, files = room - (0 if outside else file.stat().st_size), files + 1
            if room < 0 or files > _MOST_FILES:
                raise _TooMuchError
            yield file.relative_to(folder).as_posix(), b"" if outside or not file.is_file() else _content(file)


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
