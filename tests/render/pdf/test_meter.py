"""What a typesetter would mark: each mark is made where it is due, and not where it nearly is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.cli.record import typography_record
from octavo.cli.terminal import marks_line
from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.typography import Blemish, Mark, Typography
from octavo.render.pdf import render_pdf
from octavo.render.pdf.meter_lines import Line, ReadPage
from octavo.render.pdf.meter_marks import (
    lines_not_level,
    loose_lines,
    low_headings,
    page_end_marks,
    paragraph_marks,
    unequal_pages,
)

LINE_HEIGHT = 13.5
BLOCK = object()


def line(text="some words of a line", page=0, **changes):
    """Return a line of a paragraph."""
    return replace(
        Line(
            page=page, block=BLOCK, source="manuscript/one.md:7", text=text, stretch=1.2, base=100.0, tag="p",
            note=False, flowing=True,
        ),
        **changes,
    )  # fmt: skip


def lines(*texts):
    """Return a paragraph on one page."""
    return [line(text) for text in texts]


def kinds(found):
    """Return what was found, with its measure."""
    return [(one.blemish, one.measure) for one in found]


def full_page(count, white=0.0):
    """Return a page of so many lines of plain text, and white below them."""
    body = [line(base=50 + LINE_HEIGHT * number) for number in range(1, count + 1)]
    return ReadPage(body=body, white=white)


@pytest.mark.parametrize(("stretch", "marks"), [(2.51, [(Blemish.LOOSE_LINE, 2.51)]), (2.5, []), (0, [])])
def test_loose_line(stretch, marks):
    """A line is loose when its spaces are wider than two and a half normal ones."""
    assert kinds(loose_lines([line(stretch=stretch)])) == marks


@pytest.mark.parametrize(("hyphens", "marks"), [(4, [(Blemish.HYPHEN_LADDER, 4)]), (3, [])])
def test_hyphen_ladder(hyphens, marks):
    """Three hyphens may stand below each other, four may not; a ladder is marked once, at its last line."""
    assert kinds(paragraph_marks(lines(*["a word is di-"] * hyphens, "vided here", "and ends well enough."))) == marks


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (("here a word is divid-", "ed."), [(Blemish.SHORT_LAST_LINE, 2)]),
        (("here a word is respon-", "sibility."), [(Blemish.SHORT_LAST_LINE, 8)]),
        (("so it is, and so be", "it."), [(Blemish.SHORT_LAST_LINE, 2)]),
        (("here a word is not", "divided."), []),
        (("here a word is divid-", "ed, and more."), []),
        (("it.",), []),
    ],
)
def test_short_last_line(texts, marks):
    """A last line is more than a piece of a word, and more than three letters; a paragraph of one line may be short."""
    assert kinds(paragraph_marks(lines(*texts))) == marks


def test_short_last_line_of_a_cell():
    """In tables, columns and ragged text short lines are as they should be."""
    assert kinds(paragraph_marks([line("so it is, and so be", stretch=0), line("it.", stretch=0)])) == []
    assert kinds(paragraph_marks([line("so it is, and so be", flowing=False), line("it.", flowing=False)])) == []


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        (1, 2, [(Blemish.ORPHAN, 1)]),
        (2, 1, [(Blemish.WIDOW, 1)]),
        (1, 1, [(Blemish.ORPHAN, 1), (Blemish.WIDOW, 1)]),
        (2, 2, []),
        (3, 0, []),
    ],
)
def test_widows_and_orphans(before, after, marks):
    """A paragraph leaves two lines at least on either page."""
    assert kinds(page_end_marks([line(page=0)] * before + [line(page=1)] * after)) == marks


@pytest.mark.parametrize(("last", "marks"), [("a word di-", [(Blemish.HYPHEN_AT_PAGE_END, 1)]), ("a word", [])])
def test_hyphen_at_page_end(last, marks):
    """A page does not end in a piece of a word; a line above may."""
    assert kinds(page_end_marks([line("the first di-"), line(last), line(page=1), line(page=1)])) == marks


@pytest.mark.parametrize(
    ("below", "marks"), [(0, [(Blemish.LOW_HEADING, 0)]), (1, [(Blemish.LOW_HEADING, 1)]), (2, [])]
)
def test_low_heading(below, marks):
    """Two lines at least stand below a heading."""
    page = ReadPage(body=[line(), line("A heading", tag="h2"), *[line()] * below])
    assert kinds(low_headings(page)) == marks


def test_heading_above_a_picture():
    """A picture below a heading is as good as two lines."""
    assert kinds(low_headings(ReadPage(body=[line("A heading", tag="h2")], pictures=[1]))) == []


def test_unequal_pages():
    """Facing pages end on the same line, or less than one line above their notes; some end in what is no text."""
    full, short = full_page(40), full_page(39, white=LINE_HEIGHT)
    assert kinds(unequal_pages(short, full, LINE_HEIGHT)) == [(Blemish.UNEQUAL_PAGES, 1)]
    assert kinds(unequal_pages(full, full_page(40), LINE_HEIGHT)) == []
    assert kinds(unequal_pages(full, full_page(30, white=0.9 * LINE_HEIGHT), LINE_HEIGHT)) == []
    assert kinds(unequal_pages(full, full_page(30, white=None), LINE_HEIGHT)) == []
    assert kinds(unequal_pages(full, full_page(36, white=4 * LINE_HEIGHT), LINE_HEIGHT)) == []


@pytest.mark.parametrize(("off", "marks"), [(0.6, [(Blemish.LINES_NOT_LEVEL, 0.6)]), (0.4, []), (LINE_HEIGHT, [])])
def test_lines_not_level(off, marks):
    """Lines of facing pages stand level within half a point; whole lines more or less do no harm."""
    right = full_page(20)
    right.body[7] = replace(right.body[7], base=right.body[7].base + off)
    assert kinds(lines_not_level(full_page(20), right, LINE_HEIGHT)) == marks


def test_headings_need_not_be_level():
    """A heading stands between the lines of the grid."""
    right = full_page(20)
    right.body[7] = replace(right.body[7], base=right.body[7].base + 6, tag="h2")
    assert kinds(lines_not_level(full_page(20), right, LINE_HEIGHT)) == []


def measured(publication):
    """Return what was measured on a publication's pages."""
    return render_pdf(publication, None, lambda _line: None).value.typography


