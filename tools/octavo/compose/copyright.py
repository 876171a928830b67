"""The copyright page, in groups and in the order in which publishers set it (Chicago Manual of Style 18, 1.20–1.37)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import octavo
from octavo.compose import contributors
from octavo.compose.credits import picture_credits
from octavo.compose.making import division, line
from octavo.compose.setting import Setting
from octavo.compose.words import fill
from octavo.model.config import Metadata
from octavo.model.nodes import Block, Paragraph
from octavo.model.publication import ContentDocument


def copyright_page(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[Block, ...]:
    """Return the copyright page, with the credits of the pictures that the documents show.

    Each group is a division of class ``group``; what nobody gave is left out.
    """
    meta, words, span = setting.book.config.metadata, setting.words, setting.span
    people = contributors.lines(setting.book.config, words, span)
    groups: tuple[tuple[Paragraph, ...], ...] = (
        _lines(setting, ("book-title", meta.title), ("edition-statement", meta.edition_statement)),
        _lines(setting, ("rights", meta.rights), ("licence", meta.licence)),
        tuple(person for person in people if "author" not in person.attributes.classes),
        _lines(setting, ("publisher", _imprint(meta)), ("series", series(meta))),
        tuple(line(span, said, "isbn") for said in _isbns(setting)),
        _lines(setting, ("printing", meta.printing)),
        picture_credits(setting, documents),
        _lines(setting, ("build", _build(setting))),
    )
    return tuple(division(span, group, "group") for group in groups if group)


def _lines(setting: Setting, *named: tuple[str, str]) -> tuple[Paragraph, ...]:
    return tuple(line(setting.span, said, name) for name, said in named if said)


def publisher(meta: Metadata) -> str:
    """Return the publisher: the key of that name, or the contributor of that role."""
    return meta.publisher or next((c.name for c in meta.contributors if c.role == "pbl"), "")


def series(meta: Metadata) -> str:
    """Return the series and the book's number in it; empty when it is in none."""
    return "" if meta.series is None else " ".join(filter(None, (meta.series.name, meta.series.number)))


def _imprint(meta: Metadata) -> str:
    return ", ".join(filter(None, (publisher(meta), meta.place, str(meta.date.year) if meta.date else "")))


def _isbns(setting: Setting) -> Iterator[str]:
    from stdnum import isbn

    words = setting.words
    for edition in setting.book.config.editions:
        if edition.isbn:
            number = isbn.format(edition.isbn)
            yield f"{words['isbn']} {number} ({words.get(f'edition-{edition.name}', edition.name)})"


def _build(setting: Setting) -> str:
    words, stamp = setting.words, setting.stamp
    pieces = [fill(words["build"], version=octavo.__version__)]
    if stamp.revision:
        pieces.append(fill(words["build-revision"], revision=stamp.revision))
    if stamp.known:
        pieces.append(stamp.modified[:10])
    return words["list-between"].join(pieces) + words["full-stop"]
