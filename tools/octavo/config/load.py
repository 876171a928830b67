"""From a path to a BookConfig."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path

from octavo import __version__
from octavo.config.accessibility import read_accessibility
from octavo.config.check import check_file
from octavo.config.contents import Files, read_contents
from octavo.config.editions import EditionContext, read_editions
from octavo.config.findings import WRONG_VALUE
from octavo.config.keys import ROOT
from octavo.config.metadata import read_metadata
from octavo.config.presets import Presets
from octavo.config.section import Section
from octavo.config.toml_file import read_toml
from octavo.config.versions import version_fits
from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity
from octavo.diagnostics.span import file_span
from octavo.model.config import (
    BookConfig,
    LintLevel,
    NoteRestart,
    ReferenceSettings,
    Suppression,
    TermMatch,
    TermSettings,
)
from octavo.model.edition import TermNote
from octavo.model.locations import BOOK_FILE, book_file, book_root, style_folders
from octavo.model.text_file import FILE_OUTSIDE_BOOK, is_inside

_GLOSSARY = "glossary.md"
_REFERENCES = "related-reading.yaml"

MISSING_BOOK_TOML = Finding(
    name="missing-book-toml",
    severity=Severity.ERROR,
    message="there is no book.toml in “{folder}”",
    why="A book is a folder with a book.toml, which names its title, its language and the order of its texts.",
    fix="name the folder that holds manuscript/book.toml or book.toml; two lines make one: "
    '[book] with title = "…" and language = "en-GB"',
)
OCTAVO_VERSION = Finding(
    name="octavo-version",
    severity=Severity.ERROR,
    message="the book is made for Octavo {wanted}, and this is {version}",
    why="Another version may number, break or name things differently, which a finished book must not suffer.",
    fix="install a version that fits, or change “octavo-version” after a look at the changes",
)

FINDINGS = (MISSING_BOOK_TOML, OCTAVO_VERSION)


def load_config(book: Path) -> Outcome[BookConfig]:
    """Return the book that a folder (or a ``book.toml`` itself) describes, checked, with all defaults filled in.

    The folder of a book that keeps its texts in ``manuscript/`` is the one above it, whichever of the two is named.
    Findings: all of this package; there is no value when one of them is an error.
    """
    file, root = book_file(book), book_root(book)
    if file is None or root is None:
        hint = "" if book.is_dir() else "there is no such folder"
        return Outcome(None, (MISSING_BOOK_TOML.at(None, hint=hint, folder=book),))
    folder = file.parent.resolve()
    path = (folder / BOOK_FILE).relative_to(root).as_posix()
    if not is_inside(root, file):
        return Outcome(None, (FILE_OUTSIDE_BOOK.at(None, file=path),))
    toml = read_toml(file, path)
    if toml.value is None:
        return Outcome(None, toml.diagnostics)
    checked = check_file(ROOT, toml.value)
    if checked.value is None:
        return Outcome(None, checked.diagnostics)
    built = _build(checked.value, root, folder)
    found = (*checked.diagnostics, *built.diagnostics)
    return Outcome(None if any(d.is_error for d in found) else built.value, found)


def _build(top: Section, root: Path, folder: Path) -> Outcome[BookConfig]:
    terms, references = _terms(top.section("terms"), folder), _references(top.section("references"), folder)
    metadata, in_book = read_metadata(top.section("book"))
    accessibility, in_claims = read_accessibility(top.section("accessibility"))
    found = (*in_book, *in_claims)
    files = Files(folder=folder, glossaries=terms.files, references=references.files)
    contents, in_contents = read_contents(top.section("contents"), files)
    styles = style_folders(root)
    context = EditionContext(
        slug=metadata.slug,
        term_note=TermNote(top.section("terms").text("note", TermNote.FIRST_IN_BOOK)),
        presets=Presets(root, styles),
        themes=_themes(styles),
        folders=(folder, *styles),
    )
    words, lint = top.section("words"), top.section("lint")
    editions, in_editions = read_editions(top.section("editions"), context)
    config = BookConfig(
        root=root,
        folder=folder,
        metadata=replace(metadata, accessibility=accessibility),
        contents=contents,
        terms=terms,
        note_restart=NoteRestart(top.section("notes").text("number", NoteRestart.CHAPTER)),
        references=references,
        editions=editions,
        words={name: str(word) for name, word in words.values.items()},
        word_spans={name: words.key_span(name) for name in words.values},
        language_span=top.section("book").value_span("language"),
        book_spans={key: top.section("book").value_span(key) for key in top.section("book").values},
        lint={name: LintLevel(str(level)) for name, level in lint.values.items()},
        lint_spans={name: lint.key_span(name) for name in lint.values},
        suppressions=_suppressions(top),
        span=file_span(top.file.path),
    )
    return Outcome(config, (*_version(top), *found, *in_contents, *in_editions))


def _terms(terms: Section, folder: Path) -> TermSettings:
    default = (_GLOSSARY,) if (folder / _GLOSSARY).is_file() else ()
    return TermSettings(
        files=_normalised(terms.texts("file")) if "file" in terms else default,
        file_spans=terms.text_spans("file"),
        match=TermMatch(terms.text("match", TermMatch.AUTO)),
        list_all=terms.text("list") == "all",
        index=terms.flag("index", default=False),
    )


def _references(references: Section, folder: Path) -> ReferenceSettings:
    default = (_REFERENCES,) if (folder / _REFERENCES).is_file() else ()
    usual = ReferenceSettings()
    return ReferenceSettings(
        files=_normalised(references.texts("files")) if "files" in references else default,
        file_spans=references.text_spans("files"),
        style=references.text("style", usual.style),
        style_span=references.value_span("style") if "style" in references else None,
        groups=references.texts("groups"),
        list_uncited=references.flag("list-uncited", default=usual.list_uncited),
    )


def _suppressions(top: Section) -> tuple[Suppression, ...]:
    tables = (top.at(path, value) for path, value in top.items("suppress"))
    return tuple(
        Suppression(
            finding=each.text("finding"),
            reason=each.text("reason"),
            file=each.text("file"),
            text=each.text("text"),
            span=each.value_span("finding"),
        )
        for each in tables
    )


def _normalised(files: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(posixpath.normpath(file) for file in files)


def _themes(styles: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(sorted({theme.name for folder in styles for theme in (folder / "themes").glob("*/")}))


def _version(top: Section) -> tuple[Diagnostic, ...]:
    wanted, span = top.text("octavo-version"), top.value_span("octavo-version")
    if not wanted:
        return ()
    try:
        fits = version_fits(__version__, wanted)
    except ValueError:
        hint = "write bounds such as “>=0.1” or “>=0.1, <2”"
        return (WRONG_VALUE.at(span, hint=hint, key="octavo-version", value=wanted),)
    return () if fits else (OCTAVO_VERSION.at(span, wanted=wanted, version=__version__),)
