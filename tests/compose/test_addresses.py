"""Where links lead, as an edition prints it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compose.builders import PRINT, S, book, chapter, composed, document, inline_note, inlines, p, phrase, sketch, term
from octavo.compose.addresses import printed
from octavo.model import nodes
from octavo.model.edition import Edition, Links
from octavo.model.nodes import Inline, Link
from octavo.model.publication import ContentDocument, NoteKind
from octavo.model.walk import plain_text


def link(href: str, *words: Inline | str) -> Link:
    """Return a link with words."""
    return Link(span=S, children=inlines(*words), href=href)


@pytest.mark.parametrize(
    ("words", "href", "address"),
    [
        ("the site", "https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("https://example.org/a", "https://example.org/a", ""),
        ("example.org", "https://www.example.org/", ""),
        ("www.Example.org", "http://example.org", ""),
        ("example.org", "https://example.org/a", "https://example.org/a"),
        ("see https://example.org", "https://example.org", ""),
        ("the editor", "mailto:ed@example.org?subject=x", "ed@example.org"),
        ("ed@example.org", "mailto:ed@example.org", ""),
        ("us", "tel:+32-2-555", "+32-2-555"),
        ("the record", "urn:isbn:9780306406157", "urn:isbn:9780306406157"),
    ],
)
def test_an_address_is_printed_where_the_words_do_not_hold_it(words: str, href: str, address: str) -> None:
    """As a reader would type it: without the schemes that say nothing."""
    assert printed(link(href, words)) == address


def made(links: Links, *words: Inline | str, edition: Edition = PRINT) -> ContentDocument:
    """Return a chapter of one paragraph, as an edition shows it."""
    publication = composed(book(chapter("one", p(*words), title="One")), replace(edition, links=links))
    return document(publication, "one")


SITE = "https://example.org/a"


@pytest.mark.parametrize(
    ("links", "text", "notes"),
    [
        (Links.HIDDEN, "See the site, and the site again.", []),
        (Links.TEXT, f"See the site ({SITE}), and the site again.", []),
        (Links.NOTE, "See the site,, and the site again.", [("1", NoteKind.ADDRESS, f"{SITE}.")]),
    ],
)
def test_three_ways(links: Links, text: str, notes: list[tuple[str, NoteKind, str]]) -> None:
    """Hidden, in brackets, or in a note of the one sequence, which is called after the comma; once a chapter."""
    shown = made(links, "See ", link(SITE, "the site"), ", and ", link(SITE, "the site"), " again.")
    assert plain_text(shown.children).strip() == text.replace(",,", ",")
    found = [(note.number, note.kind, plain_text(note.children).strip()) for note in shown.notes]
    assert found == notes
    if notes:
        calls = [type(node) for node in shown.children[0].children]  # type: ignore[union-attr]
        assert calls.index(nodes.NoteCall) == calls.index(nodes.Link) + 2


def test_one_sequence() -> None:
    """Notes of addresses are numbered with the others, in the order of the text."""
    shown = made(Links.NOTE, "A", inline_note("n"), " and ", link(SITE, "b"), " and c", inline_note("m"), ".")
    assert [(note.number, note.kind) for note in shown.notes] == [
        ("1", NoteKind.AUTHOR), ("2", NoteKind.ADDRESS), ("3", NoteKind.AUTHOR),
    ]  # fmt: skip


def test_a_note_has_its_addresses_in_brackets() -> None:
    """For a note cannot call another."""
    shown = made(Links.NOTE, "A", inline_note("See ", link(SITE, "b"), "."), ".")
    assert [plain_text(note.children).strip() for note in shown.notes] == [f"See b ({SITE})."]


@pytest.mark.parametrize("links", [Links.TEXT, Links.NOTE])
def test_headings_show_no_address(links: Links) -> None:
    """Contents and running heads repeat their words: the address goes into a note."""
    heading = nodes.Heading(span=S, level=2, children=(link(SITE, "Site"),), attributes=phrase(id="h").attributes)
    publication = composed(book(chapter("one", heading, p("x"), title="One")), replace(PRINT, links=links))
    shown = document(publication, "one")
    assert plain_text(shown.children[:1]).strip() == "Site"
    assert [plain_text(note.children).strip() for note in shown.notes] == [f"{SITE}."]


def test_definitions_show_addresses_in_their_note_and_in_the_glossary() -> None:
    """Each is read by itself."""
    site = link(SITE, "site")
    made_book = book(
        chapter("one", p("Of ", nodes.TermUse(span=S, children=inlines("EEAS"), name="EEAS", name_span=S, marked=True,
                                              term="term-eeas"), "."), title="One"),
        terms=[term("EEAS", "Its ", site, ".")], back=["glossary"],
    )  # fmt: skip
    publication = composed(made_book, replace(PRINT, links=Links.NOTE))
    assert f"({SITE})" in sketch(document(publication, "one").notes[0].children)
    assert f"({SITE})" in sketch(document(publication, "glossary").children)
