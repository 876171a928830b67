"""The paragraphs of a book set by Octavo and by Typst, in the same type and measure: ``beside_typst.py [BOOK …]``.

All sides set the same words, without marks of emphasis, notes or headings, which would make pages unlike. What they come
to is read from their PDFs by the same meter, with `pdftotext`. Needs `pip install typst`.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import typst
from fontTools.ttLib import TTFont

from octavo.model import nodes
from octavo.model.config import Matter
from octavo.model.publication import Publication
from octavo.model.walk import document_nodes, plain_text
from octavo.pipeline import Request, build, compose_book
from octavo.render.fonts import builtin_faces

sys.path.insert(0, str(Path(__file__).parents[1]))


from support.prose import write_prose

ROOT = Path(__file__).parents[2]
FAMILY, SIZE, INDENT = "Source Serif Pro", 10.5, 1.2
MEASURE = 115 / 25.4 * 72
"""Points."""

TOML = """[book]
title = "Paragraphs"
language = "{language}"
author = "Nobody"
identifier = "urn:uuid:00000000-0000-4000-8000-000000000000"
date = 2026-11-22

[contents]
front = []
body = ["text.md"]
back = []

[editions.print]
mirrored = false
margins = {{ inside = "18.5mm", outside = "18.5mm", top = "18.5mm", bottom = "20mm" }}
paragraphs = "{way}"
"""
TYPST = """#set page(width: 152mm, height: 229mm, margin: (x: 18.5mm, top: 18.5mm, bottom: 20mm))
#set text(font: "{family}", size: {size}pt, lang: "{language}", hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em)
#set smartquote(enabled: false)
#set par(justify: true, first-line-indent: (amount: {indent}em, all: true), leading: 3pt, spacing: 3pt)

{paragraphs}
"""
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$:=+@!&%-])")
LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a paragraph, as it stands in a file."""

    page: int
    words: tuple[str, ...]
    stretch: float
    """Mean word space, in word spaces of the font; 0 for a line of one word."""
    width: float
    """Of the measure."""

    @property
    def hyphen(self) -> bool:
        """Whether it ends in a hyphen, the writer's own too."""
        return self.words[-1].endswith(("-", "\u2010", "\u00ad"))


def main(books: list[str]) -> None:
    """Compare the books that are named, or the usual ones."""
    for book in books or [str(ROOT), str(ROOT / "tools" / "guide")]:
        compare(book, Path(book))
    if not books:
        with TemporaryDirectory() as folder:
            write_prose(Path(folder), chapters=4)
            compare("generated prose", Path(folder))


def compare(name: str, book: Path) -> None:
    """Print what was measured of one book, a column for each side."""
    (publication,) = compose_book(Request(book=book, editions=("print",)), lambda *_: None).value or ()
    texts, language = list(paragraphs_of(publication)), publication.metadata.language
    with TemporaryDirectory() as folder:
        sides = {way: by_octavo(Path(folder), texts, language, way) for way in ("greedy", "total-fit")}
        sides["Typst"] = by_typst(Path(folder), texts, language)
        columns = {side: dict(figures(read_lines(pdf, texts))) for side, pdf in sides.items()}
    print(f"\n{name}: {len(texts)} paragraphs\n{'':32}" + "".join(f"{side:>12}" for side in columns))
    for row in columns["Typst"]:
        print(f"{row:32}" + "".join(f"{column[row]:>12}" for column in columns.values()))


def paragraphs_of(publication: Publication) -> Iterator[str]:
    """Yield the words of a book's paragraphs that are long enough to be broken; words that the font lacks are left out."""
    known = _font().getBestCmap()
    for document in publication.documents:
        for node in document_nodes(document) if document.matter is Matter.BODY else ():
            if isinstance(node, nodes.Paragraph):
                text = re.sub(r"[ \n\t]+", " ", plain_text(node.children))
                words = [word for word in text.split(" ") if all(ord(char) in known for char in word)]
                if len(words) >= LEAST_WORDS:
                    yield " ".join(words)


def by_octavo(folder: Path, texts: Sequence[str], language: str, way: str) -> Path:
    """Return the PDF of paragraphs that Octavo sets."""
    manuscript = folder / way / "manuscript"
    manuscript.mkdir(parents=True)
    language = "en-US" if language.startswith("en") else language  # Typst divides all English words so
    (manuscript / "book.toml").write_text(TOML.format(language=language, way=way), "utf-8")
    escaped = (re.sub(r"^(\d+)([.)])", r"\1\\\2", SPECIAL.sub(r"\\\1", text)) for text in texts)
    (manuscript / "text.md").write_text("\n\n".join(("# Text {-}", *escaped)) + "\n", "utf-8")
    made = build(Request(book=manuscript, editions=("print",), output=folder / way), lambda *_: None)
    if not made.files:
        raise SystemExit("\n".join(f"{found.span}: {found.message}" for found in made.diagnostics))
    return made.files[0][0]


