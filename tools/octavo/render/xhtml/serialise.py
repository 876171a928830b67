"""XHTML trees as bytes (the EPUB), and as the tree of plain HTML names that a layout engine wants (the PDF)."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from octavo.render.xhtml.elements import OPS, XHTML, XML, XML_LANG, local_name

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_CONTAINERS = frozenset(
    {"html", "head", "body", "section", "header", "nav", "aside", "div", "blockquote", "ul", "ol", "dl", "figure"}
    | {"table", "thead", "tbody", "tr", "details"}
)
_LEAVES = frozenset(
    {"title", "link", "meta", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "figcaption", "caption"}
    | {"th", "td", "summary", "hr"}
)
_OWN_LINE = _CONTAINERS | _LEAVES
_PREFIXES = {OPS: "epub", XML: "xml"}
_ATTRIBUTE_ESCAPES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def serialise(root: Element) -> bytes:
    """Return a document as UTF-8 XHTML: declaration, doctype, elements; the same tree gives the same bytes.

    Elements of other namespaces (MathML, SVG) declare theirs where it begins. Blocks stand on lines of their own.
    """
    text = "".join(_element(root, parent_namespace=""))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text.rstrip()}\n'.encode()


def to_html_tree(root: Element) -> Element:
    """Return a copy in which XHTML elements have plain names and ``xml:lang``, ``epub:type`` are gone.

    A layout engine that takes HTML trees knows ``p`` and not ``{http://www.w3.org/1999/xhtml}p``.
    """
    tree = copy.deepcopy(root)
    for made in tree.iter():
        if made.tag.startswith(f"{{{XHTML}}}"):
            made.tag = local_name(made)
        for name in [name for name in made.attrib if name == XML_LANG or name.startswith(f"{{{OPS}}}")]:
            del made.attrib[name]
    return tree


def _element(made: Element, parent_namespace: str) -> Iterator[str]:
    namespace, _, name = made.tag.removeprefix("{").rpartition("}")
    yield f"<{name}{''.join(_declarations(made, namespace, parent_namespace))}"
    yield from _attributes(made)
    xhtml = namespace == XHTML
    if not len(made) and not made.text and (not xhtml or name in _VOID):
        yield "/>"
    else:
        yield ">" + escape(made.text or "")
        if xhtml and name in _CONTAINERS and len(made) and not made.text and _stands_alone(made[0]):
            yield "\n"
        for child in made:
            yield from _element(child, namespace)
        yield f"</{name}>"
    if made.tail:
        yield escape(made.tail)
    elif _stands_alone(made):
        yield "\n"


def _stands_alone(made: Element) -> bool:
    return made.tag.startswith(f"{{{XHTML}}}") and local_name(made) in _OWN_LINE


def _declarations(made: Element, namespace: str, parent_namespace: str) -> Iterator[str]:
    if namespace != parent_namespace:
        yield f' xmlns="{escape(namespace)}"'
    if namespace == XHTML and local_name(made) == "html" and any(f"{{{OPS}}}type" in e.attrib for e in made.iter()):
        yield f' xmlns:epub="{OPS}"'


def _attributes(made: Element) -> Iterator[str]:
    for key, value in made.attrib.items():
        namespace, _, name = key.removeprefix("{").rpartition("}")
        prefix = f"{_PREFIXES[namespace]}:" if namespace else ""
        yield f' {prefix}{name}="{escape(value, _ATTRIBUTE_ESCAPES)}"'
