"""A small book on disk, for tests of load and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.config import load_config
from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.config import BookConfig

SMALLEST = '[book]\ntitle = "Tides"\nlanguage = "en-GB"\nidentifier = "urn:uuid:9a89468a-6255-57a9-bc7d-fbf795f954c8"\n'
"""A book.toml of four lines without a fault; tests add to it from line 5."""
CHAPTER = {"01-one.md": "# One\n\nText.\n"}


def write_book(folder: Path, toml: str, files: Mapping[str, str | bytes] = CHAPTER) -> Path:
    """Write manuscript/book.toml and other files (``../`` leads to the book's own folder); return that folder."""
    for name, content in {"book.toml": toml, **files}.items():
        file = folder / "manuscript" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def load(folder: Path, toml: str, files: Mapping[str, str | bytes] = CHAPTER) -> Outcome[BookConfig]:
    """Write a book and load it."""
    return load_config(write_book(folder, toml, files))


def loaded(folder: Path, toml: str, files: Mapping[str, str | bytes] = CHAPTER) -> BookConfig:
    """Write a book without a fault and return what load makes of it."""
    outcome = load(folder, toml, files)
    assert outcome.value is not None, names(outcome.diagnostics)
    return outcome.value


def names(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Return the names of diagnostics' findings, in the order of a report."""
    return [d.finding.name for d in sorted(diagnostics, key=lambda d: d.sort_key)]


def book(lines: str) -> str:
    """Return a book without a fault, save in some lines of [book], from line 5 on."""
    return SMALLEST + lines


def edition(lines: str, name: str = "print") -> str:
    """Return a book without a fault, save in some lines of an edition, from line 6 on."""
    return f"{SMALLEST}[editions.{name}]\n{lines}"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A book.toml with one mistake, and what is to be said of it."""

    name: str
    at: str
    """Line and column in book.toml."""
    message: str
    hint: str
    toml: str
    files: dict[str, str | bytes] = field(default_factory=lambda: dict(CHAPTER))


def assert_reported(mistake: Mistake, folder: Path) -> None:
    """Assert that a mistake is reported at its place and in its words, and nothing else."""
    (found,) = load(folder, mistake.toml, mistake.files).diagnostics
    assert (found.finding.name, str(found.span)) == (mistake.name, f"manuscript/book.toml:{mistake.at}")
    assert (found.message, found.hint) == (mistake.message, mistake.hint)
