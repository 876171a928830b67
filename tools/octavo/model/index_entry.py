"""What index attributes say: ``index="Atalanta, Operation"``, its classes, and which nodes bear them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.nodes import Node
from octavo.model.walk import descend

KEYS = ("index", "index-see", "index-see-also")
"""The attributes that hold entries."""

SORT = "index-sort"
"""The attribute that says where an entry stands in the alphabet."""

START, END, MAIN = "index-start", "index-end", "index-main"
CLASSES = (START, END, MAIN)
"""The classes beside ``index``: the place begins a range, ends one, is the main one."""

_COMMA = re.compile(r"(?<!,),(?!,)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def index_levels(entry: str) -> tuple[str, ...]:
    """Return the levels of an entry, main one first: a comma parts them, a doubled comma is one of their letters.

    A level without words comes back empty. Typography stops at attributes: an apostrophe within a word is set here.
    """
    typeset = _APOSTROPHE.sub("’", entry)
    return tuple(level.replace(",,", ",").strip() for level in _COMMA.split(typeset))


def is_marked(attributes: Attributes) -> bool:
    """Return whether attributes make an index mark."""
    return any(key in KEYS for key, _ in attributes.pairs)


def unmarked(attributes: Attributes) -> Attributes:
    """Return attributes without what they say to the index."""
    pairs = tuple((key, value) for key, value in attributes.pairs if key not in {*KEYS, SORT})
    classes = tuple(name for name in attributes.classes if name not in CLASSES)
    return Attributes(id=attributes.id, classes=classes, pairs=pairs, span=attributes.span)


def bearers(roots: Iterable[Node]) -> Iterator[tuple[Node, Attributes]]:
    """Yield nodes that have attributes, in reading order, with them; a figure and its picture may share theirs."""
    image: Node | None = None
    for node in descend(roots):
        attributes = cast("Attributes", getattr(node, "attributes", NONE))
        if isinstance(node, nodes.Figure) and node.image.attributes == attributes:
            image = node.image
        if attributes != NONE and node is not image:
            yield node, attributes
