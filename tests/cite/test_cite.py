"""Citations where they stand, and styles that cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.cite import cite_book
from octavo.diagnostics import Outcome
from octavo.model.book import Book
from octavo.model.nodes import Citation, InternalLink, LinkRole, Paragraph
from octavo.model.walk import descend, plain_text
from support.drafts import book, cited, draft, found

REFERENCES = """- id: doe2020
  type: book
  title: The sea
  author: [{family: Doe, given: Jane}]
  issued: 2020
- id: roe/2021
  type: book
  title: The land
  author: [{family: Roe, given: Rick}]
  issued: 2021
"""
NOTES = "chicago-notes-bibliography"


def sentence(text: str, style: str = "chicago-author-date", language: str = "en-GB") -> str:
    """Return the first paragraph with its citations; what stands in a note between ⟦ and ⟧."""
    made = cited(draft(f"# One\n\n{text}\n", references=REFERENCES, style=style, language=language))
    paragraph = made.chapters[0].children[0]
    assert isinstance(paragraph, Paragraph)
    return "".join(
        f"⟦{plain_text(node.rendered)}⟧" if isinstance(node, Citation) and node.note else plain_text((node,))
        for node in paragraph.children
    )


SENTENCES = [
    ("So [@doe2020].", "So (Doe 2020)."),
    ("So [@doe2020, p. 3].", "So (Doe 2020, 3)."),
    ("So [@doe2020, pp. 3-5].", "So (Doe 2020, 3–5)."),
    ("So [@doe2020, art. 4].", "So (Doe 2020, art. 4)."),
    ("So [@doe2020, chap. 2].", "So (Doe 2020, chap. 2)."),
    ("So [@doe2020 and *more*].", "So (Doe 2020 and more)."),
    ("So [@doe2020, and more].", "So (Doe 2020, and more)."),
    ("So [see @doe2020, p. 3; @roe/2021].", "So (see Doe 2020, 3; Roe 2021)."),
    ("So [-@doe2020].", "So (2020)."),
    ("As @doe2020 says.", "As Doe (2020) says."),
    ("As @doe2020 [p. 3] says.", "As Doe (2020, 3) says."),
    ("So [@doe2020, see [there](https://example.org)].", "So (Doe 2020, see there)."),
]


def test_an_author_date_style_puts_citations_into_the_sentence() -> None:
    """Locators, prefixes and suffixes read as the author wrote them."""
    text = "# One\n\n" + "".join(f"{sentence}\n\n" for sentence, _ in SENTENCES)
    made = cited(draft(text, references=REFERENCES))
    assert [plain_text(p.children) for p in made.chapters[0].children if isinstance(p, Paragraph)] == [
        expected for _, expected in SENTENCES
    ]


def test_no_link_stands_inside_a_link() -> None:
    """A full citation leads to its entry; the address in it is words."""
    references = "- {id: a, type: webpage, title: A page, URL: 'https://example.org'}\n"
    made = cited(draft("# One\n\nSo [@a].\n", references=references, style=NOTES))
    (link,) = [node for node in descend(made.chapters[0].children) if isinstance(node, InternalLink)]
    assert plain_text(link.children) == "‘A Page’, https://example.org"
    assert [type(node).__name__ for node in descend(link.children)] == ["Text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So it is [@doe2020, p. 3]. And on.", "So it is.⟦Jane Doe, The Sea (2020), 3.⟧ And on."),
        ("So it is\n[@doe2020], and on.", "So it is,⟦Jane Doe, The Sea (2020).⟧ and on."),
        ("As @doe2020 says.", "As Jane Doe⟦The Sea (2020).⟧ says."),
        ("As @doe2020 [p. 3].", "As Jane Doe.⟦The Sea (2020), 3.⟧"),
        (
            "A [@doe2020] b [@doe2020; @roe/2021].",
            "A⟦Jane Doe, The Sea (2020).⟧ b.⟦Doe, The Sea; Rick Roe, The Land (2021).⟧",
        ),
    ],
)
def test_a_note_style_puts_citations_into_notes(text: str, expected: str) -> None:
    """The author's name stays, the space goes, and the points of the sentence come before the note, as English has it."""
    assert sentence(text, NOTES) == expected


