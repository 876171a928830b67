"""Inlines as XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never
from xml.etree.ElementTree import Element

from octavo.model import nodes
from octavo.model.nodes import Inline, Node
from octavo.model.ruby import readings
from octavo.model.walk import descend, plain_text, rewrite
from octavo.render.xhtml.addresses import with_breaks
from octavo.render.xhtml.attributes import edit, size, written
from octavo.render.xhtml.elements import Piece, element
from octavo.render.xhtml.locators import write_locators
from octavo.render.xhtml.roles import LINKS, NOTE_FORMS, semantics
from octavo.render.xhtml.ruby import write_ruby
from octavo.render.xhtml.target import Context

_UNKNOWN_FOLIO = "0"  # a digit, so that the first layout is nearly as wide as the last


def write_inlines(inlines: Iterable[Inline], context: Context) -> Iterator[Piece]:
    """Yield what some inlines become, in reading order."""
    for inline in inlines:
        yield from _write(inline, context)


def _write(inline: Inline, context: Context) -> Iterator[Piece]:  # noqa: C901, PLR0912 - one case a type
    match inline:
        case nodes.Text():
            yield from [inline.text] if context.target.epub else with_breaks(inline.text)
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
            yield from _phrase(inline, context)
        case nodes.Markup():
            own = {**written(inline.attributes), **edit(inline.tag, inline.attributes)}
            yield element(inline.tag, own, write_inlines(inline.children, context))
        case nodes.Image():
            yield write_image(inline, context, "inline")
        case nodes.Link() | nodes.InternalLink() | nodes.PageNumber() | nodes.CrossReference():
            yield from _link(inline, context)
        case nodes.NoteCall():
            yield from _note_call(inline, context)
        case nodes.Locators():
            yield write_locators(inline, context.target)
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


def _phrase(phrase: nodes.Phrase, context: Context) -> Iterator[Piece]:
    own = written(phrase.attributes)
    if readings(phrase.attributes.get("ruby")):
        words = write_inlines(rewrite(phrase.children, _uncalled), context)
        yield write_ruby(phrase, words, own, epub=context.target.epub)
        yield from _calls(phrase.children, context)
        return
    tag = "dfn" if "term-name" in phrase.attributes.classes else "span"
    yield element(tag, own, write_inlines(phrase.children, context))


def _uncalled(node: Node) -> Iterable[Node]:
    return () if isinstance(node, nodes.NoteCall) else (node,)


def _calls(children: tuple[Inline, ...], context: Context) -> Iterator[Piece]:
    """Yield the calls of notes among some inlines, where they may not stand themselves."""
    for node in descend(children):
        if isinstance(node, nodes.NoteCall):
            yield from _note_call(node, context)


def _link(
    link: nodes.Link | nodes.InternalLink | nodes.PageNumber | nodes.CrossReference, context: Context
) -> Iterator[Piece]:
    target = context.target
    match link:
        case nodes.Link():
            own = {**written(link.attributes, "external"), "href": link.href, "title": link.title or None}
            yield from _anchor(own, link.children, context)
        case nodes.InternalLink():
            roles = semantics(LINKS[link.role], epub=target.epub)
            own = {"class": link.role.value, **roles, "href": target.href(link.target)}
            yield from _anchor(own, link.children, context)
        case nodes.CrossReference():
            place = f"#{link.fragment}" if link.fragment else ""
            href = target.href(link.target) if link.target else link.file + place
            yield from _anchor({**written(link.attributes), "href": href}, link.children, context)
        case nodes.PageNumber():
            yield _page_number(link, context)
        case _:
            assert_never(link)


def _anchor(attributes: dict[str, str | None], children: tuple[Inline, ...], context: Context) -> Iterator[Piece]:
    """Yield a link: no link stands inside another, so inner ones keep only their words, and note calls follow it."""
    yield element("a", attributes, write_inlines(rewrite(children, _unlinked), context))
    yield from _calls(children, context)


def _unlinked(node: Node) -> Iterable[Node]:
    match node:
        case nodes.NoteCall():
            return ()
        case nodes.Link() | nodes.InternalLink() | nodes.CrossReference():
            return node.children
        case nodes.PageNumber():
            return (replace(node, linked=False),)
        case _:
            return (node,)


def _page_number(number: nodes.PageNumber, context: Context) -> Piece:
    folio = context.target.folio(number.target)
    classes = "page-number" if folio else "page-number unknown"
    words = [folio or _UNKNOWN_FOLIO]
    if not number.linked:
        return element("span", {"class": classes}, words)
    return element("a", {"class": classes, "href": context.target.href(number.target)}, words)


def _note_call(call: nodes.NoteCall, context: Context) -> Iterator[Piece]:
    """Yield the call, its number alone inside (Apple Books shows no note when there is more), and perhaps the note."""
    roles = semantics(NOTE_FORMS[context.target.note_markup].call, epub=context.target.epub)
    own = {"class": "noteref", **roles, "id": call.id, "href": context.target.href(call.note)}
    yield element("a", own, [call.number])
    if context.after_calls:
        yield context.note(context.notes[call.note], context, "aside")


def write_image(image: nodes.Image, context: Context, *classes: str, decorative: bool = False) -> Element:
    """Return an ``img``; one without words is marked as decoration where the author calls it so, and in PDFs always.

    A PDF's pictures have words or are artifacts; in an EPUB nobody is told that there is nothing to be seen.
    """
    silent = decorative or "decorative" in image.attributes.classes or not context.target.epub
    attributes = {
        **written(image.attributes, *classes),
        "src": context.target.picture(image.src),
        "alt": image.alt,
        "role": "presentation" if silent and not image.alt.strip() else None,
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
