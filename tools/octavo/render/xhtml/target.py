"""What the writer must know of the medium that it writes for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from octavo.model.edition import NoteMarkup
from octavo.model.publication import Note
from octavo.render.xhtml.opening import PLAIN, Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A medium, as the answers to what the writer asks."""

    epub: bool
    """Whether ``epub:type`` is written, and page numbers are left out of contents."""
    notes_inline: bool
    """Whether a note follows its call at once (the layout floats it to the foot of the page), or stands under the table or
    figure that calls it; else notes stand where the document says, or at its end."""
    href: Callable[[str], str]
    """Id of the publication → what a link to it says."""
    picture: Callable[[str], str]
    """Picture, as documents name it → ``src``."""
    folio: Callable[[str], str]
    """Id → folio of the page that it begins on; empty while pages are unknown."""
    last_folio: Callable[[str], str]
    """Id → folio of the page that it ends on; empty while pages are unknown."""
    math: Callable[[str, bool], Element]
    """(LaTeX, whether displayed) → a new element."""
    words: Mapping[str, str]
    """Generated words in the book's language."""
    language: str
    """BCP 47 tag of the book."""
    stylesheets: tuple[str, ...] = ()
    """What ``link`` elements refer to."""
    note_markup: NoteMarkup = NoteMarkup.ASIDES
    """How notes are written that stand at the end of their document, and all calls."""
    opening: Opening = PLAIN
    """How the first words of a chapter are set."""
    sources: bool = False
    """Whether blocks say where in the manuscript they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One document being written: its target, the notes that stand in it, and how to write one."""

    target: Target
    notes: Mapping[str, Note]
    """By id."""
    note: Callable[[Note, Context, str], Element]
    """(note, context, tag): ``aside`` for one that leaves the flow, ``div`` for one that is read where it stands."""
    after_calls: bool
    """Whether a note follows its call; not in tables and figures, whose notes stand under them."""
