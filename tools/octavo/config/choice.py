"""Which of a book's editions are meant."""

from __future__ import annotations

from collections.abc import Iterable

from octavo.diagnostics import Finding, Outcome, Severity
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.config import BookConfig
from octavo.model.edition import Edition

UNKNOWN_EDITION = Finding(
    name="unknown-edition",
    severity=Severity.ERROR,
    message="the book has no edition “{name}”",
    why="Only editions that book.toml has, or that every book has (print, screen, epub), can be built.",
    fix="name an edition of book.toml, or add it there as [editions.NAME]",
)

FINDINGS = (UNKNOWN_EDITION,)


def chosen_editions(config: BookConfig, names: Iterable[str]) -> Outcome[tuple[Edition, ...]]:
    """Return the editions of some names (of none: all), in the order of book.toml. Findings: unknown-edition."""
    wanted = tuple(names)
    known = {edition.name: edition for edition in config.editions}
    unknown = [
        UNKNOWN_EDITION.at(None, name=name, hint=did_you_mean(name, known, f"its editions are {', '.join(known)}"))
        for name in wanted
        if name not in known
    ]
    chosen = tuple(edition for name, edition in known.items() if not wanted or name in wanted)
    return Outcome(chosen, tuple(unknown))
