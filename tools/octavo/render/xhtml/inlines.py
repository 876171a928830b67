"""Inlines as XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from octavo.model import nodes
from octavo.model.nodes import Inline
from octavo.model.walk import plain_text
from octavo.render.xhtml.attributes import size, written
from octavo.render.xhtml.elements import Piece, element
from octavo.render.xhtml.roles import LINKS, NOTE_CALL, semantics
from octavo.render.xhtml.target import Context

_UNKNOWN_FOLIO = "0"  # a digit, so that the first layout is nearly as wide as the last


def write_inlines(inlines: Iterable[Inline], context: Context) -> Iterator[Piece]:
    """Yield what some inlines become, in reading order."""
    for inline in inlines:
        yield from _write(inline, context)


def _write(inline: Inline, context: Context) -> Iterator[Piece]:  # noqa: C901, PLR0912 - one case a type
    match inline:
        case nodes.Text():
            yield inline.text
        case nodes.SoftBreak():
            yield "\n"
        case nodes.HardBreak():
            yield element("br")
        case nodes.Emphasis() | nodes.Strong() | nodes.Strikethrough():
            yield element(_plain_tag(inline), None, write_inlines(inline.children, context))
        case nodes.Code():
            yield element("code", written(inline.attributes), [inline.text])
        case nodes.Math():
            yield context.target.math(inline.text, inline.display)
        case nodes.Phrase():
            yield _phrase(inline, context)
        case nodes.Markup():
            yield element(inline.tag, written(inline.attributes), write_inlines(inline.children, context))
        case nodes.Image():
            yield write_image(inline, context, "inline")
        case nodes.Link() | nodes.InternalLink() | nodes.PageNumber() | nodes.CrossReference():
            yield _link(inline, context)
        case nodes.NoteCall():
            yield from _note_call(inline, context)
        case nodes.Anchor():
            yield element("span", {"id": inline.id})
        case nodes.NoteReference() | nodes.InlineNote() | nodes.TermUse() | nodes.Citation():
            yield from _uncomposed(inline, context)
        case _:
            assert_never(inline)


def _plain_tag(inline: nodes.Emphasis | nodes.Strong | nodes.Strikethrough) -> str:
    match inline:
        case nodes.Emphasis():
            return "em"
        case nodes.Strong():
            return "strong"
        case nodes.Strikethrough():
            return "del"
        case _:
            assert_never(inline)


def _uncomposed(
    inline: nodes.NoteReference | nodes.InlineNote | nodes.TermUse | nodes.Citation, context: Context
) -> Iterator[Piece]:
    """Yield the words of what compose replaces: a text may be written by itself, straight from parse."""
    match inline:
        case nodes.NoteReference():
            yield f"[^{inline.name}]"
        case nodes.InlineNote() | nodes.TermUse():
            yield from write_inlines(inline.children, context)
        case nodes.Citation():
            yield from write_inlines(inline.rendered, context)
        case _:
            assert_never(inline)


def _phrase(phrase: nodes.Phrase, context: Context) -> Piece:
    classes = phrase.attributes.classes
    children = _locators(phrase.children, context) if "locators" in classes else phrase.children
    tag = "dfn" if "term-name" in classes else "span"
    return element(tag, written(phrase.attributes), write_inlines(children, context))


def _locators(children: Iterable[Inline], context: Context) -> Iterator[Inline]:
    """Yield index locators without those that repeat the folio before them, nor what stands between the two."""
    last = ""
    between: list[Inline] = []
    for child in children:
        if not isinstance(child, nodes.PageNumber):
            between.append(child)
            continue
        folio = context.target.folio(child.target)
        if not folio or folio != last:
            yield from between
            yield child
        between, last = [], folio
    yield from between


def _link(link: nodes.Link | nodes.InternalLink | nodes.PageNumber | nodes.CrossReference, context: Context) -> Piece:
    target = context.target
    match link:
        case nodes.Link():
            attributes = {**written(link.attributes, "external"), "href": link.href, "title": link.title or None}
            return element("a", attributes, write_inlines(link.children, context))
        case nodes.InternalLink():
            roles = semantics(LINKS[link.role], epub=target.epub)
            attributes = {"class": link.role.value, **roles, "href": target.href(link.target)}
            return element("a", attributes, write_inlines(link.children, context))
        case nodes.CrossReference():
            place = f"#{link.fragment}" if link.fragment else ""
            href = target.href(link.target) if link.target else link.file + place
            return element("a", {**written(link.attributes), "href": href}, write_inlines(link.children, context))
        case nodes.PageNumber():
            return _page_number(link, context)
        case _:
            assert_never(link)


def _page_number(number: nodes.PageNumber, context: Context) -> Piece:
    folio = context.target.folio(number.target)
    classes = "page-number" if folio else "page-number unknown"
    words = [folio or _UNKNOWN_FOLIO]
    if not number.linked:
        return element("span", {"class": classes}, words)
    return element("a", {"class": classes, "href": context.target.href(number.target)}, words)


def _note_call(call: nodes.NoteCall, context: Context) -> Iterator[Piece]:
    """Yield the call, its number alone inside (Apple Books shows no note when there is more), and perhaps the note."""
    note = context.notes[call.note]
    roles = semantics(NOTE_CALL, epub=context.target.epub)
    yield element("a", {"class": "noteref", **roles, "id": note.call_id, "href": f"#{note.id}"}, [note.number])
    if context.target.notes_inline:
        yield from context.inline_note(note, context)


def write_image(image: nodes.Image, context: Context, *classes: str) -> Piece:
    """Return an ``img``; one without alternative text is marked as decoration."""
    attributes = {
        **written(image.attributes, *classes),
        "src": context.target.picture(image.src),
        "alt": image.alt,
        "role": None if image.alt else "presentation",
        "title": image.title or image.attributes.get("title") or None,
        **size(image.attributes),
    }
    return element("img", attributes)


def write_label(label: tuple[Inline, ...], context: Context) -> Iterator[Piece]:
    """Yield “Figure 2.” and a space, from the label without its stop; nothing when there is none."""
    if plain_text(label):
        stop = context.target.words.get("label-stop", ".")
        yield element("span", {"class": "label"}, [*write_inlines(label, context), stop])
        yield " "
