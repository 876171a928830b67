"""What holds for every text, sense or nonsense."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.diagnostics import Span
from octavo.diagnostics.span import file_span
from octavo.model import nodes
from octavo.model.config import Entry, Matter
from octavo.model.nodes import Node
from octavo.model.sources import TextSource
from octavo.model.walk import children, descend
from octavo.parse import parse_blocks, parse_chapter, parse_glossary, parse_inlines

PIECES = st.sampled_from(
    [
        *"*_`[]()!^<>{}#@$&;:~|\\\"'-=+.\n \t",
        *(
            "\n\n",
            "\r\n",
            "**",
            "~~",
            "```\n",
            "~~~",
            "$$",
            "---",
            "...",
            "--",
            "\n> ",
            "\n- ",
            "\n1. ",
            "\n  ",
            "\n    ",
        ),
        *(
            "word",
            "EUNAVFOR",
            "é",
            "海",
            "💡",
            "a b",
            "[^n]",
            "\n[^n]: ",
            "^[note",
            "@key",
            "[@key, p. 3",
            "; -@b]",
            "-@k",
        ),
        *(
            "{#id}",
            "{.c}",
            '{key="v"}',
            "{lang=ja}",
            "]{.c}",
            "](#id)",
            "](a.md#b)",
            '](u "t")',
            "](<u v>)",
            "![",
            "[x]: /u",
        ),
        *(
            "\n::: {.epigraph}\n",
            "\n:::\n",
            "\n:::: a\n",
            "\n::::\n",
            "\n| a | b |\n|---|---|\n| c\\|d |",
            "Table: c {#t}\n",
        ),
        *(
            "<br>",
            "<sub>",
            "</sub>",
            "<kbd>",
            "</kbd>",
            "<!-- c -->",
            "<div>",
            "<details>\n<summary>s</summary>\n",
            "</details>",
        ),
        *(
            "&amp;",
            "&#10;",
            "&copy;",
            "\n# ",
            "\n## H {#h}\n",
            "\nTerm (Long) {sort=x}\n: definition",
            "\n===\n",
            "\n***\n",
        ),
        *("<http://a.b>", "<a@b.c>", "javascript:", "\0", "\u2028", "\x0b", "\ufeff", "\r"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
TEXTS = st.one_of(MARKDOWN, st.text(max_size=200))
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ENTRY = Entry(matter=Matter.BODY, role="chapter", file="a.md", span=file_span("book.toml"))


@MANY
@given(TEXTS)
def test_no_text_is_too_odd_to_parse(text: str) -> None:
    """Whatever a file holds, parsing returns a tree and diagnostics, and never raises."""
    source = TextSource(path="manuscript/a.md", file="a.md", text=text)
    assert parse_chapter(ENTRY, source).value is not None
    assert parse_glossary(source).value is not None
    assert isinstance(parse_inlines(text, file_span("a.yaml")), tuple)


@MANY
@given(TEXTS)
def test_text_stands_in_the_source_as_its_span_says(text: str) -> None:
    """A text without anchors equals the source under its span, typographic quotes aside."""
    lines = lines_of(text)
    for node in tree(text):
        if isinstance(node, nodes.Text) and not node.anchors:
            span = node.span
            assert span.line == span.end_line
            assert untypographic(node.text) == untypographic(
                lines[span.line - 1][span.column - 1 : span.end_column - 1]
            )


@MANY
@given(TEXTS)
def test_anchors_lead_back_to_the_source(text: str) -> None:
    """Each letter of a text with anchors stands where its column says, or is what a change put there."""
    lines = lines_of(text)
    for node in tree(text):
        if isinstance(node, nodes.Text):
            columns = [node.column_at(offset) for offset in range(len(node.text) + 1)]
            assert columns == sorted(columns)
            assert columns[-1] == node.span.end_column
            letters = [(c, lines[node.span.line - 1][x - 1 : x]) for c, x in zip(node.text, columns, strict=False)]
            assert all(c == there for c, there in letters if c.isalpha() and there.isalpha())


@MANY
@given(TEXTS)
def test_spans_are_nested_and_ordered(text: str) -> None:
    """A node lies within its parent, and after its elder sibling (a figure is its picture; a citation's item its key)."""
    lines = lines_of(text)
    for node in tree(text):
        assert (node.span.line, node.span.column) <= (node.span.end_line, node.span.end_column)
        assert node.span.end_column <= len(lines[node.span.end_line - 1]) + 1
        place = (node.span.line, node.span.column)
        for child in () if isinstance(node, nodes.Figure | nodes.CitationItem) else children(node):
            assert place <= start(child.span), (node, child)
            assert end(child.span) <= end(node.span), (node, child)
            place = end(child.span)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        [
            "> ",
            "- ",
            "*a ",
            "**a ",
            "[",
            "![",
            "^[",
            "::: a\n",
            "<sub>",
            "[a](",
            "`",
            "$",
            "@a [",
            "_a*b",
            "~~",
            "{",
            '"',
        ]
    ),
    st.integers(1, 2000),
)
def test_depth_has_no_price(piece: str, count: int) -> None:
    """Any number of openings is parsed, without recursion errors."""
    assert parse_blocks(piece * count, "a.md").value is not None


def tree(text: str) -> list[Node]:
    """Return all nodes of a text."""
    return list(descend(parse_blocks(text, "a.md").value or ()))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as spans count them."""
    return re.split(r"\r\n|\r|\n", text.replace("\0", "�"))


def untypographic(text: str) -> str:
    """Return a text with straight quotes and plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", re.sub("[‘’]", "'", re.sub("[“”]", '"', text)))


def start(span: Span) -> tuple[int, int]:
    """Return where a span begins."""
    return span.line, span.column


def end(span: Span) -> tuple[int, int]:
    """Return where a span ends."""
    return span.end_line, span.end_column
