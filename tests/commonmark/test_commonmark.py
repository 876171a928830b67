"""CommonMark's own examples, through our parser and our XHTML writer.

The specification comes from the npm package commonmark-spec, and is compared as a tree: attributes that we add,
white space and the way an address is encoded do not count.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import pytest
from lxml import html

from octavo.model import nodes
from octavo.model.nodes import Inline, Node
from octavo.model.walk import plain_text, rewrite
from octavo.parse import parse_blocks
from octavo.render.xhtml import Context, Target, serialise, write_blocks

ROOT = Path(__file__).parents[2]
PLACES = (ROOT / "tests" / "validators" / "node_modules", ROOT / "node_modules")
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
PROLOGUE = re.compile(r"(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE html>\s*)?")
COUNT = 652

KEPT = {"href", "src", "alt", "title", "start"}
BLOCKS = {"p", "ul", "ol", "li", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "div", "section"}

RAW_HTML = "raw HTML outside the subset is a finding, not text"
INLINE = "ins and del are elements of a paragraph, not around paragraphs"
TERM = "[words][NAME] without a definition marks a glossary term"

SKIPPED: dict[int, str] = {
    **dict.fromkeys((21, 31, *range(148, 165), *range(169, 177), 178, 180, *range(184, 192), 201), RAW_HTML),
    **dict.fromkeys((344, 475, 476, 477, 491, 494, 524, 536, *range(613, 618), *range(629, 632), 642, 643), RAW_HTML),
    **dict.fromkeys((545, 569, 571), TERM),
    **dict.fromkeys((165, 166, 167), INLINE),
    177: "words after a comment are a paragraph",
    606: "@key cites",
}
"""Examples that a book means otherwise, each with the reason."""


def specification() -> str:
    """Return the text of the specification, or an empty one where the package is not installed."""
    for place in PLACES:
        file = place / "commonmark-spec" / "spec.txt"
        if file.exists():
            return file.read_text(encoding="utf-8").split("<!-- END TESTS -->", 1)[0].replace("→", "\t")
    return ""


EXAMPLES = [match.groups() for match in EXAMPLE.finditer(specification())]


def test_the_examples_are_there() -> None:
    """All 652 examples are found; only outside continuous integration may the package be missing."""
    if not EXAMPLES and not os.environ.get("CI"):
        pytest.skip("the npm package commonmark-spec is not installed: make test prepares it")
    assert len(EXAMPLES) == COUNT


@pytest.mark.parametrize(
    "number", [pytest.param(n, id=f"example-{n}") for n in range(1, len(EXAMPLES) + 1) if n not in SKIPPED]
)
def test_example(number: int) -> None:
    """The example gives the tree that the specification says."""
    markdown, expected = EXAMPLES[number - 1]
    assert tree(written(markdown)) == tree(expected)


@pytest.mark.parametrize("number", sorted(SKIPPED))
def test_skipped_examples_differ_indeed(number: int) -> None:
    """The table of skipped examples holds none that would pass."""
    if EXAMPLES:
        markdown, expected = EXAMPLES[number - 1]
        assert tree(written(markdown)) != tree(expected)
        names = {d.finding.name for d in parse_blocks(markdown, "a.md").diagnostics}
        assert (SKIPPED[number] is RAW_HTML) == bool(names & {"raw-html", "raw-html-attribute"})


def written(markdown: str) -> str:
    """Return Markdown as XHTML, with the names bound as a book without terms and chapters would."""
    blocks = parse_blocks(markdown, "a.md", language="zxx").value or ()
    target = Target(
        epub=True,
        notes_inline=False,
        href=lambda name: f"#{name}",
        picture=lambda file: file,
        folio=lambda _: "",
        last_folio=lambda _: "",
        math=lambda text, _: Element(text),
        words={},
        language="en",
    )
    context = Context(target=target, notes={}, note=lambda *_: None, after_calls=False)
    elements = write_blocks(rewrite(blocks, bound), context)
    return "".join(serialise(element).decode().removeprefix("<!DOCTYPE html>\n") for element in elements)


def bound(node: Node) -> Iterable[Node]:
    """Return what a node is where nothing is a term, a chapter or a figure."""
    match node:
        case nodes.TermUse(lone=True):
            return (text("[", node), *node.children, text("]", node))
        case nodes.CrossReference():
            href = node.file + (f"#{node.fragment}" if node.fragment else "")
            title = node.attributes.get("title")
            return (nodes.Link(span=node.span, children=node.children, href=quote(href), title=title),)
        case nodes.Figure():
            image = nodes.Image(**{**fields(node.image), "title": plain_text(node.caption)})
            return (nodes.Paragraph(span=node.span, children=(image,)),)
        case _:
            return (node,)


def fields(image: nodes.Image) -> dict[str, object]:
    """Return a picture's fields by name."""
    return {"span": image.span, "src": image.src, "alt": image.alt, "src_span": image.src_span}


def text(words: str, node: Node) -> Inline:
    """Return some words as a node."""
    return nodes.Text(span=node.span, text=words)


Tree = tuple[object, ...]


def tree(markup: str) -> Tree:
    """Return markup as nested tuples: tag, attributes that count, children; text with single spaces."""
    parent = html.fragment_fromstring(f"<section>{markup}</section>")
    return normal(parent, keep=False)


def normal(element: html.HtmlElement, *, keep: bool) -> Tree:
    """Return an element as a tuple."""
    keep = keep or element.tag == "pre"
    attributes = {name: unquote(value).removeprefix("./") for name, value in element.attrib.items() if name in KEPT}
    if element.tag == "code" and "class" in element.attrib:
        attributes["class"] = element.attrib["class"]
    pieces: list[object] = [element.text or ""]
    for child in element:
        if isinstance(child, html.HtmlComment):
            pieces[-1] = f"{pieces[-1]}{child.tail or ''}"
        else:
            pieces += [normal(child, keep=keep), child.tail or ""]
    return (element.tag, tuple(sorted(attributes.items())), *spaced(pieces, keep=keep, block=element.tag in BLOCKS))


def spaced(pieces: list[object], *, keep: bool, block: bool) -> list[object]:
    """Return children without empty text, and without the space beside blocks."""
    found: list[object] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and not keep:
            words = re.sub(r"\s+", " ", piece)
            words = words.lstrip() if is_block(pieces, index - 1, block=block) else words
            found.append(words.rstrip() if is_block(pieces, index + 1, block=block) else words)
        else:
            found.append(piece)
    return [piece for piece in found if piece]


def is_block(pieces: list[object], index: int, *, block: bool) -> bool:
    """Return whether the neighbour of a text is a block or a line break, or the edge of a block."""
    if index < 0 or index >= len(pieces):
        return block
    piece = pieces[index]
    return isinstance(piece, tuple) and (piece[0] in BLOCKS or piece[0] == "br")
