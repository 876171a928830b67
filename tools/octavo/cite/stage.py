"""The cite stage: citations and entries as a CSL style sets them, by one call of pandoc's citation processor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from octavo.cite.lowering import Lowering
from octavo.cite.reading_order import Place, places
from octavo.cite.request import SEPARATOR, Request, build_request
from octavo.cite.rich_text import Ast
from octavo.cite.settle import Rendering, Settler
from octavo.cite.styles import BROKEN_STYLE, Style, find_style
from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity
from octavo.model.book import Book, Chapter
from octavo.model.glossary import Glossary
from octavo.model.nodes import Citation, Inline, Text
from octavo.model.references import Reference
from octavo.pandoc import PandocError, run_pandoc

STYLE_WITHOUT_LIST = Finding(
    name="style-without-list",
    severity=Severity.WARNING,
    message="the citation style “{style}” does not say how to set a reading list",
    why="Entries are listed by their title alone.",
    fix="choose a style with a bibliography: its name often ends in -bibliography",
)

ENTRY_NOT_PRINTED = Finding(
    name="entry-not-printed",
    severity=Severity.WARNING,
    message="the citation style sets nothing for the entry “{key}”",
    why="Some styles leave some types out of the list, such as letters; the entry is listed by its title alone.",
    fix="give the entry another type, or take it out of the reading list",
)


def cite_book(book: Book) -> Outcome[Book]:
    """Return the book with every citation rendered, and every entry with its words and place in the style's order.

    Citations keep their author's words when a note style puts the rest into a note (``Citation.note``). A book without
    references is returned as it is. Findings: unknown-style, style-outside-book, broken-style, style-without-list,
    entry-not-printed.
    """
    if not book.references:
        return Outcome(book)
    style = find_style(book.config)
    if isinstance(style, Diagnostic):
        return Outcome(None, (style,))
    found = tuple(places(book))
    language = book.config.metadata.language
    request = build_request(found, book.references, language=language, separate=style.note)
    try:
        blocks = _answer(request, style)
    except PandocError as refused:
        span = book.config.references.style_span or book.config.span
        reason = " ".join(str(refused).split())
        return Outcome(None, (BROKEN_STYLE.at(span, style=style.name, reason=reason),))
    references, diagnostics = _entries(book, style, blocks, request)
    settler = Settler(
        renderings=dict(_renderings(book, found, blocks, request)),
        after_points=language.lower().startswith("en"),
    )
    return Outcome(_settled(book, references, settler), diagnostics)


def _answer(request: Request, style: Style) -> list[Ast]:
    arguments = ("-f", "json", "-t", "json", "--citeproc", f"--csl={style.file}")
    answer = json.loads(run_pandoc(arguments, json.dumps(request.document), reads=style.file))
    blocks: list[Ast] = answer["blocks"]
    return blocks


def _numbered(book: Book) -> dict[str, str]:
    return {f"r{index}": reference.id for index, reference in enumerate(book.references)}


def _renderings(
    book: Book, found: tuple[Place, ...], blocks: list[Ast], request: Request
) -> Iterator[tuple[Citation, Rendering]]:
    entries = _numbered(book)
    for place, index in zip(found, request.answers, strict=True):
        lowering = Lowering(span=place.citation.span, entries=entries, kept=request.kept)
        made: list[Ast] = blocks[index]["c"]
        if place.in_note:
            made = made[0]["c"][0]["c"]
            yield place.citation, Rendering(words=lowering.inlines(made), in_note=True)
        else:
            yield place.citation, _in_sentence(made, lowering)


def _in_sentence(made: list[Ast], lowering: Lowering) -> Rendering:
    """Return a rendering, with what pandoc put into a note told from what it left in the sentence."""
    inside: list[Ast] = [piece for cite in made for piece in (cite["c"][1] if cite["t"] == "Cite" else [cite])]
    notes = [piece for piece in inside if piece["t"] == "Note"]
    words = lowering.inlines(piece for piece in inside if piece["t"] != "Note")
    if not notes:
        return Rendering(words=words)
    return Rendering(words=words, note=lowering.inlines(i for note in notes for block in note["c"] for i in block["c"]))


def _entries(
    book: Book, style: Style, blocks: list[Ast], request: Request
) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return the references as the style lists them, in the order of the book's files."""
    listed = {identifier: (position, made) for position, (identifier, made) in enumerate(_listed(blocks))}
    references: list[Reference] = []
    diagnostics: list[Diagnostic] = []
    span = book.config.references.style_span or book.config.span
    if not style.has_list:
        diagnostics.append(STYLE_WITHOUT_LIST.at(span, style=style.name))
    for index, reference in enumerate(book.references):
        position, made = listed.get(f"r{index}", (len(listed) + index, []))
        lowering = Lowering(span=reference.span, entries=_numbered(book), kept=request.kept)
        rendered = lowering.inlines(made)
        if not rendered:
            rendered = _by_title(reference)
            if style.has_list:
                diagnostics.append(ENTRY_NOT_PRINTED.at(reference.span, key=reference.key))
        references.append(replace(reference, rendered=rendered, position=position))
    return tuple(references), tuple(diagnostics)


def _listed(blocks: list[Ast]) -> Iterator[tuple[str, list[Ast]]]:
    """Yield the key and the inlines of each entry, in the order of the list."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                identifier = str(entry["c"][0][0]).removeprefix("ref-")
                if identifier != SEPARATOR:
                    yield identifier, [inline for part in entry["c"][1] for inline in part["c"]]


def _by_title(reference: Reference) -> tuple[Inline, ...]:
    title = str(reference.csl.get("title", "")) or reference.key
    return (Text(span=reference.span, text=title),)


def _settled(book: Book, references: tuple[Reference, ...], settler: Settler) -> Book:
    terms = tuple(replace(term, definition=settler.nodes(term.definition)) for term in book.glossary.terms)
    return replace(
        book,
        chapters=tuple(_chapter(chapter, settler) for chapter in book.chapters),
        glossary=Glossary(terms=terms),
        references=tuple(replace(r, annotation=settler.nodes(r.annotation)) for r in references),
    )


def _chapter(chapter: Chapter, settler: Settler) -> Chapter:
    return replace(
        chapter,
        title=settler.nodes(chapter.title),
        children=settler.nodes(chapter.children),
        notes=tuple(replace(note, children=settler.nodes(note.children)) for note in chapter.notes),
    )
