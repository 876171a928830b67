"""Verification of finished files: inspected, and what was found led back to the manuscript where that is known.

::

    files ─inspect─▶ findings ──▶ findings in the manuscript
                                        ▲
    book ─load … compose─▶ Publication ─origins
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics import Diagnostic
from octavo.model.edition import Format
from octavo.model.publication import Publication
from octavo.pipeline import Request, compose_book
from octavo.render import document_origins
from octavo.verify import VALIDATORS, Inspection, Machine, identifiers, in_manuscript, inspect_files

FILE_TYPES = (".epub", ".pdf")

_LEVELS = 3
"""Folders above a file in which its book is looked for: ``output/`` lies in the book's folder, or below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A validator that is not installed."""

    name: str
    title: str
    install: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of verifying files."""

    inspection: Inspection
    diagnostics: tuple[Diagnostic, ...]
    """In the order of a report; in the manuscript where the file was made of it."""
    asked: tuple[str, ...]
    """Titles of the validators that judged."""
    lacks: tuple[Lack, ...]
    books: tuple[Path, ...]
    """Folders of books that diagnostics name places in."""


def validators_lacking(names: Iterable[str], machine: Machine) -> tuple[Lack, ...]:
    """Return those of some validators that are not installed; of no names, of all."""
    wanted = set(names)
    lacks = (
        Lack(name=v.name, title=v.title, install=v.lack(machine)) for v in VALIDATORS if not wanted or v.name in wanted
    )
    return tuple(lack for lack in lacks if lack.install)


def verify(
    files: tuple[Path, ...],
    book: Path | None,
    names: frozenset[str],
    machine: Machine,
    listener: Callable[[str, str], None],
) -> Verification:
    """Return what is wrong with EPUBs and PDFs, whoever made them.

    ``book`` is the folder of the book they were made of; without it, it is looked for above each file. ``names`` are the
    validators to ask, of those that are installed and have a file to judge.
    """
    suffixes = {file.suffix.lower() for file in files}
    wanted = [v for v in VALIDATORS if v.name in names and v.suffix in suffixes]
    lacks = tuple(lack for lack in validators_lacking(names, machine) if any(v.name == lack.name for v in wanted))
    ready = [v for v in wanted if v.name not in {lack.name for lack in lacks}]
    listener("inspect", ", ".join(file.name for file in files))
    inspection = inspect_files(files, ready, machine, lambda title: listener("ask", title))
    diagnostics = inspection.diagnostics
    books: dict[Path, None] = {}
    for name, epub in inspection.epubs.items():
        source = book or book_of(Path(name))
        if source is None or not any(d.span and d.span.path.startswith(f"{name}/") for d in diagnostics):
            continue
        publication = _publication(source, Path(name).name, identifiers(epub), listener)
        if publication is not None:
            books[source] = None
            diagnostics = in_manuscript(diagnostics, epub, document_origins(publication))
    return Verification(
        inspection=inspection,
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        asked=tuple(validator.title for validator in ready),
        lacks=lacks,
        books=tuple(books),
    )


def book_of(file: Path) -> Path | None:
    """Return the folder of the book that a file's folder belongs to; None when there is none near."""
    folders = list(file.resolve().parents)[:_LEVELS]
    named = (
        folder for folder in folders if any((folder / name).is_file() for name in ("manuscript/book.toml", "book.toml"))
    )
    return next(named, None)


def _publication(
    book: Path, file_name: str, known: frozenset[str], listener: Callable[[str, str], None]
) -> Publication | None:
    """Return the edition that a file was made of: of the same identifier, and if possible the same name."""
    editions = [
        publication
        for publication in compose_book(Request(book=book), listener).value or ()
        if publication.edition.format is Format.EPUB and publication.metadata.identifier in known
    ]
    same = (publication for publication in editions if publication.edition.file_name == file_name)
    return next(same, editions[0] if editions else None)
