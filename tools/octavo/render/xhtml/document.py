"""A content document as a whole XHTML tree."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.model.nodes import Endnotes
from octavo.model.publication import ContentDocument
from octavo.render.xhtml.blocks import write_blocks
from octavo.render.xhtml.elements import Piece, element, language
from octavo.render.xhtml.inlines import write_inlines
from octavo.render.xhtml.notes import write_note, write_notes
from octavo.render.xhtml.opening import opened
from octavo.render.xhtml.roles import DOCUMENTS, semantics
from octavo.render.xhtml.target import Context, Target


def write_document(document: ContentDocument, target: Target) -> Element:
    """Return the ``html`` element of a content document, in the XHTML namespace, without white space for looks."""
    context = Context(
        target=target,
        notes={note.id: note for note in document.notes},
        note=write_note,
        after_calls=target.notes_inline,
    )
    head = write_head(document.plain_title, target)
    body = element("body", {"class": f"{document.matter.value} {document.role}"}, [_section(document, context)])
    return element("html", language(document.language), [head, body])


def write_head(title: str, target: Target) -> Element:
    """Return a ``head`` with a title and links to the target's stylesheets."""
    links = [element("link", {"rel": "stylesheet", "type": "text/css", "href": href}) for href in target.stylesheets]
    return element("head", None, [element("meta", {"charset": "utf-8"}), element("title", None, [title]), *links])


def _section(document: ContentDocument, context: Context) -> Element:
    target, title_id = context.target, f"{document.id}-title"
    titled = bool(document.title)
    attributes = {
        "id": document.id,
        "class": document.role,
        **semantics(DOCUMENTS.get(document.role, ("", "")), epub=target.epub),
        "aria-labelledby": title_id if titled else None,
        "aria-label": None if titled else document.plain_title,
    }
    parts: list[Piece] = [_opening(document, title_id, context)] if titled else []
    parts += write_blocks(opened(document, target.opening, epub=target.epub), context)
    if document.notes and not target.notes_inline and not _places_notes(document):
        parts.append(write_notes(document, context))
    return element("section", attributes, parts)


def _places_notes(document: ContentDocument) -> bool:
    """Return whether a document says where its notes stand."""
    return any(isinstance(block, Endnotes) for block in document.children)


def _opening(document: ContentDocument, title_id: str, context: Context) -> Element:
    parts: list[Piece] = []
    if document.number_label:
        parts.append(element("p", {"class": "number-label"}, [document.number_label]))
    parts.append(element("h1", {"class": "title", "id": title_id}, write_inlines(document.title, context)))
    if document.author:
        parts.append(element("p", {"class": "author"}, [document.author]))
    return element("header", {"class": "opening"}, parts)
