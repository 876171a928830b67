"""What holds for every book: each page of print begins with the words after its marker in the EPUB."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.pipeline import Request, build
from support.page_list import begins, letters, markers, printed_pages
from support.small_book import SMALLEST, write_book
from support.tongue import prose

HEAD = 40
"""Points: how deep the running head goes."""

TOML = f"""{SMALLEST}
[editions.print]
trim = "100mm x 140mm"
margins = {{ inside = "14mm", outside = "12mm", top = "16mm", bottom = "14mm" }}
[editions.epub]
pages-from = "print"
"""

SHAPES = {
    "paragraph": "{}",
    "noted": "{}^[Aside: {}.] {}",
    "emphasis": "{} *{}* {}",
    "quotation": "> {}\n>\n> {}",
    "list": "- {}\n- {}\n- {}",
    "steps": "1. {}\n\n   {}\n\n2. {}",
    "definition": "{}\n: {}",
    "code": "```\n{}\n{}\n```",
    "verse": "::: {{.verse}}\n{}\n  {}\n:::",
    "row": "| {} | |\n|---|---|\n| {} | |",
    "japanese": "[海上自衛隊は日本の]{{lang=ja}} {}",
    "print": "::: {{only=print}}\n{}\n\n{}\n:::",
    "epub": "::: {{only=epub}}\n{}\n:::",
    "heading": "## {}\n\n{}",
}
"""What a block may be; each pair of braces takes words of its own."""

LONGEST = {"code": 4, "heading": 5}
PRINTED = "printed"

blocks = st.lists(st.tuples(st.sampled_from(sorted(SHAPES)), st.integers(12, 70)), min_size=6, max_size=14)


def manuscript(drawn: list[tuple[str, int]]) -> tuple[str, str]:
    """Return a chapter in which no word comes twice, and the words of it that print alone has."""
    written, printed, start = ["# A title of some length"], [], 0
    for kind, length in drawn:
        words = []
        for number in range(SHAPES[kind].count("{}")):
            count = min(length, LONGEST.get(kind, length)) if kind == "code" or number == 0 else length
            words.append(prose(count, start))
            start += count
        written.append(SHAPES[kind].format(*words))
        printed += words if kind == "print" else []
    return "\n\n".join(written) + "\n", letters("".join(printed))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks)
def test_each_page_begins_with_the_words_after_its_marker(drawn: list[tuple[str, int]]) -> None:
    """Whatever it begins in; a page that begins in text of print alone is marked further on, or not at all."""
    text, printed = manuscript(drawn)
    with tempfile.TemporaryDirectory() as name:
        source = write_book(Path(name), TOML, {"01-one.md": text})
        done = build(Request(book=source, editions=("print", "epub")), lambda _stage, _what: None)
        assert not any(diagnostic.is_error for diagnostic in done.diagnostics)
        pages = printed_pages(source / "output" / "tides-print.pdf", HEAD)
        marks = {mark.folio: mark.after for mark in markers(source / "output" / "tides.epub")}
    arabic = {folio: page for folio, page in pages.items() if folio.isdecimal() and page.strip()}
    shared = {folio: page for folio, page in arabic.items() if letters(page)[:8] not in printed}
    assert [(folio, page[:30]) for folio, page in shared.items() if not begins(page, marks.get(folio, ""))] == []
