"""Octavo beside its rivals: ``python tests/bench/compare.py [--words N] [--kind KIND] [--mdbook DIR] [TASK …]``.

Each side of a task runs in turn, as whole commands, so many times; medians are compared. pandoc comes with Octavo;
Typst is measured where `pip install typst` has been run.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

sys.path.insert(0, str(Path(__file__).parent))
from manuscript import KINDS, write_book, write_mdbook
from timing import Cost, middle, timed

HERE = Path(__file__).parent
OCTAVO = (sys.executable, "-m", "octavo", "build", "--quiet")
MIB = 1024 * 1024
Command = tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    name: str
    commands: tuple[Command, ...]
    before: Callable[[], None] = field(default=lambda: None)
    """Makes ready for a run, untimed."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A long book, and where to work."""

    folder: Path
    book: Path
    chapters: tuple[Path, ...]

    def print_edition(self) -> list[Side]:
        """Print PDF, cold: the first side is what ratios are taken of."""
        page, pdf = self.folder / "rival.html", self.folder / "rival.pdf"
        html = self._pandoc("--standalone", "--toc", "--toc-depth=2", f"--css={HERE / 'rivals.css'}", "-o", page)
        print_pdf: Command = (sys.executable, "-m", "weasyprint", page, pdf)
        return [Side("pandoc + WeasyPrint", (html, print_pdf)), self._octavo("print"), *self._typst()]

    def epub(self) -> list[Side]:
        """EPUB, cold."""
        return [Side("pandoc", (self._pandoc("--toc", "-o", self.folder / "rival.epub"),)), self._octavo("epub")]

    def nothing(self) -> list[Side]:
        """All editions once more, with nothing changed."""
        every = (*OCTAVO, self.book, "-o", self.folder / "out")
        return [Side("Octavo, cold", ((*every, "--no-cache"),)), Side("Octavo, again", (every,))]

    def edit(self) -> list[Side]:
        """All editions after a sentence more in one chapter."""
        every = (*OCTAVO, self.book, "-o", self.folder / "out")
        return [
            Side("Octavo, cold", ((*every, "--no-cache"),)),
            Side("Octavo, after an edit", (every,), self._one_sentence_more),
        ]

    def _one_sentence_more(self) -> None:
        timed([(*OCTAVO, self.book, "-o", self.folder / "out")])
        chapter = self.chapters[len(self.chapters) // 2]
        chapter.write_text(chapter.read_text("utf-8") + "\nOne sentence more than there was.\n", "utf-8")

    def _octavo(self, edition: str) -> Side:
        command = (*OCTAVO, self.book, "-e", edition, "-o", self.folder / "out", "--no-cache")
        return Side(f"Octavo, {edition}", (command,))

    def _pandoc(self, *arguments: str | Path) -> Command:
        resources = f"--resource-path={self.book / 'manuscript'}"
        title = "--metadata=title:A Book of Length"
        return (pypandoc.get_pandoc_path(), "--from=markdown", resources, title, *arguments, *self.chapters)

    def _typst(self) -> list[Side]:
        if find_spec("typst") is None:
            return []
        source = self.book / "manuscript" / "rival.typ"
        timed([self._pandoc("--standalone", "--toc", "-V", "papersize=us-trade", "-o", source)])
        compile_it = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
        return [Side("Typst", ((sys.executable, "-c", compile_it, source, self.folder / "typst.pdf"),))]


TASKS: dict[str, Callable[[Bench], list[Side]]] = {
    "print": Bench.print_edition,
    "epub": Bench.epub,
    "edit": Bench.edit,
    "nothing": Bench.nothing,
}


def compared(sides: Sequence[Side], runs: int) -> list[Cost]:
    """Return the medians of all sides, which took turns."""
    costs: list[list[Cost]] = [[] for _ in sides]
    for _ in range(runs):
        for side, found in zip(sides, costs, strict=True):
            side.before()
            found.append(timed(side.commands))
    return [middle(found) for found in costs]


def table(task: str, sides: Sequence[Side], costs: Sequence[Cost]) -> None:
    """Print what each side took, and its share of the first side's wall time."""
    print(f"\n{task:24}{'wall s':>10}{'CPU s':>10}{'MiB':>8}{'ratio':>8}")
    for side, cost in zip(sides, costs, strict=True):
        ratio = cost.wall / costs[0].wall
        print(f"{side.name:24}{cost.wall:>10.2f}{cost.cpu:>10.2f}{cost.memory / MIB:>8.0f}{ratio:>8.3f}")


def main() -> None:
    """Measure the tasks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", choices=[*TASKS, []], metavar="TASK", help=", ".join(TASKS))
    parser.add_argument("--words", type=int, default=180_000)
    parser.add_argument("--kind", choices=KINDS, default="prose")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--mdbook", type=Path, help="a folder with src/SUMMARY.md, instead of a made-up book")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        book = Path(name, "book")
        if given.mdbook:
            chapters = write_mdbook(book, given.mdbook)
        else:
            chapters = write_book(book, words=given.words, seed=given.seed, kind=given.kind)
        words = sum(len(chapter.read_text("utf-8").split()) for chapter in chapters)
        print(f"{words} words, {len(chapters)} chapters; Python {platform.python_version()}, {platform.machine()}")
        bench = Bench(Path(name), book, tuple(chapters))
        for task in given.tasks or TASKS:
            sides = TASKS[task](bench)
            table(task, sides, compared(sides, given.runs))


if __name__ == "__main__":
    main()
