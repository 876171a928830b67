"""A command under way: what it was asked, what it has found, and where it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from octavo.config import load_config
from octavo.diagnostics import Diagnostic, Outcome, merged
from octavo.diagnostics.catalogue import CATALOGUE
from octavo.model.config import BookConfig
from octavo.model.text_file import source_lines
from octavo.suppression import suppressed
from octavo.workers import Limits

T = TypeVar("T")

Listener = Callable[[str, str], None]
"""Told of progress: the stage, and what it is at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a build is asked to do. Clock, environment and version control are read by the caller."""

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
    """Whether it is noted beside the book what was written, and the pages that page lists need are kept and used again."""
    jobs: int = 1
    """How many editions are made at a time."""
    limits: Limits = field(default_factory=Limits)
    """What the making of one edition may take."""
    modified: datetime | None = None
    """When the source was last changed, from the environment or version control; None leaves it to [book] date."""
    revision: str = ""


class Stopped(Exception):  # noqa: N818 - not an error: the command ends here
    """A stage reported an error."""


@dataclass(slots=True)
class Run:
    """Collects diagnostics, and stops after the stage that reported an error."""

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
            raise Stopped
        return values
