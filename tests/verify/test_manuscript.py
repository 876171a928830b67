"""From a fault in an EPUB back to the line of the manuscript."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.verification import book_of, verify
from octavo.verify import Machine
from support.damage import Change, damaged, insert, on, put, remove, rename, unset
from verify.clean_book import clean_epub
from verify.faults import BODY, EBB, FLOW, GLOSSARY


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EPUB without a fault, in the output folder of its book."""
    return clean_epub(tmp_path_factory.mktemp("manuscript"))


def found(file: Path, book: Path | None = None) -> tuple[Diagnostic, ...]:
    """Return what our own checks find, led back to the manuscript."""
    return verify((file,), book, frozenset(), Machine(environment={}), lambda _stage, _detail: None).diagnostics


def line_of(book: Path, name: str, words: str) -> int:
    """Return the number of the first line of a manuscript's file that has some words."""
    lines = (book / "manuscript" / name).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize(
    ("change", "name", "file", "words"),
    [
        pytest.param(on(FLOW, "//h:img", unset("alt")), "epub-picture-undescribed", "02-flow.md", "![Waves", id="a figure"),
        pytest.param(on(EBB, "//h:th", put("id", "why")), "epub-duplicate-id", "01-ebb.md", "Table: Heights", id="a cell"),
        pytest.param(on(EBB, "//h:h2", rename("h4")), "epub-heading-skipped", "01-ebb.md", "## Why", id="a heading of another name"),
        pytest.param(on(EBB, "//h:span[@lang='ja']", unset("lang", "xml:lang")), "epub-language-unmarked", "01-ebb.md", "The sea goes", id="a word"),
        pytest.param(on(EBB, "//m:math", unset("alttext")), "epub-math-without-text", "01-ebb.md", "It rises", id="a formula behind a page's mark"),
        pytest.param(on(EBB, "//h:aside//h:a", remove), "epub-note-without-backlink", "01-ebb.md", "# Ebb", id="a note that lost its first element"),
        pytest.param(on(GLOSSARY, "//h:a[@class='first-use']", put("href", "ebb.xhtml#gone")), "epub-dead-link", "glossary.md", ": The small", id="an entry"),
        pytest.param(on(FLOW, BODY, insert('<p lang="fr" xml:lang="de">x</p>')), "epub-language-differs", "02-flow.md", "# Flow", id="what the manuscript does not have"),
    ],
)  # fmt: skip
def test_a_fault_is_led_back(change: Change, name: str, file: str, words: str, clean: Path, tmp_path: Path) -> None:
    """To the block that holds it, or the chapter when it is in none; the place in the EPUB stands beside."""
    book = clean.parents[1]
    copy = damaged(clean, tmp_path / "tides.epub", change)
    (one,) = (d for d in found(copy, book) if d.finding.name == name)
    assert one.span is not None
    assert (one.span.path, one.span.line) == (f"manuscript/{file}", line_of(book, file, words))
    (related,) = one.related
    assert related.span.path.startswith(f"{copy.as_posix()}/EPUB/text/")


def test_the_book_is_found_above_the_file(clean: Path) -> None:
    """Where output/ lies in its folder; not further up than a person would look."""
    book = clean.parents[1]
    assert book_of(clean) == book
    assert book_of(book / "output" / "guide" / "x.epub") == book
    assert book_of(book / "a" / "b" / "c" / "x.epub") is None
    damaged(clean, book / "output" / "copy.epub", on(FLOW, "//h:img", unset("alt")))
    assert any(d.span and d.span.path == "manuscript/02-flow.md" for d in found(book / "output" / "copy.epub"))


@pytest.mark.parametrize("kind", ["another book", "a book with errors", "no book"])
def test_another_book_leads_nowhere(kind: str, clean: Path, tmp_path: Path) -> None:
    """A place is named in the EPUB when the manuscript is not the one that it was made of."""
    book = tmp_path / "book"
    shutil.copytree(clean.parents[1] / "manuscript", book / "manuscript")
    toml = book / "manuscript" / "book.toml"
    if kind == "another book":
        toml.write_text(toml.read_text("utf-8").replace("9a89468a", "00000000"))
    elif kind == "a book with errors":
        toml.write_text("[book")
    copy = damaged(clean, tmp_path / "tides.epub", on(FLOW, "//h:img", unset("alt")))
    spans = [d.span for d in found(copy, None if kind == "no book" else book)]
    assert spans
    assert all(span and span.path.startswith(copy.as_posix()) for span in spans)


def test_a_chapter_that_was_written_anew_leads_nowhere(clean: Path, tmp_path: Path) -> None:
    """Better no line than a wrong one."""
    book = tmp_path / "book"
    shutil.copytree(clean.parents[1] / "manuscript", book / "manuscript")
    (book / "manuscript" / "02-flow.md").write_text("# Flow\n\n" + "* one\n* two\n\n> three\n\n" * 9)
    (book / "manuscript" / "01-ebb.md").write_text((clean.parents[1] / "manuscript" / "01-ebb.md").read_text("utf-8"))
    copy = damaged(clean, tmp_path / "tides.epub", on(FLOW, "//h:img", unset("alt")))
    (one,) = (d for d in found(copy, book) if d.finding.name == "epub-picture-undescribed")
    assert one.span is not None
    assert one.span.path.startswith(copy.as_posix())
