"""Terms and their definitions."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.diagnostics import Span
from octavo.model.attributes import NONE, Attributes
from octavo.model.nodes import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary entry: ``SHORT (Long form) {aliases="…" sort="…" name-ja="…"}`` and its definition."""

    id: str
    """``term-eunavfor``: CSS-safe, unique in the book; the id of its place in the glossary section."""
    name: str
    """The short form, or the only one."""
    long: str = ""
    aliases: tuple[str, ...] = ()
    sort: str = ""
    """What to sort by; empty for the name."""
    names: tuple[tuple[str, str], ...] = ()
    """The term in other languages: (BCP 47 tag, words), from the ``name-…`` attributes."""
    definition: tuple[Block, ...]
    span: Span
    """The name as it stands in the glossary."""
    attributes: Attributes = NONE

    @property
    def forms(self) -> tuple[str, ...]:
        """All spellings that count as a use: name, long form, aliases."""
        return tuple(form for form in (self.name, self.long, *self.aliases) if form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All terms, in the order of the files."""

    terms: tuple[Term, ...] = ()
