"""A new book: the starter builds without findings; another tool's manuscript comes in with its words and pictures."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hostile.corpus import png
from octavo.cli import main
from octavo.pandoc import _binary
from support.octavo import octavo

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8"/></svg>'
)


def new(*arguments: str | Path) -> Result:
    """Run ``octavo new``."""
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def source(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a manuscript of another tool."""
    for name, content in files.items():
        file = folder / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "source"


def found(book: Path) -> list[str]:
    """Return the names of what a check finds."""
    record = json.loads(CliRunner().invoke(main, ["check", str(book), "--format", "json"]).stdout)
    return [diagnostic["name"] for diagnostic in record["diagnostics"]]


def text(book: Path, name: str) -> str:
    """Return a file of a book's manuscript."""
    return (book / "manuscript" / name).read_text("utf-8")


def test_the_starter_builds_without_findings(tmp_path: Path) -> None:
    """All three editions, strictly; and a check has nothing to say."""
    book = tmp_path / "tides"
    done = new(book, "--title", 'Tides "and" Tables', "--author", "Ada Author")
    assert done.exit_code == 0, done.output
    assert found(book) == []
    built = octavo("build", book, "--strict", "--quiet")
    assert (built.status, built.stderr) == (0, "")
    assert sorted(file.suffix for file in (book / "output").iterdir()) == [".epub", ".pdf", ".pdf"]
    assert (book / ".gitignore").read_text() == "/output/\n/.octavo-cache/\n"
    assert "octavo build --strict" in (book / ".github" / "workflows" / "book.yml").read_text()


