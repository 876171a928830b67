"""The finished structure tree as objects of the PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pydyf

from octavo.render.pdf.tags.node import Annotation, Content, Node, level_headings
from octavo.render.pdf.tags.placing import Placed, place_page
from octavo.render.pdf.tags.tree import Tree
from octavo.render.pdf.tags.vocabulary import ROLE_MAP


@dataclass(slots=True, kw_only=True)
class Tagged:
    """The structure of some pages, and where it is in their content. Pages count from 0."""

    root: Node
    """Not in itself part of a file: what is below it is."""
    placed: list[dict[int, Placed]]
    """For each page, where its marked content went."""
    streams: dict[int, set[int]]
    """Page → the numbers of the content in its own stream that nodes claim."""
    forms: dict[tuple[int, int], Any]
    """(page, content number) → the form XObject that holds it (text drawn through opacity)."""


def tag_pages(pdf: Any, document: Any, streams: list[Any], name: str) -> Tagged:
    """Return the structure of a document of WeasyPrint's, given the content streams of its pages, and mark them.

    What no node claims becomes an artifact. ``name`` begins the ids of elements.
    """
    tree = Tree(document.metadata.lang or "", name)
    placed = [
        place_page(tree, number, page, stream._tags)  # noqa: SLF001 (WeasyPrint's record of marked content)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    tree.root.prune()
    tagged = Tagged(root=tree.root, placed=placed, streams={}, forms={})
    groups = defaultdict(list)
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and getattr(stream, "_tags", None) and stream not in streams:
            groups[id(stream._tags)].append(stream)  # noqa: SLF001 (as above)
    for number, stream in enumerate(streams):
        tagged.streams[number] = _marked(stream, placed[number], number, tree.actual)
        for form in groups[id(stream._tags)]:  # noqa: SLF001 (as above)
            claimed = _marked(form, placed[number], number, tree.actual)
            tagged.forms.update(((number, mcid), form) for mcid in claimed)
    return tagged


def _marked(stream: Any, placed: dict[int, Placed], number: int, actual: dict[tuple[int, int], str]) -> set[int]:
    """Return the numbers of the content that nodes claim; rewrite the rest to artifacts."""
    numbers, operators = set(), stream.stream
    for index, operator in enumerate(operators):
        if not (isinstance(operator, dict) and "MCID" in operator and operators[index + 1] == b"BDC"):
            continue
        where = placed[operator["MCID"]]
        if isinstance(where, Node):
            numbers.add(operator["MCID"])
            if (number, operator["MCID"]) in actual:
                operator["ActualText"] = _string(actual[number, operator["MCID"]])
        else:
            operators[index - 1], operators[index] = "/Artifact", pydyf.Dictionary(where)
    return numbers


def write_tags(pdf: Any, language: str, parts: Iterable[Tagged]) -> None:
    """Write one structure tree for the pages of all parts, which are the pages of a file in their order."""
    root = Node("Document", properties={"Lang": language})
    placed: list[dict[int, Placed]] = []
    writer = TreeWriter(pdf, placed, pdf.page_references)
    for part in parts:
        first = len(placed)
        for kid in part.root.kids:
            if isinstance(kid, Node):
                kid.move(first)
                kid.up = root
            root.kids.append(kid)
        placed += part.placed
        writer.contents.update((first + page, (first + page, claimed)) for page, claimed in part.streams.items())
        writer.forms.update(((first + page, mcid), form) for (page, mcid), form in part.forms.items())
    level_headings(root)
    writer.number_forms()
    tree = writer.write(root)
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


@dataclass(slots=True)
class TreeWriter:
    """Turns nodes into structure elements, and keeps the two tables that lead back from content to them."""

    pdf: Any
    placed: list[dict[int, Placed]]
    """For each page, where its marked content went."""
    pages: tuple[bytes, ...]
    """References of the pages."""
    next_key: int = 0
    contents: dict[int, tuple[int, set[int]]] = field(default_factory=dict)
    """StructParents key → page and content numbers of a stream."""
    forms: dict[tuple[int, int], Any] = field(default_factory=dict)
    """(page, content number) → the form XObject that holds it (text drawn through opacity)."""
    elements: dict[int, Any] = field(default_factory=dict)
    """id of a node → its structure element."""
    annotated: list[Any] = field(default_factory=list)
    """Elements of the link annotations, in order of their keys."""
    ids: dict[str, Any] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def number_forms(self) -> None:
        """Give the forms that hold marked content keys of their own, behind those of the pages."""
        self.next_key = len(self.placed)
        held: dict[int, tuple[Any, int, set[int]]] = {}
        for (page, mcid), form in self.forms.items():
            held.setdefault(form.number, (form, page, set()))[2].add(mcid)
        for form, page, numbers in held.values():
            form.extra["StructParents"] = self.next_key
            self.contents[self.next_key] = (page, numbers)
            self.next_key += 1

    def write(self, document: Node) -> Any:
        """Add the tree to the file; return its root."""
        root = self._object({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(document, root.reference)])
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = self.next_key + len(self.annotated)
        if self.ids:
            names = [entry for name in sorted(self.ids, key=_name_key) for entry in (_string(name), self.ids[name])]
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        roles = {name: f"/{standard}" for name, standard in sorted(ROLE_MAP.items()) if name in self.used}
        if roles:
            root["RoleMap"] = pydyf.Dictionary(roles)
        return root

    def _element(self, node: Node, parent: Any) -> Any:
        self.used.add(node.type)
        element = self._object({"Type": "/StructElem", "S": f"/{node.type}", "P": parent})
        self.elements[id(node)] = element
        home = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if home is not None:
            element["Pg"] = self.pages[home]
        element.update({name: _string(value) for name, value in node.properties.items() if value})
        owned = [_attributes(owner, values) for owner, values in node.attributes.items()]
        if owned:
            element["A"] = owned[0] if len(owned) == 1 else pydyf.Array(owned)
        if "ID" in node.properties:
            self.ids[node.properties["ID"]] = element.reference
        element["K"] = pydyf.Array([self._kid(kid, element.reference, home) for kid in node.kids])
        return element.reference

    def _kid(self, kid: Node | Content | Annotation, parent: Any, home: int | None) -> Any:
        match kid:
            case Node():
                return self._element(kid, parent)
            case Annotation():
                kid.dictionary["StructParent"] = self.next_key + len(self.annotated)
                self.annotated.append(parent)
                page = self.pages[kid.page]
                return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": page})
            case Content():
                form = self.forms.get((kid.page, kid.mcid))
                if form is None and kid.page == home:
                    return kid.mcid
                stream = {} if form is None else {"Stm": form.reference}
                page = self.pages[kid.page]
                return pydyf.Dictionary({"Type": "/MCR", "Pg": page, **stream, "MCID": kid.mcid})

    def _parent_tree(self) -> Any:
        numbers = pydyf.Array()
        for key, (page, claimed) in sorted(self.contents.items()):
            entries = [self._claimant(page, mcid, claimed) for mcid in range(max(claimed, default=-1) + 1)]
            numbers.extend((key, pydyf.Array(entries)))
        for key, element in enumerate(self.annotated, self.next_key):
            numbers.extend((key, element))
        return self._object({"Nums": numbers})

    def _claimant(self, page: int, mcid: int, claimed: set[int]) -> Any:
        where = self.placed[page].get(mcid)
        return self.elements[id(where)].reference if mcid in claimed and isinstance(where, Node) else "null"

    def _object(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary


def _string(text: str) -> Any:
    return pydyf.String(text)


def _name_key(name: str) -> tuple[bool, str]:
    """Order names as their bytes will be: pydyf writes ASCII as it is, and the rest as UTF-16 with a mark before it."""
    return (not name.isascii(), name)


def _attributes(owner: str, values: dict[str, object]) -> Any:
    return pydyf.Dictionary({"O": f"/{owner}", **{name: _value(value) for name, value in values.items()}})


def _value(value: object) -> object:
    if not isinstance(value, list):
        return value
    return pydyf.Array(_string(item) if isinstance(item, str) else item for item in value)
