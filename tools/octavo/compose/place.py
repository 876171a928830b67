"""Where in the book the words at hand stand; what may become of them depends on it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Holder:
    """The block around the words at hand, and the terms first used there."""

    terms: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the walk through a text."""

    document: str
    holder: Holder | None = None
    context: str = ""
    """Stands for the words of the block around: tells what is named alike in two blocks apart."""
    running: bool = True
    """Running text, where terms get notes: not headings, captions, notes, generated matter."""
    noted: bool = False
    """Inside a note, or in matter that cannot have any."""
    generated: bool = False
    """In matter that Octavo makes: nothing there is a use of a term."""
    linked: bool = False
    """Inside a link."""
    as_set: bool = False
    """In an entry, which shows the addresses that a citation style gives it, and no others."""
    pictured: bool = False
    """In a figure, or in the caption of a table."""
    term: str = ""
    """The term whose definition this is."""
