"""Small manuscripts given as words, parsed and resolved; and what was found, one line a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from octavo.cite import cite_book
from octavo.diagnostics import Outcome, Span
from octavo.model.book import Book, Draft
from octavo.model.config import (
    BookConfig,
    Contents,
    Cover,
    Entry,
    Matter,
    Metadata,
    Part,
    ReferenceSettings,
    TermMatch,
    TermSettings,
)
from octavo.model.nodes import Inline, Node, TermUse
from octavo.model.sources import BrokenPicture, Picture, Sources, TextSource
from octavo.model.walk import descend, plain_text
from octavo.parse import parse_sources
from octavo.resolve import resolve_book

TOML = Span("manuscript/book.toml", 9, 9, 9, 20)


def source(file: str, text: str) -> TextSource:
    """Return a file of the manuscript folder."""
    return TextSource(path=f"manuscript/{file}", file=file, text=text)


def picture(file: str) -> Picture:
    """Return a picture that is whole."""
    return Picture(file=file, media_type="image/png", width_px=1, height_px=1, data=b"")


def draft(  # noqa: PLR0913 - a manuscript has many parts, all but one with a default
    chapters: Mapping[str, str] | str,
    glossary: str = "",
    references: str = "",
    *,
    language: str = "en-GB",
    match: TermMatch = TermMatch.AUTO,
    pictures: Mapping[str, Picture | BrokenPicture] | None = None,
    generated: tuple[str, ...] = (),
    parts: Mapping[str, str] | None = None,
    roles: Mapping[str, str] | None = None,
    cover: Cover | None = None,
    style: str = "chicago-author-date",
    folder: Path = Path("/book/manuscript"),
) -> Draft:
    """Return a parsed manuscript; a lone text is the file ``01-one.md``. It must parse without a finding."""
    texts = {"01-one.md": chapters} if isinstance(chapters, str) else dict(chapters)
    entries = {
        file: Entry(matter=Matter.BODY, role=(roles or {}).get(file, "chapter"), file=file, span=TOML) for file in texts
    }
    body: list[Entry | Part] = [
        Part(title=title, entries=(entries.pop(f),), span=TOML) for title, f in (parts or {}).items()
    ]
    config = BookConfig(
        root=folder.parent,
        folder=folder,
        metadata=Metadata(title="T", language=language, slug="t", identifier="urn:x", cover=cover),
        contents=Contents(
            front=(),
            body=(*body, *entries.values()),
            back=tuple(Entry(matter=Matter.BACK, role=role, span=TOML) for role in generated),
        ),
        terms=TermSettings(match=match),
        references=ReferenceSettings(style=style, style_span=TOML),
        span=TOML,
    )
    sources = Sources(
        config=config,
        chapters=tuple((e, source(e.file, texts[e.file])) for e in config.contents.entries() if e.file),
        glossaries=(source("glossary.md", glossary),) if glossary else (),
        references=(source("related-reading.yaml", references),) if references else (),
        pictures=pictures or {},
    )
    parsed = parse_sources(sources)
    assert parsed.value is not None
    assert [str(d) for d in parsed.diagnostics] == []
    return parsed.value


def book(made: Draft) -> Book:
    """Return the resolved book, which must have no finding."""
    outcome = resolve_book(made)
    assert found(outcome) == []
    assert outcome.value is not None
    return outcome.value


def cited(made: Draft) -> Book:
    """Return the book resolved and cited, without a finding."""
    outcome = cite_book(book(made))
    assert found(outcome) == []
    assert outcome.value is not None
    return outcome.value


def found(outcome: Outcome[Book] | Outcome[Draft]) -> list[str]:
    """Return ``place name: message | hint | related place`` for each diagnostic."""
    return [
        " | ".join([f"{d.span} {d.finding.name}: {d.message}", d.hint, *(str(r.span) for r in d.related)])
        for d in outcome.diagnostics
    ]


def problems(made: Draft) -> list[str]:
    """Return the findings of resolve."""
    return found(resolve_book(made))


def uses(nodes: tuple[Node, ...]) -> list[tuple[str, str]]:
    """Return the words and the term of each use of a term, in reading order."""
    return [(plain_text(node.children), node.term) for node in descend(nodes) if isinstance(node, TermUse)]


def words(inlines: tuple[Inline, ...]) -> str:
    """Return the words of some inlines."""
    return plain_text(inlines)
