"""A small book of all editions, built once; tests damage copies of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic, Span
from octavo.model.publication import Publication
from octavo.pipeline import Request, build
from octavo.verify import verify_file
from support.small_book import SMALLEST, write_book

FRONT = '[contents]\nfront = ["half-title", "title-page", "copyright-page", "contents"]\n'
ARCHIVE = '[editions.archive]\npreset = "screen"\npdf-variant = "pdf/a-3u+ua-1"\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40"><g id="sea"/></svg>'
CHAPTERS = {
    "01-one.md": (
        "# Ebb\n\nThe sea goes out,[^moon] as [the next chapter](02-two.md) and [](#fig-sea) say.\n\n"
        "[^moon]: The moon calls it.\n\n## Why {#why}\n\nSee [elsewhere](https://example.org/#tides).\n"
    ),
    "02-two.md": '# Flow\n\n![Waves](sea.svg "The sea"){#fig-sea}\n\nAnd comes back, as [](#why) says.\n',
    "sea.svg": DRAWING,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file and what it was made of."""

    path: Path
    publication: Publication

    def found(self, path: Path) -> tuple[Diagnostic, ...]:
        """Return what verification says of another file in this one's place."""
        return verify_file(path, self.publication).diagnostics

    def complaints(self, path: Path) -> list[tuple[str, str]]:
        """Return the name of all that is wrong with another file in this one's place, and “file:line: message”."""
        return [(found.finding.name, f"{placed(found.span)}{found.message}") for found in self.found(path)]


def placed(span: Span | None) -> str:
    """Return the file inside an EPUB and the line that a span names; nothing for the EPUB itself."""
    _, _, inside = span.path.partition("/") if span else ("", "", "")
    return f"{inside}:{span.line}: " if span and inside else ""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The files of a book without a fault, by edition."""
    book = write_book(tmp_path_factory.mktemp("tides"), SMALLEST + FRONT + ARCHIVE, CHAPTERS)
    done = build(Request(book=book), lambda _stage, _detail: None)
    assert done.diagnostics == ()
    pairs = zip(done.files, done.publications, strict=True)
    return {edition.name: Made(path, publication) for (path, edition, _), publication in pairs}
