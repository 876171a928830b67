"""One sequence of notes: the author's, those of terms and those of citations, in the order of their calls."""

from __future__ import annotations

from octavo.compose.ids import Ids
from octavo.diagnostics import Finding, Severity, Span
from octavo.model.config import NoteRestart
from octavo.model.nodes import Block, NoteCall
from octavo.model.publication import Note, NoteKind

NOTE_CALLED_TWICE = Finding(
    name="note-called-twice",
    severity=Severity.ERROR,
    message="the note “{name}” is called a second time",
    why="Each number in the text belongs to one note and each note leads back to one place. A second call would repeat "
    "the note under another number, or bear a number out of sequence.",
    fix="write a second note, or say in words where the first one is",
)

FINDINGS = (NOTE_CALLED_TWICE,)


class NoteSequence:
    """Numbers notes as their calls are met, and keeps those of the current document."""

    def __init__(self, ids: Ids, restart: NoteRestart) -> None:
        """Begin at 1, in no document yet."""
        self._ids = ids
        self._restart = restart
        self._last = 0
        self._notes: list[Note] = []

    def open_document(self) -> None:
        """Begin a document: its notes are empty, and the numbers start again where the book wants it."""
        self._notes = []
        if self._restart is NoteRestart.CHAPTER:
            self._last = 0

    def add(self, wish: str, kind: NoteKind, span: Span, children: tuple[Block, ...], *, context: str = "") -> NoteCall:
        """Take in the next note and return its call; ``context`` tells notes of one wish apart."""
        self._last += 1
        identifier = self._ids.new(wish, context)
        call = self._ids.new(f"call-{identifier}")
        number = str(self._last)
        self._notes.append(Note(id=identifier, call_id=call, number=number, kind=kind, children=children, span=span))
        return NoteCall(span=span, note=identifier, id=call, number=number)

    def of_document(self) -> tuple[Note, ...]:
        """Return the notes of the current document, in reading order."""
        return tuple(self._notes)
