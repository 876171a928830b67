"""Which ``epub:type`` and which ARIA role a thing bears: one table each, the two always in a pair.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1; DPUB-ARIA 1.1; the EPUB Type to ARIA Role authoring guide.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.edition import NoteMarkup
from octavo.model.nodes import LinkRole
from octavo.render.xhtml.elements import EPUB_TYPE

DOCUMENTS: dict[str, tuple[str, str]] = {
    "half-title": ("halftitlepage", ""),
    "title-page": ("titlepage", ""),
    "copyright-page": ("copyright-page", ""),
    "contents": ("", ""),  # its nav element is the table of contents
    "dedication": ("dedication", "doc-dedication"),
    "epigraph": ("epigraph", "doc-epigraph"),
    "foreword": ("foreword", "doc-foreword"),
    "preface": ("preface", "doc-preface"),
    "prologue": ("prologue", "doc-prologue"),
    "introduction": ("introduction", "doc-introduction"),
    "acknowledgments": ("acknowledgments", "doc-acknowledgments"),
    "part": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "epilogue": ("epilogue", "doc-epilogue"),
    "afterword": ("afterword", "doc-afterword"),
    "appendix": ("appendix", "doc-appendix"),
    "notes": ("endnotes", "doc-endnotes"),
    "glossary": ("glossary", "doc-glossary"),
    "related-reading": ("bibliography", "doc-bibliography"),
    "index": ("index", "doc-index"),
    "colophon": ("colophon", "doc-colophon"),
}
"""Role of a content document → (epub:type, ARIA role); empty for none. A role that is not here has neither."""

LINKS: dict[LinkRole, tuple[str, str]] = {
    LinkRole.CROSS_REFERENCE: ("", ""),
    LinkRole.GLOSSARY: ("glossref", "doc-glossref"),
    LinkRole.REFERENCE: ("biblioref", "doc-biblioref"),
    LinkRole.FIRST_USE: ("", ""),
    LinkRole.INDEX: ("", ""),
}

NOTE_CALL = ("noteref", "doc-noteref")
NOTE = ("footnote", "doc-footnote")
ENDNOTES = ("endnotes", "doc-endnotes")
BACKLINK = ("backlink", "doc-backlink")
EPIGRAPH = ("epigraph", "doc-epigraph")


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How notes are written at the end of a document."""

    tag: str
    """Of a note; one of a single paragraph is that paragraph when this is ``p``, and else a ``div``."""
    call: tuple[str, str]
    note: tuple[str, str]
    notes: tuple[str, str]


NOTE_FORMS: dict[NoteMarkup, NoteForm] = {
    # Apple Books hides asides from the page, and shows them where they are called; Thorium, calibre and foliate too.
    NoteMarkup.ASIDES: NoteForm("aside", NOTE_CALL, NOTE, ("footnotes", "")),
    # Kobo does not know noteref, and finds no aside by its id; items of lists have no role but their own.
    NoteMarkup.ITEMS: NoteForm("li", ("noteref endnote", "doc-noteref"), ("endnote", ""), ENDNOTES),
    # Kindle takes two places that lead to each other for a note and its call, the number in front.
    NoteMarkup.PARAGRAPHS: NoteForm("p", NOTE_CALL, NOTE, ("footnotes", "")),
}
"""How notes are written → the types and roles of a call, a note, and all notes of a document."""


def semantics(pair: tuple[str, str], *, epub: bool) -> dict[str, str | None]:
    """Return the attributes of a pair; ``epub:type`` only in an EPUB."""
    epub_type, role = pair
    return {EPUB_TYPE: (epub_type or None) if epub else None, "role": role or None}
