"""Blocks as XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never
from xml.etree.ElementTree import Element

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.code import CodeToken
from octavo.model.nodes import Block
from octavo.render.xhtml.attributes import written
from octavo.render.xhtml.elements import MATHML, Piece, element, sourced
from octavo.render.xhtml.inlines import write_inlines
from octavo.render.xhtml.roles import ENDNOTES, EPIGRAPH, semantics
from octavo.render.xhtml.tables import write_contents, write_figure, write_table
from octavo.render.xhtml.target import Context

_DEEPEST_HEADING = 6
_GLOSSARY_ROLES = (("glossterm", ""), ("glossdef", ""))


def write_blocks(blocks: Iterable[Block], context: Context) -> Iterator[Element]:
    """Yield one element a block."""
    for block in blocks:
        yield write_block(block, context)


def write_block(block: Block, context: Context) -> Element:
    """Return what a block becomes."""
    return sourced(_write(block, context), block.span, wanted=context.target.sources)


def _write(block: Block, context: Context) -> Element:  # noqa: C901, PLR0911, PLR0912 - one case a type
    match block:
        case nodes.Paragraph():
            return element("p", written(block.attributes), write_inlines(block.children, context))
        case nodes.Heading():
            tag = f"h{min(block.level, _DEEPEST_HEADING)}"
            return element(tag, written(block.attributes), write_inlines(block.children, context))
        case nodes.BlockQuote():
            return element("blockquote", written(block.attributes), write_blocks(block.children, context))
        case nodes.List():
            return _list(block, context)
        case nodes.DefinitionList():
            return _definitions(block, context)
        case nodes.CodeBlock():
            return _code(block)
        case nodes.MathBlock():
            return element("div", written(block.attributes, "math"), [_formula(block, context)])
        case nodes.Table():
            return write_table(block, context)
        case nodes.Figure():
            return write_figure(block, context)
        case nodes.Division():
            return _division(block, context)
        case nodes.Details():
            summary = element("summary", None, write_inlines(block.summary, context))
            return element("details", written(block.attributes), [summary, *write_blocks(block.children, context)])
        case nodes.SceneBreak():
            return element("hr", written(block.attributes, "scene-break"))
        case nodes.ContentsList():
            return write_contents(block, context)
        case nodes.Endnotes():
            return _endnotes(block, context)
        case _:
            assert_never(block)


def _list(block: nodes.List, context: Context) -> Element:
    wanted = context.target.sources
    items = [
        sourced(element("li", None, _item(item, context, tight=block.tight)), item.span, wanted=wanted)
        for item in block.items
    ]
    attributes = written(block.attributes)
    if block.start is None:
        return element("ul", attributes, items)
    return element("ol", {**attributes, "start": None if block.start == 1 else str(block.start)}, items)


def _item(item: nodes.ListItem, context: Context, *, tight: bool) -> Iterator[Piece]:
    """Yield the contents of an item; in a tight list a paragraph stands without its element, unless it bears an id."""
    for block in item.children:
        match block:
            case nodes.Paragraph() if tight and block.attributes == Attributes():
                yield from write_inlines(block.children, context)
            case nodes.Paragraph() if tight:
                yield element("span", written(block.attributes), write_inlines(block.children, context))
            case _:
                yield write_block(block, context)


def _definitions(block: nodes.DefinitionList, context: Context) -> Element:
    glossary = "glossary" in block.attributes.classes
    roles = _GLOSSARY_ROLES if glossary else (("", ""), ("", ""))
    parts: list[Element] = []
    for item in block.items:
        made = list(_definition(item, roles, context))
        parts += [_entry(made)] if glossary and context.target.epub else made
    return element("dl", written(block.attributes), parts)


def _definition(
    item: nodes.DefinitionItem, roles: tuple[tuple[str, str], tuple[str, str]], context: Context
) -> Iterator[Element]:
    of_term, of_definition = (semantics(pair, epub=context.target.epub) for pair in roles)
    for term in item.terms:
        made = element("dt", {**written(term.attributes), **of_term}, write_inlines(term.children, context))
        yield sourced(made, term.span, wanted=context.target.sources)
    for blocks in item.definitions:
        yield element("dd", of_definition, write_blocks(blocks, context))


def _entry(parts: list[Element]) -> Element:
    """Return a term with its definitions as one thing that bears the term's id: pop-ups show what a link leads to."""
    identifier = parts[0].attrib.pop("id", None)
    return element("div", {"class": "glossary-entry", "id": identifier}, parts)


def _code(block: nodes.CodeBlock) -> Element:
    language = f"language-{block.language}" if block.language else None
    pieces = [_token(token) for token in block.tokens] or [block.text]
    return element("pre", written(block.attributes, "code"), [element("code", {"class": language}, pieces)])


def _formula(block: nodes.MathBlock, context: Context) -> Element:
    """Return a displayed formula, the author's ``alt`` in place of its LaTeX as what is read out."""
    made = context.target.math(block.text, True)  # noqa: FBT003 - a callable's parameters have no names
    if words := block.attributes.get("alt"):
        made.set("alttext" if made.tag == f"{{{MATHML}}}math" else "alt", words)
    return made


def _token(token: CodeToken) -> Piece:
    return element("span", {"class": token.kind.value}, [token.text]) if token.kind else token.text


def _division(block: nodes.Division, context: Context) -> Element:
    attributes = written(block.attributes)
    if "epigraph" in block.attributes.classes:
        attributes |= semantics(EPIGRAPH, epub=context.target.epub)
    return element("div", attributes, write_blocks(block.children, context))


def _endnotes(block: nodes.Endnotes, context: Context) -> Element:
    """Return notes to be read where they stand: a section with a heading, or a plain part of a document of notes."""
    notes = [context.note(context.notes[name], context, "div") for name in block.notes]
    if not block.title:
        return element("div", {"class": "endnotes"}, notes)
    own = written(block.attributes, "endnotes")
    title = element("h2", {"id": f"{own['id']}-title"}, write_inlines(block.title, context))
    roles = semantics(ENDNOTES, epub=context.target.epub)
    return element("section", {**own, **roles, "aria-labelledby": f"{own['id']}-title"}, [title, *notes])
