"""Blocks that hold blocks: quotations, lists, definitions, divs, details, notes."""

from __future__ import annotations

from markdown_it.token import Token

from octavo.diagnostics import Finding, Severity
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.book import NoteDefinition
from octavo.model.nodes import Block, Inline
from octavo.parse.attributes import MALFORMED_ATTRIBUTES
from octavo.parse.block_walk import Blocks, merged, words_and_braces
from octavo.parse.html import UNCLOSED_TAG, raw_html, read_attributes
from octavo.parse.inlines import lower_inlines
from octavo.parse.verse import set_verse

UNCLOSED_DIV = Finding(
    name="unclosed-div",
    severity=Severity.ERROR,
    message="the fenced div “{fence}” is not closed",
    why="Without its end, everything that follows would take its style.",
    fix="write a line with as many colons after its last block",
)
UNOPENED_DIV = Finding(
    name="unopened-div",
    severity=Severity.ERROR,
    message="“{fence}” closes no div",
    why="A fence too many is a slip, or the opening one has no class or attributes and is not taken for one.",
    fix="remove it, or give the opening fence a class: ::: {.name}",
)
EMPTY_NOTE = Finding(
    name="empty-note",
    severity=Severity.ERROR,
    message="the note “{name}” has no text",
    why="Its number in the text would lead to nothing.",
    fix="write its text after the colon, or on lines indented by four spaces",
)


def quote(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a block quotation."""
    children = blocks.blocks("blockquote_close")
    return (nodes.BlockQuote(span=blocks.span(token), children=children, attributes=above),)


def item_list(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a list, ordered or not."""
    items = []
    tight = _is_tight(blocks, token)
    while blocks.tokens[blocks.index].type == "list_item_open":
        item = blocks.tokens[blocks.index]
        blocks.index += 1
        items.append(nodes.ListItem(span=blocks.span(item), children=blocks.blocks("list_item_close")))
    blocks.index += 1
    start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
    return (nodes.List(span=blocks.span(token), items=tuple(items), start=start, tight=tight, attributes=above),)


def _is_tight(blocks: Blocks, token: Token) -> bool:
    """Return whether markdown-it hides the paragraphs of a list's items."""
    for inner in blocks.tokens[blocks.index :]:
        if inner.level == token.level:
            return True
        if inner.type == "paragraph_open" and inner.level == token.level + 2:
            return inner.hidden
    return True


def definitions(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a definition list."""
    items: list[nodes.DefinitionItem] = []
    while blocks.tokens[blocks.index].type == "dt_open":
        items.append(_definition(blocks))
    blocks.index += 1
    return (nodes.DefinitionList(span=blocks.span(token), items=tuple(items), attributes=above),)


def _definition(blocks: Blocks) -> nodes.DefinitionItem:
    blocks.index += 1
    content = blocks.inline()
    end, braces = words_and_braces(content)
    term = nodes.Paragraph(
        span=content.span(0, len(content.text)),
        children=lower_inlines(blocks.context, content, 0, end),
        attributes=blocks.context.attributes(braces),
    )
    definitions = []
    span = term.span
    while blocks.tokens[blocks.index].type == "dd_open":
        span = span.to(blocks.span(blocks.tokens[blocks.index]))
        blocks.index += 1
        definitions.append(blocks.blocks("dd_close"))
    return nodes.DefinitionItem(span=span, terms=(term,), definitions=tuple(definitions))


def division(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a fenced div; unclosed-div, malformed-attributes."""
    if not token.meta["closed"]:
        blocks.context.report(UNCLOSED_DIV.at(blocks.first_line(token), fence=blocks.line_text(token)))
    braces = token.meta["braces"]
    if braces is None:
        blocks.context.report(MALFORMED_ATTRIBUTES.at(blocks.first_line(token), braces=blocks.line_text(token)))
    attributes = merged(above, blocks.context.attributes(braces))
    with blocks.context.speaking(attributes.lang):
        children = blocks.blocks("division_close")
    if "verse" in attributes.classes:
        children = set_verse(children, blocks.context.source)
    return (nodes.Division(span=blocks.span(token), children=children, attributes=attributes),)


def stray_fence(blocks: Blocks, token: Token, _: Attributes) -> tuple[Block, ...]:
    """Return a closing fence without a div: unopened-div, and nothing in the tree."""
    blocks.context.report(UNOPENED_DIV.at(blocks.first_line(token), fence=blocks.line_text(token)))
    return ()


def details(blocks: Blocks, token: Token, _: Attributes) -> tuple[Block, ...]:
    """Return a details element; unclosed-tag, raw-html-attribute."""
    span = blocks.context.source.span(*token.meta["tag"])
    tag = blocks.context.source.text[slice(*token.meta["tag"])]
    blocks.context.diagnostics.extend(read_attributes(tag, "details", len("<details"), span)[1])
    if not token.meta["closed"]:
        blocks.context.report(UNCLOSED_TAG.at(span, hint="write </details> after its last block", tag="details"))
    summary: tuple[Inline, ...] = ()
    if token.meta["summary"]:
        summary = lower_inlines(blocks.context, token.meta["summary"])
    children = blocks.blocks("details_close")
    return (nodes.Details(span=blocks.span(token), summary=summary, children=children),)


def html_block(blocks: Blocks, token: Token, _: Attributes) -> tuple[Block, ...]:
    """Return raw HTML: raw-html, and nothing in the tree; a comment is dropped."""
    if not token.meta["comment"]:
        blocks.context.report(raw_html(token.content, blocks.first_line(token)))
    return ()


def note(blocks: Blocks, token: Token, _: Attributes) -> tuple[Block, ...]:
    """Return a note definition, kept with the context; empty-note."""
    children = blocks.blocks("note_close")
    span, name_span = blocks.span(token), token.meta["name_span"]
    if not children:
        blocks.context.report(EMPTY_NOTE.at(name_span, name=token.meta["name"]))
    blocks.context.notes.append(
        NoteDefinition(span=span, name=token.meta["name"], name_span=name_span, children=children)
    )
    return ()
