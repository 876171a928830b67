"""Total fit by itself: the plan is the cheapest there is, and what makes a plan dear is what a reader would mind."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.render.pdf.paragraphs.costs import Costs
from octavo.render.pdf.paragraphs.fit import Break, Fitting, Hyphen

SPACE, MEASURE = 2.5, 60.0
START = Break(0, 0, 0, 0, 0)
LINE_BY_LINE = Costs(contrast=0, two_hyphens=0, ladder=0)
"""Under which a line costs the same whatever the line before it was: then the plan is exactly the best."""


def breaks_of(words):
    """Return the breaks of a paragraph of words, each given by the widths of the pieces it is divided into."""
    found, x, at, spaces, letters = [], 0.0, 0, 0, 0
    for number, pieces in enumerate(words):
        for piece in pieces[:-1]:
            x, at, letters = x + piece, at + 1, letters + 3
            found.append(Break(at, x + 3, spaces, x, spaces, 300, Hyphen.ADDED, letters))
        x, at, letters = x + pieces[-1], at + 1, letters + 5
        last = number == len(words) - 1
        found.append(Break(at, x, spaces, x if last else x + SPACE, spaces if last else spaces + 1, 0, letters=letters))
        x, spaces = x + SPACE, spaces + 1
    return found


def greedy(breaks, fitting):
    """Return the breaks of one line after the other, each as long as may be."""
    chosen, start = [], START
    while not chosen or chosen[-1] is not breaks[-1]:
        rest = [end for end in breaks if end.at > start.at]
        width = fitting.widths[min(len(chosen), len(fitting.widths) - 1)]
        fitting_ends = [end for end in rest if end.end - start.begin <= width]
        chosen.append(fitting_ends[-1] if fitting_ends else rest[0])
        start = chosen[-1]
    return chosen


def chosen_by(plan, breaks):
    """Return the breaks that a plan's lines end at."""
    ends = {end.at: end for end in breaks}
    return [ends[line.end] for line in plan]


WORDS = st.lists(st.lists(st.integers(4, 22), min_size=1, max_size=3).filter(lambda p: sum(p) < MEASURE), min_size=1)


@given(words=WORDS, indent=st.sampled_from([0, 12]))
def test_a_plan_costs_no_more_than_line_by_line(words, indent):
    """Whatever the words, no line-by-line setting is cheaper; and the lines of a plan are all of the paragraph."""
    breaks = breaks_of(words)
    fitting = Fitting(widths=(MEASURE - indent, MEASURE), space=SPACE, costs=LINE_BY_LINE)
    plan = fitting.plan(START, breaks).lines
    assert [line.start for line in plan] == [0, *(line.end for line in plan[:-1])]
    assert plan[-1].end == breaks[-1].at
    if all(line.ratio < inf for line in plan):
        assert fitting.cost(START, chosen_by(plan, breaks)) <= fitting.cost(START, greedy(breaks, fitting)) + 1e-6


@given(words=st.lists(st.lists(st.integers(5, 25), min_size=1, max_size=2), min_size=2, max_size=6))
def test_a_plan_is_the_best_of_all(words):
    """Every other choice of breaks costs as much or more, or has a line looser than need be."""
    breaks = breaks_of(words)
    fitting = Fitting(widths=(MEASURE,), space=SPACE, costs=Costs(contrast=0, two_hyphens=0, ladder=0, tolerance=inf))
    every = ((*middle, breaks[-1]) for count in range(len(breaks)) for middle in combinations(breaks[:-1], count))
    best = min(fitting.cost(START, choice) for choice in every)
    assert fitting.cost(START, chosen_by(fitting.plan(START, breaks).lines, breaks)) == pytest.approx(best)


EVEN = breaks_of([[9], [8], [11], [7], [10], [9], [12], [8], [9], [10], [7], [11], [9], [8], [10], [12], [9], [8]] * 3)


def test_lines_hold_their_measure():
    """No line is longer than the measure once its spaces are as narrow as they may be."""
    for line in Fitting(widths=(MEASURE,), space=SPACE).plan(START, EVEN).lines:
        first = START if line.start == 0 else next(end for end in EVEN if end.at == line.start)
        last = next(end for end in EVEN if end.at == line.end)
        assert last.end - first.begin - 0.25 * SPACE * (last.spaces - first.begun) <= MEASURE + 0.01
        assert line.ratio >= -1


@pytest.mark.parametrize("change", [-1, 1])
def test_a_line_less_or_more(change):
    """A paragraph with room for it can be set in a line less or more; in ten more it cannot."""
    usual = len(Fitting(widths=(MEASURE,), space=SPACE).plan(START, EVEN).lines)
    costs = Costs(give=4, shrink=0.5)
    fitted = Fitting(widths=(MEASURE,) * (usual + 4), space=SPACE, costs=costs, lines=usual + change)
    plan = fitted.plan(START, EVEN)
    assert plan is None or len(plan.lines) == usual + change
    assert (change < 0) or plan is not None
    assert Fitting(widths=(MEASURE,) * 40, space=SPACE, lines=usual + 10).plan(START, EVEN) is None


def test_a_line_kept_whole():
    """Where a line would end in a hyphen, it can be asked not to, if that leaves no line too loose."""
    breaks = breaks_of([[9], [9], [9], [9], [11, 9], [9], [9]])
    usual = Fitting(widths=(MEASURE,), space=SPACE)
    assert usual.plan(START, breaks).lines[0].hyphen is Hyphen.ADDED
    assert replace(usual, whole=0).plan(START, breaks) is None
    patient = replace(usual, whole=0, costs=Costs(give=5))
    assert patient.plan(START, breaks).lines[0].hyphen is Hyphen.NONE
    assert replace(usual, whole=1).plan(START, breaks).lines[0].hyphen is Hyphen.ADDED


def test_a_word_that_no_line_holds():
    """A word wider than the measure stands on a line of its own, marked as one that is no plan."""
    plan = Fitting(widths=(MEASURE,), space=SPACE).plan(START, breaks_of([[20], [90], [20], [20]])).lines
    assert [line.ratio == inf for line in plan].count(True) == 1
    assert plan[-1].end == 4


def test_a_last_line_is_more_than_a_piece():
    """The last line is no piece of a word where another setting is to be had."""
    breaks = breaks_of([[8], [8], [8], [8], [8], [4, 9]])
    careless = Costs(piece_last=0, hyphen_before_last=0, short_last=0)
    assert Fitting(widths=(MEASURE,), space=SPACE, costs=careless).plan(START, breaks).lines[0].hyphen is Hyphen.ADDED
    assert Fitting(widths=(MEASURE,), space=SPACE).plan(START, breaks).lines[0].hyphen is Hyphen.NONE
