"""The pages of a build beside those on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.lock.file import FOLDER, file_name, read_record
from octavo.lock.record import PageRecord, Record, record_of
from octavo.model import nodes
from octavo.model.config import BookConfig
from octavo.model.edition import Edition
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.model.walk import descend, plain_text

_REVERT = "take back what moved the text; if this is to be a new edition, give it an ISBN of its own and use --lock"

PAGES_NOT_RECORDED = Finding(
    name="pages-not-recorded",
    severity=Severity.ERROR,
    message="the pages of the edition “{edition}” are not on record",
    why="A build can be held to the pages that were sold only when somebody wrote down what they were.",
    fix="build the manuscript as it was published with --lock, and keep {file} under version control",
)
NOTHING_TO_LOCK = Finding(
    name="no-published-edition",
    severity=Severity.ERROR,
    message="no edition of this build counts as published",
    why="Editions with an ISBN, those that are on record and those named with -e have pages that others may cite.",
    fix="give the edition its ISBN, or name it: -e print",
)
ISBN_ON_RECORD = Finding(
    name="isbn-not-on-record",
    severity=Severity.ERROR,
    message="the edition “{edition}” has the ISBN {isbn}, and the pages on record are those of {recorded}",
    why="Under another number this is another book, whose pages may be others.",
    fix="write the ISBN that the record has, or record the pages of the new edition with --lock",
)
PAGE_COUNT_CHANGED = Finding(
    name="page-count-changed",
    severity=Severity.ERROR,
    message="the published edition “{edition}” has {before} pages, and would have {after}",
    why="Spine and cover are made for a number of pages, and catalogues have printed it.",
    fix=_REVERT,
)
PLACE_MOVED = Finding(
    name="place-moved",
    severity=Severity.ERROR,
    message="{what} is on page {before} of the published edition “{edition}”, and would be on page {after}",
    why="Citations, reviews and the index send readers to the page that was printed.",
    fix=_REVERT,
)
PLACE_LOST = Finding(
    name="place-lost",
    severity=Severity.ERROR,
    message="“{name}” is on page {before} of the published edition “{edition}”, and would be gone",
    why="Citations, reviews and the index send readers to what was printed.",
    fix=_REVERT,
)
PAGE_CHANGED = Finding(
    name="page-start-moved",
    severity=Severity.ERROR,
    message="page {folio} of the published edition “{edition}” begins with “{before}”, and would begin with “{after}”",
    why="The page list of the e-book and everybody who cites a page rely on what stands on it.",
    fix=f"{_REVERT}; when the words alone were corrected and nothing moved, use --lock again",
)

FINDINGS = (
    PAGES_NOT_RECORDED,
    NOTHING_TO_LOCK,
    ISBN_ON_RECORD,
    PAGE_COUNT_CHANGED,
    PLACE_MOVED,
    PLACE_LOST,
    PAGE_CHANGED,
)

_TOLD = 5
"""So many places, and so many documents: the first cause the others."""


def published(
    config: BookConfig, editions: tuple[Edition, ...], named: tuple[str, ...]
) -> Outcome[tuple[Edition, ...]]:
    """Return the paged editions that others cite: with an ISBN, on record, or named by the user.

    Finding: no-published-edition.
    """
    paged = (edition for edition in editions if edition.page is not None)
    found = tuple(e for e in paged if e.isbn or e.name in named or _file(config, e).is_file())
    return Outcome(found, () if found else (NOTHING_TO_LOCK.at(None),))


def check_pages(config: BookConfig, publication: Publication, page_map: PageMap) -> Outcome[Record]:
    """Return the record of an edition's pages, having compared it with the pages of a build. Findings: all of ``FINDINGS`` but no-published-edition."""
    edition = publication.edition
    path = _file(config, edition).relative_to(config.root).as_posix()
    if not _file(config, edition).is_file():
        hint = PAGES_NOT_RECORDED.fix.format(file=path)
        return Outcome(None, (PAGES_NOT_RECORDED.at(None, hint=hint, edition=edition.name),))
    outcome = read_record(_file(config, edition), path, edition.name)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    found = _differences(outcome.value, record_of(publication, page_map), publication, path)
    return Outcome(outcome.value, tuple(found))


def _file(config: BookConfig, edition: Edition) -> Path:
    return config.folder / FOLDER / file_name(edition.name)


def _differences(before: Record, after: Record, publication: Publication, path: str) -> Iterator[Diagnostic]:
    span, edition = file_span(path), after.edition
    if before.isbn != after.isbn:
        isbn, recorded = after.isbn or "(none)", before.isbn or "an edition without one"
        yield ISBN_ON_RECORD.at(span, edition=edition, isbn=isbn, recorded=recorded)
        return
    if len(before.pages) != len(after.pages):
        yield PAGE_COUNT_CHANGED.at(span, edition=edition, before=len(before.pages), after=len(after.pages))
    yield from islice(_moved(before, after, _named(publication)), _TOLD)
    yield from islice(_changed(before, after, publication), _TOLD)


def _moved(before: Record, after: Record, named: Mapping[str, tuple[str, Span]]) -> Iterator[Diagnostic]:
    """Yield what is on another page than on record, in the order of the record."""
    for name, folio in before.places.items():
        now = after.places.get(name)
        if now is None:
            yield PLACE_LOST.at(None, name=name, before=folio, edition=after.edition)
        elif now != folio:
            what, span = named[name]
            yield PLACE_MOVED.at(span, what=what, before=folio, after=now, edition=after.edition)


def _changed(before: Record, after: Record, publication: Publication) -> Iterator[Diagnostic]:
    """Yield the first page of each document that begins otherwise than on record: it moves those after it."""
    spans = {document.name: document.span for document in publication.documents}
    told: set[str] = set()
    for old, new in zip(before.pages, after.pages, strict=False):
        if old != new and new.document not in told:
            told.add(new.document)
            yield PAGE_CHANGED.at(
                spans.get(new.document),
                folio=old.folio, edition=after.edition, before=_shown(old), after=_shown(new),
            )  # fmt: skip


def _shown(page: PageRecord) -> str:
    return page.words or page.document or "nothing"


def _named(publication: Publication) -> dict[str, tuple[str, Span]]:
    """Return what each place is called, with its place in the manuscript."""
    found: dict[str, tuple[str, Span]] = {}
    for document in publication.documents:
        found[document.id] = (f"“{document.plain_title}”", document.span)
        for node in descend(document.children):
            match node:
                case nodes.Heading(children=children, attributes=own) if own.id:
                    found[own.id] = (f"“{plain_text(children).strip()}”", node.span)
                case nodes.Figure(label=label, attributes=own) | nodes.Table(label=label, attributes=own) if own.id:
                    found[own.id] = (plain_text(label).strip() or f"“{own.id}”", node.span)
                case _:
                    pass
    return found
