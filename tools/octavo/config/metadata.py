"""``[book]``: the metadata, with every default filled in."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import cast

from octavo.config.findings import WRONG_VALUE
from octavo.config.names import slug_of, sort_name
from octavo.config.scalars import check_isbn
from octavo.config.section import Section
from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.config import Contributor, Cover, Metadata, Series, Subject

MISSING_IDENTIFIER = Finding(
    name="missing-identifier",
    severity=Severity.WARNING,
    message="[book] has no identifier; this build uses one made from title and authors",
    why="Reading systems and shops know a book by its identifier: it must stay when the title changes.",
    fix="paste an identifier into [book]",
)

FINDINGS = (MISSING_IDENTIFIER,)


def read_metadata(book: Section) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return a book's metadata from a checked ``[book]``.

    Findings: missing-identifier, and for an identifier that is no identifier wrong-value, bad-isbn, isbn-check-digit.
    """
    title = book.text("title")
    contributors = _contributors(book)
    identifier, found = _identifier(book, title, contributors)
    metadata = Metadata(
        title=title,
        language=book.text("language"),
        slug=book.text("slug") or slug_of(title),
        identifier=identifier,
        subtitle=book.text("subtitle"),
        short_title=book.text("short-title") or title,
        series=_series(book),
        place=book.text("place"),
        contributors=contributors,
        publisher=book.text("publisher"),
        date=cast("date | None", book.values.get("date")),
        edition_statement=book.text("edition-statement"),
        rights=book.text("rights"),
        licence=book.text("licence"),
        printing=book.text("printing"),
        description=book.text("description"),
        subjects=_subjects(book),
        cover=_cover(book),
        cover_made=book.values.get("cover") is not False,
    )
    return metadata, found


def _contributors(book: Section) -> tuple[Contributor, ...]:
    authors = tuple(Contributor(name=name, sort=sort_name(name)) for name in book.texts("author"))
    return authors + tuple(
        Contributor(
            name=person.text("name"),
            role=person.text("role", "aut"),
            sort=person.text("sort") or sort_name(person.text("name")),
            span=person.value_span("role" if "role" in person else "name"),
        )
        for person in (book.at(path, item) for path, item in book.items("contributors"))
    )


def _identifier(book: Section, title: str, people: tuple[Contributor, ...]) -> tuple[str, tuple[Diagnostic, ...]]:
    given = book.text("identifier")
    if given:
        return given, _checked_identifier(book, given)
    if book.wrote("identifier") or not title:
        return "", ()
    seed = "\n".join((title, *(person.name for person in people if person.role == "aut")))
    made = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'octavo:{seed}')}"
    hint = f'paste this line into [book]: identifier = "{made}"'
    return made, (MISSING_IDENTIFIER.at(book.key_span("identifier"), hint=hint),)


def _checked_identifier(book: Section, given: str) -> tuple[Diagnostic, ...]:
    span = book.value_span("identifier")
    scheme, _, rest = given.partition(":")[2].partition(":")
    if given.lower().startswith("urn:uuid:") and not re.fullmatch(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", rest
    ):
        hint = "a UUID has 32 digits from 0 to f, in groups of 8, 4, 4, 4 and 12"
        return (WRONG_VALUE.at(span, hint=hint, key="identifier", value=given),)
    if scheme.lower() != "isbn":
        return ()
    checked = check_isbn(rest, span)
    return (checked,) if isinstance(checked, Diagnostic) else ()


def _series(book: Section) -> Series | None:
    if "series" not in book:
        return None
    table = book.section("series")
    if not table.values:
        return Series(name=book.text("series")) if book.text("series") else None
    return Series(name=table.text("name"), number=str(table.values.get("number", "")))


def _subjects(book: Section) -> tuple[Subject, ...]:
    subjects = []
    for path, item in book.items("subjects"):
        if isinstance(item, str):
            subjects.append(Subject(name=item))
        else:
            table = book.at(path, item)
            subjects.append(Subject(name=table.text("name"), scheme=table.text("scheme"), code=table.text("code")))
    return tuple(subjects)


def _cover(book: Section) -> Cover | None:
    cover = book.section("cover")
    if "image" not in cover:
        return None
    return Cover(image=cover.text("image"), alt=cover.text("alt"), span=cover.value_span("image"))
