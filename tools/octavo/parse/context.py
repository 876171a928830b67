"""What the lowering of one file needs to know and what it collects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import NoteDefinition
from octavo.parse.attributes import Braces
from octavo.parse.source import SourceText

NESTING_TOO_DEEP = Finding(
    name="nesting-too-deep",
    severity=Severity.ERROR,
    message="{what} are nested too deep here",
    why="No reader can follow so many levels, and pages have no room for them; most often a mark was never closed.",
    fix="close what is open, or make the structure flatter",
)


@dataclass(slots=True)
class Context:
    """One file on its way from tokens to the tree."""

    source: SourceText
    file: str
    """Relative to the manuscript folder."""
    language: str
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pictures: int = 0
    """How many pictures' alternative texts are being read, one inside the other."""
    notes: list[NoteDefinition] = field(default_factory=list)

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic."""
        self.diagnostics.append(diagnostic)

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """Set the typography of a language (an empty tag changes nothing) while a block is lowered."""
        outer = self.language
        self.language = language or outer
        yield
        self.language = outer

    def attributes(self, braces: Braces | None) -> Attributes:
        """Return the attributes that some braces hold, and keep what was wrong with them."""
        if braces is None:
            return NONE
        self.diagnostics.extend(braces.diagnostics)
        return braces.attributes
