"""Reading lists with mistakes: each is reported where it stands."""

from __future__ import annotations

import pytest

from octavo.model.sources import TextSource
from octavo.parse.references import parse_references


def found(text: str, file: str = "r.yaml") -> list[str]:
    outcome = parse_references(TextSource(path=f"manuscript/{file}", file=file, text=text))
    assert outcome.value is not None
    return [
        f"{d.span.line}:{d.span.column}–{d.span.end_column} {d.severity} {d.finding.name}: {d.message} | {d.hint}"
        for d in outcome.diagnostics
        if d.span is not None
    ]


SYNTAX = "correct the line"
YAML_SYNTAX = "correct the line; a title with a colon or a leading bracket needs quotation marks"


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ("- id: a\n  title: b: c\n", "r.yaml", "2:11–12 error references-syntax: the reading list is not well-formed YAML: mapping values are not allowed in this context"),
        ("- id: a\n  type: *x\n", "r.yaml", "2:9–10 error references-syntax: the reading list is not well-formed YAML: found undefined alias"),
        ("- !!python/name:os.system {id: a}\n", "r.yaml", "1:3–34 error references-syntax: the reading list is not well-formed YAML: the tag “tag:yaml.org,2002:python/name:os.system” has no meaning in a reading list"),
        ("&a [*a]\n", "r.yaml", "1:1–8 error references-syntax: the reading list is not well-formed YAML: an alias stands inside what it repeats"),
        ("- id: a\n---\n- id: b\n", "r.yaml", "3:1–1 error references-syntax: the reading list is not well-formed YAML: the file holds more than one document"),
        ('[\n {"id": "a",}\n]', "r.json", "2:13–14 error references-syntax: the reading list is not well-formed JSON: the name of a field in double quotes is missing"),
        ('[{"id": }]', "r.json", "1:9–10 error references-syntax: the reading list is not well-formed JSON: a value is missing"),
        ("[] x", "r.json", "1:4–5 error references-syntax: the reading list is not well-formed JSON: there is more after the end of the list"),
        ('[{"id" "a"}]', "r.json", "1:8–9 error references-syntax: the reading list is not well-formed JSON: “:” is missing"),
        ("[" * 30, "r.json", "1:26–27 error references-syntax: the reading list is not well-formed JSON: lists or objects nest too deeply"),
        ("@book{a,\n title == {x}}\n", "r.bib", "2:9–10 error references-syntax: the reading list is not well-formed BibTeX: unexpected '='"),
    ],
)  # fmt: skip
def test_broken_syntax_is_reported_where_it_breaks(text: str, file: str, expected: str) -> None:
    """The language's own reader says what is wrong, and at which line and column."""
    assert found(text, file) == [f"{expected} | {YAML_SYNTAX if file.endswith('yaml') else SYNTAX}"]


def test_a_control_character_has_its_place() -> None:
    """The place is the character's; the reader itself tells none."""
    said = (
        "references-syntax: the reading list is not well-formed YAML: the control character U+0007 cannot stand in it"
    )
    assert found("- id: a\n  title: b\ac\n") == [f"2:11–12 error {said} | {YAML_SYNTAX}"]


def test_half_a_character_is_not_read() -> None:
    """A surrogate alone is no character, and nothing could print it."""
    said = "references-syntax: the reading list is not well-formed JSON: an escape is half of a character"
    assert found('[{"id": "\\ud800"}]', "r.json") == [f"1:9–10 error {said} | {SYNTAX}"]
    assert found('[{"id": "a", "type": "book", "title": "\\ud83d\\ude00"}]', "r.json") == []


@pytest.mark.parametrize(("text", "file"), [('- {id: "a\\x01"}', "r.yaml"), ('[{"id": "a\\u0001"}]', "r.json")])
def test_no_escape_brings_in_a_control_character(text: str, file: str) -> None:
    """It would make an EPUB that no reader opens."""
    (said,) = found(text, file)
    assert "an escape gives the control character U+0001" in said


def test_a_field_given_twice_shows_the_first() -> None:
    """The second place is reported, the first named."""
    source = TextSource(path="r.yaml", file="r.yaml", text="- id: a\n  type: book\n  title: x\n  title: y\n")
    (diagnostic,) = parse_references(source).diagnostics
    assert [(r.label, str(r.span)) for r in diagnostic.related] == [("the first is here", "r.yaml:3:3")]


