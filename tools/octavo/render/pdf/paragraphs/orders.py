"""Ways to lay out a page: ended early, or with a paragraph set in a line less or more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from octavo.render.pdf.paragraphs.compositor import Cut
from octavo.render.pdf.paragraphs.fit import Line
from octavo.render.pdf.paragraphs.page_ends import PageEnd

_SCALE = 100_000
"""What a plan may cost more for one unit of what an uneven spread costs."""

_DEAREST = 60.0
"""No order costs more."""

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


def ways(end: PageEnd, *, hyphen: bool, uneven: bool, shorter: int) -> Iterator[Way]:
    """Yield ways to lay out a page that ends so, other than as it comes.

    ``hyphen``: its last word should not be divided; ``uneven``: it should end elsewhere, ``shorter`` lines earlier.
    """
    if hyphen and end.last is not None and (order := _whole(end.last)) is not None:
        yield Way(orders=(order,))
    if uneven and shorter > 0:
        yield Way(less=shorter)
    if not (hyphen or uneven):
        return
    orders = sorted(chain.from_iterable(map(_others, end.planned)), key=lambda order: order.cost)[:_PARAGRAPHS]
    yield from (Way(orders=(order,)) for order in orders)
    yield Way(less=max(shorter, 0) + 1)
    yield from (Way(less=1, orders=(order,)) for order in orders[:2])


def _others(cut: Cut) -> Iterator[Order]:
    """Yield the orders that set a paragraph in a line less or a line more, if it can be."""
    paragraph, start = cut.paragraph, cut.line.start
    now = paragraph.chain(start, cut.key)
    before = paragraph.cost(now, cut.widths)
    for count in (len(now) - 1, len(now) + 1):
        found = paragraph.plan(start, cut.widths, lines=count) if count else None
        if found is not None and (cost := (found.cost - before) / _SCALE) <= _DEAREST:
            yield Order(cut, found.lines, max(cost, 0.0))


def _whole(cut: Cut) -> Order | None:
    """Return the order that ends a line with a whole word."""
    paragraph = cut.paragraph
    before = paragraph.cost(paragraph.chain(cut.line.start, cut.key), cut.widths)
    found = paragraph.plan(cut.line.start, cut.widths, whole_first=True)
    if found is None or found.lines[0].hyphen:
        return None
    return Order(cut, found.lines, max((found.cost - before) / _SCALE, 0.0))
