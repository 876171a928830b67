"""Terms in running text: what is a use, and what is not."""

from __future__ import annotations

import pytest

from octavo.diagnostics import Span
from octavo.model.config import TermMatch
from octavo.model.nodes import TermUse
from octavo.model.walk import descend
from support.drafts import book, draft, uses

GLOSSARY = """EUNAVFOR (European Union Naval Force) {aliases="EU NAVFOR"}
: The naval force.

EUNAVFOR Atalanta
: Its first operation.

RoK (Republic of Korea)
: A state.

ICBM
: A missile.

multipolarity
: Many poles.

free and open Indo-Pacific
: A plan.

Strategic Compass
: A plan of the Union.
"""


def matched(text: str, language: str = "en-GB", **options: object) -> list[tuple[str, str]]:
    made = book(draft(f"# One\n\n{text}\n", GLOSSARY, language=language, **options))  # type: ignore[arg-type]
    return [(words, term.removeprefix("term-")) for words, term in uses(made.chapters[0].children)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The EUNAVFOR ships.", [("EUNAVFOR", "eunavfor")]),
        ("EUNAVFOR Atalanta sails.", [("EUNAVFOR Atalanta", "eunavfor-atalanta")]),
        ("the EU–RoK talks, a RoK-led plan", [("RoK", "rok"), ("RoK", "rok")]),
        (
            "two ICBMs, the ICBM’s range, ICBMs’ cost, an ICBM's",
            [(w, "icbm") for w in ("ICBMs", "ICBM’s", "ICBMs’", "ICBM’s")],
        ),
        ("he said ‘no more ICBMs’ twice", [("ICBMs", "icbm")]),
        ("Multipolarity is multipolarity.", [("Multipolarity", "multipolarity"), ("multipolarity", "multipolarity")]),
        ("Free and open Indo-Pacific", [("Free and open Indo-Pacific", "free-and-open-indo-pacific")]),
        ("the Republic of\nKorea and the European *Union* Naval Force", [("Republic of Korea", "rok")]),
        ("EU NAVFOR", [("EU NAVFOR", "eunavfor")]),
        ("*The EUNAVFOR* and **an ICBM**, ~~ICBM~~", [("EUNAVFOR", "eunavfor"), ("ICBM", "icbm"), ("ICBM", "icbm")]),
        ("two Strategic Compasses", [("Strategic Compasses", "strategic-compass")]),
        ("| a |\n|---|\n| ICBM |", [("ICBM", "icbm")]),
        ("> an ICBM\n\n- an ICBM", [("ICBM", "icbm"), ("ICBM", "icbm")]),
        ("[EUNAVFOR]{.x} and [ICBM]{lang=en-US}", [("EUNAVFOR", "eunavfor"), ("ICBM", "icbm")]),
    ],
)
def test_a_term_is_found_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    """Names, long forms, aliases, plurals and possessives count, the longest at each place."""
    assert matched(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "eunavfor, Icbm, ROK, strategic compass",
        "ICBMx, xICBM, ICBM2, ICBM\u0301, ICBM*s and* more, ICBM[^n]s\n\n[^n]: A note.",
        "## The EUNAVFOR",
        "`ICBM` and <kbd>ICBM</kbd> and $ICBM$",
        "    ICBM",
        "[the ICBM](https://example.org) and [an ICBM](#one)",
        "An inline note.^[On the ICBM.] And another.[^n]\n\n[^n]: The ICBM.",
        "[ICBM]{lang=de}\n\n::: {lang=ja}\nICBM\n:::",
        "::: {.epigraph}\nOn the ICBM.\n:::",
        "Table: The ICBM\n\n| a |\n|---|\n| b |",
        "\\[ICBMX]",
    ],
)
def test_a_term_is_not_found_where_it_is_no_use(text: str) -> None:
    """Headings, code, links, captions, epigraphs, notes, other languages and parts of words are left alone."""
    assert matched(text) == []


def test_figures_captions_and_alternative_texts_are_left_alone() -> None:
    """No term is looked for in a figure."""
    from support.drafts import picture

    text = '![The ICBM](a.png "An ICBM"){credit="ICBM"}'
    assert matched(text, pictures={"a.png": picture("a.png")}) == []


JAPANESE = """海上自衛隊
: 海の守り。

EU (欧州連合)
: ヨーロッパの連合。

猫
: 動物。

レーダー
: 電波の目。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("船は海上自衛隊の船だ。", ["海上自衛隊"]),
        ("EUの旗と欧州連合の歌", ["EU", "欧州連合"]),
        ("吾輩は猫である", ["猫"]),
        ("新型レーダーを載せた", ["レーダー"]),
        ("海上自衛隊員、日本海上自衛隊", []),
        ("猫背、山猫", []),
        ("レーダーサイト", []),
    ],
)
def test_a_japanese_word_ends_where_its_script_does(text: str, expected: list[str]) -> None:
    """Particles are no part of a term; a longer compound in the same script is another word."""
    made = book(draft(f"# 一\n\n{text}\n", JAPANESE, language="ja"))
    assert [words for words, _ in uses(made.chapters[0].children)] == expected


def test_only_english_has_an_english_plural() -> None:
    """In a German book an -s makes another word."""
    assert matched("ICBMs, ICBM’s und ICBM", language="de") == [("ICBM", "icbm"), ("ICBM", "icbm")]


def test_marked_books_have_only_marked_terms() -> None:
    """With match = "marked" running text is left alone."""
    assert matched("ICBM and [ICBM]", match=TermMatch.MARKED) == [("ICBM", "icbm")]


def test_a_chapter_in_another_language_has_no_matches() -> None:
    """A chapter with its own language is text of another language."""
    made = book(draft("# Eins {lang=de}\n\nEUNAVFOR\n", GLOSSARY))
    assert uses(made.chapters[0].children) == []


def test_an_epigraph_of_its_own_file_has_no_matches() -> None:
    """A file whose role is epigraph is quoted text."""
    made = book(draft({"epigraph.md": "EUNAVFOR\n"}, GLOSSARY, roles={"epigraph.md": "epigraph"}))
    assert uses(made.chapters[0].children) == []


def test_a_definition_uses_other_terms_and_never_its_own() -> None:
    """Marked and unmarked uses in definitions are bound; a term's own name in its definition is just words."""
    made = book(draft("# One\n\nText.\n", "EU\n: The EU, or [EU], in [NATO][RoK] and RoK.\n\nRoK\n: Korea.\n"))
    assert uses(made.glossary.terms[0].definition) == [("NATO", "term-rok"), ("RoK", "term-rok")]


def test_a_use_knows_where_it_stands() -> None:
    """The span of a use that breaks over a line goes from its first to its last letter."""
    made = book(draft("# One\n\nThe *strong European Union\nNaval Force’s* ships.\n", GLOSSARY))
    (use,) = [node for node in descend(made.chapters[0].children) if isinstance(node, TermUse)]
    assert use.span == Span("manuscript/01-one.md", 3, 13, 4, 14)
    assert use.name == "European Union Naval Force’s"
    assert not use.marked
