"""[book]: what is kept, and what is filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from octavo.config.language_tags import language_tag
from octavo.config.names import slug_of, sort_name
from octavo.config.versions import version_fits
from octavo.diagnostics import Span
from octavo.model.config import Contributor, Cover, Metadata, Series, Subject
from octavo.model.isbn import as_isbn13, check_digit, isbn_digits
from support.small_book import SMALLEST, loaded

FULL = """
[book]
title = "Tides: A History"
subtitle = "With Maps"
short-title = "Tides"
series = { name = "Seas", number = 3 }
place = "Porto"
language = "en-gb"
author = ["Ana Ang", "Plato"]
identifier = "urn:isbn:9783161484100"
publisher = "Octavo"
date = 2026-11-22
edition-statement = "First edition"
rights = "© 2026"
licence = "CC BY"
description = "Water."
subjects = [{ scheme = "Thema", code = "RBKC", name = "Oceanography" }, "Tides"]
cover = { image = "images/cover.svg", alt = "Waves" }
[[book.contributors]]
name = "Bo Bell"
role = "edt"
[[book.contributors]]
name = "The Tide Office"
sort = "Tide Office"
"""


def test_all_metadata_are_kept(tmp_path: Path) -> None:
    """Each key of [book] reaches the model; the defaults are made where keys are left out."""
    assert loaded(tmp_path, FULL).metadata == Metadata(
        title="Tides: A History",
        subtitle="With Maps",
        short_title="Tides",
        slug="tides",
        series=Series(name="Seas", number="3"),
        place="Porto",
        language="en-GB",
        identifier="urn:isbn:9783161484100",
        contributors=(
            Contributor(name="Ana Ang", role="aut", sort="Ang, Ana"),
            Contributor(name="Plato", role="aut", sort="Plato"),
            Contributor(name="Bo Bell", role="edt", sort="Bell, Bo"),
            Contributor(name="The Tide Office", role="aut", sort="Tide Office"),
        ),
        publisher="Octavo",
        date=date(2026, 11, 22),
        edition_statement="First edition",
        rights="© 2026",
        licence="CC BY",
        description="Water.",
        subjects=(Subject(name="Oceanography", scheme="Thema", code="RBKC"), Subject(name="Tides")),
        cover=Cover(image="images/cover.svg", alt="Waves", span=Span("manuscript/book.toml", 18, 19, 18, 37)),
    )


def test_the_smallest_book_has_defaults(tmp_path: Path) -> None:
    """Title and language are enough."""
    found = loaded(tmp_path, SMALLEST).metadata
    assert (found.short_title, found.slug, found.contributors, found.date) == ("Tides", "tides", (), None)


def test_the_identifier_made_depends_on_title_and_authors_alone(tmp_path: Path) -> None:
    """The same book gives the same identifier on every machine; another author another one."""
    toml = '[book]\ntitle = "Tides"\nlanguage = "en"\nauthor = "{}"\n'
    first, again, other = (
        loaded(tmp_path / str(n), toml.format(name)).metadata.identifier
        for n, name in enumerate(["Ana Ang", "Ana Ang", "Bo Bell"])
    )
    assert first == again == "urn:uuid:a1cde58a-0da3-5be3-aef5-f6f85cb752e4"
    assert other != first


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Azzurra Bassetti", "Bassetti, Azzurra"),
        ("José María Ñáñez", "Ñáñez, José María"),
        ("Jean-Luc O’Neil", "O’Neil, Jean-Luc"),
        ("Plato", "Plato"),
        ("Bassetti, Azzurra", "Bassetti, Azzurra"),
        ("石破茂", "石破茂"),
        ("石破 茂", "石破 茂"),
        ("Лев Толстой", "Лев Толстой"),
    ],
)
def test_names_are_sorted_as_catalogues_do(name: str, sort: str) -> None:
    """The last word of a Latin name comes first; other scripts stay as they are."""
    assert sort_name(name) == sort


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The EU–Japan Security and Defence Partnership: A Briefing", "the-eu-japan-security-and-defence-partnership"),
        ("Éléphants & Co.", "elephants-co"),
        ("Don’t Panic", "dont-panic"),
        ("Größe, Œuvre, Ærø, Łódź", "grosse-oeuvre-aero-lodz"),
        (": A Colon", "a-colon"),
        ("海の本", "book-d2d432a2"),
        ("word " * 30, "-".join(["word"] * 16)),
        ("a" * 200, "a" * 80),
    ],
)
def test_files_are_named_after_the_title(title: str, slug: str) -> None:
    """ASCII letters, digits and hyphens, never empty, never too long for a file system."""
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN-gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("ja-x-octavo", "ja-x-octavo"),
        ("sl-rozaj", "sl-rozaj"),
        ("en_GB", None),
        ("e", None),
        ("english", None),
        ("en-", None),
        ("", None),
    ],
)
def test_language_tags_are_well_formed(text: str, tag: str | None) -> None:
    """BCP 47's form, in its usual capitals."""
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "thirteen"),
    [("978-3-16-148410-0", "9783161484100"), ("0-306-40615-2", "9780306406157"), ("0 8044 2957 x", "9780804429573")],
)
def test_isbns_become_thirteen_digits(text: str, thirteen: str) -> None:
    """Hyphens and blanks go, an old ISBN gets its new check digit."""
    digits = isbn_digits(text)
    assert digits is not None
    assert check_digit(digits) == digits[-1]
    assert as_isbn13(digits) == thirteen


@pytest.mark.parametrize("text", ["", "123", "1234567890123", "978316148410X", "97831614841000", "abc"])
def test_what_is_no_isbn_is_told_from_a_wrong_one(text: str) -> None:
    """Too short, too long, another prefix, letters."""
    assert isbn_digits(text) is None


@pytest.mark.parametrize(
    ("bounds", "fits"),
    [
        (">=0.1", True),
        (">=0.1.1", False),
        (">=0.1, <0.2", True),
        (">0.1", False),
        ("<=0.1.0", True),
        ("0.1", True),
        ("!=0.1.0", False),
        ("==0.2", False),
    ],
)
def test_bounds_of_versions(bounds: str, fits: bool) -> None:  # noqa: FBT001
    """0.1 and 0.1.0 are the same version."""
    assert version_fits("0.1.0", bounds) is fits


@pytest.mark.parametrize(("line", "made"), [("", True), ("cover = true", True), ("cover = false", False)])
def test_a_cover_is_made_unless_the_book_wants_none(tmp_path: Path, line: str, made: bool) -> None:  # noqa: FBT001 - a parameter of the test
    metadata = loaded(tmp_path, f"{SMALLEST}{line}\n").metadata
    assert (metadata.cover, metadata.cover_made) == (None, made)
