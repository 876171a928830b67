"""Marked terms and the glossary's names."""

from __future__ import annotations

import pytest

from octavo.model.config import TermMatch
from support.drafts import book, draft, problems, uses, words

GLOSSARY = "EUNAVFOR (European Union Naval Force)\n: A force.\n\nmultipolarity\n: Many poles.\n"
DRAFT = "# One\n\n{}\n"


def marked(text: str) -> list[tuple[str, str]]:
    made = book(draft(DRAFT.format(text), GLOSSARY, match=TermMatch.MARKED))
    return uses(made.chapters[0].children)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[EUNAVFOR]", ("EUNAVFOR", "term-eunavfor")),
        ("[the force][EUNAVFOR]", ("the force", "term-eunavfor")),
        ("[European Union Naval Force]", ("European Union Naval Force", "term-eunavfor")),
        ("[Multipolarity]", ("Multipolarity", "term-multipolarity")),
        ("[EUNAVFORs]", ("EUNAVFORs", "term-eunavfor")),
        ("^[A note on [EUNAVFOR].]", ("EUNAVFOR", "term-eunavfor")),
        ("## On [EUNAVFOR]", ("EUNAVFOR", "term-eunavfor")),
    ],
)
def test_a_marked_term_is_bound(text: str, expected: tuple[str, str]) -> None:
    """An author's mark counts anywhere, by name, long form or plural."""
    assert marked(text) == [expected]


def test_an_unknown_term_is_an_error_with_the_nearest_entry() -> None:
    """The hint names the entry that was probably meant, and its line."""
    assert problems(draft(DRAFT.format("Ships of [EUNAVFR] and [words][multipolar]."), GLOSSARY)) == [
        (
            "manuscript/01-one.md:3:10 unknown-term: the glossary has no entry “EUNAVFR” | "
            "did you mean “EUNAVFOR”? (manuscript/glossary.md:1)"
        ),
        (
            "manuscript/01-one.md:3:32 unknown-term: the glossary has no entry “multipolar” | "
            "did you mean “multipolarity”? (manuscript/glossary.md:4)"
        ),
    ]


def test_an_unknown_acronym_is_an_error_without_a_glossary() -> None:
    """Without a near entry the hint says what can be done."""
    assert problems(draft(DRAFT.format("The [NATO]."))) == [
        (
            "manuscript/01-one.md:3:5 unknown-term: the glossary has no entry “NATO” | "
            "add the term to the glossary, or write \\[ before words that only stand in brackets"
        )
    ]


@pytest.mark.parametrize(
    "text", ["so [sic] it says", "[T]he end", "a [*small* word] here", "see [1]", "an [Editor’s Note]"]
)
def test_brackets_that_look_like_no_term_stay_brackets(text: str) -> None:
    """A lone name that is neither an acronym nor close to a term is given back as it was written."""
    made = book(draft(DRAFT.format(text), GLOSSARY))
    (paragraph,) = made.chapters[0].children
    assert words(paragraph.children) == text.replace("*", "")  # type: ignore[union-attr]
    assert uses(made.chapters[0].children) == []


@pytest.mark.parametrize(
    ("second", "form", "column"),
    [
        ("EUNAVFOR\n: B.", "EUNAVFOR", 1),
        ('Force {aliases="European Union Naval Force"}\n: B.', "European Union Naval Force", 7),
    ],
)
def test_a_name_or_alias_given_twice_is_an_error(second: str, form: str, column: int) -> None:
    """The second place is reported, that of an alias in its braces; the first is named."""
    assert problems(draft(DRAFT.format("Text."), f"{GLOSSARY}\n{second}\n")) == [
        (
            f"manuscript/glossary.md:7:{column} duplicate-term: “{form}” names two terms | "
            "join the two entries, or take the name or alias away from one of them | manuscript/glossary.md:1:1"
        )
    ]


def test_names_that_differ_in_case_are_two_terms_when_one_is_an_acronym() -> None:
    """AIDS and aids can both be defined, and each is found."""
    made = book(draft(DRAFT.format("AIDS, aids, Aids"), "AIDS\n: An illness.\n\naids\n: Helps.\n"))
    ids = [term.id for term in made.glossary.terms]
    assert ids == ["term-aids", "term-aids-2"]
    assert uses(made.chapters[0].children) == [("AIDS", ids[0]), ("aids", ids[1]), ("Aids", ids[1])]
