"""Findings of [editions]: what fires them, where, in what words; and the near miss that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.small_book import Mistake, assert_reported, book, edition, load

MISTAKES = (
    Mistake(
        name="no-editions",
        at="5:1",
        message="every edition is switched off",
        hint="take one of the lines “… = false” out of [editions]",
        toml=book("[editions]\nprint = false\nscreen = false\nepub = false"),
    ),
    Mistake(
        name="edition-without-preset",
        at="6:1",
        message="the edition “scren” names neither a preset nor a format",
        hint="did you mean “screen”?",
        toml=book("[editions]\nscren = false"),
    ),
    Mistake(
        name="edition-without-preset",
        at="5:11",
        message="the edition “workbook” names neither a preset nor a format",
        hint='add preset = "…" to its table',
        toml=edition('trim = "8in x 10in"', name="workbook"),
    ),
    Mistake(
        name="unknown-preset",
        at="6:10",
        message="there is no preset “trade-paperbak”",
        hint="did you mean “trade-paperback”? (presets: a5, b-format, digest, epub, epub-kindle, epub-kobo, epub-vertical-ja, large-print, proof, royal, screen, trade-paperback, us-letter-manual)",
        toml=edition('preset = "trade-paperbak"'),
    ),
    Mistake(
        name="unknown-theme",
        at="6:9",
        message="there is no theme “classics”",
        hint="did you mean “classic”? (themes: classic, modern)",
        toml=edition('theme = "classics"'),
    ),
    Mistake(
        name="unknown-edition-reference",
        at="6:14",
        message="“pages-from” names “pint”, which is no edition of this book",
        hint="did you mean “print”?",
        toml=edition('pages-from = "pint"', name="epub"),
    ),
    Mistake(
        name="unknown-edition-reference",
        at="6:14",
        message="“pages-from” names “epub”, which is no PDF",
        hint="PDF editions: print, screen",
        toml=edition('pages-from = "epub"', name="epub"),
    ),
    Mistake(
        name="unknown-edition-reference",
        at="7:19",
        message="“pages-from” names “print”, which is switched off",
        hint="PDF editions: screen",
        toml=book('[editions]\nprint = false\nepub.pages-from = "print"'),
    ),
    Mistake(
        name="margins-too-wide",
        at="6:22",
        message="the margins of the edition “print” leave no room for text: 15mm of 152mm across",
        hint="make the margins smaller or the trim larger",
        toml=edition('margins = { inside = "120mm" }'),
    ),
    Mistake(
        name="key-without-effect",
        at="6:1",
        message="“trim” means nothing in the edition “epub”, which is an EPUB",
        hint="take the line out",
        toml=edition('trim = "152mm x 229mm"', name="epub"),
    ),
    Mistake(
        name="key-without-effect",
        at="6:1",
        message="“pages-from” means nothing in the edition “screen”, which is a PDF",
        hint="take the line out",
        toml=edition('pages-from = "print"', name="screen"),
    ),
    Mistake(
        name="vertical-pages",
        at="6:12",
        message="the edition “print” is a PDF, whose lines cannot run from top to bottom",
        hint='take “vertical” out for horizontal pages, or make a vertical EPUB of the book: preset = "epub-vertical-ja"',
        toml=edition("vertical = true"),
    ),
    Mistake(
        name="key-without-effect",
        at="6:1",
        message="“vertical” means nothing in the edition “print”, which is a PDF",
        hint="take the line out",
        toml=edition("vertical = false"),
    ),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_reported_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    """Name, place, message and hint are what the author needs, and nothing else is reported."""
    assert_reported(mistake, tmp_path)


NEAR_MISSES = {
    "no-editions": book("[editions]\nprint = false\nscreen = false"),
    "edition-without-preset": edition('format = "epub"', name="kobo"),
    "unknown-preset": edition('preset = "b-format"'),
    "unknown-edition-reference": edition('pages-from = "screen"', name="epub"),
    "duplicate-isbn": edition('isbn = "978-3-16-148410-0"') + '\n[editions.epub]\nisbn = "979-10-90636-07-1"',
    "margins-too-wide": edition('margins = { inside = "100mm" }'),
    "key-without-effect": edition('note = "never"', name="epub"),
    "vertical-pages": edition("vertical = true", name="epub"),
}


@pytest.mark.parametrize("toml", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_a_mistake_is_not_reported(toml: str, tmp_path: Path) -> None:
    """The near miss of each finding loads without a word."""
    assert load(tmp_path, toml).diagnostics == ()


def test_equal_isbns_are_reported_however_they_are_written(tmp_path: Path) -> None:
    """An ISBN of ten digits is the same number as its form of thirteen."""
    toml = edition('isbn = "0-306-40615-2"') + '\n[editions.epub]\nisbn = "978-0-306-40615-7"'
    (found,) = load(tmp_path, toml).diagnostics
    assert (found.finding.name, found.is_error) == ("duplicate-isbn", False)
    assert found.message == "the editions “print” and “epub” have the same ISBN"
    assert (str(found.span), str(found.related[0].span)) == ("manuscript/book.toml:8:8", "manuscript/book.toml:6:8")
