"""Any bytes as files of a book: what becomes of them on the way to an EPUB. Shared by Hypothesis and by ``fuzz.py``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from octavo.diagnostics import Diagnostic
from octavo.pipeline import Request, check, compose_book
from octavo.render import FORMATS
from octavo.render.means import UNAIDED
from support.small_book import SMALLEST

PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8"/></svg>'
)
SOUND: Mapping[str, bytes] = {
    "book.toml": (SMALLEST + "[editions]\nprint = false\nscreen = false\n").encode(),
    "01-one.md": b'# One\n\nWords [@a] of EU.[^n]\n\n![A.](images/x.svg "B.")\n\n![C.](images/y.png)\n\n[^n]: Note.\n',
    "glossary.md": b"EU (European Union)\n: A union [@a].\n",
    "related-reading.yaml": b"- id: a\n  type: book\n  title: T\n  issued: 2004\n",
    "images/x.svg": PIXEL.encode(),
}
"""A small book that is built without the layout engine."""
TARGETS = (
    "01-one.md",
    "book.toml",
    "glossary.md",
    "related-reading.yaml",
    "images/x.svg",
    "images/y.png",
    "../styles/book.css",
)
DAY = date(2026, 11, 26)


def outcome(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is found on the way to an EPUB in a sound book of which one file has some bytes; never raises."""
    folder = Path(tempfile.mkdtemp(prefix="octavo-fuzz-"))
    try:
        for file, content in {**SOUND, name: data}.items():
            path = folder / "manuscript" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        request = Request(book=folder)
        found = list(check(request, DAY, lambda *_: None).diagnostics)
        composed = compose_book(request, lambda *_: None)
        found += composed.diagnostics
        for publication in composed.value or ():
            if publication.edition.page is None:
                found += FORMATS[publication.edition.format](publication, None, lambda _: None, UNAIDED).diagnostics
        return tuple(found)
    finally:
        shutil.rmtree(folder)
