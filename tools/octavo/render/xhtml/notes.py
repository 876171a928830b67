"""Notes as XHTML, wherever they stand.

Every note begins with its back-link, whose text is the note's number: Kindle runs notes together otherwise.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.model import nodes
from octavo.model.publication import ContentDocument, Note
from octavo.render.xhtml.attributes import written
from octavo.render.xhtml.blocks import write_blocks
from octavo.render.xhtml.elements import element, fill, sourced
from octavo.render.xhtml.inlines import write_inlines
from octavo.render.xhtml.roles import BACKLINK, NOTE, NOTES, semantics
from octavo.render.xhtml.target import Context


def write_notes(document: ContentDocument, context: Context) -> Element:
    """Return the notes of a document, to stand at its end."""
    attributes = {
        "class": "notes",
        **semantics(NOTES, epub=context.target.epub),
        "aria-label": context.target.words.get("notes"),
    }
    return element("section", attributes, [write_note(note, context, "aside") for note in document.notes])


def write_note(note: Note, context: Context, tag: str) -> Element:
    """Return a note as an element of a tag."""
    epub = context.target.epub
    attributes = {"class": f"note {note.kind.value}-note", **semantics(NOTE, epub=epub), "id": note.id}
    back = context.target.words.get("back-to-reference", "{number}").replace("{number}", note.number)
    link_attributes = {"class": "backlink", **semantics(BACKLINK, epub=epub), "href": context.target.href(note.call_id)}
    backlink = element("a", {**link_attributes, "aria-label": back}, [note.number])
    head, rest = _split(note)
    first = element("p", written(head.attributes, "first") if head else {"class": "first"}, [backlink, " "])
    if head:
        fill(first, write_inlines(head.children, context))
    sourced(first, head.span if head else note.span, wanted=context.target.sources)
    return element(tag, attributes, [first, *write_blocks(rest, context)])


def _split(note: Note) -> tuple[nodes.Paragraph | None, tuple[nodes.Block, ...]]:
    """Return the paragraph that the back-link joins, if the note begins with one, and the other blocks."""
    match note.children:
        case (nodes.Paragraph() as head, *_):
            return head, note.children[1:]
        case _:
            return None, note.children
