"""The glossary section."""

from __future__ import annotations

from dataclasses import replace

from compose.builders import (
    EPUB,
    SCREEN,
    attrs,
    book,
    chapter,
    composed,
    definition,
    document,
    h,
    inline_note,
    note,
    p,
    phrase,
    sketch,
    term,
    use,
)  # fmt: skip
from octavo.model import nodes
from octavo.model.config import TermSettings
from octavo.model.edition import TermNote
from octavo.model.walk import descend, plain_text

TERMS = (
    term("Zulu", "Last."),
    term("EEAS", "Part of ", use("Zulu"), ".", long="External Service", name_ja="欧州", name_ko="유럽"),
    term("alpha", "First."),
    term("unused", "Never met."),
)


def test_used_terms_are_listed_in_alphabetical_order() -> None:
    """Each with long form, foreign names in their language, definition and page of first use."""
    text = chapter("one", p(use("EEAS")), p(use("alpha")), title="One")
    glossary = document(composed(book(text, terms=TERMS, back=["glossary"])), "glossary")
    assert sketch(glossary.children) == (
        "#term-alpha <term-name:alpha>\n"
        "First. <first-use:First used on page\u00a0[page of call-one-note-term-alpha].>\n"
        "#term-eeas <term-name:EEAS> <term-long:External Service> (<ja:欧州>, <ko:유럽>)\n"
        "Part of Zulu. <first-use:First used on page\u00a0[page of call-one-note-term-eeas].>\n"
        "#term-zulu <term-name:Zulu>\n"
        "Last.\n"
    )
    (block,) = glossary.children
    assert isinstance(block, nodes.DefinitionList)
    assert block.attributes == attrs("glossary")


def test_an_epub_links_to_the_paragraph_of_first_use() -> None:
    """To the paragraph, never to the call."""
    text = chapter("one", p(use("alpha")), title="One")
    glossary = document(composed(book(text, terms=TERMS, back=["glossary"]), EPUB), "glossary")
    assert sketch(glossary.children).endswith("First. <first-use:[First used here→one-use-alpha].>\n")


def test_a_screen_pdf_names_pages_and_links_terms() -> None:
    """It has both."""
    text = chapter("one", p(use("EEAS")), title="One")
    words = sketch(document(composed(book(text, terms=TERMS, back=["glossary"]), SCREEN), "glossary").children)
    assert "Part of [Zulu→term-zulu]. <first-use:First used on page\u00a0[page of call-one-note-term-eeas].>" in words


def test_all_terms_are_listed_on_demand() -> None:
    """Unused ones have no first use."""
    text = chapter("one", p("x"), title="One")
    made = book(text, terms=TERMS, back=["glossary"])
    made = replace(made, config=replace(made.config, terms=TermSettings(list_all=True)))
    assert sketch(document(composed(made), "glossary").children).count("#term-") == 4


def test_sort_keys_of_the_author_win() -> None:
    """A term stands where ``sort`` puts it."""
    text = chapter("one", p(use("EEAS")), p(use("alpha")), title="One")
    terms = (term("EEAS", "E."), term("alpha", "A.", sort="zz"))
    words = sketch(document(composed(book(text, terms=terms, back=["glossary"])), "glossary").children)
    assert words.index("EEAS") < words.index("alpha")


def test_without_used_terms_there_is_no_glossary() -> None:
    """Nor a line in the contents, nor a landmark."""
    made = composed(book(chapter("one", p("x"), title="One"), terms=TERMS, front=["contents"], back=["glossary"]))
    assert [d.name for d in made.documents] == ["contents", "one"]
    assert "glossary" not in {mark.kind for mark in made.landmarks}


def test_a_term_used_in_an_uncalled_note_is_not_used() -> None:
    """What the edition does not show counts for nothing."""
    text = chapter("one", p("x"), title="One", notes=[definition("n", use("EEAS"))])
    assert [d.name for d in composed(book(text, terms=TERMS, back=["glossary"])).documents] == ["one"]
    called = chapter("one", p("x", note("n")), title="One", notes=[definition("n", use("EEAS"))])
    assert len(composed(book(called, terms=TERMS, back=["glossary"])).documents) == 2


def test_the_page_of_a_first_use_without_a_note_is_that_of_the_words() -> None:
    """A paragraph may begin a page earlier than the term in it; headings do not count while running text has a use."""
    text = chapter("one", h("x", "one-x"), p("a ", use("EEAS"), " and ", use("EEAS")), title="One")
    made = composed(book(text, terms=TERMS, back=["glossary"]), term_note=TermNote.NEVER)
    first = [node for node in descend(document(made, "one").children) if isinstance(node, nodes.Phrase)]
    assert [(node.attributes.id, plain_text(node.children)) for node in first] == [("first-eeas", "EEAS")]
    assert "[page of first-eeas]" in sketch(document(made, "glossary").children)


def test_a_first_use_in_a_note_leads_to_its_paragraph() -> None:
    """Not into the note."""
    text = chapter("one", p("x", inline_note("in ", use("EEAS"))), title="One")
    made = composed(book(text, terms=TERMS, back=["glossary"]))
    assert sketch(document(made, "one").children).startswith("#one-use-eeas x")
    assert "[page of one-use-eeas]" in sketch(document(made, "glossary").children)


def test_index_marks_of_a_definition_lead_to_the_glossary() -> None:
    """Where it stands for good; without a glossary section, to the note."""
    terms = (term("EEAS", "The ", phrase("service", index="Service"), "."),)
    text = chapter("one", p(use("EEAS")), title="One")
    listed = composed(book(text, terms=terms, back=["index", "glossary"]))
    unlisted = composed(book(text, terms=terms, back=["index"]))
    assert sketch(document(listed, "index").children).endswith("<locators:[page of glossary-index-service]>\n")
    assert sketch(document(unlisted, "index").children).endswith("<locators:[page of one-index-service]>\n")
