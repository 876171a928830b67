"""The stages, in order: the whole of Octavo on one screen.

::

    load → read → parse → resolve → cite → compose → render → (lock) → write → verify
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from octavo.cache import PageCache
from octavo.cite import cite_book
from octavo.compose import compose_edition
from octavo.config import chosen_editions, load_config
from octavo.diagnostics import Diagnostic, Outcome, merged
from octavo.diagnostics.catalogue import BUILT, CATALOGUE, CHECKED, LINTED
from octavo.lint import CHECKS, lint_book
from octavo.lock import FOLDER, check_pages, lock_artifact, published, record_of
from octavo.model.artifact import Artifact
from octavo.model.book import Book, Draft
from octavo.model.config import BookConfig
from octavo.model.edition import Edition, Format
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication, Stamp
from octavo.model.text_file import source_lines
from octavo.output import write_artifacts
from octavo.parse import parse_sources
from octavo.read import read_sources
from octavo.render import FORMATS, document_origins, surroundings
from octavo.resolve import resolve_book
from octavo.suppression import suppressed
from octavo.verify import check_conformance, verify_file

T = TypeVar("T")

EARLIEST = date(1980, 1, 1)
"""The date of a book that says nothing of its age: the first that an archive can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a build is asked to do. Clock and version control are read by the caller."""

    book: Path
    editions: tuple[str, ...] = ()
    """Names; empty for all."""
    output: Path | None = None
    """None: ``output/`` beside the manuscript."""
    strict: bool = False
    """Write nothing when there is any finding, a warning too."""
    locked: bool = False
    """Write nothing when the pages of a published edition would change."""
    lock: bool = False
    """Record the pages of published editions."""
    cache: bool = False
    """Whether pages laid out for an EPUB alone are kept beside the book, and those kept earlier are used."""
    modified: datetime | None = None
    """When the source was last changed, from the environment or version control; None leaves it to [book] date."""
    revision: str = ""


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


Listener = Callable[[str, str], None]
"""Told of progress: the stage, and what it is at."""


class _Stopped(Exception):  # noqa: N818 - not an error: the pipeline ends here
    """A stage reported an error."""


@dataclass(slots=True)
class _Run:
    """A build under way: collects diagnostics, and stops after the stage that reported an error."""

    listener: Listener
    diagnostics: list[Diagnostic] = field(default_factory=list)
    config: BookConfig | None = None
    """Once it is loaded."""
    sought: frozenset[str] = frozenset()
    """Names of the findings that were looked for to the end."""

    def report(self) -> tuple[Diagnostic, ...]:
        """Return what was found, each once, without what the book declares known."""
        found = merged(self.diagnostics)
        if self.config is None:
            return found
        lines_of = cache(partial(source_lines, self.config.root))
        return suppressed(found, self.config, lines_of, (finding.name for finding in CATALOGUE), self.sought)

    def load(self, book: Path) -> BookConfig:
        """Return the book that a folder describes, or stop."""
        self.listener("load", str(book))
        (self.config,) = self.take(load_config(book))
        return self.config

    def take(self, *outcomes: Outcome[T]) -> tuple[T, ...]:
        """Return the values of one stage's outcomes, or stop."""
        self.diagnostics.extend(d for outcome in outcomes for d in outcome.diagnostics)
        values = tuple(outcome.value for outcome in outcomes if outcome.value is not None)
        if any(outcome.failed for outcome in outcomes):
            raise _Stopped
        return values


def build(request: Request, listener: Listener) -> Build:
    """Return what became of a build: the files written and everything found on the way, in order of place.

    Nothing is written before every edition is rendered, so a problem leaves earlier output as it was.
    """
    run = _Run(listener)
    done = Build(diagnostics=())
    with suppress(_Stopped):
        done = _build(request, run)
    return Build(
        diagnostics=run.report(),
        config=run.config, book=done.book, publications=done.publications, files=done.files,
        records=done.records, stamp=done.stamp,
    )  # fmt: skip


def check(request: Request, day: date, listener: Listener) -> Build:
    """Return everything that is wrong with a manuscript, found without making an edition; ``day`` is today.

    Lint reads the book even when names in it are not bound, so that an author sees all there is to mend at once.
    """
    run = _Run(listener)
    book = None
    with suppress(_Stopped):
        draft = _draft(run.load(request.book), run)
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
    run = _Run(listener)
    publications = None
    with suppress(_Stopped):
        config = run.load(request.book)
        (editions,) = run.take(chosen_editions(config, request.editions))
        book = _manuscript(config, run)
        publications = run.take(*(compose_edition(book, edition, _stamp(request, config)) for edition in editions))
    return Outcome(publications, tuple(run.diagnostics))


def _build(request: Request, run: _Run) -> Build:
    config = run.load(request.book)
    (editions,) = run.take(chosen_editions(config, request.editions))
    lenders = _lenders(config, editions)
    cited = _published(request, config, (*editions, *lenders), run)
    book = _manuscript(config, run)
    stamp = _stamp(request, config)
    run.listener("compose", ", ".join(e.name for e in editions))
    composed = [compose_edition(book, edition, stamp) for edition in editions]
    publications = run.take(*composed, *(_errors(compose_edition(book, edition, stamp)) for edition in lenders))
    rendered = _rendered(publications, len(editions), _page_cache(request, config, publications), run)
    laid_out = [(p, a.page_map) for p, a in zip(publications, rendered, strict=True) if p.edition in cited]
    pages = [(publication, page_map) for publication, page_map in laid_out if page_map is not None]
    if request.locked:
        run.take(*(check_pages(config, publication, page_map) for publication, page_map in pages))
    artifacts, publications = rendered[: len(editions)], publications[: len(editions)]
    run.take(*map(_claimed, artifacts, publications))
    run.sought = CHECKED if request.editions else BUILT
    if request.strict and run.report():
        raise _Stopped
    folder = request.output or config.root / "output"
    run.listener("write", str(folder))
    paths = run.take(*write_artifacts(folder, artifacts))
    run.listener("verify", ", ".join(path.name for path in paths))
    run.diagnostics.extend(d for verified in map(verify_file, paths, publications) for d in verified.diagnostics)
    records = _recorded(config, pages, run) if request.lock else ()
    files = tuple(zip(paths, editions, artifacts, strict=True))
    return Build(
        diagnostics=(), config=config, book=book, publications=publications, files=files, records=records, stamp=stamp
    )


