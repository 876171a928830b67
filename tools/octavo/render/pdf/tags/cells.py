"""The heads of table cells: HTML's table model (scopes, spans), as the structure tree wants to hear of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


@dataclass(slots=True)
class CellFacts:
    """What a cell says about itself: its scope when it is a head, and the heads that speak for it."""

    scope: str = ""
    heads: list[Element] = field(default_factory=list)
    listed: bool = False
    """Whether ``heads`` must be written out because the table is more than one row of heads over a plain grid."""


def cell_facts(table: Element) -> dict[Element, CellFacts]:
    """Return the facts of each cell of a table, in reading order. Tables inside cells do not occur."""
    rows = [(row, group.tag == "thead") for group in (table, *table) for row in group if row.tag == "tr"]
    grid = _grid([row for row, _ in rows])
    scopes = {
        cell: _SCOPES.get(cell.get("scope", ""), "Column" if in_head or _all_heads(row) else "Row")
        for row, in_head in rows
        for cell in row
        if cell.tag == "th"
    }
    listed = sum(_all_heads(row) for row, _ in rows) > 1 or any(span(c, a) > 1 for c in grid.values() for a in _SPANS)
    facts: dict[Element, CellFacts] = {}
    for (y, x), cell in sorted(grid.items(), key=lambda item: item[0]):
        fact = facts.setdefault(cell, CellFacts(scope=scopes.get(cell, ""), listed=listed))
        above = [grid[v, x] for v in range(y) if (v, x) in grid and scopes.get(grid[v, x]) == "Column"]
        before = [grid[y, u] for u in range(x) if (y, u) in grid and scopes.get(grid[y, u]) == "Row"]
        fact.heads.extend(head for head in above + before if head is not cell and head not in fact.heads)
    return facts


_SPANS = ("colspan", "rowspan")


def span(cell: Element, attribute: str) -> int:
    """Return how many columns or rows a cell covers."""
    return int(cell.get(attribute) or 1)


def _all_heads(row: Element) -> bool:
    return not any(cell.tag == "td" for cell in row)


def _grid(rows: list[Element]) -> dict[tuple[int, int], Element]:
    grid: dict[tuple[int, int], Element] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            for down in range(span(cell, "rowspan")):
                for right in range(span(cell, "colspan")):
                    grid[y + down, x + right] = cell
            x += span(cell, "colspan")
    return grid
