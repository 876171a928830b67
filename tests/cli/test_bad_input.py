"""Mistakes of authors, from end to end: each is answered at its place, and what was built before stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from octavo.cli import main

TOML = '[book]\ntitle = "Small"\nlanguage = "en-GB"\nidentifier = "urn:isbn:9783161484100"\n'
PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8"/></svg>'
)
BOOK = {
    "book.toml": TOML,
    "one.md": "# One\n\nWords.\n",
    "two.md": "# Two\n\nMore words.\n",
    "glossary.md": "Folio\n: A page's number.\n",
    "images/pixel.svg": PIXEL,
}
"""A sound book; each mistake changes or adds a file of its manuscript folder, or takes one away (None)."""

EARLIER = {"small-print.pdf": b"earlier print", "small-screen.pdf": b"earlier screen", "small.epub": b"earlier epub"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake in a book, and how it is answered."""

    what: str
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    finding: str
    place: str = ""
    """``file:line:column`` below ``manuscript/``; empty where no file is to blame."""
    related: str = ""
    """The same, for the first of two duplicates."""
    says: str = ""
    """Words that the answer holds: the thing's name, the way out."""
    options: tuple[str, ...] = ()
    status: int = 1
    severity: str = "error"


def chapter(text: str) -> dict[str, str | bytes | None]:
    """Return a change of the first chapter: these words below its title (line 3 of the file)."""
    return {"one.md": f"# One\n\n{text}\n"}


def toml(lines: str) -> dict[str, str | bytes | None]:
    """Return a change of book.toml: these lines after its four (from line 5)."""
    return {"book.toml": TOML + lines}


MISTAKES = (
    Mistake(what="no book.toml", files={"book.toml": None}, finding="missing-book-toml", says="book.toml"),
    Mistake(
        what="broken TOML",
        files={"book.toml": '[book]\ntitle = "Small\n'},
        finding="toml-syntax",
        place="book.toml:2:15",
    ),
    Mistake(
        what="unknown key",
        files=toml('pubisher = "Me"\n'),
        finding="unknown-key",
        place="book.toml:5:1",
        says="did you mean “publisher”?",
    ),
    Mistake(
        what="listed chapter that is missing",
        files=toml('[contents]\nbody = ["one.md", "two.md", "three.md"]\n'),
        finding="missing-file",
        place="book.toml:6:29",
        says="“three.md”",
    ),
    Mistake(
        what="chapter that is not UTF-8",
        files={"one.md": "# One\n\nCaf\xe9 au lait.\n".encode("latin-1")},
        finding="not-utf8",
        place="one.md:3:4",
        says="0xE9",
    ),
    Mistake(
        what="unknown term",
        files=chapter("The [other thing][FOLIOO] here."),
        finding="unknown-term",
        place="one.md:3:19",
        says="did you mean “Folio”?",
    ),
    Mistake(
        what="unknown citation",
        files=chapter("So it is [@nobody2020, p. 3]."),
        finding="unknown-reference",
        place="one.md:3:11",
        says="“nobody2020”",
    ),
    Mistake(
        what="unknown cross-reference",
        files=chapter("See [](#nowhere)."),
        finding="unknown-target",
        place="one.md:3:5",
        says="“nowhere”",
    ),
    Mistake(
        what="cross-reference to a chapter that is not in the book",
        files=chapter("See [it](three.md)."),
        finding="unknown-chapter-link",
        place="one.md:3:5",
        says="“three.md”",
    ),
    Mistake(
        what="duplicate id",
        files={"one.md": "# One {#same}\n\nWords.\n", "two.md": "# Two\n\n## Twice {#same}\n\nWords.\n"},
        finding="duplicate-id",
        place="two.md:3:10",
        related="one.md:1:7",
        says="“same”",
    ),
    Mistake(
        what="duplicate term",
        files={"glossary.md": "Folio\n: A number.\n\nFolio\n: A leaf.\n"},
        finding="duplicate-term",
        place="glossary.md:4:1",
        related="glossary.md:1:1",
        says="“Folio”",
    ),
    Mistake(
        what="duplicate note",
        files=chapter("Words.[^a]\n\n[^a]: First.\n\n[^a]: Second."),
        finding="duplicate-note",
        place="one.md:7:3",
        related="one.md:5:3",
        says="“a”",
    ),
    Mistake(
        what="undefined note",
        files=chapter("Words.[^ghost]"),
        finding="undefined-note",
        place="one.md:3:7",
        says="“ghost”",
    ),
    Mistake(
        what="missing picture",
        files=chapter("![A pixel.](images/pixle.svg)"),
        finding="missing-picture",
        place="one.md:3:13",
        says="did you mean “images/pixel.svg”?",
    ),
    Mistake(
        what="corrupt picture",
        files={**chapter("![A pixel.](images/bad.png)"), "images/bad.png": b"\x89PNG\r\n\x1a\nbroken"},
        finding="broken-picture",
        place="one.md:3:13",
        says="“images/bad.png”",
    ),
    Mistake(
        what="zero-byte picture",
        files={**chapter("![A pixel.](images/empty.svg)"), "images/empty.svg": b""},
        finding="broken-picture",
        place="one.md:3:13",
        says="is empty",
    ),
    Mistake(what="empty chapter", files={"one.md": ""}, finding="empty-chapter", place="one.md:1:1"),
    Mistake(
        what="raw HTML outside the subset",
        files=chapter("Words <video src=x> here."),
        finding="raw-html",
        place="one.md:3:7",
        says="<video",
    ),
    Mistake(
        what="picture path that leaves the book",
        files=chapter("![A secret.](../../secret.svg)"),
        finding="picture-outside-book",
        place="one.md:3:14",
        says="“../../secret.svg”",
    ),
    Mistake(
        what="absolute picture path",
        files=chapter("![A secret.](/etc/hostname.png)"),
        finding="picture-outside-book",
        place="one.md:3:14",
    ),
    Mistake(
        what="every edition switched off",
        files=toml("[editions]\nprint = false\nscreen = false\nepub = false\n"),
        finding="no-editions",
        place="book.toml:5:1",
    ),
    Mistake(
        what="unknown edition on the command line",
        finding="unknown-edition",
        says="did you mean “print”?",
        options=("-e", "prnt"),
        status=2,
    ),
    Mistake(
        what="unknown preset",
        files=toml('[editions.print]\npreset = "trade-paperbak"\n'),
        finding="unknown-preset",
        place="book.toml:6:10",
        says="did you mean “trade-paperback”?",
    ),
    Mistake(
        what="length without a unit",
        files=toml('[editions.print]\nbleed = "3"\n'),
        finding="length-without-unit",
        place="book.toml:6:9",
        says="3mm",
    ),
    Mistake(
        what="ISBN with a wrong check digit",
        files=toml('[editions.print]\nisbn = "978-3-16-148410-1"\n'),
        finding="isbn-check-digit",
        place="book.toml:6:8",
        says="0",
    ),
    Mistake(
        what="unused note, with --strict",
        files=chapter("Words.\n\n[^idle]: Nobody calls."),
        finding="unused-note",
        place="one.md:5:3",
        says="“idle”",
        options=("--strict",),
        severity="warning",
    ),
)


