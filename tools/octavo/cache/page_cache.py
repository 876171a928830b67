"""Page maps of earlier builds, so that an EPUB built alone need not lay out the print edition again.

An entry is found by a digest of all that its pages depend on: it cannot be out of date, and nothing but time is lost
when it is missing, damaged or thrown away. ``.octavo-cache`` lies beside the book and is ignored by version control.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from octavo.cache.folder import cache_folder, keep_sealed, unsealed
from octavo.cache.key import digest_of
from octavo.cache.map_records import decoded, encoded
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication

_ENTRY = re.compile(r"[0-9a-f]{64}\.json")
_MOST = 12
"""Entries kept; the oldest go first."""


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
            body = unsealed(file) if file else None
        except OSError:
            return None
        return decoded(body) if body is not None else None

    def store(self, publication: Publication, page_map: PageMap) -> None:
        """Keep a page map, and as many others as there is room for."""
        try:
            if (file := self._file(publication)) is not None:
                keep_sealed(file, encoded(page_map), _ENTRY, _MOST)
        except OSError:
            return

    def _file(self, publication: Publication) -> Path | None:
        """Return where the entry of a publication lies; None where it can have none."""
        folder = cache_folder(self.root)
        key = digest_of((self.surroundings, publication)) if folder else ""
        return folder / f"{key}.json" if folder and key else None
