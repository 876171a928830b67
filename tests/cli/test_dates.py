"""The time that stands in the files is the source's, however old."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from octavo.pipeline import Request, compose_book
from support.small_book import SMALLEST, write_book


@pytest.mark.parametrize(
    ("date", "modified", "told"),
    [
        ("date = 2026-11-22\n", None, "2026-11-22T00:00:00Z"),
        ("date = 0001-01-01\n", None, "0001-01-01T00:00:00Z"),
        ("date = 2026-11-22\n", datetime(2026, 11, 26, 12, 30, tzinfo=UTC), "2026-11-26T12:30:00Z"),
        ("", None, "1980-01-01T00:00:00Z"),
    ],
)
def test_the_time_of_a_build(date: str, modified: datetime | None, told: str, tmp_path: Path) -> None:
    """Four digits a year, in UTC: the build's own, else the book's date, else the first that an archive can hold."""
    book = write_book(tmp_path, SMALLEST + date)
    composed = compose_book(Request(book=book, modified=modified), lambda *_: None).value
    assert composed is not None
    assert {publication.stamp.modified for publication in composed} == {told}
