"""Every finding of the parse stage fires where it should, and stays silent beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.diagnostics.span import file_span
from octavo.model.config import Entry, Matter
from octavo.model.sources import TextSource
from octavo.parse import FINDINGS, parse_blocks, parse_chapter, parse_glossary
from octavo.parse.references_findings import FINDINGS as OF_REFERENCES

CASES = Path(__file__).parents[1] / "cases"


def in_blocks(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with Markdown."""
    return parse_blocks(text, "a.md").diagnostics


def in_chapter(text: str, role: str = "chapter") -> tuple[Diagnostic, ...]:
    """Return what is wrong with a chapter."""
    entry = Entry(matter=Matter.BODY, role=role, file="a.md", span=file_span("book.toml"))
    return parse_chapter(entry, TextSource(path="a.md", file="a.md", text=text)).diagnostics


def in_glossary(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a glossary."""
    return parse_glossary(TextSource(path="a.md", file="a.md", text=text)).diagnostics


def test_every_finding_has_a_case() -> None:
    """Each finding of this stage (those of references apart) is shown in a literate case, or fired below."""
    shown = "".join(file.read_text(encoding="utf-8") for file in CASES.glob("*.md"))
    names = {finding.name for finding in FINDINGS} - {finding.name for finding in OF_REFERENCES}
    assert names - set(re.findall(r"^\w+\[([\w-]+)\]", shown, re.MULTILINE)) == {
        "nesting-too-deep",
        "term-without-name",
    }


def test_names_are_given_once() -> None:
    """No two findings of this stage share a name."""
    names = [finding.name for finding in FINDINGS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("> " * 100 + "a\n", "lists, quotations or divs"),
        ("- " * 100 + "a\n", "lists, quotations or divs"),
        ("^[" * 100 + "a" + "]" * 100, "brackets"),
        ("*a _b " * 100 + "c" + "_ *" * 100, "emphasis, links or notes"),
        ("<sub>" * 100 + "a" + "</sub>" * 100, "emphasis, links or notes"),
    ],
)
def test_nesting_has_bounds(text: str, what: str) -> None:
    """Nesting that no page could show is reported once."""
    found = [d.message for d in in_blocks(text) if d.finding.name == "nesting-too-deep"]
    assert found == [f"{what} are nested too deep here"]


def test_a_glossary_entry_needs_a_name() -> None:
    """An entry that begins with its long form is reported at its line."""
    (diagnostic,) = in_glossary("(European Union)\n: A union.\n")
    assert (diagnostic.finding.name, str(diagnostic.span)) == ("term-without-name", "a.md:1:1")
    assert diagnostic.message == "the glossary entry has no name"


def test_a_term_without_definition_is_named() -> None:
    """A term with a bare colon under it has no definition."""
    (diagnostic,) = in_glossary("EU (European Union)\n:\n")
    assert diagnostic.message == "the term “EU” has no definition"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 8 + "a\n",
        "A set {a} and {b.c} and f(x) = {x}.",
        "`a {.b}`",
        "Table: is a word, too.\n",
        "::: a\n\nb\n\n:::\n",
        "```\ncode\n```",
        "~~~ text\ncode\n~~~~",
        "> ```\n> code\n> ```",
        "{.a}\nWords.",
        "[a](https://example.org) <mailto:a@example.org> [b](tel:+81)",
        "[^a]:\n    Text.",
        "a < b, 1<2 and <https://example.org>",
        "<!-- comment --> text",
        "<kbd>Ctrl</kbd>",
        "<q cite='https://example.org' lang=de>a</q>",
        "[a]{.b #c d=e}",
    ],
)
def test_what_is_right_is_not_reported(text: str) -> None:
    """Near misses of findings stay silent."""
    assert in_blocks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nWords.\n\n## B\n\nMore.\n",
        "A\n=\n\nWords.\n",
        "# A\n\n---\n\nWords.\n",
        "<!-- a note to myself -->\n\n# A\n\nWords.\n",
        "[x]: https://example.org\n\n# A\n\nWords [x].\n",
    ],
)
def test_a_sound_chapter_is_not_reported(text: str) -> None:
    """A title first, then words: nothing to say."""
    assert in_chapter(text) == ()


@pytest.mark.parametrize("role", ["dedication", "epigraph"])
def test_a_dedication_needs_no_title(role: str) -> None:
    """Matter that bears no title may begin with its words."""
    assert in_chapter("*For Ada*\n", role) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# Glossary\n\nWhat words mean.\n\nEU\n: A union.\n",
        'EU {aliases="E. U." sort=eu name-ja="欧"}\n: A union.\n',
    ],
)
def test_a_sound_glossary_is_not_reported(text: str) -> None:
    """Entries, with a title and an introduction before them or not."""
    assert in_glossary(text) == ()


def test_all_problems_are_collected() -> None:
    """One mistake does not hide the next."""
    text = "# A\n\n<b>x</b>\n\n::: {.a}\n\n[y]{.b c}\n\n[z](file:x)\n"
    names = [d.finding.name for d in sorted(in_chapter(text), key=lambda d: d.sort_key)]
    assert names == ["raw-html", "unclosed-div", "malformed-attributes", "link-scheme"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# A\n\n<video></video>\n", ["raw-html"]),
        ("# A\n\n<div>\nx\n</div>\n", ["raw-html"]),
        ("# A\n\nx <b>y</b> <i>z</i> </u>\n", ["raw-html", "raw-html", "raw-html"]),
        ("# A\n\n<!-- x -->\n", ["empty-chapter"]),
        ("#\n\nx\n", ["missing-title"]),
        ("# ![A picture](a.png)\n\nx\n", []),
    ],
)
def test_one_mistake_is_told_once(text: str, names: list[str]) -> None:
    """HTML that was refused leaves no empty chapter to report, and its end is told with its beginning."""
    assert [d.finding.name for d in in_chapter(text)] == names
