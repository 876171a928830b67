"""The index."""

from __future__ import annotations

import pytest

from compose.builders import EPUB, S, at, attrs, book, chapter, composed, composed_with, document, p, phrase, sketch, t
from octavo.compose.index import INDEX_SEE_UNKNOWN
from octavo.compose.index_marks import levels
from octavo.model import nodes
from octavo.model.edition import Edition
from octavo.model.publication import Publication
from octavo.model.walk import plain_text


def index_of(*marks: nodes.Inline, edition: Edition | None = None) -> str:
    made = indexed(*marks, edition=edition)
    return sketch(document(made, "index").children)


def indexed(*marks: nodes.Inline, edition: Edition | None = None) -> Publication:
    text = book(chapter("one", p(*marks), title="One"), back=["index"])
    return composed(text) if edition is None else composed(text, edition)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("Main", ("Main",)),
        ("Main, sub", ("Main", "sub")),
        ("Main, sub, deeper", ("Main", "sub", "deeper")),
        ("Borrell,, Josep", ("Borrell, Josep",)),
        ("Borrell,, Josep, speeches", ("Borrell, Josep", "speeches")),
        ("Main,", ("Main",)),
        ("Russia's war", ("Russia’s war",)),
    ],
)
def test_commas_part_levels_and_doubled_ones_are_letters(value: str, parts: tuple[str, ...]) -> None:
    """The syntax of ``index``."""
    assert levels(value) == parts


def test_entries_are_sorted_under_their_letters() -> None:
    """Small and capital letters together, signs and figures first without a letter, subentries below."""
    marks = [phrase("x", index=v) for v in ("beta", "Alpha, second", "alpha", "Alpha, first", "7 seas", "Éclair")]
    assert index_of(*marks) == (
        "7 seas, <locators:[page of one-index-7-seas]>\n"
        "#index-letter-a A\n"
        "alpha, <locators:[page of one-index-alpha]>\n"
        "Alpha\n"
        "first, <locators:[page of one-index-alpha-first]>\n"
        "second, <locators:[page of one-index-alpha-second]>\n"
        "#index-letter-b B\n"
        "beta, <locators:[page of one-index-beta]>\n"
        "#index-letter-e E\n"
        "Éclair, <locators:[page of one-index-eclair]>\n"
    )


def test_each_letter_has_one_heading() -> None:
    """Entries stand where their first letter sorts: quotation marks before it and strokes through it do not count."""
    words = ("Lyon", "“Łódź”", "Lab", "Zulu", "“Zebra”", "Atalanta")
    made = document(indexed(*(phrase("x", index=entry) for entry in words)), "index").children
    assert [plain_text(block.children) for block in made if isinstance(block, nodes.Heading)] == ["A", "L", "Z"]


def test_marks_of_one_entry_share_its_locators() -> None:
    """Parted by commas, for the renderer to merge those of one page."""
    made = indexed(phrase("a", index="Sea"), t(" "), phrase("b", index="Sea"))
    assert sketch(document(made, "one").children) == "[#one-index-sea]a [#one-index-sea-2]b\n"
    assert sketch(document(made, "index").children).endswith(
        "Sea, <locators:[page of one-index-sea], [page of one-index-sea-2]>\n"
    )


def test_an_epub_numbers_the_places_of_an_entry() -> None:
    """It has no pages."""
    text = index_of(phrase("a", index="Sea"), phrase("b", index="Sea"), edition=EPUB)
    assert text.endswith("Sea, <locators:[1→one-index-sea], [2→one-index-sea-2]>\n")


def test_a_phrase_keeps_what_else_it_says() -> None:
    """Language, class and id stay; the mark goes."""
    made = indexed(nodes.Phrase(span=S, children=(t("海"),), attributes=attrs("x", id="sea", lang="ja", index="Sea")))
    assert sketch(document(made, "one").children) == "[#one-index-sea]<ja:海>\n"
    assert made.homes["sea"] == "one"


def test_the_main_place_is_bold() -> None:
    """``.index-main`` marks it."""
    main = nodes.Phrase(span=S, children=(t("x"),), attributes=attrs("index-main", index="Sea"))
    assert index_of(main).endswith("Sea, <locators:**[page of one-index-sea]**>\n")


def test_see_has_no_place_of_its_own_and_links_to_its_entry() -> None:
    """“see also” has one where it stands on words."""
    marks = (
        phrase("a", index="Ocean", index_see="Sea, deep"),
        phrase("b", index="Sea, deep", index_see_also="Ocean"),
        phrase(index="Navy", index_see_also="Ocean"),
    )
    assert index_of(*marks) == (
        "#index-letter-n N\n"
        "Navy. *See also* [Ocean→index-ocean]\n"
        "#index-letter-o O\n"
        "#index-ocean Ocean. *See* [Sea, deep→index-sea-deep]\n"
        "#index-letter-s S\n"
        "Sea\n"
        "#index-sea-deep deep, <locators:[page of one-index-sea-deep]>. *See also* [Ocean→index-ocean]\n"
    )


def test_see_to_an_unknown_entry_is_a_warning() -> None:
    """Reported at the mark, with the nearest entry."""
    odd = nodes.Phrase(span=at(8, 2), children=(t("a"),), attributes=attrs(index="Ocean", index_see="Seas"))
    made, (found,) = composed_with(book(chapter("one", p(odd, phrase("b", index="Sea")), title="One"), back=["index"]))
    assert (found.finding, str(found.span), found.message, found.hint) == (
        INDEX_SEE_UNKNOWN,
        "manuscript/01-one.md:8:2",
        "the index refers to “Seas”, but has no such entry",
        "did you mean “Sea”?",
    )
    assert "Ocean. *See* Seas\n" in sketch(document(made, "index").children)


def test_an_empty_mark_is_named_by_its_words() -> None:
    """``index=""`` indexes the words themselves."""
    mark = nodes.Phrase(span=S, children=(t("Gulf of Aden"),), attributes=type(attrs())(pairs=(("index", ""),)))
    assert index_of(mark).endswith("Gulf of Aden, <locators:[page of one-index-gulf-of-aden]>\n")


def test_a_book_without_marks_has_no_index() -> None:
    """The listed piece is left out."""
    assert [d.name for d in indexed(t("x")).documents] == ["one"]


def test_without_an_index_section_anchors_do_no_harm() -> None:
    """The marks leave anchors and nothing else."""
    made = composed(book(chapter("one", p(phrase("a", index="Sea")), title="One")))
    assert made.homes["one-index-sea"] == "one"


def test_letters_stay_out_of_the_navigation() -> None:
    """They are no sections."""
    (_, index) = indexed(phrase("a", index="Sea")).navigation
    assert index.children == ()