def test_a_loose_line_has_its_page_and_its_place(sample):
    """What is marked has the page, the folio, the file and the line of its block, and the words it begins with."""
    long = "W" * 30
    here = Span("manuscript/02-two.md", 41, 1, 41, 9)
    paragraph = replace(sample.para(f"It is {long} and {long} and so on."), span=here)
    found = measured(sample.publication(sample.document("one", sample.para("An even line."), paragraph)))
    mark = found.marks[0]
    assert (mark.blemish, mark.page, mark.folio, mark.path, mark.line) == (
        Blemish.LOOSE_LINE, 0, "1", "manuscript/02-two.md", 41,
    )  # fmt: skip
    assert mark.words == "It is"
    assert mark.measure > 3


def test_even_prose_has_no_marks(sample, prose):
    """Pages of prose with its notes are measured, and nothing is marked but what the engine cannot help."""
    note = sample.note(1, "A short note.")
    document = sample.document("one", sample.para(prose(60), sample.call(note.id), prose(300, 3)), notes=(note,))
    found = measured(sample.publication(document))
    assert (found.notes, found.counts[Blemish.LATE_NOTE], found.counts[Blemish.WIDOW]) == (1, 0, 0)
    assert found.lines > found.justified > 25


def test_facing_pages_stand_level(sample, prose):
    """Calls of notes, text in other scripts and code leave the lines of a spread where they were."""
    notes = tuple(sample.note(number, "A short note.") for number in range(30))
    code = nodes.Code(span=sample.para().span, text="x = 1")
    japanese = nodes.Phrase(
        span=sample.para().span, children=(sample.text("石破茂"),), attributes=Attributes(pairs=(("lang", "ja"),))
    )
    blocks = [
        sample.para(prose(40, n), sample.call(notes[n].id), " ", code, " ", japanese, " ", prose(50, n))
        for n in range(30)
    ]
    found = measured(sample.publication(sample.document("one", *blocks, notes=notes)))
    assert found.spreads > 1
    assert found.counts[Blemish.LINES_NOT_LEVEL] == 0


MARK = Mark(
    blemish=Blemish.LATE_NOTE, page=9, folio="4", path="manuscript/one.md", line=7, words="3", measure=1
)  # fmt: skip


def test_the_line_of_a_build():
    """Counts are told in words, in one order; a clean edition says so."""
    loose = replace(MARK, blemish=Blemish.LOOSE_LINE)
    typography = Typography(marks=(MARK, loose, loose))
    assert marks_line(typography.counts) == "2 loose lines, 1 note on a page after its call"
    assert marks_line(Typography().counts) == "nothing to mark in lines, pages and notes"


def test_the_record_of_a_build():
    """The record lists each mark with its page and place, and every count, zeros too."""
    record = typography_record(Typography(marks=(MARK,), lines=30, notes=3))
    assert record["marks"] == [
        {
            "kind": "late-note",
            "page": 10,
            "folio": "4",
            "path": "manuscript/one.md",
            "line": 7,
            "words": "3",
            "measure": 1,
        }
    ]
    assert record["counts"] == {blemish.value: int(blemish is Blemish.LATE_NOTE) for blemish in Blemish}
    assert (record["lines"], record["notes"]) == (30, 3)
