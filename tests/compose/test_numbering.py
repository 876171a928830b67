"""Numbers of chapters, appendices, figures and tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compose.builders import EPUB, book, chapter, composed, document, figure, inlines, p, ref, sketch, t, table
from octavo.compose.pieces import letters, part_label
from octavo.compose.words import LANGUAGES
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import PartNumbers
from octavo.model.walk import descend, plain_text


def test_body_chapters_are_numbered_but_those_that_ask_not_to_be() -> None:
    """Front matter, unnumbered chapters and other roles take no number."""
    made = composed(
        book(
            chapter("preface", p("x"), title="Preface", role="preface", matter="front"),
            chapter("intro", p("x"), title="Intro", classes="unnumbered"),
            chapter("one", p("x"), title="One"),
            chapter("end", p("x"), title="End", role="afterword"),
            chapter("two", p("x"), title="Two"),
            chapter("a", p("x"), title="Data", role="appendix", matter="back"),
            chapter("b", p("x"), title="More", role="appendix", matter="back"),
        )
    )
    assert [(d.name, d.number, d.number_label) for d in made.documents] == [
        ("preface", "", ""),
        ("intro", "", ""),
        ("one", "1", "Chapter 1"),
        ("end", "", ""),
        ("two", "2", "Chapter 2"),
        ("a", "A", "Appendix A"),
        ("b", "B", "Appendix B"),
    ]


def test_numbers_run_on_through_parts() -> None:
    """A part does not start the chapters again; its opener has the part's title."""
    texts = [chapter(stem, p("x"), title=stem.title()) for stem in ("one", "two")]
    made = composed(book(*texts, parts={"Part One: Land": ["one"], "Part Two: Sea": ["two"]}))
    assert [(d.name, d.role, sketch(d.title), d.number) for d in made.documents] == [
        ("part-part-one-land", "part", "Part One: Land", ""),
        ("one", "chapter", "One", "1"),
        ("part-part-two-sea", "part", "Part Two: Sea", ""),
        ("two", "chapter", "Two", "2"),
    ]


@pytest.mark.parametrize(
    ("by", "language", "label"),
    [
        (PartNumbers.NONE, "en", ""),
        (PartNumbers.WORDS, "en", "Part Two"),
        (PartNumbers.ROMAN, "en", "Part II"),
        (PartNumbers.ARABIC, "en", "Part 2"),
        (PartNumbers.WORDS, "de", "Zweiter Teil"),
        (PartNumbers.WORDS, "fr", "Deuxième partie"),
        (PartNumbers.WORDS, "it", "Parte seconda"),
        (PartNumbers.WORDS, "ja", "第二部"),
        (PartNumbers.ARABIC, "ja", "第2部"),
    ],
)
def test_parts_are_numbered_as_the_book_asks(by: PartNumbers, language: str, label: str) -> None:
    """Over the title of the opener, in the contents, and where the text refers to the part."""
    made = book(
        chapter("one", p("x"), title="One"), chapter("two", p(ref("part-plants")), title="Two"),
        parts={"Minerals": ["one"], "Plants": ["two"]}, front=["contents"],
    )  # fmt: skip
    meta = replace(made.config.metadata, language=language)
    contents = replace(made.config.contents, part_numbers=by)
    made = replace(made, config=replace(made.config, metadata=meta, contents=contents))
    shown = composed(made)
    opener = document(shown, "part-plants")
    assert (opener.number_label, plain_text(opener.title)) == (label, "Plants")
    assert plain_text(shown.navigation[-1].title) == (f"{label}: Plants" if label else "Plants")
    assert plain_text(document(shown, "two").children) == (label or "Plants")


def test_numbers_without_words_are_arabic() -> None:
    """No language's table goes on for ever."""
    words = LANGUAGES["en"]
    assert part_label(12, PartNumbers.WORDS, words) == "Part Twelve"
    assert part_label(13, PartNumbers.WORDS, words) == "Part 13"


def test_captioned_figures_and_tables_are_numbered_through_the_book() -> None:
    """Those without caption have no label; those without id get one, for the lists to lead to."""
    texts = (
        chapter("one", figure("fig-a", "A"), figure(), table((t("x"),), caption="T"), title="One"),
        chapter("two", figure("", "B"), table((t("x"),)), title="Two"),
    )
    made = composed(book(*texts))
    found = [
        (plain_text(n.label), n.attributes.id)
        for d in made.documents
        for n in descend(d.children)
        if isinstance(n, nodes.Figure | nodes.Table)
    ]
    assert found == [
        ("Figure 1", "fig-a"),
        ("", ""),
        ("Table 1", "one-table-t"),
        ("Figure 2", "two-figure-x"),
        ("", ""),
    ]


def test_a_figure_and_its_picture_do_not_share_an_id() -> None:
    """Parse may give both the braces; the id goes to the figure."""
    both = Attributes(id="fig", classes=("wide",))
    image = nodes.Image(span=figure().span, src="images/x.svg", alt="A", src_span=figure().span, attributes=both)
    shown = nodes.Figure(span=image.span, image=image, caption=inlines("C"), attributes=both)
    (block,) = document(composed(book(chapter("one", shown, title="One"))), "one").children
    assert isinstance(block, nodes.Figure)
    assert (block.attributes.id, block.image.attributes.id, block.image.attributes.classes) == ("fig", "", ("wide",))


def test_numbers_close_up_over_what_an_edition_leaves_out() -> None:
    """Each edition counts what it shows."""
    hidden = chapter("one", figure("a", "A"), title="One", only="print")
    made = composed(book(hidden, chapter("two", figure("b", "B"), title="Two")), EPUB)
    figures = [n for d in made.documents for n in descend(d.children) if isinstance(n, nodes.Figure)]
    assert [plain_text(f.label) for f in figures] == ["Figure 1"]
    assert document(made, "two").number_label == "Chapter 1"


def test_appendices_go_on_after_z() -> None:
    """The twenty-seventh is AA."""
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]
