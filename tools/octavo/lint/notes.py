"""Notes that are too long to be notes."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.model.nodes import InlineNote
from octavo.model.walk import block_text, plain_text

LONG_NOTE = Finding(
    name="long-note",
    severity=Severity.WARNING,
    message="{what} has {words} words",
    why="At the foot of a page a long note drives the text away; as a pop-up it runs off a small screen.",
    fix="keep notes below {most} words: move what matters into the text, or the whole into an appendix",
)

FINDINGS = (LONG_NOTE,)

_MOST = 150


def long_notes(proof: Proof) -> Iterator[Diagnostic]:
    """Yield long-note: notes and definitions of more than 150 words."""
    hint = LONG_NOTE.fix.format(most=_MOST)
    named = [note for chapter in proof.book.chapters for note in chapter.notes]
    notes = [(note.name_span, f"the note “{note.name}”", block_text(note.children)) for note in named]
    inline = (node for node in proof.nodes if isinstance(node, InlineNote))
    notes += [(note.span, "the note", plain_text(note.children)) for note in inline]
    for span, what, text in notes:
        if (words := len(text.split())) > _MOST:
            yield LONG_NOTE.at(span, hint=hint, what=what, words=words)
    for term in proof.book.glossary.terms:
        if (words := len(block_text(term.definition).split())) > _MOST:
            yield LONG_NOTE.at(term.span, hint=hint, what=f"the definition of “{term.name}”, a note,", words=words)
