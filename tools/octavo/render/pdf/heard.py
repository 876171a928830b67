"""What WeasyPrint logs, as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from octavo.diagnostics import Diagnostic, Span
from octavo.model import nodes
from octavo.model.publication import ContentDocument, Publication
from octavo.model.walk import document_nodes
from octavo.render.pdf.fetch import BASE
from octavo.render.pdf.findings import LAYOUT_WARNING, MISSING_GLYPH, PICTURE_NOT_DRAWN

_PICTURE = re.compile(r"Failed to (?:load|render) (?:inline )?(?:image|SVG)")
_GLYPH = re.compile(r'\.notdef glyph rendered .*"(.)" \(U\+[0-9A-F]+\)', re.DOTALL)


def layout_diagnostics(document: ContentDocument, messages: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each message of the layout of a document."""
    for message in messages:
        words = _words(message)
        if _PICTURE.match(words):
            yield PICTURE_NOT_DRAWN.at(_picture_span((document,), words) or document.span, reason=words)
        else:
            yield LAYOUT_WARNING.at(document.span, document=document.plain_title, reason=words)


def writing_diagnostics(publication: Publication, messages: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each message of the writing of a file: missing glyphs at each place of the character.

    Pictures are drawn only now, so it is now that a fault in one shows.
    """
    for message in messages:
        glyph = _GLYPH.search(message)
        if glyph is None and _PICTURE.match(message):
            words = _words(message)
            yield PICTURE_NOT_DRAWN.at(_picture_span(publication.documents, words), reason=words)
            continue
        if glyph is None:
            yield LAYOUT_WARNING.at(None, document=publication.metadata.title, reason=message.replace(BASE, ""))
            continue
        span = character_span(publication, glyph[1])
        yield MISSING_GLYPH.at(span, character=glyph[1], code=f"U+{ord(glyph[1]):04X}")


def character_span(publication: Publication, character: str) -> Span | None:
    """Return where a character first stands in the text of a publication; None when no text holds it."""
    for document in publication.documents:
        for node in document_nodes(document):
            match node:
                case nodes.Text() if character in node.text:
                    at = node.text.index(character)
                    return node.part(at, at + 1).span
                case nodes.Code() | nodes.CodeBlock() if character in node.text:
                    return node.span
                case _:
                    pass
    return None


def _words(message: str) -> str:
    return message.replace(f"{BASE}pictures/", "").replace("pictures/", "").replace(BASE, "")


def _picture_span(documents: Iterable[ContentDocument], message: str) -> Span | None:
    images = (node for document in documents for node in document_nodes(document) if isinstance(node, nodes.Image))
    return next((image.src_span for image in images if quote(image.src) in message or image.src in message), None)