def test_the_starter_shows_each_construct(tmp_path: Path) -> None:
    """Those that the guide's chapter on writing has."""
    new(tmp_path / "book")
    words = text(tmp_path / "book", "01-first-steps.md") + text(tmp_path / "book", "02-going-on.md")
    marks = (
        "^[",
        "[^why]:",
        "][recto]",
        "::: {.epigraph}",
        "{only=print}",
        "#fig-",
        "Table:",
        "{.page}",
        "index=",
        "lang=",
    )
    assert [
        mark for mark in (*marks, "[@", "$$", "```python", "***\n", "<sub>", "> ", "1. ", "-   ") if mark not in words
    ] == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Wrong usage; nothing is written."""
    (tmp_path / "mine.txt").write_text("mine")
    done = new(tmp_path)
    assert done.exit_code == 2
    assert "is not empty" in done.output
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


FOLDER: Mapping[str, str | bytes] = {
    "10-last.md": "---\ntitle: The Last\nauthor: Ada\n---\n\nWords of [nowhere](#no-such) and $x$.\n",
    "2-second.md": '# Second\n\n<div align="center"><img src="images/x.svg" alt="A square"></div>\n\n# Again\n\n## Deep\n\n<b>Bold</b>, '
    "<marquee>odd</marquee>.\n",
    "README.md": "Logo\n\nThe Book\n========\n\n![gone](images/gone.png) [ACRONYM] [x](javascript:alert) a[^1]\r\n",
    "empty.md": "# Nothing\n",
    "images/x.svg": SVG,
    ".hidden/no.md": "# No\n",
}


def test_a_folder_of_markdown(tmp_path: Path) -> None:
    """In the order that people count in, titles on top, one each; what cannot be is told, and its words stay."""
    done = new(tmp_path / "book", "--from", source(tmp_path, FOLDER))
    assert done.exit_code == 0, done.output
    book = tmp_path / "book"
    toml = text(book, "book.toml")
    assert [toml.index(name) for name in ("README.md", "2-second.md", "10-last.md")] == sorted(
        toml.index(name) for name in ("README.md", "2-second.md", "10-last.md")
    )
    assert text(book, "10-last.md") == "# The Last\n\nWords of nowhere and $x$.\n"
    assert text(book, "2-second.md").startswith(
        "# Second\n\n![A square](images/x.svg)\n\n## Again\n\n### Deep\n\n**Bold**, odd."
    )
    assert text(book, "README.md") == "# The Book\n\nLogo\n\n\ngone \\[ACRONYM] x a\\[^1]\n"
    assert (book / "manuscript" / "images" / "x.svg").read_text() == SVG
    assert not (book / "manuscript" / "empty.md").exists()
    assert found(book) == []
    for told in (
        "10-last.md:1: metadata block taken off",
        "2-second.md:5: a second title: all headings but the first moved down",
        "README.md:3: the title stood below other text, and was moved to the top",
        "manuscript/10-last.md:3: a link to a place that is not there lost its target",
        "manuscript/README.md:6: a picture is missing",
        "manuscript/README.md:6: a link that a book cannot have became plain words",
        "empty.md: holds nothing but a title: left out",
    ):
        assert f"  {told}\n" in done.stdout, told


MDBOOK: Mapping[str, str | bytes] = {
    "book.toml": '[book]\ntitle = "Rust of the Sea"\nauthors = ["Ada", "Bea"]\nlanguage = "en"\n',
    "src/SUMMARY.md": "# Summary\n\n[Hello](hello.md)\n\n# One\n\n- [A](a.md)\n  - [Below](sub/b.md)\n- [Draft]()\n\n# Two\n\n"
    "1. [C](c.md)\n\n---\n\n[Appendix: Words](glossary.md)\n",
    "src/hello.md": "Hello.\n",
    "src/a.md": "# A\n\nSee [below](sub/b.html#deep) and [c].\n\n[c]: c.html\n\n```rust,ignore\n# hidden\nfn main() {}\n```\n",
    "src/sub/b.md": "## B\n\n### Deep\n\n```\n{{#include ../code.rs:2:3}}\n```\n\n![s](../img/s.svg)\n",
    "src/c.md": "# C\n\n{{#include gone.md}}\n\nEnd.\n",
    "src/glossary.md": "# Appendix: Words\n\nWords.\n",
    "src/code.rs": "one\ntwo\nthree\nfour\n",
    "src/img/s.svg": SVG,
}


def test_an_mdbook(tmp_path: Path) -> None:
    """Its parts, its order, what it includes, its links; hidden lines stay hidden."""
    done = new(tmp_path / "book", "--from", source(tmp_path, MDBOOK))
    assert done.exit_code == 0, done.output
    book = tmp_path / "book"
    toml = text(book, "book.toml")
    assert 'title = "Rust of the Sea"' in toml
    assert 'author = "Ada, Bea"' in toml
    assert (
        '{ file = "hello.md", role = "introduction" },\n  { part = "One", chapters = [\n    "a.md",\n    "sub/b.md",\n  ] }'
        in toml
    )
    assert 'back = [{ file = "glossary.md", role = "appendix" }, "colophon"]' in toml
    assert text(book, "a.md") == (
        "# A\n\nSee [below](sub/b.md#deep) and [c].\n\n[c]: c.md\n\n```rust\nfn main() {}\n```\n"
    )
    assert text(book, "sub/b.md") == "# B\n\n## Deep\n\n```\ntwo\nthree\n```\n\n![s](../img/s.svg)\n"
    assert "c.md:3: “gone.md” cannot be included: it is not there" in done.stdout
    assert "the chapter “Draft” has no text yet: left out" in done.stdout
    assert found(book) == []


def test_a_word_manuscript(tmp_path: Path) -> None:
    """Chapters by its headings, notes in the file of their call, pictures by their places."""
    markdown = source(
        tmp_path,
        {
            "w.md": "# One\n\nWords[^a] and *more*.\n\nLook ![a square](x.png) here.\n\n# Two\n\nEnd[^b].\n\n[^a]: First.\n\n[^b]: Second.\n",
            "x.png": png(1, 1, b"\0\0"),
        },
    )
    document = tmp_path / "w.docx"
    subprocess.run([_binary(), "w.md", "-o", document, "-M", "title=The Word"], cwd=markdown, check=True)
    done = new(tmp_path / "book", "--from", document)
    assert done.exit_code == 0, done.output
    book = tmp_path / "book"
    assert 'title = "The Word"' in text(book, "book.toml")
    assert text(book, "01-one.md").startswith("# One\n\nWords[^1] and *more*.\n\nLook ![a square](media/")
    assert "[^1]: First." in text(book, "01-one.md")
    assert text(book, "02-two.md") == "# Two\n\nEnd[^2].\n\n[^2]: Second.\n"
    assert found(book) == []


@pytest.mark.parametrize(
    ("files", "says"),
    [({"x.docx": b"no Word"}, "cannot be read as a Word document"), ({"note.rst": "Words"}, "there is no Markdown in")],
)
def test_a_source_without_a_manuscript(files: Mapping[str, str | bytes], says: str, tmp_path: Path) -> None:
    """Is told in a line, and nothing is begun."""
    folder = source(tmp_path, files)
    done = new(tmp_path / "book", "--from", folder / "x.docx" if "x.docx" in files else folder)
    assert done.exit_code == 2
    assert says in done.output
    assert not (tmp_path / "book").exists()
