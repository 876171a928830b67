"""Page maps of earlier builds, so that an EPUB built alone need not lay out the print edition again.

An entry is found by a digest of all that its pages depend on: it cannot be out of date, and nothing but time is lost
when it is missing, damaged or thrown away. ``.octavo-cache`` lies beside the book and is ignored by version control.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from octavo.cache.key import digest_of
from octavo.cache.page_maps import decoded, encoded
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.model.text_file import is_inside, is_regular_file

__all__ = ["FOLDER", "PageCache", "keep"]

FOLDER = ".octavo-cache"
_ENTRY = re.compile(r"[0-9a-f]{64}\.json")
_MOST = 12
"""Entries kept; the oldest go first."""
_LARGEST = 64_000_000
"""Bytes of an entry."""


@dataclass(frozen=True, slots=True)
class PageCache:
    """The page maps kept for one book; whatever goes wrong with a file, there is no entry then."""

    root: Path
    """The book's folder."""
    surroundings: tuple[str, ...]
    """What pages depend on besides the publication."""

    def load(self, publication: Publication) -> PageMap | None:
        """Return the page map of an equal publication that was laid out before; None when there is none."""
        try:
            file = self._file(publication)
            if file is None or not is_regular_file(file) or file.stat().st_size > _LARGEST:
                return None
            return decoded(file.read_bytes())
        except OSError:
            return None

    def store(self, publication: Publication, page_map: PageMap) -> None:
        """Keep a page map, and as many others as there is room for."""
        try:
            file = self._file(publication)
            data = encoded(page_map)
            if file is None or len(data) > _LARGEST:
                return
            keep(file, data)
            _forget(file.parent)
        except OSError:
            return

    def _file(self, publication: Publication) -> Path | None:
        """Return where the entry of a publication lies; None where it can have none.

        A folder that is a link may lead anywhere: nothing is written there, or thrown away.
        """
        folder = self.root / FOLDER
        if folder.is_symlink() or not is_inside(self.root, folder):
            return None
        key = digest_of((self.surroundings, publication))
        return folder / f"{key}.json" if key else None


def keep(file: Path, data: bytes) -> None:
    """Write a file of the cache, whole or not at all. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    temporary.write_bytes(data)
    temporary.replace(file)


def _forget(folder: Path) -> None:
    entries = [file for file in folder.iterdir() if _ENTRY.fullmatch(file.name)]
    for file in sorted(entries, key=lambda file: file.stat().st_mtime_ns)[:-_MOST]:
        file.unlink(missing_ok=True)
