"""Running heads over the notes of a book: “Notes to pages 31–40” tells a reader on page 35 where to look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from octavo.model.publication import ContentDocument, Publication
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.page_rules import css_string


def note_heads(publication: Publication, document: ContentDocument, pages: list[Any], folios: Folios) -> str:
    """Return the rules of the heads over the pages of a document of notes; empty for any other document.

    ``folios`` are those known so far; ``pages`` is how the document came out without these heads, which move nothing.
    """
    if document.role != "notes":
        return ""
    page = publication.edition.page
    facing = page is not None and page.mirrored
    return "\n".join(
        f"@page :nth({number}) {{ --chapter-head: {head}; {f'--book-head: {head}' if facing else ''} }}"
        for number, head in _heads(publication.words, document, pages, folios)
    )


def _heads(
    words: Mapping[str, str], document: ContentDocument, pages: list[Any], folios: Folios
) -> Iterator[tuple[int, str]]:
    """Yield the number of each page in its document, with its head as a CSS string."""
    for number, page in enumerate(pages, 1):
        called = [folios.first_of(note.call_id) for note in document.notes if note.id in page.anchors]
        if called and all(called):
            one = called[0] == called[-1]
            named = called[0] if one else f"{called[0]}–{called[-1]}"
            head = words["notes-to-page" if one else "notes-to-pages"].replace("{pages}", named)
            yield number, css_string(head)
