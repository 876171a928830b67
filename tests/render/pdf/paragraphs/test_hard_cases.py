"""Paragraphs of every kind, set as a whole and line by line: the same text, and no line beyond its measure.

These cases say whether a newer WeasyPrint can be trusted: run them before its version is written into ``hooks``.
"""

from __future__ import annotations

import pytest

from octavo.render.pdf.paragraphs import Compositor
from support.hard_paragraphs import CASES, PROSE, laid, lines, shown


@pytest.mark.parametrize("name", CASES)
def test_text_is_the_same_and_in_its_measure(name):
    """Nothing is lost, nothing comes twice, nothing sticks out, and no plan breaks down."""
    body = CASES[name] + f"<p>{PROSE}</p>" * 4
    compositor = Compositor()
    planned, greedy = laid(body, compositor), laid(body)
    assert compositor.faults == []
    assert shown(planned) == shown(greedy)
    sticking_out = max(0.0, *(excess(line, holder) for line, holder in lines(greedy)))
    assert [line for line, holder in lines(planned) if excess(line, holder) > sticking_out + 0.05] == []


def excess(line, holder):
    """Return by how much a line sticks out of what it stands in, in pixels."""
    return line.position_x + line.width - holder.content_box_x() - holder.width


LEFT_TO_THE_ENGINE = {
    "list",  # its marks, not its lines
    "japanese", "arabic", "arabic in it", "line ends", "kept line ends", "leader", "centred", "all justified",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_planned(name):
    """Only what is named here is left to the engine: everything else is planned."""
    compositor = Compositor()
    laid(f"<div>{CASES[name]}</div>", compositor)
    assert bool(compositor.left) == (name in LEFT_TO_THE_ENGINE)


def test_a_plan_that_breaks_down_stops_nothing(monkeypatch):
    """A fault is counted, and the engine breaks the lines of the paragraph."""

    def fail(*_arguments, **_options):
        raise ValueError("no plan today")

    monkeypatch.setattr("octavo.render.pdf.paragraphs.compositor.read_paragraph", fail)
    compositor = Compositor()
    assert shown(laid(CASES["plain"], compositor)) == shown(laid(CASES["plain"]))
    assert compositor.faults == ["ValueError: no plan today"]