def make_book(root: Path, changes: Mapping[str, str | bytes | None]) -> None:
    """Write the sound book with changes below ``root``, and files of an earlier build beside it."""
    for name, content in {**BOOK, **changes}.items():
        if content is not None:
            path = root / "manuscript" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "secret.svg").write_text(PIXEL, "utf-8")
    (root / "output").mkdir()
    for name, data in EARLIER.items():
        (root / "output" / name).write_bytes(data)


def build(root: Path, *options: str) -> Result:
    """Return what ``octavo build`` says and does."""
    return CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(main, ("build", str(root), *options))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_answered_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    """One finding, with its place, its related place and a way out; earlier files stay as they were."""
    make_book(tmp_path, mistake.files)
    result = build(tmp_path, *mistake.options)
    told = result.stderr.splitlines()
    assert result.exit_code == mistake.status, result.output
    assert [line.partition(":")[0] for line in told if line.startswith(("error", "warning"))] == [
        f"{mistake.severity}[{mistake.finding}]"
    ]
    if mistake.place:
        assert [line.strip() for line in told if line.strip().startswith("-->")] == [f"--> manuscript/{mistake.place}"]
    assert mistake.says in result.stderr
    assert mistake.related in result.stderr
    assert "Traceback" not in result.output
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()} == EARLIER


def test_an_unused_note_is_only_a_warning(tmp_path: Path) -> None:
    """Without --strict a note that nobody calls is told, and the book is built."""
    make_book(tmp_path, chapter("Words.\n\n[^idle]: Nobody calls."))
    result = build(tmp_path, "-e", "epub")
    assert (result.exit_code, "warning[unused-note]" in result.stderr) == (0, True)
    assert (tmp_path / "output" / "small.epub").read_bytes() != EARLIER["small.epub"]


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in the place of the output folder is told, and left alone."""
    make_book(tmp_path, {})
    (tmp_path / "taken").write_text("a file", "utf-8")
    result = build(tmp_path, "-e", "epub", "-o", str(tmp_path / "taken"))
    assert (result.exit_code, "error[output-not-writable]" in result.stderr) == (1, True)
    assert (tmp_path / "taken").read_text("utf-8") == "a file"


def test_all_mistakes_of_a_stage_are_told_at_once(tmp_path: Path) -> None:
    """Errors of one stage come together, in the order of their places."""
    make_book(tmp_path, {**chapter("[x][Nobody] and [](#nowhere)."), "two.md": "# Two\n\nWords.[^ghost]\n"})
    result = build(tmp_path)
    found = [line.partition(":")[0] for line in result.stderr.splitlines() if line.startswith("error")]
    assert found == ["error[unknown-term]", "error[unknown-target]", "error[undefined-note]"]
