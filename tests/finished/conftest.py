"""Whole books, built in this process, so that a finished file can be held against what it was made of."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from finished.generated import write_generated
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.pipeline import Request, build
from support.sharing import alone, shared_folder
from support.shelf import SOURCES
from support.structure import Structure, read_structure

BOOKS = ("project", "guide", "everything")
GENERATED = {f"generated-{seed}": seed for seed in (7, 11)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finished:
    """A finished file, and what it was made of."""

    path: Path
    publication: Publication
    page_map: PageMap


Finish = Callable[[str, str], Finished]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finish:
    """Return what came of an edition of a book: ``finished("guide", "screen")``."""

    shared = shared_folder(tmp_path_factory, "finished")

    @cache
    def made(book: str, edition: str) -> Finished:
        known = shared / f"{book}-{edition}.pickle"
        with alone(shared, f"{book}-{edition}"):
            if not known.exists():
                known.write_bytes(pickle.dumps(built(book, edition)))
        found = pickle.loads(known.read_bytes())  # noqa: S301 - our own
        assert isinstance(found, Finished)
        return found

    def built(book: str, edition: str) -> Finished:
        folder = shared / f"{book}-{edition}"
        folder.mkdir()
        source = SOURCES.get(book) or write_generated(folder / "source", GENERATED[book])
        done = build(Request(book=source, editions=(edition,), output=folder), lambda _stage, _detail: None)
        assert [str(d) for d in done.diagnostics if d.is_error] == []
        ((path, _, artifact),) = done.files
        assert artifact.page_map is not None
        return Finished(path=path, publication=done.publications[0], page_map=artifact.page_map)

    return made


@pytest.fixture(scope="session")
def structure(finished: Finish) -> Callable[[str], Structure]:
    """Return the structure of a book's screen edition."""
    return cache(lambda book: read_structure(finished(book, "screen").path))
