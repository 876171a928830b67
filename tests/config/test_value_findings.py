"""Findings of keys and values: what fires them, where, in what words; and the near miss that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.small_book import SMALLEST, Mistake, assert_reported, book, edition, load

MISTAKES = (
    Mistake(
        name="toml-syntax",
        at="2:9",
        message="“manuscript/book.toml” is not valid TOML: invalid value",
        hint='a string needs straight quotation marks: key = "value"; true and false are written small',
        toml="[book]\ntitle = Tides\n",
    ),
    Mistake(
        name="toml-syntax",
        at="3:1",
        message="“manuscript/book.toml” is not valid TOML: “title” is there already",
        hint="the key stands twice in this table: keep one of the two",
        toml='[book]\ntitle = "1"\ntitle="2"\n',
    ),
    Mistake(
        name="toml-syntax",
        at="2:17",
        message="“manuscript/book.toml” is not valid TOML: unterminated string",
        hint="a closing quotation mark is missing",
        toml='[book]\ntitle = """Tides ',
    ),
    Mistake(
        name="unknown-key",
        at="5:1",
        message="[book] has no key “licens”",
        hint="did you mean “licence”?",
        toml=book('licens = "CC"'),
    ),
    Mistake(
        name="unknown-key",
        at="5:1",
        message="[book] has no key “isbn”",
        hint="“isbn” belongs to [editions.NAME]",
        toml=book('isbn = "978-3-16-148410-0"'),
    ),
    Mistake(
        name="unknown-key",
        at="5:2",
        message="“manuscript/book.toml” has no key “zzz”",
        hint="known here: octavo-version, book, contents, terms, notes, references, accessibility, words, lint, "
        "suppress, editions",
        toml=book("[zzz]"),
    ),
    Mistake(
        name="claim-without-certifier",
        at="6:15",
        message="the book is to claim “EPUB Accessibility 1.1 - WCAG 2.1 Level A”, and nobody is named who certifies it",
        hint='add certified-by = "…": the publisher, or an organisation that evaluates books',
        toml=book('[accessibility]\nconforms-to = "EPUB Accessibility 1.1 - WCAG 2.1 Level A"'),
    ),
    Mistake(
        name="certifier-without-claim",
        at="6:1",
        message="“certified-by” says something of a claim of conformance, and there is none",
        hint='take the line out, or add conforms-to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
        toml=book('[accessibility]\ncertified-by = "Us"'),
    ),
    Mistake(
        name="unknown-key",
        at="5:1",
        message="[book] has no key “octavo-version”",
        hint="“octavo-version” belongs to the top level of the file: a key above the first [table], a table by itself",
        toml=book('octavo-version = ">=0.1"'),
    ),
    Mistake(
        name="missing-key",
        at="1:1",
        message="[book] lacks “language”",
        hint='add language = "en-GB"',
        toml='[book]\ntitle = "Tides"\nidentifier = "urn:x:y"',
    ),
    Mistake(
        name="wrong-type",
        at="5:10",
        message="“author” should be a string or a list, not a number",
        hint='put it between quotation marks: "3"',
        toml=book("author = 3"),
    ),
    Mistake(
        name="wrong-type",
        at="5:8",
        message="“date” should be a date such as 2026-11-22, without quotation marks, not a string",
        hint="take the quotation marks off: 2026-11-22",
        toml=book('date = "2026-11-22"'),
    ),
    Mistake(
        name="wrong-type",
        at="5:8",
        message="“date” should be a date such as 2026-11-22, without quotation marks, not a string",
        hint="write a day, without quotation marks",
        toml=book('date = "2026-03"'),
    ),
    Mistake(
        name="wrong-type",
        at="5:8",
        message="“date” should be a date such as 2026-11-22, without quotation marks, not a date with a time",
        hint="write the value in the form that the message names",
        toml=book("date = 2026-11-22 10:00:00"),
    ),
    Mistake(
        name="wrong-type",
        at="6:11",
        message="“justify” should be true or false, not a string",
        hint="take the quotation marks off: false",
        toml=edition('justify = "false"'),
    ),
    Mistake(
        name="wrong-value",
        at="6:8",
        message="“note” cannot be “first-in-bok”",
        hint="did you mean “first-in-book”? (valid: “first-in-book”, “first-in-chapter”, “every”, “never”)",
        toml=book('[terms]\nnote = "first-in-bok"'),
    ),
    Mistake(
        name="wrong-value",
        at="5:8",
        message="“slug” cannot be “the tides”",
        hint="write letters from a to z, digits and single hyphens",
        toml=book('slug = "the tides"'),
    ),
    Mistake(
        name="wrong-value",
        at="4:14",
        message="“identifier” cannot be “urn:uuid:9a89”",
        hint="a UUID has 32 digits from 0 to f, in groups of 8, 4, 4, 4 and 12",
        toml='[book]\ntitle = "Tides"\nlanguage = "en-GB"\nidentifier = "urn:uuid:9a89"',
    ),
    Mistake(
        name="wrong-value",
        at="6:8",
        message="“trim” cannot be “152mm”",
        hint="write width and height: “152mm x 229mm”",
        toml=edition('trim = "152mm"'),
    ),
    Mistake(
        name="wrong-value",
        at="6:13",
        message="“font-size” cannot be “11 points”",
        hint="write a number and a unit (pt, mm, cm, in, pc, px): “20mm”",
        toml=edition('font-size = "11 points"'),
    ),
    Mistake(
        name="wrong-value",
        at="6:13",
        message="“signature” cannot be “0”",
        hint="write a number from 1 to 128",
        toml=edition("signature = 0"),
    ),
    Mistake(
        name="wrong-value",
        at="6:9",
        message="“bleed” cannot be “3in”",
        hint="write a length from 0mm to 25mm",
        toml=edition('bleed = "3in"'),
    ),
    Mistake(
        name="wrong-value",
        at="5:11",
        message="“editions” cannot be “../print”",
        hint="write a name of small letters from a to z, digits and hyphens",
        toml=book('[editions."../print"]\nformat = "pdf"'),
    ),
    Mistake(
        name="wrong-value",
        at="1:18",
        message="“octavo-version” cannot be “new”",
        hint="write bounds such as “>=0.1” or “>=0.1, <2”",
        toml='octavo-version = "new"\n' + SMALLEST,
    ),
    Mistake(
        name="wrong-value",
        at="6:37",
        message="“chapters” cannot be “[]”",
        hint="name at least one, or take the line out",
        toml=book('[contents]\nbody = [{ part = "One", chapters = [] }, "01-one.md"]').replace(
            "chapters = ", "chapters=   "
        ),
    ),
    Mistake(
        name="empty-value",
        at="2:9",
        message="“title” is empty",
        hint="fill the value in, or take the line out",
        toml=SMALLEST.replace("Tides", " "),
    ),
    Mistake(
        name="control-character",
        at="5:12",
        message="“subtitle” holds the control character U+0000",
        hint="take the character out",
        toml=book('subtitle = "a\\u0000b"'),
    ),
    Mistake(
        name="length-without-unit",
        at="6:8",
        message="the length “152” of “trim” has no unit",
        hint="write “152mm”, “152in” or another of the units pt, mm, cm, in, pc, px",
        toml=edition('trim = "152 x 229mm"'),
    ),
    Mistake(
        name="length-without-unit",
        at="6:22",
        message="the length “20” of “inside” has no unit",
        hint="write “20mm”, “20in” or another of the units pt, mm, cm, in, pc, px",
        toml=edition("margins = { inside = 20 }"),
    ),
    Mistake(
        name="bad-language-tag",
        at="3:12",
        message="“en_GB” is no language tag",
        hint="did you mean “en-GB”?",
        toml=SMALLEST.replace("en-GB", "en_GB"),
    ),
    Mistake(
        name="bad-language-tag",
        at="3:12",
        message="“English” is no language tag",
        hint="did you mean “en”?",
        toml=SMALLEST.replace("en-GB", "English"),
    ),
    Mistake(
        name="bad-isbn",
        at="6:8",
        message="“978-3-16-148410” is no ISBN",
        hint="write thirteen digits that begin with 978 or 979, or the ten of an older ISBN; hyphens are welcome",
        toml=edition('isbn = "978-3-16-148410"'),
    ),
    Mistake(
        name="bad-isbn",
        at="6:8",
        message="“9783161484100” is no ISBN",
        hint='put it between quotation marks: "9783161484100"',
        toml=edition("isbn = 9783161484100"),
    ),
    Mistake(
        name="isbn-check-digit",
        at="6:8",
        message="the ISBN “978-3-16-148410-3” has a wrong check digit",
        hint="with these digits the last would be 0: compare the number with the one you were assigned",
        toml=edition('isbn = "978-3-16-148410-3"'),
    ),
    Mistake(
        name="isbn-check-digit",
        at="6:8",
        message="the ISBN “0-8044-2957-1” has a wrong check digit",
        hint="with these digits the last would be X: compare the number with the one you were assigned",
        toml=edition('isbn = "0-8044-2957-1"'),
    ),
    Mistake(
        name="isbn-check-digit",
        at="4:14",
        message="the ISBN “9783161484101” has a wrong check digit",
        hint="with these digits the last would be 0: compare the number with the one you were assigned",
        toml='[book]\ntitle = "Tides"\nlanguage = "en-GB"\nidentifier = "urn:isbn:9783161484101"',
    ),
    Mistake(
        name="octavo-version",
        at="1:18",
        message="the book is made for Octavo >=99, and this is 0.1.0",
        hint="install a version that fits, or change “octavo-version” after a look at the changes",
        toml='octavo-version = ">=99"\n' + SMALLEST,
    ),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_reported_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    """Name, place, message and hint are what the author needs, and nothing else is reported."""
    assert_reported(mistake, tmp_path)


