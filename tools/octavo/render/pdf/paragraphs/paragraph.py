"""A paragraph while its division is laid out: its strip, its breaks, and the lines planned so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import inf
from typing import Any

from octavo.render.pdf.paragraphs.breaks import Opportunities, SignWidths, opportunities
from octavo.render.pdf.paragraphs.costs import LOOSE, Costs
from octavo.render.pdf.paragraphs.fit import Fitting, Hyphen, Line, Plan
from octavo.render.pdf.paragraphs.measuring import NotPlannedError, Strip, measure

Widths = tuple[float, ...]
"""Of lines in pixels, the last for all further ones."""

_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
_CJK_SHARE = 0.2
"""Text of more of it has hardly a space that could be stretched."""


@dataclass(slots=True)
class Paragraph:
    """A line box as the engine has it before layout, and how it is to be set."""

    strip: Strip
    opportunities: Opportunities
    space: float
    """A word space, in pixels."""
    costs: Costs
    close: bool = False
    """Whether it is set close, for it comes out better so."""
    chains: dict[object, dict[int, Line]] = field(default_factory=dict)
    """What the lines are fitted to → where a line begins → the line."""
    laid: dict[object, tuple[Any, float, Any]] = field(default_factory=dict)
    """Lines that were laid out, where their block begins and the next line, by what they depend on."""
    tight: dict[tuple[int, float], tuple[Any, Any]] = field(default_factory=dict)
    """Styles, and copies of them with narrower word spaces."""

    def first_character(self, at: int) -> int:
        """Return where the text of a line begins, behind spaces; the length of the text if nothing is left."""
        text = self.strip.text
        while at < len(text) and text[at] == " ":
            at += 1
        return at

    def line(self, start: int, widths: Widths, key: object) -> Line | None:
        """Return the line that begins at a place, and plan it and all that follow if need be; None without a plan."""
        chain = self.chains.setdefault(key, {})
        if start not in chain:
            found = self._good_plan(start, widths)
            self.use(found.lines if found else (), key)
        return chain.get(start)

    def use(self, lines: tuple[Line, ...], key: object) -> None:
        """Set the lines of a plan from now on."""
        self.chains.setdefault(key, {}).update((line.start, line) for line in lines)

    def chain(self, start: int, key: object) -> tuple[Line, ...]:
        """Return the lines from a place to the end, as they are planned."""
        chain, lines = self.chains.get(key, {}), []
        while start in chain:
            lines.append(chain[start])
            start = chain[start].end
        return tuple(lines)

    def plan(self, start: int, widths: Widths, *, lines: int = 0, whole: int = -1) -> Plan | None:
        """Return the best lines from a place to the end; None if there cannot be so many as asked for."""
        breaks = self.opportunities.breaks
        breaks = breaks[bisect_right(breaks, start, key=lambda end: end.at) :]
        fitting = Fitting(widths=widths, space=self.space, costs=self.costs, lines=lines, whole=whole)
        return fitting.plan(self.opportunities.begin(start), breaks)

    def _good_plan(self, start: int, widths: Widths) -> Plan | None:
        """Return the best plan, and set the paragraph close from now on if it comes out better so."""
        found, costs = self.plan(start, widths), self.costs
        if self.close or found is None or not self._flawed(found, start):
            return found
        self.costs = costs.closer
        closer = self.plan(start, widths)
        if closer is not None and not self._flawed(closer, start):
            self.close = True
            return closer
        self.costs = costs
        return found

    def _flawed(self, plan: Plan, start: int) -> bool:
        """Return whether a plan has a loose line, or a last line that is a piece of a word or next to nothing."""
        if any(line.ratio > LOOSE for line in plan.lines):
            return True
        last = self.strip.text[plan.lines[-1].start :].strip()
        divided = len(plan.lines) > 1 and plan.lines[-2].hyphen is Hyphen.ADDED
        letters = sum(map(str.isalnum, last))
        return plan.lines[-1].start > start and " " not in last and (divided or letters < self.costs.letters)

    def cost(self, lines: tuple[Line, ...], widths: Widths) -> float:
        """Return what the lines from some place to the end cost."""
        breaks = self.opportunities.breaks
        ends = [breaks[bisect_left(breaks, line.end, key=lambda end: end.at)] for line in lines]
        fitting = Fitting(widths=widths, space=self.space, costs=self.costs)
        return fitting.cost(self.opportunities.begin(lines[0].start), ends)


def read_paragraph(
    context: Any, linebox: Any, containing_block: Any, widths: SignWidths, costs: Costs, *, hanging: bool
) -> Paragraph:
    """Return a paragraph as plans need it. Raises ``NotPlannedError``."""
    style = linebox.style
    if style["text_align_all"] != "justify" or style["text_align_last"] not in {"auto", "start", "left"}:
        raise NotPlannedError("text that is not justified")
    if style["direction"] != "ltr":
        raise NotPlannedError("text from right to left")
    strip = measure(context, linebox, containing_block)
    if len(_CJK.findall(strip.text)) > _CJK_SHARE * len(strip.text):
        raise NotPlannedError("text without word spaces")
    space = widths.space(style)
    if not 0 < space < inf:
        raise NotPlannedError("no word space")
    return Paragraph(strip, opportunities(strip, style, widths, costs, hanging=hanging), space, costs)
