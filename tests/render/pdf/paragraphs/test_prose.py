"""Pages of prose, broken line by line and as wholes: fewer marks, level pages, and nothing else that is different."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pikepdf
import pytest

from octavo.model.edition import LineBreaks, Paragraphs
from octavo.model.typography import Blemish
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.meter_lines import LineReader
from octavo.render.pdf.plan import plan_divisions
from support.prose import paragraph

LENGTHS = (9, 16, 28, 45, 70, 120, 180)


@pytest.fixture(scope="module")
def chapter(sample):
    """A chapter of 180 paragraphs of all lengths, a note at every sixth."""
    rng = random.Random(7)  # noqa: S311 - the same prose in every run
    notes, blocks = [], []
    for number in range(180):
        before, after = (paragraph(rng, rng.choice(LENGTHS)) for _ in range(2))
        if number % 6:
            blocks.append(sample.para(before))
            continue
        notes.append(sample.note(len(notes) + 1, paragraph(rng, rng.choice((8, 20, 35)))))
        blocks.append(sample.para(before, sample.call(notes[-1].id), f" {after}"))
    return sample.document("one", *blocks, notes=tuple(notes))


@pytest.fixture(scope="module")
def rendered(sample, chapter):
    """The chapter in both ways."""
    made = {}
    for way in Paragraphs:
        publication = sample.publication(chapter, pdf_variant="pdf/ua-1", paragraphs=way)
        made[way] = render_pdf(publication, None, lambda _line: None)
    return made


def test_nothing_is_found(rendered):
    """No text is lost, nothing runs off a page, no plan breaks down."""
    assert [outcome.diagnostics for outcome in rendered.values()] == [(), ()]
    assert rendered[Paragraphs.TOTAL_FIT].value.typography.unplanned == 0


def test_pages_are_as_a_typesetter_wants_them(rendered):
    """Facing pages end on the same line, whole words end pages, and what is marked in lines is far less."""
    greedy, whole = (rendered[way].value.typography for way in (Paragraphs.GREEDY, Paragraphs.TOTAL_FIT))
    assert whole.spreads > 10
    clean = (Blemish.HYPHEN_AT_PAGE_END, Blemish.HYPHEN_LADDER, Blemish.WIDOW, Blemish.ORPHAN)
    assert [whole.counts[blemish] for blemish in clean] == [0, 0, 0, 0]
    assert whole.counts[Blemish.UNEQUAL_PAGES] * 16 <= whole.spreads < greedy.counts[Blemish.UNEQUAL_PAGES] * 4
    for blemish in (Blemish.LOOSE_LINE, Blemish.SHORT_LAST_LINE):
        assert whole.counts[blemish] * 3 <= greedy.counts[blemish]


def test_notes_stay_with_their_calls(rendered):
    """Trying pages in several ways loses no note, and puts none off."""
    typography = rendered[Paragraphs.TOTAL_FIT].value.typography
    assert (typography.notes, typography.counts[Blemish.LATE_NOTE]) == (30, 0)


def facts(outcome):
    """Return what readers find in a file beside its lines: links, and kinds of structure elements."""
    with pikepdf.open(io.BytesIO(outcome.value.data)) as pdf:
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)
        kinds = [str(item["/S"]) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    return links, sorted(kind for kind in kinds if kind in {"/P", "/Note", "/Link", "/Reference", "/H1"})


def test_structure_and_links_are_the_same(rendered):
    """Whatever breaks the lines, a reader finds the same paragraphs, notes and links."""
    assert facts(rendered[Paragraphs.GREEDY]) == facts(rendered[Paragraphs.TOTAL_FIT])


def test_the_same_text_of_a_page_map(rendered):
    """The running text that page starts are told in is the same."""
    maps = [outcome.value.page_map for outcome in rendered.values()]
    assert maps[0].texts == maps[1].texts
    assert len(maps[0].starts) == len(maps[0].pages)


def test_what_a_hyphen_costs_is_what_the_edition_says(sample):
    """Words that are dear to divide are hardly divided; spaces that may not shrink do not."""
    rng = random.Random(5)  # noqa: S311 - the same prose in every run
    chapter = sample.document("one", *(sample.para(paragraph(rng, 120)) for _ in range(20)))
    ends = {}
    for name, breaks in (("cheap", LineBreaks(hyphen=0)), ("usual", LineBreaks()), ("dear", LineBreaks(hyphen=5000))):
        publication = sample.publication(chapter, line_breaks=breaks)
        engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
        (division,) = plan_divisions(publication)
        pages, reader = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages, LineReader()
        ends[name] = sum(line.hyphen for number, page in enumerate(pages) for line in reader.read(page, number).body)
    assert ends["cheap"] > 1.5 * ends["usual"] > 3 * ends["dear"]


def test_one_sided_pages(sample, chapter):
    """Pages that no other faces end in whole words too, and are filled."""
    outcome = render_pdf(sample.publication(replace(chapter), mirrored=False), None, lambda _line: None)
    assert outcome.value.typography.counts[Blemish.HYPHEN_AT_PAGE_END] == 0


def test_a_heading_has_two_lines_below_it(sample):
    """A heading and the one line below it go to the next page together, wherever the page ends."""
    rng = random.Random(3)  # noqa: S311 - the same prose in every run
    blocks = []
    for number in range(40):
        blocks += [sample.heading(2, f"Part {number}", f"part-{number}"), sample.para("Short.")]
        blocks += [sample.para(paragraph(rng, words)) for words in (40, 60, 30 + number)]
    outcome = render_pdf(sample.publication(sample.document("one", *blocks)), None, lambda _line: None)
    assert outcome.value.typography.counts[Blemish.LOW_HEADING] == 0