NEAR_MISSES = {
    "unknown-key": book('licence = "CC"'),
    "wrong-type": book('author = ["A. Ang", "B. Bo"]\ndate = 2026-11-22\nseries = { name = "Seas", number = 3 }'),
    "wrong-value": 'octavo-version = ">=0.1, <99"\n' + book('slug = "Tides-2"\n[terms]\nnote = "first-in-chapter"'),
    "control-character": book('description = "a\\tb\\nc\\u00a0d"'),
    "empty-value": book('publisher = ""'),
    "length-without-unit": edition('trim = "6 in x 9in"\nbleed = "0mm"\nmargins = { inside = ".8in" }'),
    "bad-language-tag": SMALLEST.replace("en-GB", "zh-hant-tw"),
    "isbn-check-digit": edition('isbn = "ISBN 0-8044-2957-X"'),
    "bad-isbn": edition('isbn = "979 10 90636 07 1"'),
    "claim-without-certifier": book(
        '[accessibility]\nconforms-to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"\ncertified-by = "Us"\ncredential = "A"'
    ),
    "certifier-without-claim": book('[accessibility]\nexemption = "microenterprise"'),
    "octavo-version": 'octavo-version = "==0.1.0"\n' + SMALLEST,
}


@pytest.mark.parametrize("toml", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_a_mistake_is_not_reported(toml: str, tmp_path: Path) -> None:
    """The near miss of each finding loads without a word."""
    assert load(tmp_path, toml).diagnostics == ()


def test_a_missing_identifier_is_a_warning_with_the_line_to_paste(tmp_path: Path) -> None:
    """The book builds, and the line makes the identifier stay; pasted, it silences the warning."""
    outcome = load(tmp_path, '[book]\ntitle = "Tides"\nlanguage = "en"\nauthor = "A. Ang"\n')
    (found,) = outcome.diagnostics
    assert outcome.value is not None
    line = f'identifier = "{outcome.value.metadata.identifier}"'
    assert (found.finding.name, found.is_error, str(found.span)) == (
        "missing-identifier",
        False,
        "manuscript/book.toml:1:2",
    )
    assert found.hint == f"paste this line into [book]: {line}"
    pasted = load(tmp_path, f'[book]\ntitle = "Other tides"\nlanguage = "en"\n{line}\n')
    assert pasted.diagnostics == ()
    assert pasted.value is not None
    assert pasted.value.metadata.identifier == outcome.value.metadata.identifier