def test_in_german_a_note_stays_before_the_full_stop() -> None:
    """Only English moves the points."""
    assert sentence("So [@doe2020].", NOTES, "de") == "So⟦Jane Doe, The sea (2020).⟧."


def test_raised_numbers_stand_close() -> None:
    """A style that cites by raised numbers takes the space before them."""
    assert sentence("So it is [@doe2020], and on [@roe/2021].", "nature") == "So it is1, and on2."


def test_a_citation_in_a_note_makes_no_other_note() -> None:
    """In notes, definitions and annotations even a note style cites in the sentence."""
    text = "# One\n\nA.^[See [@doe2020, p. 3].] B.[^n]\n\n[^n]: As [@roe/2021] has it.\n"
    annotated = REFERENCES + "- {id: x, type: book, title: X, annotation: 'After [@doe2020].'}\n"
    made = cited(draft(text, "EU\n: A union [@doe2020].\n", annotated, style=NOTES))
    roots = [*made.chapters[0].children, *made.chapters[0].notes[0].children, *made.glossary.terms[0].definition]
    citations = [node for node in descend([*roots, *made.references[2].annotation]) if isinstance(node, Citation)]
    assert [(plain_text(c.rendered), c.note) for c in citations] == [
        ("Jane Doe, The Sea (2020), 3", False),
        ("Rick Roe, The Land (2021)", False),
        ("Doe, The Sea", False),
        ("Doe, The Sea", False),
    ]


def test_a_citation_leads_to_its_entry() -> None:
    """The link bears the id of the reference, whatever characters the key has."""
    made = cited(draft("# One\n\nSo [@roe/2021].\n", references=REFERENCES))
    (link,) = [node for node in descend(made.chapters[0].children) if isinstance(node, InternalLink)]
    assert (link.target, link.role) == ("ref-roe-2021", LinkRole.REFERENCE)
    assert made.references[1].id == "ref-roe-2021"


def test_entries_know_their_place_in_the_style_s_order() -> None:
    """An author–date style sorts by name, a numbered one by first citation."""
    by_name = cited(draft("# One\n\n[@roe/2021]\n", references=REFERENCES))
    assert [(r.key, r.position) for r in by_name.references] == [("doe2020", 0), ("roe/2021", 1)]
    by_use = cited(draft("# One\n\n[@roe/2021]\n", references=REFERENCES, style="ieee"))
    assert [(r.key, r.position) for r in by_use.references] == [("doe2020", 1), ("roe/2021", 0)]
    assert plain_text(by_use.references[1].rendered) == "[1] R. Roe, The land. 2021."


def test_a_book_without_references_is_returned_as_it_is() -> None:
    """Nothing is called, not even for a style that does not exist."""
    made = book(draft("# One\n\nText.\n", style="no-such-style"))
    assert cite_book(made) == Outcome(made)


def test_a_dependent_style_is_its_parent() -> None:
    """A journal that follows another's style is set in that."""
    assert sentence("So it is [@doe2020].", "academic-medicine") == sentence(
        "So it is [@doe2020].", "american-medical-association"
    )


def problems(style: str, folder: Path = Path("/book/manuscript"), references: str = REFERENCES) -> list[str]:
    return found(cite_book(book(draft("# One\n\nText.\n", references=references, style=style, folder=folder))))


