"""Notes at the foot of the page: none lost, none twice, and lines that end where they should."""

from __future__ import annotations

import random
import re
import subprocess

import pytest

from octavo.model import nodes
from octavo.model.typography import Blemish
from octavo.model.units import Margins, Trim
from octavo.model.walk import block_text
from octavo.render.pdf import render_pdf
from octavo.render.pdf.columns import fit_columns, keep_short_columns
from octavo.render.pdf.tags.elements import Element
from octavo.render.pdf.tree import division_tree


def chapter(sample, prose, seed):
    """Return a chapter of paragraphs, headings and notes of all lengths."""
    chance, notes, blocks = random.Random(seed), [], []  # noqa: S311 - the same books in every run
    for index in range(20):
        if chance.random() < 0.15:
            blocks.append(sample.heading(2, prose(5, index), f"h-{index}"))
        parts = []
        for piece in range(chance.randint(1, 4)):
            parts.append(f"{prose(chance.randint(8, 50), index + piece)} ")
            if chance.random() < 0.5:
                notes.append(
                    sample.note(len(notes) + 1, f"mark{len(notes) + 1}x {prose(chance.randint(4, 50), piece)}")
                )
                parts.append(sample.call(notes[-1].id))
        blocks.append(sample.para(*parts))
    return sample.document("one", *blocks, title="One", notes=tuple(notes))


def test_notes_do_not_break_pages_that_have_room(sample, prose):
    """On a B-format page, where sums of line heights differ in their last digit, notes fill the page they are on."""
    document = chapter(sample, prose, 3)
    b_format = {
        "trim": Trim(width_pt=129 * 72 / 25.4, height_pt=198 * 72 / 25.4),
        "margins": Margins(inside_pt=48.19, outside_pt=36.85, top_pt=34.02, bottom_pt=39.69),
        "font_size_pt": 10.0,
        "line_height_pt": 12.5,
    }
    outcome = render_pdf(sample.publication(document, **b_format), None, lambda _line: None)
    lines = len(block_text((*document.children, *(b for n in document.notes for b in n.children)))) / 50
    assert outcome.value.pages <= lines / 39 * 1.6 + 1


@pytest.mark.parametrize("seed", [3, 24])
def test_every_note_is_printed_once(sample, prose, tmp_path, seed):
    """Each note of a chapter stands in the file exactly once."""
    document = chapter(sample, prose, seed)
    outcome = render_pdf(sample.publication(document), None, lambda _line: None)
    assert outcome.diagnostics == ()
    path = tmp_path / "notes.pdf"
    path.write_bytes(outcome.value.data)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    printed = sorted(int(number) for number in re.findall(r"mark(\d+)x", text))
    assert printed == [int(note.number) for note in document.notes]


@pytest.mark.parametrize("seed", [2, 20])
def test_notes_stand_on_the_page_of_their_call(sample, prose, seed):
    """Lines move to the next page, and notes do not: not even to keep two lines of a paragraph together."""
    found = render_pdf(sample.publication(chapter(sample, prose, seed)), None, lambda _line: None).value.typography
    assert found.counts[Blemish.LATE_NOTE] == found.counts[Blemish.WIDOW] == found.counts[Blemish.ORPHAN] == 0


def test_empty_anchors_take_in_a_word(sample):
    """An empty anchor takes the word behind it, or the one before it: the engine breaks lines badly beside it."""
    anchor = nodes.Anchor(span=sample.para().span, id="here")
    tree = division_tree(
        sample.document("one", sample.para("To ", anchor, "Tokyo by sea."), sample.para("At an end", anchor)),
        _target(),
    )
    spans = [(span.text, span.tail) for span in tree.iter("span")]
    assert spans == [("Tokyo", " by sea."), ("end", None)]


def test_line_ends_of_the_source_are_spaces(sample):
    """A line end in a note is a space, and stays in preformatted text."""
    code = nodes.CodeBlock(span=sample.para().span, text="a\n  b\n")
    tree = division_tree(sample.document("one", sample.para("One\nline"), code), _target())
    assert [made.text for made in tree.iter("p")] == ["One line"]
    assert ["".join(made.itertext()) for made in tree.iter("code")] == ["a\n  b\n"]


