"""Notes of tables that may run over several pages: each at the foot of the page on which its call stands.

A table that stays whole has its notes right under it (Chicago Manual of Style 18, 3.76); under the last of several pages
they would be far from their calls. The engine loses and doubles footnotes in cells that break over pages: where a row may
be as tall as a page, the notes stay under the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.render.pdf.columns import row_lines

_TALL_ROW = 14
"""Lines that any page has room for, with a head above them and notes below."""


def float_notes(holder: Element) -> None:
    """Move the notes under a table behind their calls, from where the engine floats them to the foot of the page.

    A head is said again on each page, and its notes are not: they go into the first cell of the body.
    """
    table = holder.find("table")
    notes = {f"#{note.get('id')}": note for note in holder.findall("div")}
    if table is None or not notes or "whole" in (table.get("class") or "").split():
        return
    if max(row_lines(table), default=_TALL_ROW + 1) > _TALL_ROW:
        return
    for note in notes.values():
        holder.remove(note)
        note.tag = "aside"
    for part in table:
        for parent, call in list(_calls(part, notes)):
            if part.tag != "thead":
                _put_behind(parent, call, notes.pop(call.get("href", "")))
    first = table.find("tbody/tr/*")
    if first is not None and notes:
        for note in reversed(notes.values()):
            note.tail, first.text = first.text, None
            first.insert(0, note)


def _calls(element: Element, notes: dict[str, Element]) -> Iterator[tuple[Element, Element]]:
    """Yield the calls of notes in an element, each with its parent."""
    for parent in element.iter():
        yield from ((parent, child) for child in parent if child.tag == "a" and child.get("href") in notes)


def _put_behind(parent: Element, call: Element, note: Element) -> None:
    note.tail, call.tail = call.tail, None
    parent.insert(list(parent).index(call) + 1, note)
