"""Tables without heads."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.model.nodes import Row, Table
from octavo.model.walk import plain_text

TABLE_WITHOUT_HEADER = Finding(
    name="table-without-header",
    severity=Severity.WARNING,
    message="{what} has no head",
    why="A screen reader names the head of its column before each cell; without heads the cells are loose words.",
    fix="write what each column holds into the table's first line",
)

FINDINGS = (TABLE_WITHOUT_HEADER,)


def headless_tables(proof: Proof) -> Iterator[Diagnostic]:
    """Yield table-without-header: no head at all, or a column without one (but for the corner over a column of names)."""
    for node in proof.nodes:
        if not isinstance(node, Table):
            continue
        heads = [_has_words(row) for row in node.head]
        if not any(any(row) for row in heads):
            yield TABLE_WITHOUT_HEADER.at(node.span, what="the table")
        elif not all(any(column) for column in list(zip(*heads, strict=False))[1:]):
            yield TABLE_WITHOUT_HEADER.at(node.head[0].span, what="a column of the table")


def _has_words(row: Row) -> list[bool]:
    return [bool(plain_text(cell.children).strip()) or bool(cell.children) for cell in row.cells]
