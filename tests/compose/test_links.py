"""Cross-references: words, numbers and pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compose.builders import (
    EPUB,
    META,
    PRINT,
    at,
    book,
    chapter,
    composed,
    composed_with,
    document,
    figure,
    h,
    p,
    ref,
    reference,
    sketch,
    t,
    table,
    term,
)  # fmt: skip
from octavo.compose.links import REFERENCE_WITHOUT_WORDS
from octavo.model import nodes
from octavo.model.book import Book
from octavo.model.edition import Edition


def shown(*words: nodes.Inline | str, edition: Edition = PRINT, language: str = "en-GB") -> str:
    """Return a paragraph as an edition of a book with a little of everything shows it."""
    return sketch(document(composed(sample(*words, language=language), edition), "one").children[:1]).strip()


def sample(*words: nodes.Inline | str, language: str = "en-GB") -> Book:
    made = book(
        chapter("preface", p("x"), title="To the Reader", role="preface", matter="front"),
        chapter("one", p(*words), p("Block.", id="block"), title="One"),
        chapter("two", h("The Route", "two-route"), figure("fig", "Chart"), figure("bare"), title="Two"),
        chapter("three", table((t("x"),), id="tbl", caption="T"), title="Three", classes="unnumbered"),
        chapter("a", p("x"), title="Data", role="appendix", matter="back"),
        terms=[term("EEAS", "Service")],
        references=[reference("k")],
        back=["glossary", "related-reading"],
    )
    return replace(made, config=replace(made.config, metadata=replace(META, language=language)))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("fig", "Figure\u00a01"),
        ("tbl", "Table\u00a01"),
        ("two", "Chapter\u00a02"),
        ("three", "“Three”"),
        ("a", "Appendix\u00a0A"),
        ("preface", "To the Reader"),
        ("two-route", "“The Route”"),
        ("term-eeas", "EEAS"),
    ],
)
def test_a_reference_without_words_is_called_by_number_or_title(target: str, words: str) -> None:
    """Chicago: titles of chapters and sections in quotation marks, names of front matter without."""
    assert shown(ref(target)) == f"[{words}→{target}]"


def test_own_words_are_kept() -> None:
    """The author's words make the link."""
    assert shown("See ", ref("fig", "the chart"), ".") == "See [the chart→fig]."


def test_pages_are_named_in_print() -> None:
    """Alone the page is the link; behind words it stands in brackets."""
    assert shown(ref("fig", page=True)) == "[page\u00a0[page of fig]→fig]"
    assert shown(ref("fig", "the chart", page=True)) == "[the chart→fig] (page\u00a0[page of fig])"
    assert shown(ref("block", page=True)) == "[page\u00a0[page of block]→block]"


def test_pages_are_left_out_where_there_are_none() -> None:
    """The link says what it would without the page; a block goes by its chapter."""
    assert shown(ref("fig", page=True), edition=EPUB) == "[Figure\u00a01→fig]"
    assert shown(ref("fig", "the chart", page=True), edition=EPUB) == "[the chart→fig]"
    assert shown(ref("block", page=True), edition=EPUB) == "[Chapter\u00a01→block]"


def test_an_epub_that_lists_pages_names_them() -> None:
    """As print does, where the edition that it lists has the place."""
    listing = replace(EPUB, pages_from=PRINT.name)
    assert shown(ref("fig", page=True), edition=listing) == "[page\u00a0[page of fig]→fig]"
    assert shown(ref("fig", "the chart", page=True), edition=listing) == "[the chart→fig] (page\u00a0[page of fig])"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "[Abbildung\u00a01→fig] [Kapitel\u00a02→two] [„The Route“→two-route] [Seite\u00a0[page of fig]→fig]"),
        (
            "fr",
            "[figure\u00a01→fig] [chapitre\u00a02→two] [«\u202fThe Route\u202f»→two-route] [page\u00a0[page of fig]→fig]",
        ),
        ("ja", "[図1→fig] [第2章→two] [「The Route」→two-route] [[page of fig]ページ→fig]"),
    ],
)
def test_references_speak_the_books_language(language: str, words: str) -> None:
    """Inside a sentence some languages write the names small."""
    text = shown(ref("fig"), " ", ref("two"), " ", ref("two-route"), " ", ref("fig", page=True), language=language)
    assert text == words


def test_a_reference_to_a_term_or_an_entry_lists_it() -> None:
    """It counts as use and citation."""
    made = composed(sample(ref("term-eeas"), ref("ref-k", "a book")))
    assert made.homes["term-eeas"] == "glossary"
    assert made.homes["ref-k"] == "related-reading"


@pytest.mark.parametrize("target", ["block", "bare", "ref-k"])
def test_a_reference_that_finds_no_words_is_an_error(target: str) -> None:
    """A link must be seen and spoken."""
    _, (found,) = composed_with(sample(ref(target, span=at(5, 3))))
    assert (found.finding, str(found.span)) == (REFERENCE_WITHOUT_WORDS, "manuscript/01-one.md:5:3")
    assert found.message == (
        f"the link to “{target}” has no words, and its target has neither number nor title to take them from"
    )
    assert found.hint == "write words between the brackets, or ask for the page: [](#id){.page}"


def test_a_link_inside_a_reference_is_not_nested() -> None:
    """A reference within a link's words is words."""
    link = nodes.Link(span=at(1), children=(t("a "), ref("fig", "chart")), href="https://example.org/")
    assert shown(link) == "a chart"
