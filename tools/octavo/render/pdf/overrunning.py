"""What no line can hold: text and pictures that run into the margin, off the paper or over what stands beside them.

Words break where they must; a table whose columns cannot be narrower, a formula in one and what a stylesheet keeps from
breaking do not, and the engine lets them run on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import ContentDocument
from octavo.render.pdf.blame import Blame
from octavo.render.pdf.findings import OVERRUNNING, WIDER_THAN_LINE
from octavo.render.pdf.tags.placing import BLANK, POINTS_PER_PIXEL, real, turned

_HAIR_PX = 1.0
"""In CSS pixels, as is the other: sums of widths differ by less."""
_HANGING_PX = 8.0
"""By so much a line may reach into the margin: a stop that hangs, or a column of a table, which nobody sees."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a line must end, in CSS pixels from the left of the page."""

    paper: float
    measure: float
    neighbour: float
    """Where the next cell or column begins; the paper's edge where there is none."""


@dataclass(frozen=True, slots=True)
class _Excess:
    box: Any
    source: str
    where: str
    """Over what it runs; empty for the margin."""
    by_px: float


def overrunning_blocks(document: ContentDocument, html: Element, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield, for each page, the first ``overrunning-text`` error and the first ``wider-than-line`` warning."""
    blame = Blame.of(document, html)
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        paper = page_box.position_x + page_box.margin_width()
        room = _Room(paper + _HAIR_PX, page_box.content_box_x() + page_box.width + _HANGING_PX, paper + _HAIR_PX)
        found = list(_excesses(page_box, room, ""))
        over, into = (next((one for one in found if bool(one.where) is over), None) for over in (True, False))
        if over is not None:
            span, what = blame(over.box, over.source)
            yield OVERRUNNING.at(span, what=what, document=document.plain_title, where=over.where)
        elif into is not None:
            span, what = blame(into.box, into.source)
            points = round((into.by_px + _HANGING_PX) * POINTS_PER_PIXEL)
            yield WIDER_THAN_LINE.at(span, what=what, document=document.plain_title, points=points)


def _excesses(box: Any, room: _Room, source: str) -> Iterator[_Excess]:
    box = real(box)
    if isinstance(box, boxes.MarginBox) or box.is_leader:
        return
    source = Blame.source(box, source)
    room = _room_in(box, room)
    if _shows(box) and (excess := _excess(box, room, source)) is not None:
        yield excess
    for child in getattr(box, "children", ()):
        inner = room
        if isinstance(child, boxes.TableCellBox) and child is not box.children[-1]:
            inner = replace(room, neighbour=min(room.neighbour, child.position_x + child.margin_width() + _HAIR_PX))
        yield from _excesses(child, inner, source)


def _room_in(box: Any, room: _Room) -> _Room:
    """Return the room inside a box: what leaves the flow may stand in the margin, and a plate may be turned."""
    if turned(box):
        edge = box.content_box_x() + box.width + _HANGING_PX
        return _Room(edge, edge, edge)
    if getattr(box, "is_column", False):
        return replace(room, neighbour=min(room.neighbour, box.content_box_x() + box.width + _HANGING_PX))
    if box.is_absolutely_positioned() or box.is_floated():
        return replace(room, measure=room.paper)
    return room


def _shows(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip(BLANK))
    return isinstance(box, boxes.ReplacedBox) and not _bleeds(box)


def _bleeds(box: Any) -> bool:
    return bool(box.is_absolutely_positioned())  # of a picture that bleeds: it is to reach beyond the page


def _excess(box: Any, room: _Room, source: str) -> _Excess | None:
    right = box.position_x + box.margin_width()
    if right > room.neighbour and room.neighbour < room.paper:
        return _Excess(box, source, "over what stands beside it", right - room.neighbour)
    if right > room.paper:
        return _Excess(box, source, "off the paper", right - room.paper)
    return _Excess(box, source, "", right - room.measure) if right > room.measure else None
