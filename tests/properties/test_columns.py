"""Columns are exact: what stands under a node's span, parsed by itself, is that node again, at the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.nodes import Block, Inline, Node
from octavo.model.walk import children, descend
from octavo.parse import parse_blocks, parse_inlines

WORDS = st.sampled_from(
    [
        *("ship", "EUNAVFOR", "naïve", "na\u0308ive", "e\u0301", "海上自衛隊", "の", "한국", "💡", "👩\u200d👩\u200d👧", "🇪🇺", "שלום"),
        *("a\tb", "&amp;", "&eacute;", "&#233;", "&#x1F4A1;", r"\*", r"\[", r"\\", "a_b", "1914", "—", "it's", "x²"),
    ]
)  # fmt: skip
ATOMS = st.one_of(
    WORDS,
    st.sampled_from(["`code`", "`` a ` b ``", "$x^2$", "<br>", "@key", "[@key, p. 3; @b]", "[^n]", "<https://a.org>"]),
)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return inline Markdown around some words."""
    forms = [
        "*{}*", "**{}**", "~~{}~~", "[{}](#id)", "[{}](https://a.org/x)", "[{}]{{lang=ja}}", '[{}]{{.c index="a, b"}}',
        "[{}][EUNAVFOR]", "<sub>{}</sub>", "<kbd>{}</kbd>", "![{}](a.png)",
    ]  # fmt: skip
    return st.tuples(st.sampled_from(forms), st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: made[0].format(" ".join(made[1]))
    )


INLINES = st.lists(
    st.recursive(ATOMS, wrapped, max_leaves=6).filter(lambda text: text.count("![") < 2), min_size=1, max_size=6
).map(" ".join)
LINE = INLINES.map(lambda text: f"x {text} x")
"""Between two words, so that no line begins a block of another kind."""


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return Markdown of paragraphs, headings, tables and code inside lists and quotations, in either line end."""
    blocks = draw(st.lists(st.one_of(*BLOCKS), min_size=1, max_size=4))
    text = "\n\n".join(blocks)
    for prefix in draw(st.lists(st.sampled_from(["> ", ">", "- ", "1. ", "-\t", "10) "]), max_size=3)):
        text = contained(text, prefix)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


BLOCKS = (
    st.lists(LINE, min_size=1, max_size=3).map("\n".join),
    LINE.map("## {}".format),
    st.tuples(LINE, LINE).map(lambda two: "| {} | b |\n|---|---|\n| {} | d |".format(*two)),
    st.just("```\n\tcode\n```"),
    LINE.map("x ^[{}] x".format),
)


def contained(text: str, prefix: str) -> str:
    """Return a text inside a list item or a quotation."""
    if prefix.startswith(">"):
        return "\n".join(prefix + line for line in text.split("\n"))
    width = 4 if "\t" in prefix else len(prefix)
    first, *rest = text.split("\n")
    return "\n".join([prefix + first, *(" " * width + line if line else "" for line in rest)])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_what_stands_under_a_span_is_its_node(text: str) -> None:
    """In lists, quotations and tables, among tabs, marks, wide letters, entities and escapes."""
    lines = re.split(r"\r\n|\n", text)
    for node in reached(blocks_of(text)):
        span = node.span
        if span.line != span.end_line:
            continue
        under = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        if isinstance(node, nodes.Paragraph | nodes.Cell):
            assert bare(parse_inlines(under, span)) == bare(node.children), under
        elif isinstance(node, INLINE) and not isinstance(node, nodes.Text):
            assert bare(parse_inlines(under, span)) == bare((node,)), under
        elif isinstance(node, nodes.Heading):
            under = under.lstrip("#").lstrip()
            place = replace(span, column=span.end_column - len(under))
            assert bare(parse_inlines(under, place)) == bare(node.children), under


INLINE = (
    nodes.Emphasis, nodes.Strong, nodes.Strikethrough, nodes.Code, nodes.Math, nodes.Link, nodes.Image, nodes.Phrase,
    nodes.Markup, nodes.NoteReference, nodes.InlineNote, nodes.TermUse, nodes.Citation, nodes.CrossReference,
)  # fmt: skip


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a text's blocks."""
    return parse_blocks(text, "a.md").value or ()


def reached(roots: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes in reading order; not what lies in a link, a term or a citation, which hold no others of their kind."""
    for node in roots:
        yield node
        if not isinstance(node, nodes.Link | nodes.CrossReference | nodes.TermUse | nodes.Citation | nodes.InlineNote):
            yield from reached(children(node))


def bare(inlines: tuple[Inline, ...]) -> list[tuple[str, Span, str]]:
    """Return nodes with their places and words; how a quotation mark is set depends on what stands beside it."""
    return [(type(node).__name__, node.span, words(node)) for node in descend(inlines)]


def words(node: Node) -> str:
    """Return the words of a text, with plain quotation marks and spaces."""
    text = node.text if isinstance(node, nodes.Text | nodes.Code | nodes.Math) else ""
    return re.sub("[\u00a0\u202f]", " ", re.sub("[‘’]", "'", re.sub("[“”]", '"', text)))