def _published(request: Request, config: BookConfig, editions: tuple[Edition, ...], run: _Run) -> tuple[Edition, ...]:
    """Return the editions whose pages are to be recorded, or held to the record; none when nobody asked for either."""
    if not (request.lock or request.locked):
        return ()
    (found,) = run.take(published(config, editions, request.editions))
    return found


def _recorded(config: BookConfig, pages: list[tuple[Publication, PageMap]], run: _Run) -> tuple[Path, ...]:
    """Record the pages of editions; return where. Not when anything is wrong with the files that were written."""
    if any(diagnostic.is_error for diagnostic in run.diagnostics):
        return ()
    records = [lock_artifact(record_of(publication, page_map)) for publication, page_map in pages]
    return run.take(*write_artifacts(config.folder / FOLDER, records))


def _manuscript(config: BookConfig, run: _Run) -> Book:
    """Return the book that all editions share."""
    draft = _draft(config, run)
    run.listener("resolve", "names, terms, references")
    (book,) = run.take(resolve_book(draft))
    run.listener("cite", config.references.style)
    (cited,) = run.take(cite_book(book))
    return cited


def _draft(config: BookConfig, run: _Run) -> Draft:
    """Return the manuscript as it is written."""
    run.listener("read", str(config.folder))
    (sources,) = run.take(read_sources(config))
    run.listener("parse", f"{len(sources.chapters)} files")
    (draft,) = run.take(parse_sources(sources))
    return draft


def _page_cache(request: Request, config: BookConfig, publications: tuple[Publication, ...]) -> PageCache | None:
    """Return the pages kept of earlier builds, when some edition takes its page numbers from another."""
    lending = any(publication.edition.pages_from for publication in publications)
    return PageCache(config.root, surroundings()) if request.cache and lending else None


def _rendered(
    publications: tuple[Publication, ...], wanted: int, cache: PageCache | None, run: _Run
) -> tuple[Artifact, ...]:
    """Return the artifacts of publications. Of those after ``wanted``, which lend page numbers, errors alone are told."""
    outcomes: dict[str, Outcome[Artifact]] = {}
    maps: dict[str, PageMap] = {}
    lent = {publication.edition.pages_from for publication in publications}
    for publication in sorted(publications, key=lambda p: p.edition.page is None):
        edition = publication.edition
        run.listener(edition.name, f"{len(publication.documents)} documents")
        if cache and publication in publications[wanted:] and (known := cache.load(publication)):
            outcomes[edition.name], maps[edition.name] = Outcome(_pages_alone(publication, known)), known
            continue
        outcome = FORMATS[edition.format](
            publication, maps.get(edition.pages_from), partial(run.listener, edition.name)
        )
        outcomes[edition.name] = outcome.of_edition(edition.name) if len(publications) > 1 else outcome
        if outcome.value is not None and outcome.value.page_map is not None:
            maps[edition.name] = outcome.value.page_map
            if cache and edition.name in lent and not outcome.failed:
                cache.store(publication, outcome.value.page_map)
    every = [outcomes[publication.edition.name] for publication in publications]
    return run.take(*every[:wanted], *map(_errors, every[wanted:]))


def _claimed(artifact: Artifact, publication: Publication) -> Outcome[Artifact]:
    """Return an artifact, once an EPUB's claim of conformance has been held against what is in it."""
    claims = publication.metadata.accessibility
    if publication.edition.format is not Format.EPUB or not claims.conforms_to:
        return Outcome(artifact)
    return check_conformance(artifact, claims, document_origins(publication))


def _pages_alone(publication: Publication, page_map: PageMap) -> Artifact:
    """Return what stands for an edition that is not written: the places of its pages."""
    return Artifact(name=publication.edition.file_name, media_type="", data=b"", page_map=page_map)


def _errors(outcome: Outcome[T]) -> Outcome[T]:
    """Return an outcome with its errors alone: what is said of an edition that nobody asked for."""
    return Outcome(outcome.value, tuple(diagnostic for diagnostic in outcome.diagnostics if diagnostic.is_error))


def _lenders(config: BookConfig, chosen: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Return the editions whose pages a chosen one lists, and which are not chosen themselves."""
    names = {edition.pages_from for edition in chosen} - {edition.name for edition in chosen}
    return tuple(edition for edition in config.editions if edition.name in names)


def _stamp(request: Request, config: BookConfig) -> Stamp:
    """Return the build's time: the environment's or the last commit's, else the book's date, else EARLIEST."""
    day = config.metadata.date or EARLIEST
    moment = request.modified or datetime(day.year, day.month, day.day, tzinfo=UTC)
    known = request.modified is not None or config.metadata.date is not None
    time = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Stamp(modified=time, revision=request.revision, known=known)
