"""Reading lists: what each way of writing one gives."""

from __future__ import annotations

import pytest

from octavo.diagnostics import Span
from octavo.model.nodes import Citation, Emphasis, Text
from octavo.model.references import Reference
from octavo.model.sources import TextSource
from octavo.model.walk import plain_text
from octavo.parse.references import parse_references


def read(text: str, file: str = "related-reading.yaml") -> tuple[Reference, ...]:
    outcome = parse_references(TextSource(path=f"manuscript/{file}", file=file, text=text), "en-GB")
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


ITEM = """- id: eu2008
  type: article-journal
  title: "The *Takanami* off [de la]{.nocase} coast"
  author:
    - {family: Doe, given: Jane}
    - literal: Council of the European Union
  editor: Plain Name
  issued: 2008-11-12
  volume: 010
  page: 33
  abstract: ~
  keyword: [a, b]
  group: Founding texts
"""


@pytest.mark.parametrize(
    "text", [ITEM, "references:\n" + ITEM, "---\nreferences:\n" + ITEM + "---\n", "---\n" + ITEM + "...\n"]
)
def test_yaml_is_read_as_pandoc_s_list_or_a_bare_one(text: str) -> None:
    """Numbers stay as written, nulls and keywords are dropped, Markdown becomes CSL's markup, the group is taken out."""
    (reference,) = read(text)
    assert reference.csl == {
        "id": "eu2008",
        "type": "article-journal",
        "title": 'The <i>Takanami</i> off <span class="nocase">de la</span> coast',
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Council of the European Union"}],
        "editor": [{"literal": "Plain Name"}],
        "issued": {"date-parts": [[2008, 11, 12]]},
        "volume": "010",
        "page": "33",
    }
    assert (reference.key, reference.id, reference.group) == ("eu2008", "ref-eu2008", "Founding texts")


def test_json_is_read_with_its_own_markup() -> None:
    """Stars are stars in JSON."""
    text = '[\n  {"id": "a", "type": "book", "title": "A *b* <i>c</i> \\u00e9", "issued": {"date-parts": [["2020", 1]]}, "volume": 3}\n]'
    (reference,) = read(text, "a.json")
    assert reference.csl == {
        "id": "a",
        "type": "book",
        "title": "A *b* <i>c</i> é",
        "issued": {"date-parts": [[2020, 1]]},
        "volume": "3",
    }
    assert reference.span == Span("manuscript/a.json", 2, 10, 2, 13)


BIBTEX = """% @book{no, title = {A comment}}
@string{oj = "Official Journal"}
@article{mueller2020,
  author = {Müller, J{\\"u}rgen},
  title = {The {EU} at Sea},
  journal = oj,
  year = 2020,
  group = {At sea},
  annotation = {On *ships*.},
}

@book{doe2021, title = {Ships}, author = {Doe, Jane}, date = {2021-03-04}}
"""


def test_bibtex_is_read_with_group_and_annotation() -> None:
    """Entries keep their places, macros and accents are resolved."""
    first, second = read(BIBTEX, "books.bib")
    assert first.csl == {
        "id": "mueller2020",
        "type": "article-journal",
        "author": [{"family": "Müller", "given": "Jürgen"}],
        "title": "The EU at sea",
        "container-title": "Official Journal",
        "issued": {"date-parts": [[2020]]},
    }
    assert (first.group, plain_text(first.annotation)) == ("At sea", "On ships.")
    assert first.span == Span("manuscript/books.bib", 3, 10, 3, 21)
    assert first.annotation[0].span == Span("manuscript/books.bib", 9, 17, 9, 20)
    assert (second.key, second.group, second.annotation) == ("doe2021", "", ())
    assert second.csl["issued"] == {"date-parts": [[2021, 3, 4]]}


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("annotation: See *ships*.", (3, 15)),
        ("annotation: 'See *ships*.'", (3, 16)),
        ('annotation: "See *ships*."', (3, 16)),
        ("annotation: >\n    See *ships*.", (4, 5)),
        ("annotation: |-\n\n      See *ships*.\n", (5, 7)),
    ],
)
def test_an_annotation_is_markdown_with_places(yaml: str, place: tuple[int, int]) -> None:
    """However it is quoted, its words stand where the file has them."""
    (reference,) = read(f"- id: a\n  type: book\n  {yaml}\n")
    words, emphasis, stop = reference.annotation
    assert isinstance(words, Text)
    assert isinstance(emphasis, Emphasis)
    assert isinstance(stop, Text)
    assert (words.text, plain_text(emphasis.children), stop.text) == ("See ", "ships", ".")
    assert (words.span.line, words.span.column) == place
    assert (emphasis.span.line, emphasis.span.column) == (place[0], place[1] + 4)


