"""Elements of raw HTML among words."""

from __future__ import annotations

from markdown_it.token import Token

from octavo.model import nodes
from octavo.model.nodes import Inline
from octavo.parse.html import TAG_NAME, UNCLOSED_TAG, UNOPENED_TAG, Tag, read_tag
from octavo.parse.inline_walk import MAX_DEPTH, InlineWalk


def html(walk: InlineWalk, token: Token) -> tuple[Inline, ...]:
    """Return an element of the subset with its words, a line break, or nothing; raw-html and the findings of tags."""
    tag = read_tag(token.content, walk.span(token))
    if tag is None:
        return ()
    if not isinstance(tag, Tag):
        name = TAG_NAME.match(token.content)
        closes = token.content.startswith("</") and name is not None and name[1].lower() in walk.refused
        if not closes:  # else it was told with its beginning
            walk.context.report(tag)
        if name is not None:
            walk.refused.add(name[1].lower())
        return ()
    walk.context.diagnostics.extend(tag.diagnostics)
    if tag.name == "br":
        return () if tag.closing else (nodes.HardBreak(span=walk.span(token)),)
    if tag.closing:
        walk.context.report(UNOPENED_TAG.at(walk.span(token), tag=tag.name))
        return ()
    if walk.depth > MAX_DEPTH:
        walk.too_deep(token)
        return ()
    return _element(walk, token, tag)


def _element(walk: InlineWalk, token: Token, tag: Tag) -> tuple[Inline, ...]:
    """Return an HTML element; its words alone when it is not closed."""
    found: list[Inline] = []
    walk.tags.append(tag.name)
    walk.depth += 1
    end = _until_tag(walk, tag.name, found)
    walk.depth -= 1
    walk.tags.pop()
    if end is None:
        walk.context.report(UNCLOSED_TAG.at(walk.span(token), tag=tag.name))
        return tuple(found)
    start = (token.map or [0])[0]
    span = walk.content.span(start, end)
    return (nodes.Markup(span=span, tag=tag.name, children=tuple(found), attributes=tag.attributes),)


def _until_tag(walk: InlineWalk, name: str, found: list[Inline]) -> int | None:
    """Take tokens up to the closing tag; return where it ends, or None when something else ends first."""
    while walk.index < len(walk.tokens):
        token = walk.tokens[walk.index]
        closed = _closed_tag(token)
        if closed == name:
            walk.index += 1
            return (token.map or [0, 0])[1]
        if closed in walk.tags[:-1] or token.nesting < 0:
            return None
        walk.next(found)
    return None


def _closed_tag(token: Token) -> str:
    if token.type != "html_inline" or not token.content.startswith("</"):
        return ""
    return token.content[2:-1].strip().lower()
