"""Ways through the tree, told once: its children, all of it, its words, a changed copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import TypeVar, cast

from octavo.model import nodes
from octavo.model.book import Chapter
from octavo.model.nodes import Block, Inline, Node
from octavo.model.publication import ContentDocument

_N = TypeVar("_N")

CHILD_FIELDS: dict[type, tuple[str, ...]] = {
    nodes.Emphasis: ("children",),
    nodes.Strong: ("children",),
    nodes.Strikethrough: ("children",),
    nodes.Link: ("children",),
    nodes.Phrase: ("children",),
    nodes.Markup: ("children",),
    nodes.InlineNote: ("children",),
    nodes.TermUse: ("children",),
    nodes.CitationItem: ("prefix", "suffix"),
    nodes.Citation: ("items", "rendered"),
    nodes.CrossReference: ("children",),
    nodes.InternalLink: ("children",),
    nodes.Paragraph: ("children",),
    nodes.Heading: ("children",),
    nodes.BlockQuote: ("children",),
    nodes.ListItem: ("children",),
    nodes.List: ("items",),
    nodes.DefinitionItem: ("terms", "definitions"),
    nodes.DefinitionList: ("items",),
    nodes.Cell: ("children",),
    nodes.Row: ("cells",),
    nodes.Table: ("caption", "label", "head", "rows"),
    nodes.Figure: ("image", "label", "caption", "credit", "description"),
    nodes.Division: ("children",),
    nodes.Details: ("summary", "children"),
    nodes.ContentsItem: ("title", "children"),
    nodes.ContentsList: ("items",),
    nodes.Endnotes: ("title",),
}
"""The fields of each node that hold nodes, in reading order; a node that is not here has none."""


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly below a node, in reading order."""
    for name in CHILD_FIELDS.get(type(node), ()):
        yield from _flat(getattr(node, name))


def _flat(value: object) -> Iterator[Node]:
    if isinstance(value, tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield cast("Node", value)


def descend(roots: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and everything below them, in reading order."""
    stack = list(reversed(list(roots)))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(children(node))))


def chapter_nodes(chapter: Chapter) -> Iterator[Node]:
    """Yield every node of a chapter: of its title, its text, then its notes."""
    return descend(chapter_roots(chapter))


def chapter_roots(chapter: Chapter) -> tuple[Node, ...]:
    """Return the nodes at the top of a chapter: of its title, its text, then its notes."""
    notes = (block for note in chapter.notes for block in note.children)
    return (*chapter.title, *chapter.children, *notes)


def document_nodes(document: ContentDocument) -> Iterator[Node]:
    """Yield every node of a content document: of its title, its text, then its notes."""
    notes = (block for note in document.notes for block in note.children)
    return descend((*document.title, *document.children, *notes))


def rewrite(roots: Iterable[_N], change: Callable[[Node], Iterable[Node]]) -> tuple[_N, ...]:
    """Return a changed copy of some nodes: each node, its children already changed, becomes what ``change`` returns.

    ``change`` may drop a node (return nothing) or put several in its place; a field that holds one node (a figure's
    image) takes the first. Nodes below which nothing changed are kept as they are.
    """
    return cast(
        "tuple[_N, ...]", tuple(new for root in roots for new in change(_rewritten(cast("Node", root), change)))
    )


def _rewritten(node: Node, change: Callable[[Node], Iterable[Node]]) -> Node:
    changed: dict[str, object] = {}
    for name in CHILD_FIELDS.get(type(node), ()):
        old = getattr(node, name)
        new = _rewritten_field(old, change)
        if new != old:
            changed[name] = new
    return replace(node, **changed) if changed else node  # type: ignore[arg-type]


def _rewritten_field(value: object, change: Callable[[Node], Iterable[Node]]) -> object:
    if not isinstance(value, tuple):
        return next(iter(change(_rewritten(cast("Node", value), change))), value)
    if value and isinstance(value[0], tuple):
        return tuple(_rewritten_field(item, change) for item in value)
    return rewrite(value, change)


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of some inlines: without notes, a space for a line break, alternative text for pictures."""
    return "".join(_words(inline) for inline in inlines)


def _words(node: Node) -> str:
    match node:
        case nodes.Text() | nodes.Code() | nodes.Math():
            return node.text
        case nodes.SoftBreak() | nodes.HardBreak():
            return " "
        case nodes.Image():
            return node.alt
        case nodes.InlineNote() | nodes.NoteReference() | nodes.NoteCall():
            return ""
        case nodes.Citation():
            return plain_text(node.rendered)
        case _:
            return "".join(_words(child) for child in children(node))


def cited(citation: nodes.Citation) -> str:
    """Return what a citation cites, as its author wrote it: a style sets the same in full here and in short there."""
    return ";".join(f"{plain_text(i.prefix)}@{i.key},{plain_text(i.suffix)}" for i in citation.items)


def block_text(blocks: Iterable[Block]) -> str:
    """Return the words of some blocks, one line a block that holds words."""
    lines: list[str] = []
    for node in descend(blocks):
        match node:
            case nodes.Paragraph() | nodes.Heading() | nodes.Cell():
                lines.append(plain_text(node.children))
            case nodes.CodeBlock() | nodes.MathBlock():
                lines.append(node.text)
            case _:
                pass
    return "\n".join(lines)


def node_fields(kind: type) -> tuple[str, ...]:
    """Return the names of a node type's fields, in order (tests compare them with CHILD_FIELDS)."""
    return tuple(f.name for f in fields(kind))