def test_the_second_line_of_an_annotation_has_its_place_too() -> None:
    """A citation there is reported where it stands."""
    (reference,) = read("- id: a\n  type: book\n  annotation: >\n    One line,\n    and @key.\n")
    (citation,) = [node for node in reference.annotation if isinstance(node, Citation)]
    assert citation.span == Span("manuscript/related-reading.yaml", 5, 9, 5, 13)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-11-01", {"date-parts": [[2024, 11, 1]]}),
        ("2024-11", {"date-parts": [[2024, 11]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("'1066'", {"date-parts": [[1066]]}),
        ("-0044", {"date-parts": [[-44]]}),
        ("2020/2021", {"date-parts": [[2020], [2021]]}),
        ("2020-05/..", {"date-parts": [[2020, 5], [0]]}),
        ("2008~", {"date-parts": [[2008]], "circa": True}),
        ("2008?", {"date-parts": [[2008]], "circa": True}),
        ("2024-21", {"date-parts": [[2024]], "season": 1}),
        ("2024-02-29", {"date-parts": [[2024, 2, 29]]}),
        ("2024-11-01T10:00:00Z", {"date-parts": [[2024, 11, 1]]}),
        ("{date-parts: [[2024, 11], [2025]]}", {"date-parts": [[2024, 11], [2025]]}),
        ("{date-parts: [2024, 11]}", {"date-parts": [[2024, 11]]}),
        ("{year: 2024, month: 11, circa: true}", {"date-parts": [[2024, 11]], "circa": True}),
        ("[{year: 2020}, {year: 2021}]", {"date-parts": [[2020], [2021]]}),
        ("{raw: 2024-11}", {"date-parts": [[2024, 11]]}),
        ("{literal: last spring}", {"literal": "last spring"}),
    ],
)
def test_dates_are_read_as_edtf_or_csl(written: str, expected: dict[str, object]) -> None:
    """Days, months, seasons, spans and what is about right."""
    (reference,) = read(f"- {{id: a, type: book, issued: {written}}}\n")
    assert reference.csl["issued"] == expected


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("", "a.yaml"),
        ("# nothing\n", "a.yaml"),
        ("references:\n", "a.yaml"),
        ("[]", "a.json"),
        ("", "a.json"),
        ("", "a.bib"),
    ],
)
def test_an_empty_list_is_no_mistake(text: str, file: str) -> None:
    """A book may have no references yet."""
    assert read(text, file) == ()


def test_an_alias_repeats_what_it_names() -> None:
    """YAML's own shorthand works."""
    first, second = read("- {id: a, type: book, author: &d [{family: Doe}]}\n- {id: b, type: book, author: *d}\n")
    assert first.csl["author"] == second.csl["author"] == [{"family": "Doe"}]


GERMAN = """@book{weber, author = {Weber, Max}, title = {Wirtschaft und Gesellschaft}, year = 1922}
@book{mill, author = {Mill, J. S.}, title = {On Human Liberty}, langid = {english}, year = 1859}
@phdthesis{abt, author = {Abt, Zoë}, title = {Über Dinge}, school = {Köln}, year = 2001}
"""


def test_a_bibtex_entry_is_in_the_book_s_language_unless_it_names_its_own() -> None:
    """German nouns keep their capitals, English titles are set down in sentence case, a thesis is named in German."""
    outcome = parse_references(TextSource(path="manuscript/lit.bib", file="lit.bib", text=GERMAN), "de-AT")
    assert outcome.diagnostics == ()
    weber, mill, abt = outcome.value or ()
    assert (weber.csl["title"], weber.span) == ("Wirtschaft und Gesellschaft", Span("manuscript/lit.bib", 1, 7, 1, 12))
    assert (mill.csl["title"], mill.span) == ("On human liberty", Span("manuscript/lit.bib", 2, 7, 2, 11))
    assert abt.csl["genre"] == "Dissertation"


def test_a_language_given_to_bibtex_moves_no_message() -> None:
    """A slip is reported at the column where the author made it."""
    broken = TextSource(path="manuscript/lit.bib", file="lit.bib", text="@book{a, title = {x}, year == 3}\n")
    (english,) = parse_references(broken, "en").diagnostics
    (german,) = parse_references(broken, "de").diagnostics
    assert german.span == english.span
