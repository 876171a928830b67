"""A small book: the processor's time of Octavo's editions beside that of WeasyPrint alone: ``small.py [BOOK]``.

WeasyPrint gets the XHTML and the stylesheets of the print edition as one document, and lays it out and writes it once,
without page numbers that settle, planned paragraphs, spreads, tags of ours or checks.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, SubElement

from octavo.pipeline import Request, compose_book

sys.path.insert(0, str(Path(__file__).parent))
from timing import timed

ROOT = Path(__file__).parents[2]
RUNS = 3


def main(arguments: list[str]) -> None:
    """Print the processor's time of each side, the medians of some runs, and ratios."""
    book = arguments[0] if arguments else str(ROOT)
    alone = [
        float(subprocess.run(_again(book), check=True, capture_output=True, text=True).stdout) for _ in range(RUNS)
    ]
    print(f"{'WeasyPrint alone':24}{median(alone):8.2f} s")
    with TemporaryDirectory() as folder:
        build = (sys.executable, "-m", "octavo", "build", "--quiet", "--no-cache", book, "-o", folder)
        for name, command in (("Octavo, print", (*build, "-e", "print")), ("Octavo, all editions", build)):
            found = median(timed([command]).cpu for _ in range(RUNS))
            print(f"{name:24}{found:8.2f} s{found / median(alone):8.2f} ×")


def _again(book: str) -> tuple[str, ...]:
    return sys.executable, __file__, "--alone", book


def alone(book: str) -> None:
    """Print how many seconds WeasyPrint alone takes, its own import among them."""
    (publication,) = compose_book(Request(book=Path(book), editions=("print",)), lambda *_: None).value or ()
    begin = time.process_time()
    from octavo.render.math import drawing, prepare_formulas
    from octavo.render.pdf.divisions import Typesetter
    from octavo.render.pdf.engine import start_engine
    from octavo.render.pdf.folios import Folios
    from octavo.render.pdf.page_rules import page_rules
    from octavo.render.pdf.plan import plan_divisions
    from octavo.render.pdf.tree import division_tree

    engine = start_engine(publication).value
    typesetter = Typesetter(publication, engine, prepare_formulas(publication, drawing).value)
    whole = Element("html", {"lang": publication.metadata.language})
    SubElement(whole, "head")
    body = SubElement(whole, "body")
    divisions = plan_divisions(publication)
    for division in divisions:
        tree = division_tree(division.document, typesetter._target(Folios()))
        held = SubElement(body, "div", dict(tree.find("body").attrib))
        held.extend(tree.find("body"))
    engine.lay_out(whole, page_rules(publication, divisions[-1], 1)).document.write_pdf()
    print(time.process_time() - begin)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2])
    else:
        main(sys.argv[1:])
