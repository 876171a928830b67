"""Total fit: of all ways to break a paragraph into lines, the one that costs least as a whole.

After Donald E. Knuth and Michael F. Plass, “Breaking Paragraphs into Lines”, Software: Practice and Experience 11 (1981).
Nothing here knows the layout engine: a paragraph is a row of breaks with widths (of any unit).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from math import inf
from typing import NamedTuple

from octavo.render.pdf.paragraphs.costs import USUAL, Costs

_HAIR = 0.01
"""By so much a line may be longer than its measure and still fit: sums of widths are not exact."""

_RAGGED = 60.0
"""A line without a space that is a sixtieth of the measure short is as bad as one whose spaces are stretched, r = 1."""

_DEAREST = 1e7
"""Of badness: a line of one word would count for all the paragraph."""


class Hyphen(IntEnum):
    """Whether a line ends in one."""

    NONE = 0
    WRITTEN = 1
    """It stands in the text."""
    ADDED = 2
    """The word is divided."""


class Break(NamedTuple):
    """A place where a line may end."""

    at: int
    """Where the next line begins, in characters of the paragraph."""
    end: float
    """How far the text reaches before it, without spaces at the end and with the hyphen."""
    spaces: int
    """Word spaces up to there."""
    begin: float
    """How far it reaches where the next line begins."""
    begun: int
    """Word spaces up to there."""
    cost: float = 0
    hyphen: Hyphen = Hyphen.NONE
    letters: int = 0
    """Letters and figures up to there."""


class Line(NamedTuple):
    """A line of a plan."""

    start: int
    """Where it begins, in characters of the paragraph."""
    end: int
    """Where the next begins."""
    hyphen: Hyphen
    ratio: float
    """See ``costs``; infinite for a word that no line can hold."""


class Plan(NamedTuple):
    """The lines of a paragraph, from some place to its end, and what they cost."""

    lines: tuple[Line, ...]
    cost: float


class _Node(NamedTuple):
    """A break that was reached, and the best way to it."""

    at: Break
    demerits: float
    line: int
    """How many lines end here or before."""
    ratio: float
    hyphens: int
    """How many line ends in a row have one."""
    previous: _Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What a paragraph is to be fitted to."""

    widths: tuple[float, ...]
    """Of the lines; the last is that of all further ones."""
    space: float
    """A word space."""
    costs: Costs = USUAL
    lines: int = 0
    """How many there must be; 0 leaves it open."""
    whole: int = -1
    """Which line, from 0, must not end in a hyphen; -1 for none."""

    _stretch: float = field(init=False)
    _shrink: float = field(init=False)
    """Of a word space, in its unit."""
    _kinds: float = field(init=False)
    """The number of a line tells ways to a break apart, up to this one."""

    def __post_init__(self) -> None:
        """Reckon once what each line asks for."""
        object.__setattr__(self, "_stretch", self.costs.stretch * self.space)
        object.__setattr__(self, "_shrink", self.costs.shrink * self.space)
        object.__setattr__(self, "_kinds", inf if self.lines else max(len(self.widths), self.whole + 1))

    def plan(self, start: Break, breaks: Sequence[Break]) -> Plan | None:
        """Return the lines from a break to the last of those that follow it; None if it cannot be done as asked."""
        asked = self.lines or self.whole >= 0
        found = self._reach(start, breaks, self.costs.give if asked else self.costs.tolerance)
        if found is None and not asked:
            found = self._reach(start, breaks, inf)
        return None if found is None else Plan(_lines(found), found.demerits)

    def cost(self, start: Break, chosen: Iterable[Break]) -> float:
        """Return the cost of lines that end at given breaks, whoever chose them; infinite if one is too long."""
        *others, last = chosen
        node = _Node(start, 0, 0, 0, 0, None)
        for end in (*others, last):
            width, start = self._width(node), node.at
            slack, spaces = width - end.end + start.begin, end.spaces - start.begun
            ratio = self._ratio(slack, spaces, width, last=end is last)
            if ratio < -1:
                return inf
            node = self._step(node, end, ratio, last=end is last)
        return node.demerits

    def _reach(self, start: Break, breaks: Sequence[Break], tolerance: float) -> _Node | None:
        """Return the best way to the last break on which no line is looser than the tolerance."""
        active, last = [_Node(start, 0, 0, 0, 0, None)], breaks[-1]
        widths, further = self.widths, len(self.widths) - 1
        alike = further == 0 or (further == 1 and widths[0] <= widths[1])
        loosest, least = tolerance * self._stretch * (1 + _HAIR), widths[-1] * (1 - tolerance / _RAGGED)
        word = start  # the break that the word at hand begins at
        for end in breaks:
            _, reach, spaces, _, begun, *_ = end
            reached: dict[float, _Node] = {}
            too_long: set[int] = set()
            ordered = alike and end is not last and reach - word.begin < least
            for node in active:
                begin, width = node.at, widths[min(further, node.line)]
                slack, room = width - reach + begin.begin, spaces - begin.begun
                if slack > loosest * room > 0 and end is not last:
                    if ordered:
                        break  # lines that begin behind this one are looser still
                    continue
                ratio = self._ratio(slack, room, width, last=end is last)
                if ratio < -1:
                    too_long.add(id(node))
                elif ratio <= tolerance and not (end.hyphen and node.line == self.whole):
                    step, kind = self._step(node, end, ratio, last=end is last), min(node.line, self._kinds)
                    if kind not in reached or step.demerits < reached[kind].demerits:
                        reached[kind] = step
            alive = [node for node in active if id(node) not in too_long] if too_long else active
            alive += reached.values()
            if not alive and tolerance < inf:
                return None
            active = alive or [_too_long(active, end)]
            if begun != word.begun:
                word = end
        ends = [node for node in active if node.at is last and self.lines in {0, node.line}]
        return min(ends, key=lambda node: node.demerits, default=None)

    def _ratio(self, slack: float, spaces: int, width: float, *, last: bool) -> float:
        if slack >= -_HAIR and (last or slack <= 0):
            return 0
        if slack > 0:
            return slack / (spaces * self._stretch) if spaces else _RAGGED * slack / width
        return slack / (spaces * self._shrink) if spaces else -inf

    def _width(self, node: _Node) -> float:
        """Return the measure of the line that begins where another ends."""
        return self.widths[min(node.line, len(self.widths) - 1)]

    def _step(self, node: _Node, end: Break, ratio: float, *, last: bool) -> _Node:
        costs = self.costs
        bad = min(costs.line + 100 * abs(ratio) ** 3, _DEAREST)
        demerits = node.demerits + bad * bad + end.cost * end.cost
        unlike = abs(ratio - node.ratio) - costs.like
        if unlike > 0 and node.line and not (last and ratio == 0):
            demerits += costs.contrast * unlike * unlike
        hyphens = node.hyphens + 1 if end.hyphen else 0
        if hyphens > 1:
            demerits += costs.two_hyphens if hyphens == 2 else costs.ladder  # noqa: PLR2004 (two in a row)
        if last and node.line:
            demerits += self._last(node, end)
        return _Node(end, demerits, node.line + 1, ratio, hyphens, node)

    def _last(self, node: _Node, end: Break) -> float:
        """Return what is wrong with a last line."""
        costs = self.costs
        share = (end.end - node.at.begin) / (costs.short * self._width(node))
        demerits = costs.short_last * (2 - share) if share < 1 else 0
        if node.at.hyphen:
            demerits += costs.hyphen_before_last
        if end.spaces == node.at.begun:
            piece = node.at.hyphen is Hyphen.ADDED or end.letters - node.at.letters < costs.letters
            demerits += costs.piece_last if piece else costs.one_word_last
        return demerits


def _too_long(active: list[_Node], end: Break) -> _Node:
    """Return the way on over a word that is wider than its line."""
    node = min(active, key=lambda node: (node.demerits, -node.at.at))
    return _Node(end, node.demerits + _DEAREST * _DEAREST, node.line + 1, inf, 0, node)


def _lines(node: _Node) -> tuple[Line, ...]:
    lines = []
    while node.previous is not None:
        lines.append(Line(node.previous.at.at, node.at.at, node.at.hyphen, node.ratio))
        node = node.previous
    return tuple(reversed(lines))
