"""Read: everything that the later stages need from the book's folder. None of them touches the disk again for it."""

from __future__ import annotations

from octavo.diagnostics import Finding, Outcome
from octavo.model.config import BookConfig
from octavo.model.sources import Sources
from octavo.read import texts
from octavo.read.folder import find_pictures
from octavo.read.texts import TextReader

__all__ = ["FINDINGS", "read_sources"]

FINDINGS: tuple[Finding, ...] = texts.FINDINGS
"""Every finding of read, save those of reading text files that load lists too (not-utf8 and its neighbours)."""


def read_sources(config: BookConfig) -> Outcome[Sources]:
    """Return the texts that book.toml names, and all pictures below the manuscript folder, looked into.

    A picture that nobody could show is a BrokenPicture: whether that matters depends on whether a text shows it.
    Findings: missing-file, unlisted-file, file-outside-book, unreadable-file, text-too-large, not-utf8,
    control-character.
    """
    reader = TextReader(config)
    read = [(entry, reader.read(entry.file, entry.span)) for entry in config.contents.entries() if entry.file]
    chapters = tuple((entry, source) for entry, source in read if source is not None)
    glossaries = reader.read_all(config.terms.files, config.terms.file_spans)
    references = reader.read_all(config.references.files, config.references.file_spans)
    sources = Sources(
        config=config,
        chapters=chapters,
        glossaries=glossaries,
        references=references,
        pictures=find_pictures(config.root, config.folder),
    )
    return Outcome(sources, (*reader.found, *reader.unlisted()))
