"""Numbers beside the lines of a page, for editors who speak of “page 12, line 20”.

The lines of a laid-out page are counted as one counts them with a finger: everything that stands in the column of the
text, headings and captions too, cells beside each other once; notes are not counted. The numbers come from pages of
their own, laid out for nothing but the boxes in their margins: these are set down beside the lines, and are what other
boxes of margins are: no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint.formatting_structure import boxes

from octavo.model.publication import Publication
from octavo.render.pdf.engine import Engine
from octavo.render.pdf.meter_lines import LineReader
from octavo.render.pdf.page_rules import page_rules
from octavo.render.pdf.tags.placing import POINTS_PER_PIXEL

_SAME_LINE_PT = 3.0
"""Baselines nearer than this are one line: a small one beside a large one, or a raised one."""
_RULES = """
@page {{
  counter-increment: page {step};
  @left-middle {{ content: counter(page); font-family: var(--font-head); font-size: var(--head-size);
    font-variant-numeric: lining-nums tabular-nums; color: var(--quiet); text-align: right; padding-right: 5mm }}
}}
"""


def number_lines(publication: Publication, engine: Engine, pages: Sequence[Any]) -> None:
    """Put a number beside every so many lines of each page, counted on each from 1; the edition says how many."""
    step = publication.edition.page.line_numbers if publication.edition.page else 0
    if not step:
        return
    reader = LineReader()
    counted = [_baselines(reader, page) for page in pages]
    numbers = tuple(_numbers(publication, engine, step, max(map(len, counted), default=0) // step))
    for page, bases in zip(pages, counted, strict=True):
        beside = [_set_down(box, base) for box, base in zip(numbers, bases[step - 1 :: step], strict=False)]
        page._page_box.children = [*page._page_box.children, *beside]  # noqa: SLF001 (a page's boxes have no public name)


def _baselines(reader: LineReader, page: Any) -> list[float]:
    """Return the baselines of a page's lines in points from its top, from above; of a plate none."""
    if page._page_box.page_type.name == "plate":  # noqa: SLF001 (as below)
        return []
    bases: list[float] = []
    for base in sorted(line.base for line in reader.read(page, 0).body):
        if not bases or base - bases[-1] > _SAME_LINE_PT:
            bases.append(base)
    return bases


def _numbers(publication: Publication, engine: Engine, step: int, count: int) -> Iterator[Any]:
    """Yield the boxes of so many numbers, each on a page of its own."""
    if not count:
        return
    tree = Element("html", {"lang": publication.metadata.language})
    tree.append(Element("head"))
    body = SubElement(tree, "body")
    for _ in range(count):
        SubElement(body, "div", {"style": "break-after: page"})
    rules = page_rules(publication, None, 0) + _RULES.format(step=step)
    for page in engine.lay_out(tree, rules).document.pages[:count]:
        found = (box for box in page._page_box.children if isinstance(box, boxes.MarginBox))  # noqa: SLF001 (as above)
        yield next(box for box in found if box.at_keyword == "@left-middle")


def _set_down(number: Any, base: float) -> Any:
    """Return a copy of a number whose baseline is where it is asked for, in points from the top of the page."""
    made = number.deepcopy()
    line = next(box for box in made.descendants() if isinstance(box, boxes.LineBox))
    made.translate(0, base / POINTS_PER_PIXEL - line.position_y - line.baseline)
    return made
