"""Contents, lists of figures and tables, navigation and landmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from octavo.compose.making import bare, text
from octavo.compose.setting import Setting
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import Matter
from octavo.model.nodes import Block, ContentsItem, ContentsList, Node
from octavo.model.publication import ContentDocument, Landmark
from octavo.model.walk import descend, plain_text

_LANDMARKS = (
    ("endnotes", "notes", "notes"),
    ("glossary", "glossary", "glossary"),
    ("bibliography", "related-reading", "related-reading"),
    ("index", "index", "index"),
)
"""(kind, role, word) of the landmarks after the text."""


def navigation(documents: Iterable[ContentDocument], parts: dict[str, tuple[str, ...]]) -> tuple[ContentsItem, ...]:
    """Return the tree of contents: parts with their chapters (``parts``: opener → chapters), headings of level 2."""
    items = {d.id: _item(d) for d in documents if d.listed}
    inside = {chapter for chapters in parts.values() for chapter in chapters}
    return tuple(
        replace(item, children=tuple(items[c] for c in parts[name] if c in items)) if name in parts else item
        for name, item in items.items()
        if name not in inside
    )


def _item(document: ContentDocument) -> ContentsItem:
    inside = () if document.role == "index" else document.children  # the letters of an index are no contents
    headings = (n for n in descend(inside) if isinstance(n, nodes.Heading) and n.level == 2)  # noqa: PLR2004
    below = tuple(
        ContentsItem(span=h.span, target=h.attributes.id, number="", title=bare(h.children))
        for h in headings
        if h.attributes.id and plain_text(h.children).strip()
    )
    title = bare(document.title) or (text(document.span, document.plain_title),)
    if document.role == "part" and document.number_label:
        title = (text(document.span, f"{document.number_label}: "), *title)
    return ContentsItem(span=document.span, target=document.id, number=document.number, title=title, children=below)


def contents_block(setting: Setting, tree: Iterable[ContentsItem], openers: Iterable[str]) -> tuple[Block, ...]:
    """Return the contents of a paged edition: the tree without the headings inside chapters."""
    parts = set(openers)
    items = tuple(_without_headings(item, parts) for item in tree)
    return (ContentsList(span=setting.span, items=items, attributes=Attributes(classes=("contents",))),)


def _without_headings(item: ContentsItem, parts: set[str]) -> ContentsItem:
    below = tuple(replace(child, children=()) for child in item.children) if item.target in parts else ()
    return replace(item, children=below)


def lists(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[ContentsList, ...]:
    """Return the lists of figures and of tables that have anything to list, for readers who go by them."""
    documents = tuple(documents)
    both = (*list_of_figures(setting, documents), *list_of_tables(setting, documents))
    return tuple(found for found in both if found.items)


def list_of_figures(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[ContentsList, ...]:
    """Return the numbered figures with their captions."""
    return _captioned(setting, documents, "figures", lambda node: isinstance(node, nodes.Figure))


def list_of_tables(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[ContentsList, ...]:
    """Return the numbered tables with their captions."""
    return _captioned(setting, documents, "tables", lambda node: isinstance(node, nodes.Table))


def _captioned(
    setting: Setting, documents: Iterable[ContentDocument], name: str, wanted: Callable[[Node], bool]
) -> tuple[ContentsList, ...]:
    items: list[ContentsItem] = []
    for document in documents:
        for node in descend((*document.children, *(b for note in document.notes for b in note.children))):
            if wanted(node) and isinstance(node, nodes.Figure | nodes.Table) and node.label:
                number = plain_text(node.label).removeprefix(setting.words[name.removesuffix("s")]).strip()
                target = node.attributes.id
                items.append(ContentsItem(span=node.span, target=target, number=number, title=bare(node.caption)))
    return (ContentsList(span=setting.span, items=tuple(items), attributes=Attributes(classes=(name,))),)


def landmarks(setting: Setting, documents: tuple[ContentDocument, ...]) -> tuple[Landmark, ...]:
    """Return the places that reading systems offer by name; cover and navigation are render's, their ids empty."""
    words = setting.words
    by_role = {d.role: d.id for d in reversed(documents)}
    found: list[Landmark] = []
    if setting.book.config.metadata.cover is not None:
        found.append(Landmark(kind="cover", target="", title=words["cover"]))
    found.append(Landmark(kind="toc", target=by_role.get("contents", ""), title=words["contents"]))
    body = next((d.id for d in documents if d.matter is Matter.BODY), "")
    if body:
        found.append(Landmark(kind="bodymatter", target=body, title=words["start-of-content"]))
    found += (
        Landmark(kind=kind, target=by_role[role], title=words[word])
        for kind, role, word in _LANDMARKS
        if role in by_role
    )
    return tuple(found)
