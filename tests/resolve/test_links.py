"""Cross-references, citations, notes, pictures and index entries."""

from __future__ import annotations

import pytest

from octavo.model.config import Cover
from octavo.model.nodes import CrossReference, Image
from octavo.model.sources import BrokenPicture
from octavo.model.walk import descend
from support.drafts import TOML, book, draft, picture, problems

TWO = {"01-one.md": "# One\n\n{}\n", "02-two.md": "# Two\n\n## The Route\n\n## Other {{#other}}\n"}


def two(text: str) -> dict[str, str]:
    return {file: words.format(text) for file, words in TWO.items()}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[](#other)", "other"),
        ("[](#two-the-route){.page}", "two-the-route"),
        ("[x](02-two.md)", "two"),
        ("[x](02-two.md#other)", "other"),
        ("[x](02-two.md#the-route)", "two-the-route"),
        ("[x](glossary.md)", "glossary"),
        ("[x](#glossary)", "glossary"),
    ],
)
def test_a_cross_reference_is_bound(link: str, target: str) -> None:
    """Links lead to ids anywhere in the book, to chapters by file, and to headings by file and words."""
    made = book(draft(two(link), "EU\n: U.\n", generated=("glossary",)))
    assert [n.target for n in descend(made.chapters[0].children) if isinstance(n, CrossReference)] == [target]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "[](#othr)",
            "unknown-target: nothing in the book has the id “othr” | did you mean “other”? (manuscript/02-two.md:5)",
        ),
        (
            "[](#zzz)",
            (
                "unknown-target: nothing in the book has the id “zzz” | "
                "give the place the id in braces, {#zzz}, or correct the link"
            ),
        ),
        (
            "[x](02-two.md#one)",
            "unknown-target: nothing in “02-two.md” has the id “one” | “one” is in another file (manuscript/01-one.md:1)",
        ),
        (
            "[x](02-tow.md)",
            "unknown-chapter-link: “02-tow.md” is not in the book's contents | did you mean “02-two.md”?",
        ),
        (
            "[x](zzz.md#other)",
            (
                "unknown-chapter-link: “zzz.md” is not in the book's contents | "
                "add the file to [contents] in book.toml, or correct the link"
            ),
        ),
    ],
)
def test_a_link_to_nowhere_is_an_error(link: str, expected: str) -> None:
    """The hint names what was probably meant."""
    assert problems(draft(two(link))) == [f"manuscript/01-one.md:3:1 {expected}"]


def test_citations_anywhere_mark_their_entries() -> None:
    """Text, notes, definitions and annotations cite; what nobody cites is not marked."""
    references = "- {id: a, type: book}\n- {id: b, type: book}\n- {id: c, type: book, annotation: See @d.}\n- {id: d, type: book}\n"
    references += "- {id: e, type: book}\n"
    made = book(draft("# One\n\n[@a].[^n]\n\n[^n]: @b.\n", "EU\n: U [@e].\n", references))
    assert [(r.key, r.cited) for r in made.references] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
        ("e", True),
    ]


def test_an_unknown_key_is_an_error() -> None:
    """The key is reported where it stands, in notes and definitions too."""
    made = draft(
        "# One\n\nAs [see @bassetti2024, p. 3; @nobody].\n", "EU\n: @basetti24\n", "- {id: bassetti24, type: book}\n"
    )
    assert problems(made) == [
        (
            "manuscript/01-one.md:3:9 unknown-reference: no entry of the reading list has the id “bassetti2024” | "
            "did you mean “bassetti24”? (manuscript/related-reading.yaml:1)"
        ),
        (
            "manuscript/01-one.md:3:30 unknown-reference: no entry of the reading list has the id “nobody” | "
            "add the entry to the reading list, correct the key, or write \\@ for an @ that cites nothing"
        ),
        (
            "manuscript/glossary.md:2:3 unknown-reference: no entry of the reading list has the id “basetti24” | "
            "did you mean “bassetti24”? (manuscript/related-reading.yaml:1)"
        ),
    ]


def test_an_entry_given_twice_is_an_error() -> None:
    """The second entry is reported, the first named."""
    assert problems(draft("# One\n\n@a\n", references="- {id: a, type: book}\n- {id: a, type: book}\n")) == [
        (
            "manuscript/related-reading.yaml:2:8 duplicate-reference: two entries of the reading list have the id “a” | "
            "give one of them another id, and correct the citations that mean it | manuscript/related-reading.yaml:1:8"
        )
    ]


