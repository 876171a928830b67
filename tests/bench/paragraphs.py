"""Lines and pages measured, broken one by one and as wholes: ``python tests/bench/paragraphs.py [BOOK …]``.

Without a book, the project's own, the guide and generated prose. Prints a table for each, and how long layout took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mode
from tempfile import TemporaryDirectory

from octavo.model.config import Matter
from octavo.model.edition import Paragraphs
from octavo.model.publication import Publication
from octavo.model.typography import Blemish, Typography
from octavo.pipeline import Request, build
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.meter_lines import Line, LineReader
from octavo.render.pdf.meter_marks import paragraphs
from octavo.render.pdf.plan import plan_divisions

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.prose import write_prose

ROOT = Path(__file__).parents[2]
GRID = 0.1
"""Points by which a line may be off."""


def main(arguments: list[str]) -> None:
    """Measure the books that are named, or the usual ones."""
    for book in map(Path, arguments or [str(ROOT), str(ROOT / "tools" / "guide")]):
        table(str(book), publication_of(book))
    if not arguments:
        with TemporaryDirectory() as folder:
            write_prose(Path(folder), chapters=8)
            table("generated prose", publication_of(Path(folder)))


def publication_of(book: Path) -> Publication:
    """Return the print edition of a book, justified."""
    with TemporaryDirectory() as folder:
        request = Request(book=book, editions=("print",), output=Path(folder))
        (publication,) = build(request, lambda _stage, _what: None).publications
    page = replace(publication.edition.page, justify=True, hyphenate=True)
    return replace(publication, edition=replace(publication.edition, page=page))


def table(name: str, publication: Publication) -> None:
    """Print what was measured, a column for each way of breaking lines."""
    columns = [dict(figures(publication, way)) for way in Paragraphs]
    print(f"\n{name}\n{'':28}" + "".join(f"{way.value:>12}" for way in Paragraphs))
    for row in columns[0]:
        print(f"{row:28}" + "".join(f"{column[row]:>12}" for column in columns))


def figures(publication: Publication, way: Paragraphs) -> Iterator[tuple[str, str]]:
    """Yield the figures of one way."""
    page = replace(publication.edition.page, paragraphs=way)
    publication = replace(publication, edition=replace(publication.edition, page=page))
    outcome = render_pdf(publication, None, lambda _line: None).value
    lines, level, seconds = laid_out(publication)
    yield "layout, seconds of CPU", f"{seconds:.2f}"
    yield "pages", str(outcome.pages)
    yield from line_figures(lines)
    yield "lines of the body on the grid", f"{100 * level:.1f} %"
    yield from mark_figures(outcome.typography)


def laid_out(publication: Publication) -> tuple[list[Line], float, float]:
    """Return the lines of all divisions, the share of the body's that are on the grid, and the time for laying out all.

    Time is the processor's, in seconds.
    """
    engine = start_engine(publication).value
    formulas = prepare_formulas(publication, drawing).value
    begin = time.process_time()
    typesetter, divisions = Typesetter(publication, engine, formulas), plan_divisions(publication)
    laid = [typesetter.lay_out(division, 1, Folios()) for division in divisions]
    seconds = time.process_time() - begin
    reader, first = LineReader(), 0
    lines, off = [], []
    for division, one in zip(divisions, laid, strict=True):
        read = [line for number, page in enumerate(one.pages, first) for line in reader.read(page, number).body]
        lines += read
        first += len(one.pages)
        if division.document.matter is Matter.BODY:
            off += off_grid(read, publication.edition.page.line_height_pt)
    return lines, sum(distance < GRID for distance in off) / len(off), seconds


def off_grid(lines: list[Line], leading: float) -> list[float]:
    """Return by how many points each line of a division's text is off the grid that most of them are on."""
    bases = [line.base for line in lines if line.tag in {"p", "li", "dd", "dt"} and line.flowing and not line.note]
    grid = mode(round(base % leading, 1) for base in bases) if bases else 0.0
    return [abs((base - grid + leading / 2) % leading - leading / 2) for base in bases]


def line_figures(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Yield the figures of lines: shares are of the stretched ones."""
    stretches = [line.stretch for line in lines if line.stretch]
    share: Callable[[int], str] = lambda count: f"{100 * count / len(stretches):.1f} %"  # noqa: E731
    yield "stretched lines", str(len(stretches))
    yield "mean word space", f"{sum(stretches) / len(stretches):.3f}"
    for limit in (1.5, 2.0, 2.5):
        yield f"over {limit} word spaces", share(sum(stretch > limit for stretch in stretches))
    yield "under 0.8 word spaces", share(sum(stretch < 0.795 for stretch in stretches))
    yield "lines that end in a hyphen", share(sum(line.hyphen for line in lines if line.stretch))
    yield "three hyphens and more", str(sum(ladders(group) for group in paragraphs(lines)))


def ladders(lines: list[Line]) -> int:
    """Return how many runs of three line ends or more have hyphens."""
    ends = "".join("-" if line.hyphen else " " for line in lines)
    return sum(len(run) > 2 for run in ends.split())


def mark_figures(found: Typography) -> Iterator[tuple[str, str]]:
    """Yield how many marks a typesetter would make, and of how many spreads."""
    yield "spreads compared", str(found.spreads)
    for blemish in Blemish:
        yield blemish.value.replace("-", " "), str(found.counts[blemish])


if __name__ == "__main__":
    main(sys.argv[1:])
