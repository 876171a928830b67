"""What ``only`` keeps from an edition."""

from __future__ import annotations

import pytest

from compose.builders import (
    EPUB,
    PRINT,
    S,
    at,
    attrs,
    book,
    chapter,
    composed,
    composed_with,
    definition,
    div,
    document,
    figure,
    h,
    note,
    p,
    phrase,
    ref,
    sketch,
)  # fmt: skip
from octavo.compose.select import ONLY_UNKNOWN_EDITION
from octavo.model import nodes
from octavo.model.edition import Edition


@pytest.mark.parametrize(
    ("edition", "words"), [(PRINT, "Both.\nPaper.\nOn paper.\n"), (EPUB, "Both.\nScreens.\nOn glass.\n")]
)
def test_blocks_and_phrases_are_for_their_editions(edition: Edition, words: str) -> None:
    """A paragraph, a division and a phrase stand only where ``only`` lets them; a wrapper made for it goes."""
    text = chapter(
        "one",
        p("Both."),
        p("Paper.", only="print"),
        div(p("Screens."), only="screen epub"),
        p("On ", phrase("paper", only="print,screen"), phrase("glass", only="epub"), "."),
        title="One",
    )
    assert sketch(document(composed(book(text), edition), "one").children) == words


def test_a_division_with_a_class_stays_when_shown() -> None:
    """Only a wrapper that says nothing else is taken off."""
    styled = nodes.Division(span=S, children=(p("Words."),), attributes=attrs("aside", only="print"))
    (block,) = document(composed(book(chapter("one", styled, title="One"))), "one").children
    assert isinstance(block, nodes.Division)
    assert block.attributes.classes == ("aside",)


def test_a_heading_takes_its_section_along() -> None:
    """Up to the next heading of its level: no text stays under the heading before it."""
    own = nodes.Heading(
        span=S, level=2, children=(nodes.Text(span=S, text="Own"),), attributes=attrs(id="own", only="epub")
    )
    blocks = (p("a"), own, p("b"), h("Below", "below", 3), p("c"), h("Next", "next"), p("d"))
    text = chapter("one", *blocks, title="One")
    assert sketch(document(composed(book(text)), "one").children) == "a\n#next Next\nd\n"
    assert sketch(document(composed(book(text), EPUB), "one").children).count("\n") == 7


def test_an_item_goes_with_its_words() -> None:
    """And a list with its items; an item that holds nothing by nature stays."""

    def listed(*items: tuple[nodes.Block, ...]) -> nodes.List:
        made = (nodes.ListItem(span=at(number), children=children) for number, children in enumerate(items, 1))
        return nodes.List(span=S, items=tuple(made))

    gone = (p(phrase("x", only="epub")),)
    text = chapter("one", listed((p("a"),), gone, ()), listed(gone), title="One")
    (left,) = document(composed(book(text)), "one").children
    assert isinstance(left, nodes.List)
    assert [len(item.children) for item in left.items] == [1, 0]


def test_a_chapter_may_be_left_out_whole() -> None:
    """``only`` on a title keeps the chapter, its number and its line in the contents from other editions."""
    texts = (chapter("one", p("x"), title="One", only="epub"), chapter("two", p("y"), title="Two"))
    made = composed(book(*texts))
    assert [(d.name, d.number) for d in made.documents] == [("two", "1")]


def test_a_part_without_chapters_has_no_opener() -> None:
    """An opener that opens nothing is left out."""
    texts = (chapter("one", p("x"), title="One", only="epub"), chapter("two", p("y"), title="Two"))
    made = composed(book(*texts, parts={"First": ["one"], "Second": ["two"]}))
    assert [d.name for d in made.documents] == ["part-second", "two"]


def test_a_paragraph_left_without_words_goes() -> None:
    """No empty paragraph is left behind."""
    text = chapter("one", p(phrase("x", only="epub")), p("y"), title="One")
    assert sketch(document(composed(book(text)), "one").children) == "y\n"


def test_notes_of_dropped_calls_are_not_made() -> None:
    """A note whose only call is dropped is not in the edition, and numbers close up."""
    text = chapter(
        "one",
        p("a", phrase(note("x"), only="epub"), "b", note("y")),
        title="One",
        notes=[definition("x", "X"), definition("y", "Y")],
    )
    assert [(n.id, n.number) for n in document(composed(book(text)), "one").notes] == [("one-note-y", "1")]


def test_an_unknown_name_is_an_error_with_a_suggestion() -> None:
    """A misspelt edition is reported at the braces, on blocks as on titles."""
    own = attrs(only="pritn")
    block = nodes.Paragraph(
        span=at(3), children=(), attributes=type(own)(pairs=own.pairs, span=at(2, path="manuscript/one.md"))
    )
    _, found = composed_with(book(chapter("one", block, title="One", only="epup")))
    assert [(d.finding, d.message, str(d.span), d.hint) for d in found] == [
        (
            ONLY_UNKNOWN_EDITION,
            f"“only” names “{name}”, which is neither an edition of this book nor a medium",
            place,
            hint,
        )
        for name, place, hint in (
            ("epup", "manuscript/01-one.md:1:1", "did you mean “epub”?"),
            ("pritn", "manuscript/one.md:2:1", "did you mean “print”?"),
        )
    ]


def test_media_are_known_even_when_no_edition_bears_them() -> None:
    """print, screen and epub are always right, as is an edition's own name."""
    large = Edition(
        name="large", format=PRINT.format, media=frozenset({"large", "print"}), file_name="l", page=PRINT.page
    )
    text = chapter("one", p("a", only="large"), p("b", only="screen"), p("c", only="print"), title="One")
    made = book(text, editions=(PRINT, large))
    assert sketch(document(composed(made, large), "one").children) == "a\nc\n"
    assert sketch(document(composed(made, PRINT), "one").children) == "c\n"


def test_what_only_drops_is_no_target() -> None:
    """A reference to a dropped figure keeps words and loses its link, with a warning."""
    text = chapter(
        "one", p("See ", ref("fig", "the chart", span=at(7)), ", ", ref("sec"), "."),
        div(figure("fig", "Chart"), h("Section", "sec"), only="epub"), title="One",
    )  # fmt: skip
    made, found = composed_with(book(text))
    assert sketch(document(made, "one").children) == "See the chart, “Section”.\n"
    assert [(d.finding.name, str(d.span), d.message, d.related[0].label) for d in found] == [
        (
            "target-left-out",
            "manuscript/01-one.md:7:1",
            "the edition “print” has no “fig”, so the words that refer to it are no link there",
            "it is here",
        ),
        (
            "target-left-out",
            "manuscript/01-one.md:1:1",
            "the edition “print” has no “sec”, so the words that refer to it are no link there",
            "it is here",
        ),
    ]
    composed(book(text), EPUB)
