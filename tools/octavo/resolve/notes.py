"""Author's notes: every call has its note, every note its call, within one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Related, Severity
from octavo.diagnostics.suggest import did_you_mean_at, nearest, renamed
from octavo.model.book import Chapter
from octavo.model.glossary import Term
from octavo.model.nodes import InlineNote, Node, NoteReference
from octavo.model.walk import descend

UNDEFINED_NOTE = Finding(
    name="undefined-note",
    severity=Severity.ERROR,
    message="there is no note “{name}” in this file",
    why="The call of the note would lead nowhere. Notes are known inside their own file only.",
    fix="write the note, [^{name}]: and its text, in the same file, or correct the name",
)

DUPLICATE_NOTE = Finding(
    name="duplicate-note",
    severity=Severity.ERROR,
    message="the note “{name}” is written twice",
    why="Only one of the two texts could be shown.",
    fix="rename one of the two notes and its call",
)

UNUSED_NOTE = Finding(
    name="unused-note",
    severity=Severity.WARNING,
    message="no text calls the note “{name}”",
    why="The note will not be in the book.",
    fix="call it with [^{name}] where it belongs, or take it out",
)

NOTE_IN_NOTE = Finding(
    name="note-in-note",
    severity=Severity.ERROR,
    message="a note is called inside {where}",
    why="Notes stand at the foot of the page or pop up over the text; neither place can hold a note of its own.",
    fix="put the words of the inner note into the outer one, in brackets perhaps",
)


def check_notes(chapter: Chapter) -> list[Diagnostic]:
    """Return what is wrong with the notes of one file.

    Findings: undefined-note, duplicate-note, unused-note, note-in-note.
    """
    return [*_undefined(chapter), *_duplicate(chapter), *_unused(chapter), *_nested(chapter)]


def check_definition(term: Term) -> list[Diagnostic]:
    """Return a diagnostic for each note in a term's definition, which is a note itself.

    Findings: note-in-note.
    """
    where = f"the definition of “{term.name}”, which is shown as a note"
    return [NOTE_IN_NOTE.at(call.span, where=where) for call in _calls(term.definition)]


def _calls(roots: Iterable[Node]) -> Iterator[NoteReference | InlineNote]:
    for node in descend(roots):
        if isinstance(node, NoteReference | InlineNote):
            yield node


def _all_calls(chapter: Chapter) -> list[NoteReference]:
    roots: tuple[Node, ...] = (*chapter.title, *chapter.children, *(c for note in chapter.notes for c in note.children))
    return [call for call in _calls(roots) if isinstance(call, NoteReference)]


def _undefined(chapter: Chapter) -> Iterator[Diagnostic]:
    places = {note.name: note.name_span for note in reversed(chapter.notes)}
    for call in _all_calls(chapter):
        if call.name not in places:
            otherwise = UNDEFINED_NOTE.fix.format(name=call.name)
            hint, repair = did_you_mean_at(call.name, places, otherwise), renamed(call.name, places, call.span, "[^{}]")
            yield UNDEFINED_NOTE.at(call.span, hint=hint, repair=repair, name=call.name)


def _duplicate(chapter: Chapter) -> Iterator[Diagnostic]:
    first = {note.name: note for note in reversed(chapter.notes)}
    for note in chapter.notes:
        if note is not first[note.name]:
            related = (Related("the first is here", first[note.name].name_span),)
            yield DUPLICATE_NOTE.at(note.name_span, related=related, name=note.name)


def _unused(chapter: Chapter) -> Iterator[Diagnostic]:
    names = [note.name for note in chapter.notes]
    called = {call.name for call in _all_calls(chapter)}
    called |= {nearest(name, names) or name for name in called - {*names}}  # told already, as “did you mean”
    for note in chapter.notes:
        if note.name not in called:
            yield UNUSED_NOTE.at(note.name_span, hint=UNUSED_NOTE.fix.format(name=note.name), name=note.name)


def _nested(chapter: Chapter) -> Iterator[Diagnostic]:
    inside: list[Node] = [c for note in chapter.notes for c in note.children]
    for node in descend((*chapter.title, *chapter.children)):
        if isinstance(node, InlineNote):
            inside.extend(cast("tuple[Node, ...]", node.children))
    seen: set[int] = set()
    for call in _calls(inside):
        if id(call) not in seen:
            seen.add(id(call))
            yield NOTE_IN_NOTE.at(call.span, where="another note")
