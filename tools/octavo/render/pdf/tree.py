"""The tree of a division as WeasyPrint wants it: two of its faults need help from the text.

* An empty inline element at a place where a line may end makes the engine break much earlier: a line of one word.
  An empty anchor therefore takes in the word beside it.
* Line ends of the source are not collapsed in notes, where each would end a line of the page.

And it takes the first number of a list from CSS alone.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.model.publication import ContentDocument
from octavo.render.pdf.code_lines import set_lines
from octavo.render.pdf.columns import fit_columns, keep_ends
from octavo.render.pdf.script_gaps import set_script_gaps
from octavo.render.pdf.table_notes import float_notes
from octavo.render.xhtml import Target, set_directions, to_html_tree, write_document

_WHITE = re.compile(r"[ \t\n\r]+")
_WORD_FIRST = re.compile(r"[^ \n]+")
_WORD_LAST = re.compile(r"[^ \n]+\Z")


def division_tree(document: ContentDocument, target: Target) -> Element:
    """Return a content document as a tree of plain HTML names, ready to be laid out."""
    tree = to_html_tree(write_document(document, target))
    set_directions(tree)
    _collapse(tree)
    for element in list(tree.iter()):
        _fill_anchors(element)
        if element.tag == "pre":
            set_lines(element)
        if element.tag == "table":
            fit_columns(element)
        if element.tag == "ol" and element.get("start"):
            element.set("style", f"counter-reset: list-item {int(element.get('start', '1')) - 1}")
    for holder in list(tree.iter("div")):
        float_notes(holder)
    for table in list(tree.iter("table")):
        keep_ends(table)
    set_script_gaps(tree)
    return tree


def _collapse(element: Element) -> None:
    """Make one space of each run of white space, preformatted text aside."""
    if element.tag == "pre":
        return
    element.text = element.text and _WHITE.sub(" ", element.text)
    for child in element:
        child.tail = child.tail and _WHITE.sub(" ", child.tail)
        _collapse(child)


def _fill_anchors(parent: Element) -> None:
    before: Element | None = None
    for child in list(parent):
        if child.tag == "span" and child.get("id") and not child.text and not len(child):
            _fill(parent, before, child)
        before = child


def _fill(parent: Element, before: Element | None, anchor: Element) -> None:
    """Move the word after an anchor into it, or else the word before it."""
    after = anchor.tail or ""
    if following := _WORD_FIRST.match(after):
        anchor.text, anchor.tail = following[0], after[following.end() :]
        return
    text = (parent.text if before is None else before.tail) or ""
    if preceding := _WORD_LAST.search(text):
        anchor.text, rest = preceding[0], text[: preceding.start()]
        if before is None:
            parent.text = rest
        else:
            before.tail = rest
