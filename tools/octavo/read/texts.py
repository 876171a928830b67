"""The texts of a book: chapters, glossaries, references."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.diagnostics.suggest import nearest
from octavo.model.config import BookConfig
from octavo.model.sources import TextSource
from octavo.model.text_file import FILE_OUTSIDE_BOOK, control_characters, is_inside, is_regular_file, read_text
from octavo.read.folder import walk

MISSING_FILE = Finding(
    name="missing-file",
    severity=Severity.ERROR,
    message="there is no file “{file}”",
    why="What book.toml lists is the book: a text that is left out by mistake is noticed after printing.",
    fix="write the file, correct its name, or take it out of book.toml",
)
UNLISTED_FILE = Finding(
    name="unlisted-file",
    severity=Severity.WARNING,
    message="“{file}” is in the manuscript folder, but no list in book.toml names it",
    why="A chapter that was written and never listed does not appear in the book.",
    fix="add it to [contents], or move it out of the manuscript folder",
)

FINDINGS = (MISSING_FILE, UNLISTED_FILE)

_MARKDOWN = ".md"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""``https://example.org/one.md`` or ``file:/one.md``, slashes already joined."""


class TextReader:
    """Reads the texts of one book; ``found`` grows with what is wrong."""

    def __init__(self, config: BookConfig) -> None:
        """Know the book's folders, and all files below its manuscript folder."""
        self.found: list[Diagnostic] = []
        self._config = config
        self._files = tuple(walk(config.root, config.folder))

    def read_all(self, files: Sequence[str], spans: Sequence[Span]) -> tuple[TextSource, ...]:
        """Return several texts; where book.toml does not name them, it is to blame as a whole."""
        places = spans or (self._config.span,) * len(files)
        read = (self.read(file, span) for file, span in zip(files, places, strict=True))
        return tuple(source for source in read if source is not None)

    def read(self, file: str, span: Span) -> TextSource | None:
        """Return a text by its path below the manuscript folder, or None after a report at ``span``."""
        place = self._config.folder / file
        elsewhere = _ADDRESS.match(file) or posixpath.isabs(file) or file.split("/", maxsplit=1)[0] == ".."
        outside = elsewhere or not is_inside(self._config.root, place)
        if outside:
            self.found.append(FILE_OUTSIDE_BOOK.at(span, file=file))
        elif not is_regular_file(place):
            self.found.append(MISSING_FILE.at(span, hint=self._meant(file), file=file))
        else:
            text = read_text(place, self._path(file))
            if isinstance(text, str):
                self.found += control_characters(text, self._path(file))
                return TextSource(path=self._path(file), file=file, text=text)
            self.found.append(text)
        return None

    def unlisted(self) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each Markdown file beside the texts of the book that is none of them."""
        listed = self._listed()
        folders = {"", *(posixpath.dirname(file) for file in listed)}
        for file in self._files:
            if file.lower().endswith(_MARKDOWN) and posixpath.dirname(file) in folders and file not in listed:
                yield UNLISTED_FILE.at(file_span(self._path(file)), file=file)

    def _listed(self) -> frozenset[str]:
        config = self._config
        chapters = (entry.file for entry in config.contents.entries() if entry.file)
        return frozenset((*chapters, *config.terms.files, *config.references.files))

    def _meant(self, file: str) -> str:
        suffix = posixpath.splitext(file)[1].lower()
        meant = nearest(file, (each for each in self._files if each.lower().endswith(suffix)))
        return f"did you mean “{meant}”?" if meant else ""

    def _path(self, file: str) -> str:
        return (self._config.folder / file).relative_to(self._config.root).as_posix()
