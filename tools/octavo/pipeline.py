"""The stages, in order: the whole of Octavo on one screen.

::

    load → read → parse → resolve → cite → compose → render → (lock) → write → verify
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from octavo.cite import cite_book
from octavo.cleaning import note_files
from octavo.compose import compose_edition
from octavo.config import chosen_editions
from octavo.diagnostics import Diagnostic, Outcome
from octavo.diagnostics.catalogue import BUILT, CHECKED, LINTED
from octavo.lint import CHECKS, lint_book
from octavo.lock import FOLDER, check_pages, lock_artifact, published, record_of
from octavo.model.artifact import Artifact
from octavo.model.book import Book, Draft
from octavo.model.config import BookConfig
from octavo.model.edition import Edition, Format
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication, Stamp
from octavo.output import write_artifacts
from octavo.parse import parse_sources
from octavo.processes import Workshop, hands_for
from octavo.read import read_sources
from octavo.render import document_origins
from octavo.rendering import errors_alone, lenders_of, render_editions
from octavo.resolve import resolve_book
from octavo.run import Listener, Request, Run, Stopped
from octavo.verify import check_conformance, verify_file

__all__ = ["Build", "Listener", "Request", "build", "check", "compose_book"]

EARLIEST = date(1980, 1, 1)
"""The date of a book that says nothing of its age: the first that an archive can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build did."""

    diagnostics: tuple[Diagnostic, ...]
    """In the order of a report."""
    config: BookConfig | None = None
    book: Book | None = None
    publications: tuple[Publication, ...] = ()
    files: tuple[tuple[Path, Edition, Artifact], ...] = ()
    """Those written; none when an error was found before. They stay when verification finds fault with them."""
    records: tuple[Path, ...] = ()
    """Where pages were recorded."""
    stamp: Stamp | None = None


def build(request: Request, listener: Listener) -> Build:
    """Return what became of a build: the files written and everything found on the way, in order of place.

    Nothing is written before every edition is rendered, so a problem leaves earlier output as it was.
    """
    run = Run(listener)
    done = Build(diagnostics=())
    with suppress(Stopped):
        done = _build(request, run)
    return Build(
        diagnostics=run.report(),
        config=run.config, book=done.book, publications=done.publications, files=done.files,
        records=done.records, stamp=done.stamp,
    )  # fmt: skip


def check(request: Request, day: date, listener: Listener) -> Build:
    """Return everything that is wrong with a manuscript, found without making an edition; ``day`` is today.

    Names are bound and lint reads the book even when chapters have errors, so that an author sees all there is to mend at
    once; not when terms, references or a chapter are missing, for then much would seem wrong that is not.
    """
    run = Run(listener)
    book = None
    with suppress(Stopped):
        draft = _draft(run.load(request.book), run, despite_errors=True)
        run.listener("resolve", "names, terms, references")
        resolved = resolve_book(draft)
        book = resolved.value
        run.diagnostics.extend(resolved.diagnostics)
        if book is not None:
            run.listener("lint", f"{len(CHECKS)} checks")
            run.diagnostics.extend(lint_book(draft, book, day))
        run.sought = CHECKED | LINTED
    return Build(diagnostics=run.report(), config=run.config, book=book)


def compose_book(request: Request, listener: Listener) -> Outcome[tuple[Publication, ...]]:
    """Return the editions of a book, composed and not rendered; no value when an error was found on the way."""
    run = Run(listener)
    publications = None
    with suppress(Stopped):
        config = run.load(request.book)
        (editions,) = run.take(chosen_editions(config, request.editions))
        book = _manuscript(config, run)
        publications = run.take(*(compose_edition(book, edition, _stamp(request, config)) for edition in editions))
    return Outcome(publications, tuple(run.diagnostics))


def _build(request: Request, run: Run) -> Build:
    config = run.load(request.book)
    (editions,) = run.take(chosen_editions(config, request.editions))
    lenders = lenders_of(config, editions)
    cited = _published(request, config, (*editions, *lenders), run)
    book = _manuscript(config, run)
    stamp = _stamp(request, config)
    run.listener("compose", ", ".join(e.name for e in editions))
    composed = [compose_edition(book, edition, stamp) for edition in editions]
    publications = run.take(*composed, *(errors_alone(compose_edition(book, edition, stamp)) for edition in lenders))
    rendered = render_editions(request, config, publications, len(editions), run)
    laid_out = [(p, a.page_map) for p, a in zip(publications, rendered, strict=True) if p.edition in cited]
    pages = [(publication, page_map) for publication, page_map in laid_out if page_map is not None]
    if request.locked:
        run.take(*(check_pages(config, publication, page_map) for publication, page_map in pages))
    artifacts, publications = rendered[: len(editions)], publications[: len(editions)]
    run.take(*map(_claimed, artifacts, publications))
    run.sought = CHECKED if request.editions else BUILT
    if request.strict and run.report():
        raise Stopped
    folder = request.output or config.root / "output"
    run.listener("write", str(folder))
    paths = run.take(*write_artifacts(folder, artifacts))
    if request.cache:
        note_files(config.root, {path: artifact.data for path, artifact in zip(paths, artifacts, strict=True)})
    run.listener("verify", ", ".join(path.name for path in paths))
    run.diagnostics.extend(_verified(tuple(zip(paths, publications, strict=True)), request.jobs))
    records = _recorded(config, pages, run) if request.lock else ()
    files = tuple(zip(paths, editions, artifacts, strict=True))
    return Build(
        diagnostics=(), config=config, book=book, publications=publications, files=files, records=records, stamp=stamp
    )


def _published(request: Request, config: BookConfig, editions: tuple[Edition, ...], run: Run) -> tuple[Edition, ...]:
    """Return the editions whose pages are to be recorded, or held to the record; none when nobody asked for either."""
    if not (request.lock or request.locked):
        return ()
    (found,) = run.take(published(config, editions, request.editions))
    return found


def _recorded(config: BookConfig, pages: list[tuple[Publication, PageMap]], run: Run) -> tuple[Path, ...]:
    """Record the pages of editions; return where. Not when anything is wrong with the files that were written."""
    if any(diagnostic.is_error for diagnostic in run.diagnostics):
        return ()
    records = [lock_artifact(record_of(publication, page_map)) for publication, page_map in pages]
    return run.take(*write_artifacts(config.folder / FOLDER, records))


def _manuscript(config: BookConfig, run: Run) -> Book:
    """Return the book that all editions share."""
    draft = _draft(config, run)
    run.listener("resolve", "names, terms, references")
    (book,) = run.take(resolve_book(draft))
    run.listener("cite", config.references.style)
    (cited,) = run.take(cite_book(book))
    return cited


def _draft(config: BookConfig, run: Run, *, despite_errors: bool = False) -> Draft:
    """Return the manuscript as it is written; if need be despite errors, where these are in chapters that are all there."""
    run.listener("read", str(config.folder))
    (sources,) = run.take(read_sources(config))
    run.listener("parse", f"{len(sources.chapters)} files")
    parsed = parse_sources(sources)
    draft, files = parsed.value, {source.path for _, source in sources.chapters}
    in_chapters = all(d.span and d.span.path in files for d in parsed.diagnostics if d.is_error)
    if despite_errors and in_chapters and draft and len(draft.chapters) == len(sources.chapters):
        run.diagnostics.extend(parsed.diagnostics)
        return draft
    (draft,) = run.take(parsed)
    return draft


def _verified(written: tuple[tuple[Path, Publication], ...], jobs: int) -> Iterator[Diagnostic]:
    """Yield what is wrong with files that were written, each read back by a process of its own."""

    def verified(index: int) -> tuple[Diagnostic, ...]:
        return verify_file(*written[index]).diagnostics

    with Workshop(verified, hands_for(jobs)) as workshop:
        found = dict(workshop.answers(range(len(written)), lambda _index: None))
    for index in sorted(found):
        yield from found[index]


def _claimed(artifact: Artifact, publication: Publication) -> Outcome[Artifact]:
    """Return an artifact, once an EPUB's claim of conformance has been held against what is in it."""
    claims = publication.metadata.accessibility
    if publication.edition.format is not Format.EPUB or not claims.conforms_to:
        return Outcome(artifact)
    return check_conformance(artifact, claims, document_origins(publication))


def _stamp(request: Request, config: BookConfig) -> Stamp:
    """Return the build's time: the environment's or the last commit's, else the book's date, else EARLIEST."""
    day = config.metadata.date or EARLIEST
    moment = request.modified or datetime(day.year, day.month, day.day, tzinfo=UTC)
    known = request.modified is not None or config.metadata.date is not None
    time = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Stamp(modified=time, revision=request.revision, known=known)
