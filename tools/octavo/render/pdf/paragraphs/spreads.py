"""Facing pages made to end on the same line, and no page in a piece of a word.

The engine fills each page, and takes a line over to the next where a widow or an orphan would be left: the page is a line
short, and the one that faces it is not. Here both pages of a spread are laid out before either is kept. If they end
well, that is all. If not, other ways are tried: a paragraph set in a line less or more, where that is cheap, and the
fuller page ended as early as the other. The best way is kept. Lines that were laid out once are copied, so that a
further way costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any

from octavo.render.pdf.paragraphs.orders import Orders, Way, ways
from octavo.render.pdf.paragraphs.page_ends import PageEnd, read_end
from octavo.render.pdf.paragraphs.page_state import PageState, kept, restore

_UNEVEN = 100.0
"""Of each line by which facing pages differ."""

_HYPHEN = 60.0
"""Of a page that ends in a piece of a word."""

_LOW = 80.0
"""Of a page that ends in a heading and less than two lines below it."""

_SHORT = 4.0
"""Of each line that a page is short, even if the other is as well."""

_GOOD = 20.0
"""A spread that costs no more is kept at once."""

_FAIR = 60.0
"""A spread that costs no more is level, and kept when ``_MANY`` pages were laid out for it: few come out better."""

_REACH = 3
"""Pages that differ by more lines have a reason to: what follows does not fit."""

_MANY = 8
_MOST = 40
"""Pages that are laid out for one spread, at most."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page that was laid out in some way."""

    way: Way
    page: Any
    resume_at: Any
    end: PageEnd
    state: PageState
    """Of the engine behind it."""

    @property
    def runs_on(self) -> bool:
        """Whether text follows on the next page that may as well stand on this one."""
        following = self.state.pages[-1][1]
        return self.resume_at is not None and following["break"] == "any" and not following["page"]

    @property
    def cost(self) -> float:
        """How bad the page is by itself."""
        end = self.end
        bad = _SHORT * (end.missing or 0) + _HYPHEN * end.hyphen + _LOW * end.low
        return self.way.cost + (bad if self.runs_on else 0)

    @property
    def flawed(self) -> bool:
        """Whether it should end elsewhere, whatever page faces it."""
        return self.runs_on and (self.end.hyphen or self.end.low)


def _apart(left: Laid, right: Laid) -> int:
    """Return by how many lines facing pages differ that run on; 0 if one of them ends in no text."""
    if left.end.missing is None or right.end.missing is None or not (left.runs_on and right.runs_on):
        return 0
    return abs(left.end.missing - right.end.missing)


def _cost(left: Laid, right: Laid) -> float:
    return _UNEVEN * _apart(left, right) + left.cost + right.cost


Pages = tuple[Laid, ...]
"""One page, or two that face each other."""

Make = Callable[[int, Way, Orders, PageState], Laid]
"""Lays out a page by its index, in some way, after orders for the pages before, from a state of the engine."""


class Spreads:
    """Makes the pages of a division, two by two."""

    def __init__(self, native: Callable[..., Any], line_height: float, *, facing: bool) -> None:
        """Make pages by the engine's own function; ``line_height`` in pixels; ``facing`` if pages face each other."""
        self.less = 0.0
        """Pixels that the page at hand ends before its foot."""
        self._native = native
        self._line_height = line_height
        self._facing = facing
        self._next: dict[tuple[Any, int], Laid] = {}
        """Pages that were laid out with the one before, by layout and index."""

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> tuple[Any, Any]:
        """Return a page and where the next begins, as ``remake_page`` does."""
        if (context, index) in self._next:
            return _settled(context, self._next.pop((context, index)))
        if index + 1 < len(context.page_maker):  # the engine makes a page anew: what follows it is settled
            return self._native(index, context, root_box, html)  # type: ignore[no-any-return]

        def make(number: int, way: Way, earlier: Orders, before: PageState) -> Laid:
            orders.give((*earlier, *way.orders))
            return self._make(number, way, before, (context, root_box, html))

        orders = _Ledger()
        trial = _Trial(index, kept(context), make)
        left = make(index, Way(), (), trial.before)
        if self._facing and not trial.before.pages[index][2] and left.runs_on:
            left, right = trial.spread(left)
            self._next[context, index + 1] = right
            orders.give((*left.way.orders, *right.way.orders))
        else:
            left = trial.single(left)
            orders.give(left.way.orders)
        return _settled(context, left)

    def _make(self, index: int, way: Way, before: PageState, given: tuple[Any, Any, Any]) -> Laid:
        context = given[0]
        restore(context, before)
        context.page_maker[index][-1].update(content_changed=False, pages_wanted=False)
        self.less = way.less * self._line_height
        try:
            page, resume_at = self._native(index, *given)
        finally:
            self.less = 0.0
        return Laid(way, page, resume_at, read_end(page, self._line_height), kept(context))


