"""What lies in the manuscript folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from octavo.model.sources import BrokenPicture, Picture
from octavo.model.text_file import is_inside
from octavo.read.pictures import KNOWN_SUFFIXES, look_into

_NOT_MANUSCRIPT = ("output", "styles")
"""Folders of a book without ``manuscript/`` that hold no texts or pictures of its author."""
_MAX_PICTURE_BYTES = 200_000_000


def walk(root: Path, folder: Path) -> Iterator[str]:
    """Yield all files below the manuscript folder, relative to it, in one order on every machine.

    Hidden files and folders are left out, and so are folders behind symbolic links.
    """
    for place, folders, names in os.walk(folder):
        here = Path(place)
        skipped = _NOT_MANUSCRIPT if here == root else ()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in skipped)
        for name in sorted(names):
            if not name.startswith("."):
                yield (here / name).relative_to(folder).as_posix()


def find_pictures(root: Path, folder: Path) -> Mapping[str, Picture | BrokenPicture]:
    """Return all pictures below the manuscript folder, by file, in the order of their names."""
    files = sorted(file for file in walk(root, folder) if PurePosixPath(file).suffix.lower() in KNOWN_SUFFIXES)
    return {file: _picture(root, folder, file) for file in files}


def _picture(root: Path, folder: Path, file: str) -> Picture | BrokenPicture:
    place = folder / file
    if not is_inside(root, place):
        return BrokenPicture(file=file, reason="leads out of the book by a symbolic link")
    if not place.is_file():
        return BrokenPicture(file=file, reason="is no regular file")
    try:
        if place.stat().st_size > _MAX_PICTURE_BYTES:
            return BrokenPicture(file=file, reason=f"holds more than {_MAX_PICTURE_BYTES // 1_000_000} MB")
        data = place.read_bytes()
    except OSError as problem:
        return BrokenPicture(file=file, reason=f"cannot be read: {problem.strerror or problem}")
    return look_into(file, data)
