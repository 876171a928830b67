"""A table's head stands on the page where the table begins, or it is told."""

from __future__ import annotations

import pytest

from octavo.render.pdf import render_pdf

HEAD = ("A", "B")


def names(publication):
    return [d.finding.name for d in render_pdf(publication, None, lambda _line: None).diagnostics]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_first_row_of_two_pages_leaves_the_head_behind(sample, rows):
    tall = ("Words", "words and more words " * 500)
    assert "headless-table" in names(sample.publication(sample.document("one", sample.table([HEAD, *[tall] * rows]))))


@pytest.mark.parametrize("words", ["few words", "words and more words " * 40])
def test_rows_that_fit_a_page_have_their_head(sample, words):
    rows = [("Words", words)] * 30
    assert "headless-table" not in names(sample.publication(sample.document("one", sample.table([HEAD, *rows]))))


def test_a_tall_row_further_down_is_no_matter(sample):
    rows = [HEAD, *[("Words", "few")] * 4, ("Words", "words and more words " * 500)]
    assert "headless-table" not in names(sample.publication(sample.document("one", sample.table(rows))))
