"""The page list of a book that is awkward on purpose: whatever a page begins in, its mark stands before those words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from support.octavo import octavo
from support.page_list import letters, markers, printed_pages
from support.small_book import SMALLEST, write_book
from support.tongue import word

HEAD = 40
"""Points: how deep the running head goes."""

TOML = f"""{SMALLEST}
[contents]
front = ["title-page", "preface.md"]
body = ["prose.md", "lists.md", "tables.md", "plates.md", "verse.md", "japanese.md", "code.md", "index.md"]
back = ["index"]
[editions.print]
trim = "100mm x 150mm"
margins = {{ inside = "14mm", outside = "12mm", top = "16mm", bottom = "14mm" }}
{{editions}}
[editions.epub]
pages-from = "print"
"""

SETTINGS = {
    "classic": ("", ""),
    "endnotes": ('theme = "modern"\nnotes = "chapter-endnotes"', ":root { --opening-words: drop-cap-lead-in }\n"),
    "line by line": ('paragraphs = "greedy"\nnotes = "book-endnotes"', "p { font-variant: small-caps }\n"),
}
"""What the print edition sets, and the book's own styles."""

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="330" viewBox="0 0 200 330"><path d="M0 0h9v9z"/></svg>'

ODD = ("{}ffi{}", "Straße{}", "ne\u0301{}", "ﬁ{}", "{}’s", "{}-{}", "{}—{}", "İ{}", "o\u0308{}", "“{}”", "({})", "…{}")
"""Words with ligatures, marks that combine, letters that capitals are longer than, and signs around them."""


class Writer:
    """Writes a manuscript in which no word comes twice."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def words(self, number: int) -> str:
        return " ".join(word(next(self._numbers) * 37 + 11) for _ in range(number))

    def soft(self, number: int) -> str:
        """Words with a soft hyphen behind every third letter."""
        return re.sub(r"(\w{3})(?=\w)", "\\1\u00ad", self.words(number))

    def odd(self, number: int) -> str:
        return " ".join(ODD[i % len(ODD)].format(self.words(1), self.words(1)) for i in range(number))

    def table(self, rows: int, width: int) -> str:
        lines = (f"| {self.words(width)}^[{self.words(4)}.] | {self.words(2 * width)} |" for _ in range(rows))
        return "| Left | Right |\n|---|---|\n" + "\n".join(lines)

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield the files of the book; of each kind of text as much as fills some pages."""
        say = self.words
        yield "preface.md", f"# Preface\n\n{say(160)}^[{say(12)}.] {say(40)}\n"
        blocks = [f"*{say(30)}* **{say(30)}** [{say(30)}](https://example.org/) {say(20)}\\\n{say(20)}", say(120)]
        blocks += [f"{self.soft(150)}^[{say(20)}.]", self.odd(120), *(f"## {say(3)}\n\n{say(60)}" for _ in range(4))]
        yield "prose.md", f"# {say(3)}\n\n{say(30)}\n\n" + "\n\n".join(blocks)
        items = "\n".join(f"- {say(22)}\n  - {say(20)}\n\n    {say(20)}" for _ in range(5))
        terms = "\n\n".join(f"{say(2)}\n: {say(25)}\n\n  {say(15)}" for _ in range(5))
        yield "lists.md", f"# {say(3)}\n\n{items}\n\n{terms}\n"
        yield "tables.md", f"# {say(3)}\n\n{self.table(14, 1)}\n\nTable: {say(5)}\n\n{self.table(6, 6)}\n\n{say(60)}\n"
        plates = "\n\n".join(f'![{say(2)}](images/a.svg "{say(4)}^[{say(4)}.]")\n\n{say(70)}' for _ in range(2))
        yield "plates.md", f"# {say(3)}\n\n{say(90)}\n\n{plates}\n\n$$x^2$$\n\n{say(90)} $a$ {say(40)}\n"
        stanzas = "\n\n".join("\n".join("  " * (i % 3) + say(4) for i in range(7)) for _ in range(6))
        quoted = "\n>\n".join(f"> {say(50)}" for _ in range(4))
        yield "verse.md", f"# {say(3)}\n\n::: {{.verse}}\n{stanzas}\n:::\n\n{quoted}\n\n***\n\n{say(40)}\n"
        yield "japanese.md", f"# {say(3)}\n\n" + "\n\n".join(f"[{kanji(i)}]{{lang=ja}} {say(9)}" for i in range(7))
        lines = "\n".join(f"{say(1)} = {say(5).replace(' ', '_')}({say(2).replace(' ', '.')})" for _ in range(30))
        yield "code.md", f"# {say(3)}\n\n```\n{lines}\n```\n"
        marked = "\n\n".join(f'{say(9)} [{say(1)}]{{index="{say(1)}, {say(1)}"}}' for _ in range(70))
        yield "index.md", f"# {say(3)}\n\n{marked}\n"
        yield "images/a.svg", DRAWING


def kanji(part: int) -> str:
    """Return a hundred ideographs of a part of the first level of JIS X 0208, with a comma after each ninth."""
    cells = range(part * 100, part * 100 + 100)
    signs = "".join(bytes([0xB0 + cell // 94, 0xA1 + cell % 94]).decode("euc-jp") for cell in cells)
    return "、".join(signs[start : start + 9] for start in range(0, 100, 9)) + "。"


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_page_begins_with_the_words_after_its_mark(setting: str, tmp_path: Path) -> None:
    """With footnotes and endnotes, drop caps and small capitals, lines broken as wholes and one by one."""
    edition, style = SETTINGS[setting]
    files = {**dict(Writer().files()), "../styles/book.css": style}
    source = write_book(tmp_path, TOML.replace("{editions}", edition), files)
    done = octavo("build", source, "-o", tmp_path / "out", "--quiet", "-e", "print", "-e", "epub")
    assert done.status == 0, done.stderr
    pages = printed_pages(tmp_path / "out" / "tides-print.pdf", HEAD)
    marks = {mark.folio: mark for mark in markers(tmp_path / "out" / "tides.epub")}
    wrong = {folio: mark for folio, mark in marks.items() if letters(pages[folio]) and not mark.agrees(pages[folio])}
    assert {folio: (pages[folio][:60], mark.after[:60]) for folio, mark in wrong.items()} == {}
    text = letters(" ".join({mark.document: mark.before + mark.after for mark in marks.values()}.values()))
    unlisted = {folio: letters(page)[:12] for folio, page in pages.items() if letters(page) and folio not in marks}
    assert {folio: words for folio, words in unlisted.items() if words in text} == {}
    assert {"td", "li", "dd", "blockquote", "code"} <= {name for mark in marks.values() for name in mark.around}
