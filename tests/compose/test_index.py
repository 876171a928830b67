"""The index."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from compose.builders import (
    EPUB,
    PRINT,
    S,
    at,
    attrs,
    book,
    chapter,
    composed,
    composed_with,
    document,
    figure,
    p,
    phrase,
    sketch,
    t,
    table,
    term,
    use,
)
from octavo.compose.index import INDEX_SEE_UNKNOWN, INDEX_SEE_WITH_PLACES
from octavo.compose.index_marks import levels
from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.book import Book
from octavo.model.config import TermSettings
from octavo.model.edition import Edition
from octavo.model.publication import Publication
from octavo.model.slugs import digest
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
        "<index-words:Alpha>\n"
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
        "<index-words:Sea>\n"
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


def mark(*classes: str, words: str = "x", span: Span = S, **pairs: str) -> nodes.Phrase:
    return nodes.Phrase(span=span, children=(t(words),) if words else (), attributes=attrs(*classes, **pairs))


def entry_of(*blocks: nodes.Block, **settings: object) -> str:
    """Return the index of a chapter of blocks, without its letters."""
    made = composed(book(chapter("one", *blocks, title="One"), back=["index"]), **settings)
    return re.sub(r"#index-letter.*\n", "", sketch(document(made, "index").children))


def test_a_beginning_and_its_end_make_a_range() -> None:
    """In the order of the text, whatever stands between; what lies behind is a place by itself."""
    blocks = (
        p(mark("index-start", words="", index="Sea"), "x"),
        p(mark(index="Sea"), mark("index-start", index="Air")),
        p(mark("index-end", index="Air"), "x", mark("index-end", words="", index="Sea")),
        p(mark(index="Sea")),
    )
    assert entry_of(*blocks) == (
        "Air, <locators:[page of one-index-air to one-index-air-3]>\n"
        "Sea, <locators:[page of one-index-sea to one-index-sea-3], [page of one-index-sea-2], [page of one-index-sea-4]>\n"
    )


def test_a_range_may_be_the_main_place() -> None:
    """Its beginning says so."""
    blocks = p(mark("index-start", "index-main", index="Sea")), p(mark("index-end", index="Sea"))
    assert entry_of(*blocks).endswith("Sea, <locators:**[page of one-index-sea to one-index-sea-3]**>\n")


def test_where_an_edition_leaves_out_an_end_the_other_is_a_place() -> None:
    """Of two ranges one loses its end, the other its beginning."""
    blocks = (
        p(mark("index-start", index="Sea")),
        p(mark("index-end", index="Sea"), mark("index-start", index="Air"), only="epub"),
        p(mark("index-end", index="Air")),
    )
    assert entry_of(*blocks) == "Air, <locators:[page of one-index-air-2]>\nSea, <locators:[page of one-index-sea]>\n"


def test_blocks_and_titles_are_places_too() -> None:
    """They give their ids; one that both begins and ends a range is one."""
    heading = nodes.Heading(span=S, level=2, children=(t("Ships"),), attributes=attrs(id="ships", index="Ship"))
    whole = nodes.Division(span=S, children=(p("x"),), attributes=attrs("index-start", "index-end", index="Sea"))
    last = nodes.Paragraph(span=S, children=(t("x"),), attributes=attrs("index-end", index="Ship, sunk", id="last"))
    first = nodes.Paragraph(span=S, children=(t("x"),), attributes=attrs("index-start", index="Ship, sunk", id="first"))
    assert entry_of(first, heading, whole, last) == (
        "Sea, <locators:[page of one-index-sea to one-index-sea]>\n"
        "<index-words:Ship>, <locators:[page of ships]>\n"
        "sunk, <locators:[page of first to last]>\n"
    )
    made = composed(book(chapter("one", whole, title="One"), back=["index"]))
    (shown,) = document(made, "one").children
    assert isinstance(shown, nodes.Division)
    assert (shown.attributes.id, shown.attributes.pairs, shown.attributes.classes) == ("one-index-sea", (), ())


def test_a_chapter_is_a_place() -> None:
    """Its title line may carry the mark, of the chapter as a whole."""
    one = chapter("one", p("x"), title="One", classes="index-start index-end", index="Sea")
    two = chapter("two", p(mark(index="Sea")), title="Two")
    text = sketch(document(composed(book(one, two, back=["index"])), "index").children)
    assert text.endswith("Sea, <locators:[page of one to one], [page of two-index-sea]>\n")


def test_places_in_figures_and_captions_are_italic() -> None:
    """A line before the index says what bold and italic numbers mean."""
    drawn = replace(figure("fig"), caption=(mark(index="Sea"),), attributes=attrs(id="fig", index="Air"))
    set_table = replace(table((t("c"),)), caption=(mark(index="Sea"),))
    text = entry_of(drawn, set_table, p(mark("index-main", index="Sea")))
    assert text == (
        "Numbers in bold lead to the main passage. Numbers in italics lead to figures and tables.\n"
        "Air, <locators:*[page of fig]*>\n"
        "Sea, <locators:*[page of one-index-sea]*, *[page of one-index-sea-2]*, **[page of one-index-sea-3]**>\n"
    )


def test_an_entry_may_say_where_it_stands() -> None:
    """By ``index-sort``, its letter too."""
    marks = mark(index="JS Takanami", index_sort="Takanami"), mark(index="Sea"), mark(index="Uganda")
    assert [line.split(",")[0] for line in entry_of(p(*marks)).splitlines()] == ["Sea", "JS Takanami", "Uganda"]


def test_see_from_an_entry_with_places_is_a_warning() -> None:
    """And is printed as “see also”; places of a subentry are places of the entry."""
    odd = mark(span=at(8, 2), index="Ocean", index_see="Sea")
    text = book(chapter("one", p(odd, mark(index="Sea"), mark(index="Ocean, deep")), title="One"), back=["index"])
    made, (found,) = composed_with(text)
    assert (found.finding, str(found.span)) == (INDEX_SEE_WITH_PLACES, "manuscript/01-one.md:8:2")
    assert found.message == "the index says “see” at “Ocean”, which leads to places of its own"
    assert "<index-words:Ocean>. *See also* [Sea→index-sea]\n" in sketch(document(made, "index").children)
    near = book(chapter("one", p(odd, mark(index="Sea"), mark(index="Oceans")), title="One"), back=["index"])
    assert composed_with(near)[1] == ()


def terms_book(*words: nodes.Inline | str, index: bool = True, **more: object) -> Book:
    glossary = (term("UN", "The organisation.", long="United Nations"), term("dhow", "A boat."))
    made = book(chapter("one", p(*words), title="One"), terms=glossary, back=["index"], **more)
    return replace(made, config=replace(made.config, terms=TermSettings(index=index)))


def test_terms_are_entries_where_the_book_says_so() -> None:
    """All uses are places, the one with its note in bold; the long form explains and refers."""
    made = composed(terms_book(use("UN"), " ", use("dhow"), " ", use("UN")))
    assert sketch(document(made, "index").children) == (
        "Numbers in bold lead to the main passage.\n"
        "#index-letter-d D\n"
        "dhow, <locators:**[page of one-index-dhow]**>\n"
        "#index-letter-u U\n"
        "#index-un UN (United Nations), <locators:**[page of one-index-un]**, [page of one-index-un-2]>\n"
        "United Nations. *See* [UN→index-un]\n"
    )
    silent = composed(terms_book(use("UN"), index=False))
    assert [d.name for d in silent.documents] == ["one"]


def test_a_term_shares_its_entry_with_marks() -> None:
    """Where authors index the long form as well, each refers to the other."""
    made = composed(terms_book(use("UN"), mark(index="UN, seat of"), mark(index="United Nations, history of")))
    text = re.sub(r"#index-letter.*\n", "", sketch(document(made, "index").children))
    assert text == (
        "Numbers in bold lead to the main passage.\n"
        "#index-un <index-words:UN>, <locators:**[page of one-index-un]**>. *See also* [United Nations→index-united-nations]\n"
        "seat of, <locators:[page of one-index-un-seat-of]>\n"
        "#index-united-nations <index-words:United Nations>. *See also* [UN→index-un]\n"
        "history of, <locators:[page of one-index-united-nations-history-of]>\n"
    )


def test_places_have_the_same_ids_in_all_editions() -> None:
    """An EPUB names the pages of the print edition, which may lack some of its text; the words around tell places apart."""
    first = nodes.Paragraph(span=at(3), children=(mark(span=at(3, 9), index="Sea"),), attributes=attrs(only="epub"))
    second = nodes.Paragraph(span=at(5), children=(mark(span=at(5, 9), index="Sea"),))
    text = book(chapter("one", first, second, title="One"), back=["index"])
    anchor = f"[#one-index-sea-{digest('x')}]x\n"
    assert sketch(document(composed(text, EPUB), "one").children) == f"[#one-index-sea]x\n{anchor}"
    assert sketch(document(composed(text), "one").children) == anchor


def test_an_epub_with_a_page_list_names_pages() -> None:
    """Those of the edition whose pages it lists."""
    paged = replace(EPUB, pages_from="print")
    text = book(chapter("one", p(mark(index="Sea")), title="One"), back=["index"], editions=(PRINT, paged))
    assert sketch(document(composed(text, paged), "index").children).endswith("<locators:[page of one-index-sea]>\n")


def test_letters_stay_out_of_the_navigation() -> None:
    """They are no sections."""
    (_, index) = indexed(phrase("a", index="Sea")).navigation
    assert index.children == ()
