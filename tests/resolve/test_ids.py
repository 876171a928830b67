"""Ids: who gets which, and what happens when two want one."""

from __future__ import annotations

from octavo.model.book import TargetKind
from octavo.model.nodes import Heading
from support.drafts import book, draft, picture, problems


def headings(text: str) -> list[str]:
    made = book(draft(text))
    return [node.attributes.id for node in made.chapters[0].children if isinstance(node, Heading)]


def test_headings_get_ids_from_their_words() -> None:
    """The chapter's id comes first; equal words get a number; without Latin letters a digest stands in."""
    assert headings("# One\n\n## The *Route* South!\n\n## The route south\n\n## 海上\n\n## Own {#own}\n") == [
        "one-the-route-south",
        "one-the-route-south-2",
        "one-a1d3b034",
        "own",
    ]


def test_equal_headings_are_told_apart_by_those_above_them() -> None:
    """So that one more of them changes no other; a number is the last resort."""
    text = "# One\n\n## Ebb\n\n### Notes\n\n## Flow\n\n### Notes\n\n#### Notes\n\n## Moon {#moon}\n\n### Notes\n\n### Notes\n"
    assert headings(text) == [
        "one-ebb",
        "one-notes",
        "one-flow",
        "one-flow-notes",
        "one-notes-notes",
        "moon",
        "one-moon-notes",
        "one-moon-notes-2",
    ]


def test_an_author_s_id_goes_before_one_that_is_made() -> None:
    """An id that an author gave later in the book is not taken by a heading."""
    assert headings("# One\n\n## Route\n\n## Other {#one-route}\n") == ["one-route-2", "one-route"]


def test_headings_stay_clear_of_ids_that_are_made_later() -> None:
    """The title of a chapter, its notes and their calls have ids of their own."""
    assert headings("# One\n\n## Title\n\n## Note x\n\nText.[^x]\n\n[^x]: Note.\n") == ["one-title-2", "one-note-x-2"]


def test_every_kind_of_target_is_known() -> None:
    """Chapters, parts, headings, figures, tables, blocks, phrases, terms, references and generated matter are targets."""
    text = (
        "# One {#first}\n\n## Head\n\n![Alt](a.png){#fig}\n\nTable: C {#tbl}\n\n| a |\n|---|\n| b |\n\n"
        "{#quote}\n> Words.\n\nA [phrase]{#phrase}.\n"
    )
    made = book(
        draft(
            text,
            "EU\n: Union.\n",
            "- {id: a b, type: book}\n",
            pictures={"a.png": picture("a.png")},
            generated=("glossary",),
            parts={"Part One": "01-one.md"},
        )
    )
    assert {target.id: target.kind for target in made.targets.values()} == {
        "glossary": TargetKind.CHAPTER,
        "part-part-one": TargetKind.PART,
        "first": TargetKind.CHAPTER,
        "fig": TargetKind.FIGURE,
        "tbl": TargetKind.TABLE,
        "quote": TargetKind.BLOCK,
        "phrase": TargetKind.PHRASE,
        "term-eu": TargetKind.TERM,
        "ref-a-b": TargetKind.REFERENCE,
        "first-head": TargetKind.HEADING,
    }


def test_a_duplicate_id_is_reported_at_its_second_place() -> None:
    """Ids are one name space for the whole book."""
    made = draft({"01-one.md": "# One\n\n## A {#here}\n", "02-two.md": "# Two\n\n[Words]{#here}\n"})
    assert problems(made) == [
        (
            "manuscript/02-two.md:3:8 duplicate-id: the id “here” is given twice | "
            "give one of the two places another id, and mend the links that mean it | manuscript/01-one.md:3:6"
        )
    ]


def test_an_id_that_needs_escapes_is_an_error() -> None:
    """Ids are letters, digits, hyphens and underscores, and begin with a letter."""
    assert [
        line.split(" |")[0] for line in problems(draft("# One\n\n## A {#a:b}\n\n## B {#é}\n\n## C {#c-1_d}\n"))
    ] == [
        "manuscript/01-one.md:3:6 unsafe-id: “a:b” cannot be an id",
        "manuscript/01-one.md:5:6 unsafe-id: “é” cannot be an id",
    ]


def test_an_id_that_octavo_gives_itself_is_an_error() -> None:
    """Page markers, titles, notes and first uses have ids that no author may give."""
    made = draft(
        "# One\n\n## A {#page-12}\n\n## B {#one-title}\n\n## C {#one-use-eu}\n\n## D {#page-one}\n", "EU\n: U.\n"
    )
    assert [line.split(" |")[0] for line in problems(made)] == [
        (
            "manuscript/01-one.md:3:6 reserved-id: the id “page-12” is one that Octavo gives itself, "
            "to a page of the print edition"
        ),
        (
            "manuscript/01-one.md:5:6 reserved-id: the id “one-title” is one that Octavo gives itself, "
            "to the title of “manuscript/01-one.md”"
        ),
        "manuscript/01-one.md:7:6 reserved-id: the id “one-use-eu” is one that Octavo gives itself, to the first use of a term",
    ]


def test_files_whose_stems_are_alike_get_different_ids() -> None:
    """Two files that differ in their digits only are two chapters."""
    made = book(draft({"01-sea.md": "# A\n\nText.\n", "02-sea.md": "# B\n\nText.\n"}))
    assert [chapter.id for chapter in made.chapters] == ["sea", "sea-2"]
