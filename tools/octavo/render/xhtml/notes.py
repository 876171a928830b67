"""Notes as XHTML, wherever they stand.

Every note begins with its back-link, whose text is the note's number: Kindle runs notes together otherwise.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.model import nodes
from octavo.model.publication import ContentDocument, Note
from octavo.render.xhtml.attributes import written
from octavo.render.xhtml.blocks import write_blocks
from octavo.render.xhtml.elements import Piece, element, sourced
from octavo.render.xhtml.inlines import write_inlines
from octavo.render.xhtml.roles import BACKLINK, NOTE, NOTE_FORMS, semantics
from octavo.render.xhtml.target import Context


def write_notes(document: ContentDocument, context: Context) -> Element:
    """Return the notes of a document, to stand at its end, as the target's readers want them."""
    target = context.target
    form = NOTE_FORMS[target.note_markup]
    roles = semantics(form.notes, epub=target.epub)
    attributes = {"class": "notes", **roles, "aria-label": target.words.get("notes")}
    notes: list[Element] = [write_note(note, context, form.tag) for note in document.notes]
    if form.tag != "li":
        return element("section", attributes, notes)
    first = document.notes[0].number
    start = first if first.isdecimal() and first != "1" else None
    return element("section", attributes, [element("ol", {"class": "note-list", "start": start}, notes)])


def write_note(note: Note, context: Context, tag: str) -> Element:
    """Return a note as an element of a tag: ``aside``, ``div``, ``li``, or ``p`` when it is a paragraph and no more."""
    head, rest = _split(note)
    roles = NOTE_FORMS[context.target.note_markup].note if tag == "li" else NOTE
    attributes = {
        "class": f"note {note.kind.value}-note",
        **semantics(roles, epub=context.target.epub),
        "id": note.id,
    }
    words = [_backlink(note, context), " ", *(write_inlines(head.children, context) if head else ())]
    if tag == "p" and not rest and not (head and any(written(head.attributes).values())):
        made = element("p", attributes, words)
    else:
        own = written(head.attributes, "first") if head else {"class": "first"}
        first = element("p", own, words)
        sourced(first, head.span if head else note.span, wanted=context.target.sources)
        made = element("div" if tag == "p" else tag, attributes, [first, *write_blocks(rest, context)])
    return sourced(made, note.span, wanted=context.target.sources and tag == "p")


def _backlink(note: Note, context: Context) -> Piece:
    target = context.target
    attributes = {
        "class": "backlink",
        **semantics(BACKLINK, epub=target.epub),
        "href": target.href(note.call_id),
        "aria-label": target.words.get("back-to-reference", "{number}").replace("{number}", note.number),
    }
    return element("a", attributes, [note.number])


def _split(note: Note) -> tuple[nodes.Paragraph | None, tuple[nodes.Block, ...]]:
    """Return the paragraph that the back-link joins, if the note begins with one, and the other blocks."""
    match note.children:
        case (nodes.Paragraph() as head, *_):
            return head, note.children[1:]
        case _:
            return None, note.children
