"""Paragraphs that came out badly are set once more: a little closer, a little wider, and the best is taken.

The engine breaks lines one by one and never looks back. A compositor who finds a loose line, a ladder of hyphens or a last
line of three letters changes the spaces of the paragraph by a hair until it comes out well. Here all such paragraphs of
a division are laid out together on a sheet of their own, once for each of ``SETTINGS``, and their lines are compared.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from octavo.model.typography import Blemish
from octavo.render.pdf.engine import Engine, Sheet
from octavo.render.pdf.meter_lines import Line, LineReader
from octavo.render.pdf.meter_marks import loose_lines, page_end_marks, paragraph_marks, paragraphs

SETTINGS = (
    "",
    "word-spacing: -0.01em",
    "word-spacing: -0.028em",
    "word-spacing: -0.035em",
    "word-spacing: 0",
    "hyphenate-limit-chars: 6 3 3",
    "word-spacing: -0.03em; hyphenate-limit-chars: 6 3 3",
    "word-spacing: -0.035em; hyphenate-limit-chars: 8 3 4",
    "word-spacing: -0.035em; hyphens: manual",
)
"""In the order of preference. Spaces differ by a hundredth of an em, which nobody sees, and are stretched to the measure
all the same; letters are left alone, for spaced ones lose their ligatures."""

_COSTS = {Blemish.LOOSE_LINE: 10.0, Blemish.HYPHEN_LADDER: 30.0, Blemish.SHORT_LAST_LINE: 15.0}
_PAGE_END_COST = 20.0
_HYPHEN_COST = 0.5
_EASY_STRETCH = 1.5
"""Word spaces up to so many normal ones cost nothing."""

Tuned = Mapping[int, str]
"""Number of a paragraph among those of its division → the style that it is set in."""


def tune(tree: Element, styles: Tuned) -> None:
    """Give paragraphs of a division the styles chosen for them."""
    for number, paragraph in enumerate(tree.iter("p")):
        if style := styles.get(number):
            paragraph.set("style", style)


def tuned(tree: Element, sheet: Sheet, engine: Engine, rules: str) -> Tuned:
    """Return the styles in which the paragraphs of a division come out better than in their own, given its layout."""
    bad = _bad_paragraphs(_body_lines(sheet))
    of_full_measure = set(tree.iterfind("./body/section/p"))
    numbers = {p: number for number, p in enumerate(tree.iter("p")) if p in bad and p in of_full_measure}
    if not numbers:
        return {}
    tried = _tried(numbers, tree, sheet, engine, rules)
    chosen = {}
    for paragraph, number in numbers.items():
        costs = [_cost(set_lines, bad[paragraph]) for set_lines in tried[paragraph]]
        chosen[number] = SETTINGS[min(range(len(costs)), key=costs.__getitem__)]
    return chosen


def blemishes(sheet: Sheet) -> int:
    """Return how many paragraphs of a layout are not as they should be."""
    return len(_bad_paragraphs(_body_lines(sheet)))


def _body_lines(sheet: Sheet) -> list[Line]:
    reader = LineReader()
    return [line for number, page in enumerate(sheet.document.pages) for line in reader.read(page, number).body]


def _bad_paragraphs(lines: list[Line]) -> dict[Any, int]:
    """Return the blocks with a blemish → how many of their lines stand on the page that a hyphen ends; 0 for none."""
    bad: dict[Any, int] = {}
    for block in paragraphs(lines):
        hyphens = [found for found in page_end_marks(block) if found.blemish is Blemish.HYPHEN_AT_PAGE_END]
        if hyphens or any(True for _ in chain(loose_lines(block), paragraph_marks(block))):
            bad[block[0].block] = sum(line.page <= hyphens[0].line.page for line in block) if hyphens else 0
    return bad


def _tried(
    numbers: Iterable[Element], tree: Element, sheet: Sheet, engine: Engine, rules: str
) -> dict[Element, list[list[Line]]]:
    """Return the lines of each paragraph in each of ``SETTINGS``."""
    trial, copies = _trial_tree(numbers, tree, sheet)
    reader = LineReader()
    lines: dict[Any, list[Line]] = defaultdict(list)
    for number, page in enumerate(engine.lay_out(trial, rules).document.pages):
        for line in reader.read(page, number).body:
            lines[line.block].append(line)
    return {paragraph: [lines[made] for made in several] for paragraph, several in copies.items()}


def _trial_tree(
    numbers: Iterable[Element], tree: Element, sheet: Sheet
) -> tuple[Element, dict[Element, list[Element]]]:
    """Return a tree of the paragraphs in each of ``SETTINGS``, without their notes, and the copies of each."""
    trial = Element("html", tree.attrib)
    trial.append(Element("head"))
    body, section = tree.find("body"), tree.find("body/section")
    made = SubElement(trial, "body", {} if body is None else body.attrib)
    made = SubElement(made, "section", {} if section is None else {"class": section.get("class", "")})
    copies = {}
    for paragraph in numbers:
        indent = sheet.style_for(paragraph)["text_indent"].value
        copies[paragraph] = [_copied(paragraph, f"{setting}; text-indent: {indent}px") for setting in SETTINGS]
        made.extend(copies[paragraph])
    return trial, copies


def _copied(paragraph: Element, style: str) -> Element:
    made = copy.deepcopy(paragraph)
    made.tail = None
    for parent in list(made.iter()):
        parent.attrib.pop("id", None)
        parent.attrib.pop("href", None)
        for note in [child for child in parent if child.tag == "aside"]:
            _drop(parent, note)
    made.set("style", style)
    return made


def _drop(parent: Element, child: Element) -> None:
    """Take an element out, and leave the text behind it."""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def _cost(lines: list[Line], page_end: int) -> float:
    """Return how bad some lines are; ``page_end`` of them stand on a page that must not end in a hyphen."""
    cost = sum(_COSTS[found.blemish] for found in chain(loose_lines(lines), paragraph_marks(lines)))
    cost += sum(max(0, line.stretch - _EASY_STRETCH) ** 2 + _HYPHEN_COST * line.hyphen for line in lines)
    if page_end and len(lines) >= page_end and lines[page_end - 1].hyphen:
        cost += _PAGE_END_COST
    return cost
