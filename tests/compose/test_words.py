"""Generated words by language."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from compose.builders import META, TOML, book, chapter, composed, composed_with, document, p
from octavo.compose.words import LANGUAGE_WITHOUT_WORDS, LANGUAGES, REGIONS, UNKNOWN_WORD, listed
from octavo.model.book import Book
from octavo.model.quotes import quotes_of


def speaking(language: str, **words: str) -> Book:
    made = book(chapter("one", p("x"), title="One"))
    words = {name.replace("_", "-"): word for name, word in words.items()}
    return replace(made, config=replace(made.config, metadata=replace(META, language=language), words=words))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_table_is_complete(language: str) -> None:
    """Each language has the words of English, with the same slots."""
    english, table = LANGUAGES["en"], LANGUAGES[language]
    assert list(table) == list(english)
    for name, template in table.items():
        assert slots(template) - {"word", "lower"} == slots(english[name]) - {"word", "lower"}, name


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", sorted([*LANGUAGES, *REGIONS]))
def test_quotation_marks_are_those_of_the_text(language: str) -> None:
    """What compose quotes looks like what the author quotes."""
    words = composed(speaking(language)).words
    quotes = quotes_of(language)
    assert quotes is not None
    assert (words["quote-open"], words["quote-close"]) == quotes.outer


def test_regions_change_single_words() -> None:
    """British and American English differ."""
    assert composed(speaking("en-GB")).words["acknowledgments"] == "Acknowledgements"
    assert composed(speaking("en-US")).words["acknowledgments"] == "Acknowledgments"
    assert all(set(words) <= set(LANGUAGES["en"]) for words in REGIONS.values())


def test_a_book_may_choose_its_words() -> None:
    """The label of a chapter follows the word for it; braces that are no slots do no harm."""
    made = composed(speaking("en", chapter="Lecture", colophon="{About} this"))
    assert document(made, "one").number_label == "Lecture 1"
    assert made.words["colophon"] == "{About} this"


def test_an_unknown_word_is_an_error() -> None:
    """With the nearest name; roles and editions may be added freely."""
    _, (found,) = composed_with(speaking("en", chaptre="Lecture", role_xyz="{names}", edition_large="large print"))
    assert (found.finding, found.span, found.message, found.hint) == (
        UNKNOWN_WORD,
        TOML,
        "[words] sets “chaptre”, which is not the name of a generated word",
        "did you mean “chapter”?",
    )


def test_a_language_without_words_is_a_warning() -> None:
    """English is used meanwhile."""
    made, (found,) = composed_with(speaking("cy"))
    assert (found.finding, found.span, found.message, found.hint) == (
        LANGUAGE_WITHOUT_WORDS,
        TOML,
        (
            "Octavo has no words for the language “cy”, and the book gives none for “Chapter”, “Figure”, “Table”, “page”, and "
            "“Contents”: they are English"
        ),
        "give at least chapter, figure, table, page and contents in a [words] table of book.toml",
    )
    assert document(made, "one").number_label == "Chapter 1"


def test_a_language_whose_usual_words_the_book_gives_is_none() -> None:
    """What is hardly ever used may stay English."""
    words = {"chapter": "Pennod", "figure": "Ffigur", "table": "Tabl", "page": "tudalen"}
    composed(speaking("cy", **words, contents="Cynnwys"))
    _made, (found,) = composed_with(speaking("cy", **words))
    assert found.message.endswith("the book gives none for “Contents”: they are English")


def test_names_are_listed_as_a_sentence_does() -> None:
    """One, two, three names."""
    words = LANGUAGES["en"]
    assert [listed(words, names) for names in (("A",), ("A", "B"), ("A", "B", "C"))] == ["A", "A and B", "A, B, and C"]
