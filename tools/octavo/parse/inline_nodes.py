"""Inline tokens as nodes: emphasis, code, links, notes, citations, terms, pictures."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token
from mdurl import encode

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import CitationItem, Inline
from octavo.model.walk import plain_text
from octavo.parse import text
from octavo.parse.brackets import Bracket, Kind
from octavo.parse.citations import CitedPart
from octavo.parse.html_inlines import html
from octavo.parse.inline_walk import InlineWalk
from octavo.parse.links import LINK_SCHEME, inside, is_allowed, relative_to_manuscript, scheme_of
from octavo.parse.ruby import ruby_fault
from octavo.parse.sizes import with_sizes

MAX_PICTURES = 4
"""Pictures in the alternative text of pictures (which CommonMark allows) that are read as such."""


def node(walk: InlineWalk, token: Token) -> tuple[Inline, ...]:
    """Return what a token, with all that belongs to it, is in the tree."""
    match token.type:
        case "html_inline":
            return html(walk, token)
        case "autolink":
            return _autolink(walk, token)
        case "em_open" | "strong_open" | "s_open":
            return (_emphasis(walk, token),)
        case "citation_open":
            return (_citation(walk, token),)
        case "softbreak" | "hardbreak" | "code_inline" | "math":
            return (_leaf(walk, token),)
        case _:
            return _bracket(walk, token, token.meta["bracket"])


def _leaf(walk: InlineWalk, token: Token) -> Inline:
    match token.type:
        case "softbreak":
            return nodes.SoftBreak(span=text.break_span(walk.content, token))
        case "hardbreak":
            return nodes.HardBreak(span=text.break_span(walk.content, token))
        case "math":
            return nodes.Math(span=walk.span(token), text=token.content.strip(), display=token.meta["display"])
        case _:
            attributes = walk.context.attributes(token.meta.get("braces"))
            return nodes.Code(span=walk.span(token), text=token.content, attributes=attributes)


def _emphasis(walk: InlineWalk, token: Token) -> Inline:
    start = (token.map or [0])[0] - (token.type == "strong_open")
    closing = token.type.replace("_open", "_close")
    children = walk.children(closing)
    end = (walk.tokens[walk.index - 1].map or [0])[0] + len(token.markup)
    span = walk.content.span(start, end)
    match token.type:
        case "em_open":
            return nodes.Emphasis(span=span, children=children)
        case "strong_open":
            return nodes.Strong(span=span, children=children)
        case _:
            return nodes.Strikethrough(span=span, children=children)


def _autolink(walk: InlineWalk, token: Token) -> tuple[Inline, ...]:
    match = token.meta["match"]
    span = walk.span(token)
    href = match["url"] or f"mailto:{match['mail']}"
    words = nodes.Text(span=walk.content.span(match.start() + 1, match.end() - 1), text=match["url"] or match["mail"])
    _check_scheme(walk, href, span)
    return (nodes.Link(span=span, children=(words,), href=encode(href)),)


def _check_scheme(walk: InlineWalk, href: str, span: Span) -> None:
    if not is_allowed(scheme_of(href)):
        walk.context.report(LINK_SCHEME.at(span, href=href))


def _citation(walk: InlineWalk, token: Token) -> Inline:
    items = tuple(_citation_item(walk, part) for part in token.meta["items"])
    walk.index += 1
    return nodes.Citation(span=walk.span(token), items=items, in_text=token.meta["in_text"])


def _citation_item(walk: InlineWalk, part: CitedPart) -> CitationItem:
    affixes = []
    for _ in range(2):
        walk.index += 1
        affixes.append(walk.children("affix_close"))
    return CitationItem(
        span=walk.content.span(*part.at),
        key=part.key,
        prefix=affixes[0],
        suffix=affixes[1],
        suppress_author=part.suppress_author,
    )


def _bracket(walk: InlineWalk, token: Token, bracket: Bracket) -> tuple[Inline, ...]:
    span = walk.span(token)
    attributes = walk.context.attributes(bracket.braces)
    match bracket.kind:
        case Kind.NOTE_REFERENCE:
            return (nodes.NoteReference(span=span, name=bracket.name),)
        case Kind.IMAGE:
            return (_image(walk, bracket, with_sizes(walk.context, walk.content, attributes, bracket.braces)),)
        case Kind.NOTE:
            return (nodes.InlineNote(span=span, children=walk.children("note_close")),)
        case Kind.PHRASE:
            children = walk.children("phrase_close")
            return (_phrase(walk, nodes.Phrase(span=span, children=children, attributes=attributes)),)
        case Kind.TERM:
            return (_term(walk, bracket, span, attributes),)
        case _:
            return _link(walk, bracket, span, attributes)


def _phrase(walk: InlineWalk, phrase: nodes.Phrase) -> Inline:
    for diagnostic in ruby_fault(phrase):
        walk.context.report(diagnostic)
    return phrase


def _term(walk: InlineWalk, bracket: Bracket, span: Span, attributes: Attributes) -> Inline:
    use = nodes.TermUse(
        span=span,
        children=walk.children("term_close"),
        name=bracket.name,
        name_span=walk.content.span(*bracket.name_place),
        marked=True,
        lone=bracket.lone,
    )
    return nodes.Phrase(span=span, children=(use,), attributes=attributes) if bracket.braces else use


def _link(walk: InlineWalk, bracket: Bracket, span: Span, attributes: Attributes) -> tuple[Inline, ...]:
    children = walk.children("link_close")
    scheme = scheme_of(bracket.href)
    if scheme:
        _check_scheme(walk, bracket.href, walk.content.span(*bracket.href_place))
        href = encode(bracket.href)
        return (nodes.Link(span=span, children=children, href=href, title=bracket.title, attributes=attributes),)
    file, fragment = inside(walk.context.file, bracket.href)
    page = "page" in attributes.classes
    if page:
        attributes = replace(attributes, classes=tuple(c for c in attributes.classes if c != "page"))
    if bracket.title:
        attributes = replace(attributes, pairs=(*attributes.pairs, ("title", bracket.title)))
    return (
        nodes.CrossReference(
            span=span,
            children=children,
            file=file,
            fragment=fragment,
            page=page,
            attributes=attributes,
            href_span=walk.content.span(*bracket.href_place),
        ),
    )


def _image(walk: InlineWalk, bracket: Bracket, attributes: Attributes) -> nodes.Image:
    """Return a picture; its alternative text is the plain text of the words between its brackets."""
    alt = _alt(walk, bracket)
    scheme = scheme_of(bracket.href)
    src = bracket.href if scheme else relative_to_manuscript(walk.context.file, bracket.href)
    return nodes.Image(
        span=walk.content.span(bracket.start, bracket.end),
        src=src,
        alt=alt,
        title=bracket.title,
        attributes=attributes,
        src_span=walk.content.span(*bracket.href_place),
    )


def _alt(walk: InlineWalk, bracket: Bracket) -> str:
    if walk.context.pictures >= MAX_PICTURES:
        return walk.content.text[slice(*bracket.label)]
    walk.context.pictures += 1
    words = plain_text(walk.inner(*bracket.label))
    walk.context.pictures -= 1
    return words
