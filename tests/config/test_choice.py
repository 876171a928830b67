"""Which editions a build is asked for."""

from __future__ import annotations

from pathlib import Path

from octavo.config import chosen_editions
from support.small_book import SMALLEST, loaded


def test_editions_come_in_the_order_of_the_book(tmp_path: Path) -> None:
    """Not in that of the command line; of no names, all."""
    config = loaded(tmp_path, SMALLEST)
    assert [e.name for e in chosen_editions(config, ("epub", "print")).value or ()] == ["print", "epub"]
    assert chosen_editions(config, ()).value == config.editions


def test_an_edition_that_the_book_has_not(tmp_path: Path) -> None:
    """Each is told, with the name that was perhaps meant."""
    found = chosen_editions(loaded(tmp_path, SMALLEST), ("pint", "print")).diagnostics
    assert [(d.finding.name, d.hint) for d in found] == [("unknown-edition", "did you mean “print”?")]
