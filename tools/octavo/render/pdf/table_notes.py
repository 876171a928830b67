"""Notes of tables that may run over several pages: each at the foot of the page on which its call stands.

A table that stays whole has its notes right under it (Chicago Manual of Style 18, 3.76); under the last of several pages
they would be far from their calls. With the engine's faults mended (``repairs``) its footnotes are sound in cells, also
in those that break over pages; the gate (``intact``) sees to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def float_notes(holder: Element) -> None:
    """Move the notes under a table behind their calls, from where the engine floats them to the foot of the page.

    A head is said again on each page, and its notes are not: they go into the first cell of the body.
    """
    table = holder.find("table")
    notes = {f"#{note.get('id')}": note for note in holder.findall("div")}
    first = None if table is None else table.find("tbody/tr/*")
    if table is None or first is None or "whole" in (table.get("class") or "").split():
        return
    for note in notes.values():
        holder.remove(note)
        note.tag = "aside"
    for part in table:
        for parent, call in list(_calls(part, notes)):
            if part.tag != "thead":
                _put_behind(parent, call, notes.pop(call.get("href", "")))
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
