"""The book as its ``book.toml`` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from octavo.diagnostics import Span
from octavo.model.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A person or body that made the book."""

    name: str
    role: str = "aut"
    """MARC relator code."""
    sort: str = ""
    """The name as a catalogue sorts it: ``Bassetti, Azzurra``. Never empty after load."""
    span: Span | None = field(default=None, compare=False)
    """Where the role is given, or else the person; None for an author by ``author = …``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject heading, with the scheme its code belongs to (both may be empty)."""

    name: str
    scheme: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The series that the book belongs to; ``number`` is empty for an unnumbered one."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The cover picture: its path relative to the manuscript folder, and its alternative text."""

    image: str
    alt: str
    span: Span


CONFORMANCES = tuple(
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for version in ("2.2", "2.1", "2.0")
    for level in ("AA", "A")
)
"""What an EPUB may claim to conform to, letter by letter (EPUB Accessibility 1.1, 2.4): level AAA only people can judge."""


class Exemption(StrEnum):
    """Why a publication is exempt from the European Accessibility Act (Directive (EU) 2019/882, 4 and 14)."""

    MICROENTERPRISE = "microenterprise"
    DISPROPORTIONATE_BURDEN = "disproportionate-burden"
    FUNDAMENTAL_ALTERATION = "fundamental-alteration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """``[accessibility]``: what no program can know of an EPUB."""

    conforms_to: str = ""
    """One of ``CONFORMANCES``; empty for no claim."""
    certified_by: str = ""
    """Never empty where there is a claim."""
    certified_on: date | None = None
    credential: str = ""
    report: str = ""
    exemption: Exemption | None = None
    span: Span | None = field(default=None, compare=False)
    """Where the claim stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """``[book]``: what catalogues, title pages and package documents say."""

    title: str
    language: str
    """BCP 47 tag."""
    slug: str
    """What output files are named after: ASCII letters, digits and hyphens."""
    identifier: str
    """A URN, the same in every build."""
    subtitle: str = ""
    short_title: str = ""
    """For running heads; the title where the author gives none (never empty after load)."""
    series: Series | None = None
    place: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    date: date | None = None
    edition_statement: str = ""
    rights: str = ""
    licence: str = ""
    printing: str = ""
    """The printing line of the copyright page, as it is to stand there."""
    description: str = ""
    subjects: tuple[Subject, ...] = ()
    cover: Cover | None = None
    accessibility: Accessibility = Accessibility()
    cover_made: bool = True
    """Whether an EPUB gets a cover from its theme when the book brings none."""


class Matter(StrEnum):
    """The three divisions of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of the book, in reading order: a manuscript file, or matter that Octavo makes."""

    matter: Matter
    role: str
    """``chapter``, ``preface``, ``dedication``, ``appendix`` …; for generated matter its name (``title-page``)."""
    file: str = ""
    """Path relative to the manuscript folder; empty for generated matter."""
    span: Span
    """Where ``book.toml`` names it (the whole file when the order was left out)."""

    @property
    def generated(self) -> bool:
        """Whether Octavo makes it."""
        return not self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the body: a title over some of its chapters."""

    title: str
    entries: tuple[Entry, ...]
    span: Span


class PartNumbers(StrEnum):
    """``part-numbers``: what stands over the title of a part."""

    NONE = "none"
    WORDS = "words"
    """“Part One”."""
    ROMAN = "roman"
    """“Part I”."""
    ARABIC = "arabic"
    """“Part 1”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """``[contents]``: the order of the book."""

    front: tuple[Entry, ...]
    body: tuple[Entry | Part, ...]
    back: tuple[Entry, ...]
    part_numbers: PartNumbers = PartNumbers.NONE

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in reading order, those inside parts too."""
        body = [e for item in self.body for e in (item.entries if isinstance(item, Part) else (item,))]
        return (*self.front, *body, *self.back)


class TermMatch(StrEnum):
    """Which words of the text are uses of a term."""

    AUTO = "auto"
    MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSettings:
    """``[terms]``."""

    files: tuple[str, ...] = ("glossary.md",)
    file_spans: tuple[Span, ...] = ()
    """Where book.toml names each file; empty when the default holds."""
    match: TermMatch = TermMatch.AUTO
    list_all: bool = False
    """``list = "all"``: the glossary section lists unused terms too."""
    index: bool = False
    """Whether each term is an entry of the index, with all its uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSettings:
    """``[references]``."""

    files: tuple[str, ...] = ()
    file_spans: tuple[Span, ...] = ()
    """Where book.toml names each file; empty when the default holds."""
    style: str = "chicago-author-date"
    """Name of a CSL style, or the path of a ``.csl`` file relative to the manuscript folder."""
    style_span: Span | None = None
    groups: tuple[str, ...] = ()
    list_uncited: bool = True
    """Whether related reading lists entries that the text does not cite."""


class NoteRestart(StrEnum):
    """Where note numbers start again."""

    CHAPTER = "chapter"
    BOOK = "book"


class LintLevel(StrEnum):
    """What a book makes of one of lint's checks."""

    OFF = "off"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """``[[suppress]]``: a warning that is known, and why it is no problem."""

    finding: str
    reason: str
    file: str = ""
    """Path as in spans or relative to the manuscript folder, ``*`` for any letters; empty for every file."""
    text: str = ""
    """Words of the line that it was found on; empty for any line."""
    span: Span
    """Where its finding is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookConfig:
    """All of ``book.toml``, validated, with defaults filled in."""

    root: Path
    """Absolute: the folder that output/ lies in and that spans are relative to."""
    folder: Path
    """Absolute: the manuscript folder, which holds book.toml."""
    metadata: Metadata
    contents: Contents
    terms: TermSettings = field(default_factory=TermSettings)
    note_restart: NoteRestart = NoteRestart.CHAPTER
    references: ReferenceSettings = field(default_factory=ReferenceSettings)
    editions: tuple[Edition, ...] = ()
    """Those that are on, in the order print, screen, epub, then the author's own as written."""
    words: Mapping[str, str] = field(default_factory=dict)
    """``[words]``: the book's own choice of generated words, by their name in the table."""
    word_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where their names stand."""
    language_span: Span | None = None
    """Where the language is given."""
    book_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where the values of [book] stand, by key."""
    lint: Mapping[str, LintLevel] = field(default_factory=dict)
    """``[lint]``: by the name of a finding."""
    lint_spans: Mapping[str, Span] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    span: Span
    """book.toml as a whole."""
