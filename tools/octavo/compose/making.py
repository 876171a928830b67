"""Small pieces of the tree that compose makes itself, and two ways to change the author's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar, cast

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import Block, Division, Inline, Node, Paragraph, Phrase, Text
from octavo.model.walk import CHILD_FIELDS, rewrite

Change = Callable[[tuple[Node, ...]], tuple[Node, ...]]
_N = TypeVar("_N")


def text(span: Span, words: str) -> Text:
    """Return words that Octavo adds; the span is that of what they belong to."""
    return Text(span=span, text=words)


def phrase(span: Span, name: str, *children: Inline, lang: str = "") -> Phrase:
    """Return a phrase with a class (empty for none), and with a language where the words have one of their own."""
    classes = (name,) if name else ()
    return Phrase(
        span=span, children=children, attributes=Attributes(classes=classes, pairs=(("lang", lang),) if lang else ())
    )


def paragraph(span: Span, children: Iterable[Inline], *classes: str, identifier: str = "") -> Paragraph:
    """Return a paragraph with its classes."""
    return Paragraph(span=span, children=tuple(children), attributes=Attributes(id=identifier, classes=classes))


def line(span: Span, words: str, *classes: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return paragraph(span, (text(span, words),), *classes)


def division(span: Span, children: Iterable[Block], *classes: str, identifier: str = "") -> Division:
    """Return a division with its classes."""
    return Division(span=span, children=tuple(children), attributes=Attributes(id=identifier, classes=classes))


def filled(span: Span, template: str, **slots: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a template of generated words as inlines: ``page {page}`` with the inlines for its named slots."""
    pieces: list[Inline] = []
    rest = template
    while rest:
        at, name = min(((rest.find(f"{{{n}}}"), n) for n in slots if f"{{{n}}}" in rest), default=(len(rest), ""))
        if rest[:at]:
            pieces.append(text(span, rest[:at]))
        pieces += slots.get(name, ())
        rest = rest[at + len(name) + 2 :]
    return tuple(pieces)


def with_children(node: _N, change: Change) -> _N:
    """Return a node whose child nodes went through ``change``, field by field in reading order."""
    changed: dict[str, object] = {}
    for name in CHILD_FIELDS.get(type(node), ()):
        old = getattr(node, name)
        new = _changed(old, change)
        if new != old:
            changed[name] = new
    return replace(node, **changed) if changed else node  # type: ignore[type-var]


def _changed(value: object, change: Change) -> object:
    if not isinstance(value, tuple):
        return change((cast("Node", value),))[0]
    if value and isinstance(value[0], tuple):
        return tuple(_changed(item, change) for item in value)
    return change(value)


def attributes_of(node: object) -> Attributes | None:
    """Return a node's attributes; None for a node type without any."""
    found = getattr(node, "attributes", None)
    return found if isinstance(found, Attributes) else None


def bare(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return words as contents and running heads show them: without notes, links, anchors and ids."""
    return rewrite(inlines, _bare)


def _bare(node: Node) -> tuple[Node, ...]:
    match node:
        case nodes.NoteCall() | nodes.NoteReference() | nodes.InlineNote() | nodes.Anchor() | nodes.PageNumber():
            return ()
        case nodes.Link() | nodes.InternalLink() | nodes.CrossReference() | nodes.TermUse():
            return cast("tuple[Node, ...]", node.children)
        case nodes.SoftBreak() | nodes.HardBreak():
            return (text(node.span, " "),)
        case _:
            return (without_id(node),)


def without_id(node: Node) -> Node:
    """Return the node without its id, for a second copy of the same words."""
    own = attributes_of(node)
    return with_attributes(node, own.with_id("")) if own is not None and own.id else node


def with_attributes(node: _N, attributes: Attributes) -> _N:
    """Return a node that has attributes with others."""
    return replace(node, attributes=attributes)  # type: ignore[type-var]
