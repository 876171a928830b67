"""Related reading and citations."""

from __future__ import annotations

from dataclasses import replace

from compose.builders import book, chapter, cite, composed, document, p, reference, sketch, term, use
from octavo.model import nodes
from octavo.model.config import ReferenceSettings
from octavo.model.walk import descend

LISTED = (
    reference("z", "Later", 4),
    reference("b", "First", 3, annotation="Worth reading."),
    reference("a", "First", 1),
    reference("lone", "", 0),
    reference("x", "Wanted", 2),
)


def test_entries_stand_by_group_in_the_styles_order() -> None:
    """The book's groups first, others as they appear, those without a group last."""
    settings = ReferenceSettings(groups=("Wanted", "Empty"))
    made = book(chapter("one", p("x"), title="One"), references=LISTED, back=["related-reading"])
    made = replace(made, config=replace(made.config, references=settings))
    assert sketch(document(composed(made), "related-reading").children) == (
        "#related-reading-wanted Wanted\nEntry x.\n"
        "#related-reading-later Later\nEntry z.\n"
        "#related-reading-first First\nEntry a.\nEntry b.\nWorth reading.\n"
        "#related-reading-other Other\nEntry lone.\n"
    )


def test_an_entry_is_a_division_with_the_id_of_the_reference() -> None:
    """Entry and annotation are paragraphs of their own classes."""
    made = composed(book(chapter("one", p("x"), title="One"), references=LISTED[1:2], back=["related-reading"]))
    blocks = document(made, "related-reading").children
    found = [
        (type(n).__name__, n.attributes.id, n.attributes.classes)
        for n in descend(blocks)
        if isinstance(n, nodes.Division | nodes.Paragraph | nodes.Heading)
    ]
    assert found == [
        ("Heading", "related-reading-first", ()),
        ("Division", "ref-b", ("reference",)),
        ("Paragraph", "", ("entry",)),
        ("Paragraph", "", ("annotation",)),
    ]


def test_without_groups_there_are_no_headings() -> None:
    """A plain list."""
    made = composed(book(chapter("one", p("x"), title="One"), references=LISTED[3:4], back=["related-reading"]))
    assert sketch(document(made, "related-reading").children) == "Entry lone.\n"


def test_uncited_entries_may_be_left_out() -> None:
    """Cited in the text or in the definition of a used term counts."""
    text = chapter("one", p(cite("a", "(A)"), use("EEAS")), title="One")
    made = book(text, references=LISTED, terms=[term("EEAS", "See ", cite("b", "(B)"))], back=["related-reading"])
    made = replace(made, config=replace(made.config, references=ReferenceSettings(list_uncited=False)))
    assert sketch(document(composed(made), "related-reading").children) == (
        "#related-reading-first First\nEntry a.\nEntry b.\nWorth reading.\n"
    )


def test_citations_link_to_their_entries_where_there_are_any() -> None:
    """Without a reading list they are words."""
    text = chapter("one", p(cite("a", "(A 2020)")), title="One")
    listed = composed(book(text, references=LISTED, back=["related-reading"]))
    unlisted = composed(book(text, references=LISTED))
    assert sketch(document(listed, "one").children) == "[(A 2020)→ref-a]\n"
    assert sketch(document(unlisted, "one").children) == "(A 2020)\n"


def test_a_note_citation_in_a_note_stays_in_it() -> None:
    """A note cannot hold another."""
    inner = nodes.InlineNote(span=p().span, children=(cite("a", "A 2020", as_note=True),))
    one = document(composed(book(chapter("one", p("x", inner), title="One"), references=LISTED)), "one")
    assert [sketch(n.children) for n in one.notes] == ["A 2020\n"]


def test_an_entry_that_no_style_has_set_shows_its_key() -> None:
    """So that the list is never blank."""
    bare = replace(LISTED[0], rendered=(), group="")
    made = composed(book(chapter("one", p("x"), title="One"), references=[bare], back=["related-reading"]))
    assert sketch(document(made, "related-reading").children) == "z\n"