def test_a_small_file_cannot_stand_for_a_huge_one() -> None:
    """Aliases of aliases of aliases are refused before they are multiplied."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert [line.split(" | ")[0].split(": ", 1)[1] for line in found(bomb)] == [
        "the reading list is not well-formed YAML: aliases repeat too much"
    ]


@pytest.mark.parametrize("depth", [30, 3000])
def test_a_deep_nest_is_refused(depth: int) -> None:
    """No reading list needs it."""
    assert [line.split(": ")[0].split()[-1] for line in found("[" * depth + "]" * depth)] == ["references-syntax"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("title: x", ["1:1–6 error no-reference-list: the file holds no list of references | begin the file with “references:” and give each entry a line that begins with a hyphen"]),
        ("- foo", ["1:3–6 error reference-not-an-item: an entry of the reading list has no fields | write the entry as fields: id, type, title, author, issued …"]),
        ("- {title: x, type: book}", ["1:4–9 error reference-without-id: an entry of the reading list has no id | give the entry an id of its own, as in “id: bassetti2024”"]),
        ("- {id: , type: book}", ["1:4–6 error reference-without-id: an entry of the reading list has no id | give the entry an id of its own, as in “id: bassetti2024”"]),
        ("- {id: a}", ["1:8–9 warning reference-without-type: the entry “a” has no type | add the type: book, article-journal, report, webpage, treaty …"]),
        ("- {id: a, type: artcle}", ["1:17–23 error unknown-csl-type: “artcle” is not a type of reference | did you mean “article”?"]),
        ("- {id: a, type: book, tilte: x}", ["1:23–28 warning unknown-csl-field: “tilte” is not a field of a reference | did you mean “title”?"]),
        ("- {id: a, type: book, author: [{famly: x}]}", ["1:33–38 warning unknown-csl-field: “famly” is not a field of a reference | did you mean “family”?"]),
        ("- {id: a, type: book, title: x, title: y}", ["1:33–38 error duplicate-reference-field: the entry has the field “title” twice | take one of them out"]),
        ("- {id: a, type: book, title: [x]}", ["1:30–33 error wrong-reference-field: “title” must be words or a number | for example: title: words"]),
        ("- {id: a, type: book, group: [x]}", ["1:30–33 error wrong-reference-field: “group” must be words or a number | for example: group: words"]),
        ("- {id: a, type: book, annotation: [x]}", ["1:35–38 error wrong-reference-field: “annotation” must be words or a number | for example: annotation: words"]),
        ("- {id: a, type: book, author: [[x]]}", ["1:32–35 error wrong-reference-field: “author” must be a list of names | for example: author: [{family: Bassetti, given: Azzurra}], or [{literal: Council of the European Union}]"]),
        ("- {id: a, type: book, issued: {yaer: 2020}}", ["1:31–43 error wrong-reference-field: “issued” must be a date | for example: issued: 2024-11-01, or {date-parts: [[2024, 11, 1]]}"]),
        ("- {id: a, type: book, issued: 1 November 2024}", ["1:31–46 warning unreadable-date: “1 November 2024” is not a date that a style can take apart | write 2024-11-01, 2024-11 or 2024; 2020/2021 for a span of time, 2008~ for about 2008"]),
        ("- {id: a, type: book, issued: 2023-02-29}", ["1:31–41 warning unreadable-date: “2023-02-29” is not a date that a style can take apart | write 2024-11-01, 2024-11 or 2024; 2020/2021 for a span of time, 2008~ for about 2008"]),
        ("- {id: a, type: book, zotero-thing: x, custom: {a: b}}", []),
    ],
)  # fmt: skip
def test_a_mistake_in_an_entry_is_reported_at_its_place(item: str, expected: list[str]) -> None:
    """The field, the value or the entry is underlined, and the hint says what would be right."""
    assert found(item + "\n") == expected


def test_all_mistakes_are_reported_at_once() -> None:
    """One broken entry does not hide the next."""
    assert [line.split(":")[0] for line in found("- foo\n- {id: a, type: bok}\n- {id: b, type: book, tile: x}\n")] == [
        "1",
        "2",
        "3",
    ]
