"""What the parse stage offers to the others."""

from __future__ import annotations

import time

import pytest

from octavo.diagnostics import Span
from octavo.diagnostics.span import file_span
from octavo.model import nodes
from octavo.model.config import Entry, Matter
from octavo.model.quotes import quotes_of
from octavo.model.slugs import is_safe, slug, slug_or_digest, stem_id
from octavo.model.sources import TextSource
from octavo.model.walk import block_text, descend, plain_text
from octavo.parse import parse_blocks, parse_chapter, parse_inlines
from octavo.parse.plain_values import typographic


def test_inline_values_have_places() -> None:
    """A value out of another file is parsed as Markdown, its places counted from its first character."""
    inlines = parse_inlines('By *Ada*, "see" [x](https://example.org)', Span("book.toml", 4, 10, 4, 50))
    assert plain_text(inlines) == "By Ada, “see” x"
    assert inlines[1].span == Span("book.toml", 4, 13, 4, 18)


def test_inline_values_may_have_lines() -> None:
    """The lines of a value follow each other."""
    last = parse_inlines("one\n*two*", Span("a.yaml", 4, 3, 6, 1))[-1]
    assert isinstance(last, nodes.Emphasis)
    assert (last.span.line, last.span.column) == (5, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_change_no_place(end: str) -> None:
    """Whatever ends the lines of a file, words stand where they stand."""
    (block,) = parse_blocks(f"> one{end}> *two*{end}", "a.md").value or ()
    (emphasis,) = (node for node in descend((block,)) if isinstance(node, nodes.Emphasis))
    assert emphasis.span == Span("a.md", 2, 3, 2, 8)


@pytest.mark.parametrize(
    ("file", "written", "meant"),
    [
        ("a.md", "images/x.svg", "images/x.svg"),
        ("part/a.md", "x.svg", "part/x.svg"),
        ("part/a.md", "../images/x.svg", "images/x.svg"),
        ("part/a.md", "../../x.svg", "../x.svg"),
        ("a.md", "an%20image.png", "an image.png"),
    ],
)
def test_pictures_are_found_from_their_file(file: str, written: str, meant: str) -> None:
    """A picture's path is written from the folder of its file, and kept from the manuscript folder."""
    entry = Entry(matter=Matter.BODY, role="chapter", file=file, span=file_span("book.toml"))
    source = TextSource(path=f"manuscript/{file}", file=file, text=f"# A\n\n![alt]({written})\n\n[b](b.md)\n")
    chapter = parse_chapter(entry, source).value
    assert chapter is not None
    (figure, paragraph) = chapter.children
    assert isinstance(figure, nodes.Figure)
    assert isinstance(paragraph, nodes.Paragraph)
    assert figure.image.src == meant
    assert paragraph.children[0].file == file.replace("a.md", "b.md")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("stem", "identifier"),
    [
        ("02-at-sea", "at-sea"),
        ("preface", "preface"),
        ("Ünïcode", "unicode"),
        ("2026", "chapter-2026"),
        ("01-海", "chapter-01"),
        ("appendix-a", "appendix-a"),
    ],
)
def test_a_chapter_is_named_after_its_file(stem: str, identifier: str) -> None:
    """The id of a chapter is its file's stem without the digits before it, safe everywhere."""
    assert stem_id(stem) == identifier
    assert is_safe(stem_id(stem))


def test_slugs() -> None:
    """Slugs are ASCII; where nothing is left of the words, a digest stands in."""
    assert slug("EU–Japan: Côte d’Ivoire") == "eu-japan-cote-d-ivoire"
    assert slug_or_digest("海自") == "b305d198"


@pytest.mark.parametrize(
    ("language", "set_as"),
    [
        ("en", "“a ‘b’ c”"),
        ("en-US", "“a ‘b’ c”"),
        ("de", "„a ‚b‘ c“"),
        ("de-CH", "«a ‹b› c»"),
        ("fr", "«\u202fa “b” c\u202f»"),
        ("es", "«a “b” c»"),
        ("it", "«a “b” c»"),
        ("nl", "“a ‘b’ c”"),
        ("pl", "„a «b» c”"),
        ("sv", "”a ’b’ c”"),
        ("ja", "「a 『b』 c」"),
        ("pt-BR", "“a ‘b’ c”"),
        ("zxx", "\"a 'b' c\""),
        ("tlh", "“a ‘b’ c”"),
    ],
)
def test_quotation_marks_of_languages(language: str, set_as: str) -> None:
    """What is typed with straight marks is set as the language does."""
    blocks = parse_blocks("\"a 'b' c\"", "a.md", language).value or ()
    assert block_text(blocks) == set_as


def test_tags_have_no_case() -> None:
    """A language's tag is looked up without regard to case."""
    assert quotes_of("DE-ch") is quotes_of("de-CH")


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](b",
        "*a ",
        "`a",
        "<a",
        "<!-- ",
        "^[a",
        "[a][b",
        "$a ",
        "@a [b ",
        "{.a ",
        "> a\n",
        "::: a\n",
        '"a ',
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    """Four times the nonsense takes about four times the time, never sixteen."""
    short, long = (timed(piece * count + "]" * count) for count in (1000, 4000))
    assert long < 10 * short + 0.2


def timed(text: str) -> float:
    """Return the seconds of processor time that a text takes."""
    start = time.process_time()
    parse_blocks(text, "a.md")
    return time.process_time() - start


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("The Ferryman's Winter", "en-GB", "The Ferryman’s Winter"),
        ('A "Small" Thing -- and more...', "de", "A „Small“ Thing – and more…"),
        ("L'Été", "fr", "L’Été"),
        ("'90s rock 'n' roll, 'tis said", "en", "’90s rock ’n’ roll, ’tis said"),
        ("a '90s' label, 'no' and 'n' so 'emus'", "en", "a ‘90s’ label, ‘no’ and ’n’ so ‘emus’"),
        ("in '12 men' of '68", "en", "in ‘12 men’ of ’68"),
        ("plain", "en", "plain"),
        ("", "en", ""),
    ],
)
def test_words_outside_of_markdown_are_set_like_the_text(words: str, language: str, expected: str) -> None:
    """A title page has the quotation marks of the chapters."""
    assert typographic(words, language) == expected


def test_a_running_head_has_the_marks_of_the_title() -> None:
    """The short title and the author of a chapter are words of the page too."""
    entry = Entry(matter=Matter.BODY, role="chapter", file="a.md", span=file_span("book.toml"))
    text = '# It\'s Long {short-title="It\'s" author="F. O\'Brien"}\n\nText.\n'
    chapter = parse_chapter(entry, TextSource(path="a.md", file="a.md", text=text), "en").value
    assert chapter is not None
    assert (chapter.short_title, chapter.author) == ("It’s", "F. O’Brien")