def test_short_columns_are_kept_whole():
    """Dates and names do not break; the column of long entries does."""
    table = Element("table")
    for entries in (("Date", "Event"), ("16 October 2014", "first joint exercise, in the Gulf of Aden")):
        row = Element("tr")
        for entry in entries:
            cell = Element("td")
            cell.text = entry
            row.append(cell)
        table.append(row)
    keep_short_columns(table)
    assert [cell.get("class") for cell in table.iter("td")] == ["short", None, "short", None]


@pytest.mark.parametrize(
    ("words", "crowded"),
    [
        (["Interoperability"] * 5, True),
        (["Interoperability"] * 3, False),
        (["a column of many short words, as long as one likes, for it breaks between them"] * 4, False),
        (["https://example.org/path/to/a/page/and/further/to/another"] * 3, False),
        (["海上自衛隊の護衛艦と欧州連合の船が訓練をした"] * 6, False),
    ],
)
def test_a_table_that_cannot_fit_the_line_is_set_smaller(words, crowded):
    """What counts is the longest word of each column, where a line may not break."""
    table, row = Element("table"), Element("tr")
    table.append(row)
    for word in words:
        cell = Element("td")
        cell.text = word
        row.append(cell)
    fit_columns(table)
    assert ("crowded" in table.get("class", "").split()) is crowded


def rows_by_page(sample, tmp_path, lines, rows):
    """Return the numbers of the rows of a table on each page, after so many lines of text."""
    before = [sample.para("A line.") for _ in range(lines)]
    path = tmp_path / f"table-{lines}.pdf"
    document = sample.document("one", *before, sample.table([("A", "B"), *rows]))
    path.write_bytes(render_pdf(sample.publication(document), None, lambda _line: None).value.data)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return [found for page in text.split("\f") if (found := re.findall(r"row (\d+)", page))]


@pytest.mark.parametrize("lines", [26, 29, 32])
def test_a_small_table_is_not_broken(sample, tmp_path, lines):
    """It stands on the next page as a whole, head, caption and all."""
    rows = [(f"row {number}", "b") for number in range(9)]
    assert rows_by_page(sample, tmp_path, lines, rows) == [[str(number) for number in range(9)]]


@pytest.mark.parametrize("lines", range(18, 28, 2))
def test_a_table_leaves_three_rows_on_a_page(sample, tmp_path, lines):
    """At the least, on the first page and on the last."""
    rows = [(f"row {number}", "words and words " * 6) for number in range(9)]
    pages = rows_by_page(sample, tmp_path, lines, rows)
    assert sum(map(len, pages)) == len(rows)
    assert min(map(len, pages)) >= 3


def test_a_table_of_many_columns_stays_on_the_page(sample, tmp_path):
    """All twelve columns are inside the text block, words and all."""
    table = sample.table([[f"Column{c}" for c in range(12)], [f"value_{c}" for c in range(12)]])
    path = tmp_path / "table.pdf"
    path.write_bytes(render_pdf(sample.publication(sample.document("one", table)), None, lambda _line: None).value.data)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True).stdout
    right = [float(edge) for edge in re.findall(r'xMax="([0-9.]+)"', boxes)]
    assert max(right) < (152 - 17) * 72 / 25.4 + 1


def test_a_list_begins_at_its_number(sample, tmp_path):
    """A list that starts at three is numbered from three."""
    items = tuple(nodes.ListItem(span=sample.para().span, children=(sample.para(word),)) for word in ("Red.", "Blue."))
    document = sample.document("one", nodes.List(span=sample.para().span, items=items, start=3))
    path = tmp_path / "list.pdf"
    path.write_bytes(render_pdf(sample.publication(document), None, lambda _line: None).value.data)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    assert text.split()[:4] == ["3.", "Red.", "4.", "Blue."]


def _target():
    from octavo.render.xhtml import Target

    return Target(
        epub=False, notes_inline=True, href=str, picture=str, folio=lambda _target: "", last_folio=lambda _target: "", math=None, words={},
        language="en-GB",
    )  # fmt: skip
