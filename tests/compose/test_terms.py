"""Terms: noted at first use, linked or plain later."""

from __future__ import annotations

import pytest

from compose.builders import (
    EPUB,
    PRINT,
    SCREEN,
    S,
    book,
    chapter,
    composed,
    document,
    figure,
    h,
    inline_note,
    inlines,
    p,
    phrase,
    sketch,
    t,
    table,
    term,
    use,
)  # fmt: skip
from octavo.model import nodes
from octavo.model.edition import Edition, TermNote
from octavo.model.glossary import Term

EEAS = term("EEAS", "The service.", long="External Service", name_ja="欧州")


def calls(words: str) -> int:
    return words.count("[^")


def test_the_first_use_in_the_book_gets_the_note() -> None:
    """The note says name, long form, foreign name and definition; the preface counts as use."""
    texts = (
        chapter("preface", p("The ", use("EEAS"), " is."), title="Preface", role="preface", matter="front"),
        chapter("one", p(use("EEAS")), title="One"),
    )
    made = composed(book(*texts, terms=[EEAS]))
    preface = document(made, "preface")
    assert sketch(preface.children) == "#preface-use-eeas The EEAS[^preface-note-term-eeas] is.\n"
    assert sketch(preface.notes[0].children) == "**EEAS**, *External Service* (<ja:欧州>): The service.\n"
    assert sketch(document(made, "one").children) == "#one-use-eeas EEAS\n"  # as it would be called without the preface


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (TermNote.FIRST_IN_BOOK, [1, 0]),
        (TermNote.FIRST_IN_CHAPTER, [1, 1]),
        (TermNote.EVERY, [2, 1]),
        (TermNote.NEVER, [0, 0]),
    ],
)
def test_the_edition_says_which_uses_get_notes(policy: TermNote, expected: list[int]) -> None:
    """Book, chapter, every use, none."""
    texts = (
        chapter("one", p(use("EEAS")), p(use("EEAS")), title="One"),
        chapter("two", p(use("EEAS")), title="Two"),
    )
    made = composed(book(*texts, terms=[EEAS]), PRINT, policy)
    assert [len(d.notes) for d in made.documents] == expected
    assert [calls(sketch(d.children)) for d in made.documents] == expected


@pytest.mark.parametrize(
    ("edition", "later"), [(PRINT, "EEAS"), (SCREEN, "[EEAS→term-eeas]"), (EPUB, "[EEAS→term-eeas]")]
)
def test_later_uses_are_links_where_they_can_be_followed(edition: Edition, later: str) -> None:
    """In print they are plain words."""
    text = chapter("one", p(use("EEAS")), p("The ", use("EEAS"), "."), title="One")
    made = composed(book(text, terms=[EEAS], back=["glossary"]), edition)
    assert sketch(document(made, "one").children[1:]) == f"The {later}.\n"


def test_without_a_glossary_section_later_uses_are_plain() -> None:
    """There is no place for a link to lead to."""
    text = chapter("one", p(use("EEAS")), p("The ", use("EEAS"), "."), title="One")
    assert sketch(document(composed(book(text, terms=[EEAS]), EPUB), "one").children[1:]) == "The EEAS.\n"


def test_marked_uses_in_headings_captions_and_notes_get_no_note() -> None:
    """They link to the glossary; the first use in running text still gets its note."""
    heading = nodes.Heading(
        span=S, level=2, children=(use("EEAS", marked=True),), attributes=h("H", "one-h").attributes
    )
    shown = nodes.Figure(span=S, image=figure().image, caption=(use("EEAS", marked=True),))
    text = chapter(
        "one", heading, shown, p("x", inline_note("in ", use("EEAS", marked=True))), p(use("EEAS")), title="One"
    )
    one = document(composed(book(text, terms=[EEAS], back=["glossary"]), EPUB), "one")
    assert [n.kind.value for n in one.notes] == ["author", "term"]
    assert sketch(one.notes[0].children) == "in [EEAS→term-eeas]\n"
    assert sketch(one.children[:1]) == "#one-h [EEAS→term-eeas]\n"
    assert "#one-use-eeas EEAS[^one-note-term-eeas]" in sketch(one.children)


def test_terms_in_a_definition_never_become_notes() -> None:
    """They link to the glossary, and are listed there though the text does not use them."""
    terms = [term("EEAS", "Part of the ", use("EU"), "."), term("EU", "The Union, with its ", use("EEAS"), ".")]
    made = composed(book(chapter("one", p(use("EEAS")), title="One"), terms=terms, back=["glossary"]), EPUB)
    (only,) = document(made, "one").notes
    assert sketch(only.children) == "**EEAS**: Part of the [EU→term-eu].\n"
    assert "#term-eu " in sketch(document(made, "glossary").children)


def test_a_definition_that_begins_with_a_list_follows_its_head() -> None:
    """The head is a paragraph of its own there; ids stay with the glossary."""
    item = nodes.ListItem(span=S, children=(p("first", id="inner"),))
    listed = Term(id="term-x", name="X", definition=(nodes.List(span=S, items=(item,)), p("Last.")), span=S)
    made = composed(book(chapter("one", p(use("X")), title="One"), terms=[listed], back=["glossary"]))
    assert sketch(document(made, "one").notes[0].children) == "**X**: \nfirst\nLast.\n"
    assert made.homes["inner"] == "glossary"


def test_a_paragraph_of_first_use_keeps_the_authors_id() -> None:
    """Only one without an id is given one."""
    text = chapter("one", p(use("EEAS"), id="mine"), title="One")
    made = composed(book(text, terms=[EEAS], back=["glossary"]), EPUB)
    assert sketch(document(made, "one").children).startswith("#mine ")
    assert "→mine]" in sketch(document(made, "glossary").children)


def test_first_use_in_a_table_gives_the_table_an_id() -> None:
    """Cells bear none."""
    text = chapter("one", table((t("a "), use("EEAS"))), title="One")
    made = composed(book(text, terms=[EEAS], back=["glossary"]), EPUB)
    (block,) = document(made, "one").children
    assert isinstance(block, nodes.Table)
    assert block.attributes.id == "one-use-eeas"
    assert "→one-use-eeas]" in sketch(document(made, "glossary").children)


def test_a_use_in_a_link_is_words_alone() -> None:
    """No link inside a link; the note's call comes behind."""
    link = nodes.Link(span=S, children=(use("EEAS", marked=True),), href="https://example.org/")
    text = chapter("one", p(link, " and ", link), title="One")
    one = document(composed(book(text, terms=[EEAS], back=["glossary"]), EPUB), "one")
    assert sketch(one.children) == "#one-use-eeas EEAS[^one-note-term-eeas] and EEAS\n"


def test_a_first_use_that_is_left_out_does_not_count() -> None:
    """Each edition has a first use of its own."""
    text = chapter("one", p(phrase(use("EEAS"), only="epub")), p("B ", use("EEAS")), title="One")
    made = composed(book(text, terms=[EEAS]))
    assert sketch(document(made, "one").children) == "#one-use-eeas B EEAS[^one-note-term-eeas]\n"


def test_an_unbound_use_is_its_words() -> None:
    """Resolve has reported it."""
    unbound = nodes.TermUse(span=S, children=inlines("sic"), name="sic", name_span=S, marked=True)
    assert sketch(document(composed(book(chapter("one", p(unbound), title="One"))), "one").children) == "sic\n"