ANOTHER = "take the style anew from https://www.zotero.org/styles, or correct the file"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("chicago-autor-date", "unknown-style: there is no citation style “chicago-autor-date” | did you mean “chicago-author-date”?"),
        ("../../etc", "unknown-style: there is no citation style “../../etc” | name one of the styles of https://www.zotero.org/styles, or a .csl file in the manuscript folder"),
        ("../x.csl", "style-outside-book: the citation style “../x.csl” is not in the manuscript folder | copy the .csl file into the manuscript folder and name it from there"),
        ("house.cls.csl", "unknown-style: there is no citation style “house.cls.csl” | did you mean “house.csl”?"),
        ("bad.csl", f"broken-style: the citation style “bad.csl” cannot be used: it is not well-formed XML (no element found: line 1, column 7) | {ANOTHER}"),
        ("page.csl", f"broken-style: the citation style “page.csl” cannot be used: it is no CSL style | {ANOTHER}"),
        ("bomb.csl", f"broken-style: the citation style “bomb.csl” cannot be used: it declares entities, or is too large, for a style | {ANOTHER}"),
        ("orphan.csl", f"broken-style: the citation style “orphan.csl” cannot be used: it depends on “nobody”, which is not there | {ANOTHER}"),
    ],
)  # fmt: skip
def test_a_style_that_cannot_be_used_is_an_error(style: str, expected: str, tmp_path: Path) -> None:
    """The place is that of the setting in book.toml."""
    files = {
        "house.csl": "",
        "bad.csl": "<style>",
        "page.csl": "<html/>",
        "bomb.csl": "<!DOCTYPE x [<!ENTITY a 'a'>]><style/>",
        "orphan.csl": '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
        '<link rel="independent-parent" href="http://www.zotero.org/styles/nobody"/></info></style>',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert problems(style, tmp_path) == [f"manuscript/book.toml:9:9 {expected}"]


OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id>
<updated>2024-01-01T00:00:00Z</updated></info>
<citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation>BIBLIOGRAPHY</style>"""


def test_a_book_may_bring_its_own_style(tmp_path: Path) -> None:
    """A .csl file in the manuscript folder is used as it is."""
    own = OWN.replace(
        "BIBLIOGRAPHY", '<bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>'
    )
    (tmp_path / "own.csl").write_text(own, encoding="utf-8")
    made = cited(draft("# One\n\nSo [@doe2020].\n", references=REFERENCES, style="own.csl", folder=tmp_path))
    assert [plain_text(r.rendered) for r in made.references] == ["The sea!", "The land!"]
    assert plain_text(made.chapters[0].children[0].children) == "So {The sea}."  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".csl"])
def test_a_name_that_no_file_can_bear_is_no_style(name: str) -> None:
    """The system refuses to look for it."""
    outcome = cite_book(book(draft("# One\n\nText.\n", references=REFERENCES, style=name)))
    assert [d.message for d in outcome.diagnostics] == [f"there is no citation style “{name}”"]


def test_a_style_without_a_list_is_a_warning(tmp_path: Path) -> None:
    """Entries are listed by their title then, so that links have somewhere to lead."""
    (tmp_path / "own.csl").write_text(OWN.replace("BIBLIOGRAPHY", ""), encoding="utf-8")
    made = book(draft("# One\n\nText.\n", references=REFERENCES, style="own.csl", folder=tmp_path))
    outcome = cite_book(made)
    assert found(outcome) == [
        (
            "manuscript/book.toml:9:9 style-without-list: the citation style “own.csl” does not say how to set a reading list"
            " | choose a style with a bibliography: its name often ends in -bibliography"
        )
    ]
    assert not outcome.failed
    assert outcome.value is not None
    assert [plain_text(r.rendered) for r in outcome.value.references] == ["The sea", "The land"]


def test_an_entry_that_the_style_leaves_out_is_a_warning() -> None:
    """Chicago lists no letters."""
    letter = REFERENCES + "- {id: letter, type: personal_communication, title: A letter}\n"
    assert problems("chicago-author-date", references=letter) == [
        (
            "manuscript/related-reading.yaml:11:8 entry-not-printed: the citation style sets nothing for the entry “letter” | "
            "give the entry another type, or take it out of the reading list"
        )
    ]


def test_rendering_twice_gives_the_same() -> None:
    """Nothing depends on the order of sets or on the clock."""
    made = book(draft("# One\n\nSo [@doe2020; @roe/2021].\n", references=REFERENCES))
    first, second = cite_book(made), cite_book(made)
    assert isinstance(first.value, Book)
    assert first == second


def test_quotation_marks_inside_a_title_are_the_language_s() -> None:
    """A title that is quoted itself has the other marks inside; apostrophes are raised."""
    references = (
        "- {id: a, type: article-journal, title: 'The \"free\" sea''s end', container-title: J, issued: 2020}\n"
    )
    made = cited(draft("# One\n\nText.\n", references=references))
    assert plain_text(made.references[0].rendered) == "‘The “Free” Sea’s End’. 2020. J."
