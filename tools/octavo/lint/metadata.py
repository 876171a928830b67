"""What book.toml says of the book: slips that every catalogue would copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof

BOOK_DATE = Finding(
    name="book-date",
    severity=Severity.WARNING,
    message="the book's date, {day}, {what}",
    why="Shops announce and withdraw titles by their dates; a slip in the year hides the book for as long.",
    fix="correct “date” under [book]",
)
METADATA_THIN = Finding(
    name="metadata-thin",
    severity=Severity.WARNING,
    message="[book] gives no {keys}",
    why="An edition with an ISBN goes to shops and libraries, which show and find books by these.",
    fix="add them to [book]",
)
SUBTITLE_REPEATS_TITLE = Finding(
    name="subtitle-repeats-title",
    severity=Severity.WARNING,
    message="the subtitle begins with the title again",
    why="Title pages, catalogues and shops set both one after the other.",
    fix="leave in “subtitle” what the title does not say",
)
TITLE_IN_CAPITALS = Finding(
    name="title-in-capitals",
    severity=Severity.WARNING,
    message="the {what} is written in capitals",
    why="Catalogues copy it letter by letter, and no program can tell which letters are capitals by right; the title page "
    "sets it in capitals by its theme where that is wanted.",
    fix="write it as in a sentence or a headline",
)
CONTRIBUTOR_TWICE = Finding(
    name="contributor-twice",
    severity=Severity.WARNING,
    message="“{name}” is named twice with the role “{role}”",
    why="The title page and every catalogue would name the person twice.",
    fix="take one of the two out, or give it the role that is meant",
)

FINDINGS = (BOOK_DATE, METADATA_THIN, SUBTITLE_REPEATS_TITLE, TITLE_IN_CAPITALS, CONTRIBUTOR_TWICE)

_EARLIEST = 1440
_AHEAD = timedelta(days=3 * 366)
_LEAST_CAPITALS = 8


def metadata(proof: Proof) -> Iterator[Diagnostic]:
    """Yield book-date, metadata-thin, subtitle-repeats-title, title-in-capitals and contributor-twice."""
    data = proof.book.config.metadata
    places = proof.book.config.book_spans
    here = proof.book.config.span
    if data.date is not None and data.date > proof.day + _AHEAD:
        yield BOOK_DATE.at(places.get("date", here), day=data.date, what="lies years ahead")
    if data.date is not None and data.date.year < _EARLIEST:
        yield BOOK_DATE.at(places.get("date", here), day=data.date, what="lies before books were printed")
    if any(edition.isbn for edition in proof.book.config.editions):
        given = {
            "description": data.description,
            "subjects": data.subjects,
            "publisher": data.publisher,
            "date": data.date,
        }
        lacking = [key for key, value in given.items() if not value]
        if lacking:
            yield METADATA_THIN.at(places.get("title", here), keys=" and no ".join(lacking))
    if data.subtitle.casefold().startswith(data.title.casefold()):
        yield SUBTITLE_REPEATS_TITLE.at(places.get("subtitle", here))
    for what, words in (("title", data.title), ("subtitle", data.subtitle)):
        if words.isupper() and sum(map(str.isupper, words)) >= _LEAST_CAPITALS and " " in words:
            yield TITLE_IN_CAPITALS.at(places.get(what, here), what=what)
    seen: set[tuple[str, str]] = set()
    for person in data.contributors:
        if (person.name, person.role) in seen:
            yield CONTRIBUTOR_TWICE.at(person.span or here, name=person.name, role=person.role)
        seen.add((person.name, person.role))