def test_notes_are_known_in_their_own_file() -> None:
    """A call without a note, two notes of one name, a note nobody calls, and a note in a note are reported."""
    text = "# One\n\nA[^a] b[^b] c[^aa].\n\n[^a]: A.\n\n[^b]: B.\n\n[^b]: Again.\n\n[^c]: With [^a] and ^[more].\n"
    assert problems(draft(text)) == [
        "manuscript/01-one.md:3:14 undefined-note: there is no note “aa” in this file | did you mean “a”? (manuscript/01-one.md:5)",
        (
            "manuscript/01-one.md:9:3 duplicate-note: the note “b” is written twice | "
            "rename one of the two notes and its call | manuscript/01-one.md:7:3"
        ),
        (
            "manuscript/01-one.md:11:3 unused-note: no text calls the note “c” | "
            "call it with [^c] where it belongs, or take it out"
        ),
        (
            "manuscript/01-one.md:11:12 note-in-note: a note is called inside another note | "
            "put the words of the inner note into the outer one, in brackets perhaps"
        ),
        (
            "manuscript/01-one.md:11:21 note-in-note: a note is called inside another note | "
            "put the words of the inner note into the outer one, in brackets perhaps"
        ),
    ]


def test_an_unused_note_is_only_a_warning() -> None:
    """The book can be built without it."""
    from octavo.resolve import resolve_book

    assert not resolve_book(draft("# One\n\nText.\n\n[^c]: C.\n")).failed


def test_a_definition_holds_no_note() -> None:
    """It is shown as a note itself."""
    assert [line.split(" |")[0] for line in problems(draft("# One\n\nText.\n", "EU\n: Union.^[Of states.]\n"))] == [
        "manuscript/glossary.md:2:9 note-in-note: a note is called inside the definition of “EU”, which is shown as a note"
    ]


PICTURES = {
    "images/a.png": picture("images/a.png"),
    "images/b c.png": picture("images/b c.png"),
    "images/bad.png": BrokenPicture(file="images/bad.png", reason="is empty"),
}


@pytest.mark.parametrize(
    ("src", "file"),
    [("images/a.png", "images/a.png"), ("./images/a.png", "images/a.png"), ("<images/b c.png>", "images/b c.png")],
)
def test_a_picture_is_found_by_its_path(src: str, file: str) -> None:
    """Dots are resolved, and spaces may be written as such."""
    made = book(draft(f"# One\n\nA ![x]({src}) picture.\n", pictures=PICTURES))
    assert [n.src for n in descend(made.chapters[0].children) if isinstance(n, Image)] == [file]
    assert list(made.pictures) == ["images/a.png", "images/b c.png"]


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("images/A.png", "missing-picture: there is no picture “images/A.png” | did you mean “images/a.png”?"),
        (
            "images/bad.png",
            "broken-picture: the picture “images/bad.png” is empty | export the picture again from the program that made it",
        ),
        (
            "../a.png",
            (
                "picture-outside-book: the picture “../a.png” is not in the book's folder | "
                "copy the picture into the manuscript folder and name it from there, as in images/route.svg"
            ),
        ),
        (
            "https://x.org/a.png",
            (
                "picture-outside-book: the picture “https://x.org/a.png” is not in the book's folder | "
                "copy the picture into the manuscript folder and name it from there, as in images/route.svg"
            ),
        ),
    ],
)
def test_a_picture_that_cannot_be_shown_is_an_error(src: str, expected: str) -> None:
    """A missing, broken or foreign picture is reported at its path."""
    assert problems(draft(f"# One\n\n![x]({src})\n", pictures=PICTURES)) == [f"manuscript/01-one.md:3:6 {expected}"]


def test_a_picture_without_words_is_a_warning() -> None:
    """An ornament may say that it is one."""
    text = "# One\n\n![](images/a.png)\n\n![](images/a.png){.decorative}\n"
    assert [line.split(" |")[0] for line in problems(draft(text, pictures=PICTURES))] == [
        "manuscript/01-one.md:3:1 picture-without-alt: the picture “images/a.png” has no alternative text"
    ]


def test_the_cover_is_a_picture_too() -> None:
    """Its place is in book.toml."""
    cover = Cover(image="images/aa.png", alt="", span=TOML)
    assert [line.split(" |")[0] for line in problems(draft("# One\n\nText.\n", pictures=PICTURES, cover=cover))] == [
        "manuscript/book.toml:9:9 missing-picture: there is no picture “images/aa.png”",
        "manuscript/book.toml:9:9 picture-without-alt: the picture “images/aa.png” has no alternative text",
    ]


@pytest.mark.parametrize(
    ("entry", "count"),
    [("Atalanta, Operation", 0), ("Ships, naval", 0), ("Ships,, naval", 0), ("", 1), ("Ships,", 1), (" ", 1)],
)
def test_an_index_entry_has_words(entry: str, count: int) -> None:
    """Each part of an entry has some."""
    lines = problems(draft(f'# One\n\nThe [ship]{{index="{entry}"}}.\n'))
    assert [line.split(" |")[0] for line in lines] == [
        "manuscript/01-one.md:3:11 empty-index-entry: an index entry has no words"
    ] * count