def _settled(context: Any, laid: Laid) -> tuple[Any, Any]:
    restore(context, laid.state)
    return laid.page, laid.resume_at


class _Ledger:
    """Orders given to paragraphs, and how to take them back."""

    def __init__(self) -> None:
        self._before: list[tuple[dict[int, Any], dict[int, Any]]] = []

    def give(self, orders: Orders) -> None:
        """Take back what was ordered before, and give other orders."""
        while self._before:
            chain, before = self._before.pop()
            chain.clear()
            chain.update(before)
        for order in orders:
            chain = order.cut.paragraph.chains[order.cut.key]
            self._before.append((chain, dict(chain)))
            order.cut.paragraph.use(order.lines, order.cut.key)


@dataclass(slots=True)
class _Trial:
    """The ways of one page, or of two that face each other."""

    index: int
    before: PageState
    make: Make
    made: int = 1
    seen: set[tuple[object, ...]] = field(default_factory=set)

    def single(self, laid: Laid) -> Laid:
        """Return the best way of a page that none faces, given how it comes."""
        return self._alone(self.index, laid, (), self.before)

    def spread(self, left: Laid) -> tuple[Laid, Laid]:
        """Return the best way of two facing pages, given how the left one comes."""
        right = self._right(left)
        if _apart(left, right) <= _REACH:
            left, right = self._best((left, right), self._pairs, lambda pages: _cost(*pages))
        else:
            left = self._alone(self.index, left, (), self.before)
            right = self._alone(self.index + 1, self._right(left), left.way.orders, left.state)
        return left, right

    def _alone(self, index: int, laid: Laid, earlier: Orders, before: PageState) -> Laid:
        def others(page: Laid) -> Iterator[Pages]:
            for way in self._new(page, -1, (index,)):
                yield (self._made(index, way, earlier, before),)

        return self._best((laid,), others, lambda pages: pages[0].cost)[0] if laid.flawed else laid

    def _best(self, pages: Pages, others: Callable[..., Iterator[Pages]], cost: Callable[[Pages], float]) -> Pages:
        """Return the best of all ways that are tried: of the cheapest found so far, each with one change more."""
        best, number = pages, count()
        waiting = [(cost(pages), next(number), pages)]
        while waiting and not self._suffices(cost(best)):
            for tried in others(*heappop(waiting)[2]):
                heappush(waiting, (cost(tried), next(number), tried))
                best = min(best, tried, key=cost)
                if self._suffices(cost(best)):
                    return best
        return best

    def _suffices(self, cost: float) -> bool:
        """Return whether what costs so much is good enough, for the work that it took to find."""
        return cost <= (_GOOD if self.made < _MANY else _FAIR) or self.made >= _MOST

    def _pairs(self, left: Laid, right: Laid) -> Iterator[Pages]:
        apart = _apart(left, right) > 0
        targets = (right.end.missing or 0, left.end.missing or 0) if apart else (-1, -1)
        for way in self._new(right, targets[1], left.way.key):
            yield left, self._made(self.index + 1, way, left.way.orders, left.state)
        for way in self._new(left, targets[0], ()):
            first = self._made(self.index, way, (), self.before)
            yield first, self._right(first)

    def _new(self, laid: Laid, target: int, key: tuple[object, ...]) -> Iterator[Way]:
        """Yield the ways of a page with one change more that were not tried yet."""
        for way in ways(laid.end, laid.way, flawed=laid.flawed, target=target):
            if (key, way.key) not in self.seen:
                self.seen.add((key, way.key))
                yield way

    def _right(self, left: Laid) -> Laid:
        return self._made(self.index + 1, Way(), left.way.orders, left.state)

    def _made(self, index: int, way: Way, earlier: Orders, before: PageState) -> Laid:
        self.made += 1
        return self.make(index, way, earlier, before)
