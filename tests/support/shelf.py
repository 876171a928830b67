"""The books that whole-book tests look at, each built once a test run, whichever process of it asks first."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

from support.machine import REPOSITORY
from support.octavo import Run, octavo
from support.sharing import alone

GOLDEN_BOOKS = REPOSITORY / "tests" / "books"
SOURCES = {
    "project": REPOSITORY,
    "guide": REPOSITORY / "tools" / "guide",
    **{folder.name: folder for folder in sorted(GOLDEN_BOOKS.iterdir()) if (folder / "manuscript").is_dir()},
}
"""Name → the folder that ``octavo build`` is given."""
BOOKS = tuple(SOURCES)
PAGED = tuple(name for name in BOOKS if name != "hebrew")
"""Books that have PDFs too."""
PROFILED = ("project", "everything")
"""Books that are built for each kind of reader as well."""
PROFILES = ("epub-kobo", "epub-kindle")
"""Presets for readers that want more, or take less, than the plain EPUB."""

FIXED_TIME = {"SOURCE_DATE_EPOCH": "1763769600"}
"""2025-11-22: goldens must not change with each commit, so neither its date nor its name may be in them."""


@dataclass(slots=True)
class Shelf:
    """Builds books into a folder, each at its first use."""

    folder: Path
    runs: dict[str, Run] = field(default_factory=dict)

    def book(self, name: str) -> Path:
        """Return the folder that holds a book's files; a book that cannot be built fails the test."""
        run = self._built(name)
        if run.status != 0:
            pytest.fail(f"the book “{name}” does not build (status {run.status}):\n{run.stderr}", pytrace=False)
        return self.folder / name

    def epub(self, name: str) -> Path:
        """Return a book's EPUB."""
        return self._only(name, "*.epub")

    def pdf(self, name: str, edition: str) -> Path:
        """Return the PDF of a book's edition."""
        return self._only(name, f"*-{edition}.pdf")

    def everything(self, pattern: str) -> tuple[Path, ...]:
        """Return the files of this pattern of all books that can be built."""
        built = [name for name in BOOKS if self._built(name).status == 0]
        return tuple(path for name in built for path in sorted((self.folder / name).glob(pattern)))

    def profile(self, name: str, preset: str) -> Path:
        """Return the EPUB of a book for the readers of a preset."""
        lines = {one: f'preset = "{one}"\npages-from = "print"' for one in PROFILES}
        (path,) = self.with_editions(name, lines).glob("*.kepub.epub" if preset == "epub-kobo" else f"*-{preset}.epub")
        return path

    def profiled(self) -> tuple[Path, ...]:
        """Return the EPUBs of all books that are built for each kind of reader."""
        return tuple(self.profile(name, preset) for name in PROFILED for preset in PROFILES)

    def with_editions(self, name: str, editions: Mapping[str, str]) -> Path:
        """Return the folder with editions of a book that are not its own, given as lines of book.toml."""
        source, environment = self._source(name)
        more = f"{name}-{'-'.join(editions)}"
        book, target = self.folder / "sources" / more, self.folder / more
        with alone(self.folder, more):
            if not target.exists():
                self._build_with(source, book, target, editions, environment)
        return target

    def _build_with(
        self, source: Path, book: Path, target: Path, editions: Mapping[str, str], environment: Mapping[str, str]
    ) -> None:
        for part in ("manuscript", "styles"):
            if (source / part).is_dir():
                shutil.copytree(source / part, book / part)
        toml = book / "manuscript" / "book.toml"
        tables = (f"\n[editions.{edition}]\n{lines}\n" for edition, lines in editions.items())
        toml.write_text(toml.read_text(encoding="utf-8") + "".join(tables), encoding="utf-8")
        chosen = (argument for edition in editions for argument in ("-e", edition))
        run = octavo("build", book, "-o", target, "--quiet", *chosen, environment=environment)
        assert run.status == 0, run.stderr

    def _only(self, name: str, pattern: str) -> Path:
        (path,) = self.book(name).glob(pattern)
        return path

    def _built(self, name: str) -> Run:
        if name not in self.runs:
            told = self.folder / f"{name}.json"
            with alone(self.folder, name):
                if not told.exists():
                    source, environment = self._source(name)
                    run = octavo("build", source, "-o", self.folder / name, "--quiet", environment=environment)
                    told.write_text(json.dumps(asdict(run)))
            self.runs[name] = Run(**json.loads(told.read_text()))
        return self.runs[name]

    def _source(self, name: str) -> tuple[Path, dict[str, str]]:
        """Return the folder to build and the environment; a golden book is built outside version control."""
        source = SOURCES[name]
        if source.parent != GOLDEN_BOOKS:
            return source, {}
        copy = self.folder / "sources" / name
        with alone(self.folder, f"source-{name}"):
            if not copy.exists():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("golden", ".*"))
        return copy, FIXED_TIME
