"""Which edition is made when: several at a time, those first whose pages others list."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.cache.key import digest_of
from octavo.cache.page_cache import PageCache
from octavo.cache.pieces import PieceCache
from octavo.diagnostics import Outcome
from octavo.model.artifact import Artifact
from octavo.model.config import BookConfig
from octavo.model.edition import Edition
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.processes import hands_for
from octavo.render import FORMATS, prepare, surroundings
from octavo.render.means import Means
from octavo.run import Request, Run, T
from octavo.workers import Crew


@dataclass(slots=True)
class _Making:
    """Editions in the making."""

    waiting: list[Publication]
    cache: PageCache | None
    lenders: tuple[Publication, ...]
    """Made for their page numbers alone."""
    lent: frozenset[str]
    """Names of the editions that lend page numbers, chosen or not."""
    outcomes: dict[str, Outcome[Artifact]] = field(default_factory=dict)
    maps: dict[str, PageMap] = field(default_factory=dict)

    def recall(self) -> None:
        """Take the pages of lenders from an earlier build, where they are kept."""
        for publication in self.lenders:
            known = self.cache.load(publication) if self.cache else None
            if known is not None:
                self.waiting.remove(publication)
                self.outcomes[publication.edition.name] = Outcome(_pages_alone(publication, known))
                self.maps[publication.edition.name] = known

    def ready(self) -> Publication | None:
        """Take out the next that waits for no other."""
        for publication in self.waiting:
            source = publication.edition.pages_from
            if not source or source in self.outcomes:
                self.waiting.remove(publication)
                return publication
        return None

    def take(self, publication: Publication, outcome: Outcome[Artifact]) -> None:
        """Keep what came of an edition, and its pages for those that list them."""
        name = publication.edition.name
        self.outcomes[name] = outcome
        page_map = outcome.value.page_map if outcome.value is not None else None
        if page_map is not None:
            self.maps[name] = page_map
            if self.cache and name in self.lent and not outcome.failed:
                self.cache.store(publication, page_map)


def render_editions(
    request: Request, config: BookConfig, publications: tuple[Publication, ...], wanted: int, run: Run
) -> tuple[Artifact, ...]:
    """Return the artifacts of publications, in their order, or stop.

    Of those after ``wanted``, which lend page numbers, errors alone are told.
    """
    lent = frozenset(p.edition.pages_from for p in publications if p.edition.pages_from)
    paged = any(publication.edition.page is not None for publication in publications)
    around = surroundings() if request.cache and paged else ()
    cache = PageCache(config.root, around) if request.cache and lent else None
    store = PieceCache(config.root, digest_of(around)) if request.cache and paged else None
    paged_first = sorted(publications, key=lambda p: p.edition.page is None)
    making = _Making(waiting=paged_first, cache=cache, lenders=publications[wanted:], lent=lent)
    making.recall()
    run.listener("prepare", "what editions are made with")
    prepare({publication.edition.format for publication in making.waiting})
    named = {publication.edition.name: publication for publication in publications}
    means = Means(hands=hands_for(request.jobs), store=store)
    most = request.jobs if request.jobs == 1 else request.jobs + 1  # one waits, and is no more than a process
    with Crew(request.limits) as crew:
        while making.waiting or len(crew):
            while len(crew) < most and (publication := making.ready()):
                edition = publication.edition
                run.listener(edition.name, f"preparing {len(publication.documents)} documents")
                crew.start(FORMATS[edition.format], publication, making.maps.get(edition.pages_from), means)
            name, outcome = crew.next(run.listener)
            run.listener(name, "done")
            making.take(named[name], outcome.of_edition(name) if len(publications) > 1 else outcome)
    if store:
        store.tidy()
    every = [making.outcomes[publication.edition.name] for publication in publications]
    return run.take(*every[:wanted], *map(errors_alone, every[wanted:]))


def lenders_of(config: BookConfig, chosen: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Return the editions whose pages a chosen one lists, and which are not chosen themselves."""
    names = {edition.pages_from for edition in chosen} - {edition.name for edition in chosen}
    return tuple(edition for edition in config.editions if edition.name in names)


def _pages_alone(publication: Publication, page_map: PageMap) -> Artifact:
    """Return what stands for an edition that is not written: the places of its pages."""
    return Artifact(name=publication.edition.file_name, media_type="", data=b"", page_map=page_map)


def errors_alone(outcome: Outcome[T]) -> Outcome[T]:
    """Return an outcome with its errors alone: what is said of an edition that nobody asked for."""
    return Outcome(outcome.value, tuple(diagnostic for diagnostic in outcome.diagnostics if diagnostic.is_error))
