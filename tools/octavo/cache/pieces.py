"""Laid-out divisions of earlier builds: an entry is found by a digest of all that it was made of.

The folder may be a stranger's: nothing is built of a file but values of a few kinds, which do nothing.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from octavo.cache.folder import cache_folder, keep, sealed, unsealed
from octavo.cache.key import digest_of, quick_digest

_ENTRY = re.compile(r"[0-9a-f]{64}\.piece")
_MOST = 512_000_000
"""Bytes of all entries; the oldest go first."""
_LARGEST = 512_000_000
"""Bytes of one, unpacked."""
_QUICK = 1
_ROOMS = (
    "octavo.diagnostics.finding",
    "octavo.diagnostics.span",
    "octavo.model.typography",
    "octavo.render.pdf.drawn",
    "octavo.render.pdf.meter",
    "octavo.render.pdf.page_starts",
    "octavo.render.pdf.pieces",
    "octavo.render.pdf.tags.node",
    "octavo.render.pdf.tags.writing",
)
"""Modules whose dataclasses and enumerations an entry may hold, and pydyf's objects."""
_PDF_OBJECTS = frozenset({"Array", "Dictionary", "Stream", "String"})


@dataclass(frozen=True, slots=True)
class PieceCache:
    """The pieces kept for one book; whatever goes wrong with a file, there is no entry then."""

    root: Path
    """The book's folder."""
    surroundings: str
    """Digest of what pages depend on besides the publication."""

    def key(self, *parts: object) -> str:
        """Return the key of what is made of some values and their surroundings; empty where there can be none."""
        return digest_of((self.surroundings, parts))

    def digest(self, value: object) -> str:
        """Return a part of a key that stands for a large value without sets and paths."""
        return quick_digest(value)

    def load(self, key: str) -> object | None:
        """Return what was kept; None when there is nothing, or not as it was."""
        folder = cache_folder(self.root)
        if folder is None or not key:
            return None
        try:
            piece = folder / f"{key}.piece"
            body = unsealed(piece)
            if body is None:
                return None
            piece.touch()  # what is used is not old
            found: object = _Unpickler(BytesIO(_unpacked(body))).load()
        except (OSError, zlib.error, pickle.UnpicklingError, *_ODD):
            return None
        return found

    def save(self, key: str, value: object) -> None:
        """Keep a value."""
        folder = cache_folder(self.root)
        if folder is None or not key:
            return
        packed = zlib.compress(pickle.dumps(value, protocol=5), _QUICK)
        with suppress(OSError):
            keep(folder / f"{key}.piece", sealed(packed))

    def tidy(self) -> None:
        """Throw away the oldest entries, once they are too many."""
        folder = cache_folder(self.root)
        if folder is None:
            return
        with suppress(OSError):
            room = _MOST
            for file, size in _newest_first(folder):
                room -= size
                if room < 0:
                    file.unlink(missing_ok=True)


_ODD = (ValueError, TypeError, AttributeError, LookupError, EOFError, RecursionError, MemoryError, ImportError)
"""What may come of unpickling a file that somebody has made up."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "pydyf" and name in _PDF_OBJECTS:
            return super().find_class(module, name)
        if module in _ROOMS and not name.startswith("_"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing to keep")


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(packed, _LARGEST)
    if not unpacking.eof:
        raise ValueError("too much, or too little")
    return data


def _newest_first(folder: Path) -> Iterator[tuple[Path, int]]:
    entries = [(file, file.stat()) for file in folder.iterdir() if _ENTRY.fullmatch(file.name)]
    for file, status in sorted(entries, key=lambda entry: entry[1].st_mtime_ns, reverse=True):
        yield file, status.st_size