def by_typst(folder: Path, texts: Sequence[str], language: str) -> Path:
    """Return the PDF of paragraphs that Typst sets."""
    source, pdf = folder / "text.typ", folder / "typst.pdf"
    strings = "\n\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in texts)
    page = TYPST.format(family=FAMILY, size=SIZE, language=language[:2], indent=INDENT, paragraphs=strings)
    source.write_text(page, "utf-8")
    fonts = sorted({str(face.path.parent) for face in builtin_faces()})
    typst.compile(str(source), output=str(pdf), font_paths=fonts, ignore_system_fonts=True)
    return pdf


def read_lines(pdf: Path, texts: Sequence[str]) -> list[list[SetLine]]:
    """Return the lines of each paragraph, found by their letters; headings and folios are none of them."""
    lines, found = list(_pdf_lines(pdf)), []
    for text in texts:
        left, of_it = letters(text), []
        while left:
            line = lines.pop(0)
            said = letters("".join(line.words))
            if said and left.startswith(said):
                of_it.append(line)
                left = left[len(said) :]
            elif of_it and not lines:
                raise SystemExit(f"{pdf}: lost in {text[:40]}")
        found.append(of_it)
    return found


def letters(text: str) -> str:
    """Return the letters and figures of a text alone."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _pdf_lines(pdf: Path) -> Iterator[SetLine]:
    command = ["pdftotext", "-bbox-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    space = _space()
    for number, page in enumerate(text.split("<page ")[1:]):
        rows: dict[float, list[tuple[float, float, str]]] = {}
        for left, top, right, _, word in WORD.findall(page):
            near = next((row for row in rows if abs(row - float(top)) < SIZE / 3), float(top))
            rows.setdefault(near, []).append((float(left), float(right), html.unescape(word)))
        for row in sorted(rows):
            words = sorted(rows[row])
            gaps = [after[0] - before[1] for before, after in pairwise(words)]
            wide = [gap for gap in gaps if gap > space / 4]
            stretch = mean(wide) / space if wide else 0.0
            width = (words[-1][1] - words[0][0]) / MEASURE
            yield SetLine(number, tuple(word for *_, word in words), stretch, width)


def _font() -> TTFont:
    return TTFont(next(face.path for face in builtin_faces() if face.family == FAMILY))


def _space() -> float:
    """Return the width of a word space of the text, in points."""
    font = _font()
    width, _ = font["hmtx"][font.getBestCmap()[ord(" ")]]
    return float(width / font["head"].unitsPerEm * SIZE)


def figures(found: list[list[SetLine]]) -> Iterator[tuple[str, str]]:
    """Yield the figures of a side."""
    inner = [line for lines in found for line in lines[:-1] if line.stretch]
    several = [lines for lines in found if len(lines) > 1]
    yield "pages", str(1 + max(line.page for lines in found for line in lines) - found[0][0].page)
    yield "stretched lines", str(len(inner))
    yield "mean word space", f"{mean(line.stretch for line in inner):.3f}"
    for limit in (1.5, 2.0, 2.5):
        yield f"over {limit} word spaces", f"{100 * mean(line.stretch > limit for line in inner):.2f} %"
    yield "under 0.8 word spaces", f"{100 * mean(line.stretch < 0.795 for line in inner):.2f} %"
    yield "lines that end in a hyphen", f"{100 * mean(line.hyphen for line in inner):.2f} %"
    ends = ["".join("-" if line.hyphen else " " for line in lines) for lines in several]
    yield "two hyphens in a row", str(sum(len(run) == 2 for end in ends for run in end.split()))
    yield "three hyphens and more", str(sum(len(run) > 2 for end in ends for run in end.split()))
    yield "last lines under an eighth", str(sum(lines[-1].width < 1 / 8 for lines in several))
    yield "last lines of one word", str(sum(len(lines[-1].words) == 1 for lines in several))
    yield "last lines a piece of a word", str(sum(len(ls[-1].words) == 1 and ls[-2].hyphen for ls in several))
    over = [(a, b) for lines in several for a, b in pairwise(lines) if a.page != b.page]
    yield "hyphens at page ends", str(sum(before.hyphen for before, _ in over))


if __name__ == "__main__":
    main(sys.argv[1:])
