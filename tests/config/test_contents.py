"""[contents]: the order that an author lists, and the order of a book that lists none."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.config.contents import role_of
from octavo.model.config import Contents, Entry, Matter, Part, PartNumbers
from support.small_book import CHAPTER, SMALLEST, loaded

MANY = dict.fromkeys(
    (
        "02-two.md", "01-one.md", "preface.md", "00-epigraph.md", "dedication.md", "acknowledgements.md", "foreword.md",
        "appendix-b.md", "appendix-a.md", "afterword.md", "glossary.md", "related-reading.yaml", ".hidden.md",
        "notes.txt", "10-ten.md",
    ),
    "# Text\n",
)  # fmt: skip


def outline(items: tuple[Entry | Part, ...]) -> list[str]:
    """Return a division of the book in words: files with their roles, names of what is made."""
    return [f"{i.file} {i.role}".strip() for i in items if isinstance(i, Entry)]


def test_a_book_that_lists_nothing_has_the_usual_order(tmp_path: Path) -> None:
    """Files by the roles of their names, in name order, with the matter that a book normally has."""
    contents = loaded(tmp_path, SMALLEST, MANY).contents
    assert outline(contents.front) == [
        "half-title",
        "title-page",
        "copyright-page",
        "dedication.md dedication",
        "00-epigraph.md epigraph",
        "contents",
        "figures",
        "tables",
        "foreword.md foreword",
        "preface.md preface",
        "acknowledgements.md acknowledgments",
    ]
    assert outline(contents.body) == ["01-one.md chapter", "02-two.md chapter", "10-ten.md chapter"]
    assert outline(contents.back) == [
        "appendix-a.md appendix",
        "appendix-b.md appendix",
        "afterword.md afterword",
        "glossary",
        "related-reading",
        "index",
        "colophon",
    ]
    assert {(e.span.path, e.span.line, e.matter) for e in contents.body if isinstance(e, Entry)} == {
        ("manuscript/book.toml", 1, Matter.BODY)
    }


def test_a_prologue_comes_before_the_chapters_and_an_epilogue_after_them(tmp_path: Path) -> None:
    """Their names alone would put both behind numbered chapters."""
    files = dict.fromkeys(("epilogue.md", "01-one.md", "prologue.md", "word-list.md"), "# Text\n")
    assert outline(loaded(tmp_path, SMALLEST, files).contents.body) == [
        "prologue.md prologue",
        "01-one.md chapter",
        "word-list.md chapter",
        "epilogue.md epilogue",
    ]


def test_a_book_without_glossary_and_references_has_no_such_pages(tmp_path: Path) -> None:
    """Nothing is made from nothing; whether there is an index depends on the text."""
    assert outline(loaded(tmp_path, SMALLEST).contents.back) == ["index", "colophon"]


def test_the_notes_of_the_book_have_a_place_when_the_author_gives_one(tmp_path: Path) -> None:
    """Where nobody says so, editions that have such notes put them before the glossary."""
    contents = loaded(tmp_path, SMALLEST + '[contents]\nback = ["index", "notes"]\n').contents
    assert outline(contents.back) == ["index", "notes"]


def test_a_list_of_files_is_kept_and_the_others_are_filled_up(tmp_path: Path) -> None:
    """What one list names does not appear in another."""
    contents = loaded(tmp_path, SMALLEST + '[contents]\nfront = ["preface.md", "02-two.md"]\n', MANY).contents
    assert outline(contents.front) == ["preface.md preface", "02-two.md chapter"]
    assert outline(contents.body) == ["01-one.md chapter", "10-ten.md chapter"]


def test_generated_matter_in_one_list_is_not_made_again_by_default(tmp_path: Path) -> None:
    """A glossary in front leaves the back."""
    contents = loaded(tmp_path, SMALLEST + '[contents]\nfront = ["contents", "glossary"]\n', MANY).contents
    assert outline(contents.front) == ["contents", "glossary"]
    assert [e.role for e in contents.back if isinstance(e, Entry) and not e.file] == [
        "related-reading",
        "index",
        "colophon",
    ]


def test_parts_hold_chapters(tmp_path: Path) -> None:
    """Part titles, files with a role of their own, and each piece with its place."""
    toml = (
        SMALLEST + "[contents]\n"
        'body = [{ part = "One", chapters = ["01-one.md", { file = "x/02.md", role = "epilogue" }] }, "03.md"]\nback = []\n'
    )
    contents = loaded(tmp_path, toml, CHAPTER).contents
    part, chapter = contents.body
    assert isinstance(part, Part)
    assert isinstance(chapter, Entry)
    assert (part.title, str(part.span)) == ("One", "manuscript/book.toml:6:18")
    assert outline(part.entries) == ["01-one.md chapter", "x/02.md epilogue"]
    assert [str(e.span) for e in part.entries] == ["manuscript/book.toml:6:37", "manuscript/book.toml:6:59"]
    assert (chapter.file, contents.back) == ("03.md", ())
    assert [e.file for e in Contents(front=(), body=contents.body, back=()).entries()] == [
        "01-one.md",
        "x/02.md",
        "03.md",
    ]


@pytest.mark.parametrize(
    ("file", "role"),
    [
        ("preface.md", "preface"),
        ("00 - Preface.md", "preface"),
        ("front/01_foreword.md", "foreword"),
        ("acknowledgements.md", "acknowledgments"),
        ("appendix-tables.md", "appendix"),
        ("A1-appendix.md", "chapter"),
        ("introduction.md", "chapter"),
        ("00-prologue.md", "prologue"),
        ("epilogue.md", "epilogue"),
        ("01.md", "chapter"),
    ],
)
def test_names_of_files_give_roles(file: str, role: str) -> None:
    """The stem without its leading digits; introductions and conclusions are chapters unless the author says otherwise."""
    assert role_of(file) == role


def test_part_numbers(tmp_path: Path) -> None:
    """Parts have none unless the book asks for them."""
    assert loaded(tmp_path, SMALLEST).contents.part_numbers is PartNumbers.NONE
    asked = loaded(tmp_path, f'{SMALLEST}[contents]\npart-numbers = "words"\n')
    assert asked.contents.part_numbers is PartNumbers.WORDS
