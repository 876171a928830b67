"""Dublin Core and its refinements, in the order in which catalogues read them.

Sources: EPUB 3.3 §5.5 and its Meta Properties Vocabulary; MARC code list for relators; ONIX code list 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.model.config import Accessibility, Contributor, Metadata, Series, Subject
from octavo.model.publication import Publication

IDENTIFIER_ID = "pub-id"
_CREATORS = frozenset({"aut", "art", "cre", "cmp", "pht"})
_ISBN_13 = "15"  # ONIX code list 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One child element of ``metadata``; ``dc:`` in the tag stands for the Dublin Core namespace."""

    tag: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def meta(name: str, text: str, **attributes: str) -> Entry:
    """Return a ``meta`` element with a property."""
    return Entry("meta", text, (("property", name), *attributes.items()))


def creators(metadata: Metadata) -> tuple[Contributor, ...]:
    """Return those who made the book: its authors, or the editors of a book that has none."""
    made = tuple(person for person in metadata.contributors if person.role in _CREATORS)
    return made or tuple(person for person in metadata.contributors if person.role == "edt")


def package_metadata(
    publication: Publication, accessibility: Iterable[Entry], *, cover: bool, fonts: bool, pages: bool
) -> tuple[Entry, ...]:
    """Return all of a publication's metadata; ``pages`` says that it lists those of another edition."""
    metadata = publication.metadata
    entries = [*_identifiers(publication), *_titles(metadata), Entry("dc:language", metadata.language)]
    for number, person in enumerate(metadata.contributors, 1):
        entries += _person(person, number, metadata)
    entries += _facts(metadata)
    for number, subject in enumerate(metadata.subjects, 1):
        entries += _subject(subject, f"subject-{number}")
    if metadata.series:
        entries += _series(metadata.series)
    if pages:
        entries += _page_source(publication)
    entries.append(meta("dcterms:modified", publication.stamp.modified))
    entries += accessibility
    entries += _claims(metadata.accessibility)
    if fonts:
        entries.append(meta("ibooks:specified-fonts", "true"))
    if cover:  # the name first: Nook reads the attributes in order
        entries.append(Entry("meta", "", (("name", "cover"), ("content", "cover-image"))))
    return tuple(entries)


def _claims(claims: Accessibility) -> Iterator[Entry]:
    """Yield what the publisher claims (EPUB Accessibility 1.1, 2.4 and 4.4; its exemption property)."""
    if claims.conforms_to:
        yield meta("dcterms:conformsTo", claims.conforms_to, id="conformance")
        yield meta("a11y:certifiedBy", claims.certified_by, id="certifier", refines="#conformance")
        if claims.certified_on:
            yield meta("dcterms:date", claims.certified_on.isoformat(), refines="#certifier")
        if claims.credential:
            yield meta("a11y:certifierCredential", claims.credential, refines="#certifier")
        if claims.report:
            link = (("rel", "a11y:certifierReport"), ("refines", "#certifier"), ("href", claims.report))
            yield Entry("link", "", link)
    if claims.exemption:
        if not claims.conforms_to:
            yield meta("dcterms:conformsTo", "none")
        yield meta("a11y:exemption", f"eaa-{claims.exemption.value}")


def _identifiers(publication: Publication) -> Iterator[Entry]:
    yield Entry("dc:identifier", publication.metadata.identifier, (("id", IDENTIFIER_ID),))
    isbn = publication.edition.isbn
    if isbn and publication.metadata.identifier != f"urn:isbn:{isbn}":
        yield Entry("dc:identifier", f"urn:isbn:{isbn}", (("id", "isbn"),))
        yield meta("identifier-type", _ISBN_13, refines="#isbn", scheme="onix:codelist5")


def _titles(metadata: Metadata) -> Iterator[Entry]:
    yield Entry("dc:title", metadata.title, (("id", "title"),))
    yield meta("title-type", "main", refines="#title")
    if metadata.short_title and metadata.short_title != metadata.title:
        yield Entry("dc:title", metadata.short_title, (("id", "short-title"),))
        yield meta("title-type", "short", refines="#short-title")
    if metadata.subtitle:
        yield Entry("dc:title", metadata.subtitle, (("id", "subtitle"),))
        yield meta("title-type", "subtitle", refines="#subtitle")


def _person(person: Contributor, number: int, metadata: Metadata) -> Iterator[Entry]:
    tag = "dc:creator" if person in creators(metadata) else "dc:contributor"
    identifier = f"contributor-{number}"
    yield Entry(tag, person.name, (("id", identifier),))
    yield meta("role", person.role, refines=f"#{identifier}", scheme="marc:relators")
    if person.sort:
        yield meta("file-as", person.sort, refines=f"#{identifier}")


def _facts(metadata: Metadata) -> Iterator[Entry]:
    facts = (
        ("dc:publisher", metadata.publisher),
        ("dc:date", metadata.date.isoformat() if metadata.date else ""),
        ("dc:description", metadata.description),
        ("dc:rights", metadata.rights),
    )
    for tag, text in facts:
        if text:
            yield Entry(tag, text)
    if metadata.licence:
        yield meta("dcterms:license", metadata.licence)
    if metadata.edition_statement:
        yield meta("schema:bookEdition", metadata.edition_statement)


def _subject(subject: Subject, identifier: str) -> Iterator[Entry]:
    yield Entry("dc:subject", subject.name or subject.code, (("id", identifier),))
    if subject.scheme and subject.code:  # the two only count together
        yield meta("authority", subject.scheme, refines=f"#{identifier}")
        yield meta("term", subject.code, refines=f"#{identifier}")


def _page_source(publication: Publication) -> Iterator[Entry]:
    """Yield the edition whose pages are listed, as EPUB Accessibility 1.1 §3.4 has it and as EPUB 3.0 had it."""
    isbn = dict(publication.isbns).get(publication.edition.pages_from)
    source = f"urn:isbn:{isbn}" if isbn else publication.metadata.identifier
    yield Entry("dc:source", source, (("id", "page-source"),))
    yield meta("source-of", "pagination", refines="#page-source")
    yield meta("pageBreakSource", source)


def _series(series: Series) -> Iterator[Entry]:
    yield meta("belongs-to-collection", series.name, id="series")
    yield meta("collection-type", "series", refines="#series")
    if series.number:
        yield meta("group-position", series.number, refines="#series")
