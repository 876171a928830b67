"""Findings of [contents]: what fires them, where, in what words; and the near miss that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.small_book import CHAPTER, SMALLEST, Mistake, assert_reported, book, load

MISTAKES = (
    Mistake(
        name="unknown-matter",
        at="6:10",
        message="“halftitle” is neither a Markdown file nor matter that Octavo makes",
        hint="did you mean “half-title”?",
        toml=book('[contents]\nfront = ["halftitle"]'),
    ),
    Mistake(
        name="unknown-matter",
        at="6:9",
        message="“01-one” is neither a Markdown file nor matter that Octavo makes",
        hint="did you mean “01-one.md”?",
        toml=book('[contents]\nbody = ["01-one"]'),
    ),
    Mistake(
        name="unknown-matter",
        at="6:9",
        message="“related-reading.yaml” is neither a Markdown file nor matter that Octavo makes",
        hint="write “related-reading”: it is made from this file",
        toml=book('[contents]\nback = ["related-reading.yaml"]'),
        files={**CHAPTER, "related-reading.yaml": "[]"},
    ),
    Mistake(
        name="matter-in-body",
        at="6:22",
        message="“index” cannot stand in the body",
        hint="move it to “front” or “back”",
        toml=book('[contents]\nbody = ["01-one.md", "index"]'),
    ),
    Mistake(
        name="glossary-as-text",
        at="6:9",
        message="“glossary.md” holds the terms and is no chapter",
        hint="write “glossary” in its place",
        toml=book('[contents]\nback = ["glossary.md"]'),
        files={**CHAPTER, "glossary.md": "A\n: B\n"},
    ),
    Mistake(
        name="matter-without-source",
        at="6:9",
        message="“glossary” is listed, but the book has no glossary file",
        hint="write the file, or take the name out of the contents",
        toml=book('[contents]\nback = ["glossary"]'),
    ),
    Mistake(
        name="no-chapters",
        at="1:1",
        message="the body of the book has no chapter",
        hint="write a chapter into the manuscript folder: a Markdown file that begins with “# Title”",
        toml=SMALLEST,
        files={"preface.md": "# Preface\n"},
    ),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_reported_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    """Name, place, message and hint are what the author needs, and nothing else is reported."""
    assert_reported(mistake, tmp_path)


NEAR_MISSES = {
    "unknown-matter": book('[contents]\nfront = ["half-title", "figures", "tables"]'),
    "duplicate-entry": book('[contents]\nfront = ["contents"]\nbody = ["01-one.md", "02-one.md"]'),
    "matter-in-body": book('[contents]\nfront = ["index"]'),
}


@pytest.mark.parametrize("toml", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_a_mistake_is_not_reported(toml: str, tmp_path: Path) -> None:
    """The near miss of each finding loads without a word."""
    assert load(tmp_path, toml).diagnostics == ()


def test_a_second_listing_is_reported_with_the_first_beside_it(tmp_path: Path) -> None:
    """A duplicate stands at its second place, another spelling of the same path included."""
    toml = book('[contents]\nfront = ["01-one.md"]\nbody = ["./01-one.md"]')
    (found,) = load(tmp_path, toml).diagnostics
    assert (found.finding.name, found.message) == ("duplicate-entry", "“01-one.md” stands in the contents twice")
    assert str(found.span) == "manuscript/book.toml:7:9"
    assert [(r.label, str(r.span)) for r in found.related] == [("first here", "manuscript/book.toml:6:10")]
