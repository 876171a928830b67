"""Ways to lay out a page: ended early, or with a paragraph set in a line less or more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo.render.pdf.paragraphs.compositor import Cut
from octavo.render.pdf.paragraphs.fit import Line
from octavo.render.pdf.paragraphs.page_ends import PageEnd

_SCALE = 100_000
"""What a plan may cost more for one unit of what an uneven spread costs."""

_DEAREST = 25.0
"""No order costs more: none makes a ladder of hyphens, or leaves a last line of next to nothing."""

_PARAGRAPHS = 6
"""Orders that are tried for one page, the cheapest first."""


@dataclass(frozen=True, slots=True)
class Order:
    """A paragraph set otherwise, from its first line on the page or from a later one on."""

    cut: Cut
    lines: tuple[Line, ...]
    cost: float
    """What its lines cost more than those of the best plan."""


Orders = tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How a page is laid out."""

    less: int = 0
    """Lines that it ends before its foot."""
    orders: Orders = ()

    @property
    def cost(self) -> float:
        """What its orders cost."""
        return sum(order.cost for order in self.orders)

    def with_order(self, order: Order) -> Way:
        """Return the way with an order more."""
        return replace(self, orders=(*self.orders, order))

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other ways."""
        return (self.less, *((id(order.cut.paragraph), order.lines) for order in self.orders))


def ways(end: PageEnd, way: Way, *, flawed: bool, target: int) -> Iterator[Way]:
    """Yield ways to lay out a page that ends so when laid out in a way, each with a change more.

    ``flawed``: it ends in a divided word, or too close below a heading; ``target``: it should be so many lines short, -1 if it is well.
    """
    missing = end.missing or 0
    if flawed and end.hyphen and (order := _whole(end)) is not None:
        yield way.with_order(order)
    if target > missing:
        yield replace(way, less=target)
    if not flawed and target < 0:
        return
    ordered = {id(order.cut.paragraph) for order in way.orders}
    free = (planned for planned in end.planned if id(planned[0].paragraph) not in ordered)
    orders = [order for cut, lines in free for order in _others(cut, lines)]
    for order in sorted(orders, key=lambda order: order.cost)[:_PARAGRAPHS]:
        yield way.with_order(order)
    yield replace(way, less=missing + 1)


def _others(cut: Cut, now: tuple[Line, ...]) -> Iterator[Order]:
    """Yield the orders that set a paragraph in a line less or a line more than now, if it can be."""
    paragraph, start = cut.paragraph, cut.line.start
    before = paragraph.cost(now, cut.widths)
    for count in (len(now) - 1, len(now) + 1):
        found = paragraph.plan(start, cut.widths, lines=count) if count else None
        if found is not None and (cost := (found.cost - before) / _SCALE) <= _DEAREST:
            yield Order(cut, found.lines, max(cost, 0.0))


def _whole(end: PageEnd) -> Order | None:
    """Return the order that ends the last line of a page with a whole word, by its paragraph's lines on the page."""
    last = end.last
    found = next((one for one in end.planned if last is not None and one[0].paragraph is last.paragraph), None)
    if found is None or last is None:
        return None
    first, now = found
    paragraph, start = first.paragraph, first.line.start
    number = next((n for n, line in enumerate(now) if line.start == last.line.start), -1)
    plan = paragraph.plan(start, first.widths, whole=number)
    if plan is None or number < 0:
        return None
    return Order(first, plan.lines, max((plan.cost - paragraph.cost(now, first.widths)) / _SCALE, 0.0))
