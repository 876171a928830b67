"""``octavo check``: what it says to people and to machines, what it mends, and what a book declares known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft4Validator, Draft202012Validator

from octavo.cli import main
from octavo.diagnostics.reports.schema import report_schema
from support.machine import REPOSITORY
from support.octavo import octavo
from support.small_book import SMALLEST, write_book

SARIF = REPOSITORY / "tests" / "validators" / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas"
GLOSSARY = "EUNAVFOR\n: A naval force.\n"
WRONG = "\ufeff# One\r\n\r\nShips of [EUNAVFR]  left , and\tEUNAVFOR the the\tquay.\r\n\r\n> [x](#noo)\r\n\r\n## Nou {#nou}\r\n\r\nText.\r\n"


def check(book: Path, *options: str) -> Result:
    """Run ``octavo check``."""
    return CliRunner().invoke(main, ["check", str(book), *options])


def wrong(folder: Path, toml: str = SMALLEST) -> Path:
    """Write a book with a mistake of most kinds."""
    return write_book(folder, toml, {"01-one.md": WRONG.encode(), "glossary.md": GLOSSARY})


def names(result: Result) -> list[str]:
    """Return the names in a report in JSON."""
    return [diagnostic["name"] for diagnostic in json.loads(result.stdout)["diagnostics"]]


FOUND = ["unknown-term", "double-space", "space-before-punctuation", "doubled-word", "unknown-target"]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Names that are not bound, and what an editor would mark."""
    done = check(wrong(tmp_path), "--format", "json")
    assert (done.exit_code, names(done)) == (1, FOUND)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"01-one.md": "# One\n\n<marquee>x</marquee> [x](#no) the the end.\n"}, ["raw-html", "unknown-target", "doubled-word"]),
        ({"01-one.md": "# One\n\n[EU]\n", "glossary.md": "EU (European Union)\n"}, ["term-without-definition"]),
        ({"01-one.md": "# One\n\n[x](02-two.md)\n", "02-two.md": ""}, ["empty-chapter"]),
    ],
)  # fmt: skip
def test_errors_of_a_chapter_hide_nothing(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    """What is wrong with names, and lint, are told beside them; not where they would only follow from them."""
    assert names(check(write_book(tmp_path, SMALLEST, files), "--format", "json")) == found


def test_a_report_for_people(tmp_path: Path) -> None:
    """Each with its line, carets under the very words, a hint, and the fix where it is certain."""
    done = check(wrong(tmp_path), "--quiet")
    assert done.stdout == ""
    assert (
        "warning[space-before-punctuation]: a space stands before “,”\n"
        " --> manuscript/01-one.md:3:25\n"
        "  |\n"
        "3 | Ships of [EUNAVFR]  left , and    EUNAVFOR the the    quay.\n"
        "  |                         ^^\n"
        "help: take the space out\n"
        "fix: --fix would take the space out\n"
    ) in done.stderr
    assert done.stderr.endswith("2 errors, 3 warnings (2 fixable with --fix, 3 fixable with --unsafe-fixes)\n"), (
        done.stderr[-200:]
    )


def test_certain_fixes_change_nothing_else(tmp_path: Path) -> None:
    """Byte order mark, line ends, tabs stay; guesses are not made; permissions stay."""
    book = wrong(tmp_path)
    file = book / "manuscript" / "01-one.md"
    file.chmod(0o640)
    done = check(book, "--fix", "--format", "json")
    expected = WRONG.replace("]  left ,", "] left,")
    assert file.read_bytes().decode() == expected
    assert names(done) == ["unknown-term", "doubled-word", "unknown-target"]
    assert [made["label"] for made in json.loads(done.stdout)["mended"]] == ["leave one space", "take the space out"]
    assert file.stat().st_mode & 0o777 == 0o640


def test_guesses_are_made_when_asked_for(tmp_path: Path) -> None:
    """“Did you mean” among them; then nothing is left."""
    book = wrong(tmp_path)
    done = check(book, "--unsafe-fixes")
    assert done.exit_code == 0, done.stderr
    assert "mended: 5 places in 1 file" in done.stdout
    text = (book / "manuscript" / "01-one.md").read_bytes().decode()
    assert text == WRONG.replace("[EUNAVFR]  left ,", "[EUNAVFOR] left,").replace("the the", "the").replace(
        "#noo", "#nou"
    )
    assert check(book, "--strict").stdout == "nothing found in 1 chapters\n"


@pytest.mark.parametrize(
    ("toml", "mended"),
    [
        ('date = "2026-11-22"\n', "date = 2026-11-22\n"),
        ('[editions.print]\nmirrored = "true"\n', "[editions.print]\nmirrored = true\n"),
        ("slug = 1984\n", 'slug = "1984"\n'),
        ('subjects = "Tides"\n', 'subjects = ["Tides"]\n'),
    ],
)
def test_a_value_of_the_wrong_kind_is_rewritten(toml: str, mended: str, tmp_path: Path) -> None:
    """Where only its form is wrong."""
    book = write_book(tmp_path, f"{SMALLEST}# ä\n{toml}")
    assert check(book, "--fix").exit_code == 0
    assert (book / "manuscript" / "book.toml").read_text("utf-8") == f"{SMALLEST}# ä\n{mended}"


def test_a_misspelt_key_is_renamed_on_demand(tmp_path: Path) -> None:
    """And an edition's choice, a picture, a note, a citation."""
    toml = SMALLEST + 'licens = "CC"\n[editions.print]\nopening = "rect"\n'
    files = {
        "01-one.md": "# One\n\n![A.](images/wav.svg) a[^whi] [-@bok, p. 3] ```x```\n\n[^why]: B.\n\n```pythn\n1\n```\n",
        "images/wave.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"/>',
        "related-reading.yaml": "- id: book\n  type: book\n  title: T\n  publisher: P\n  issued: 2004\n",
    }
    book = write_book(tmp_path, toml, files)
    assert check(book, "--unsafe-fixes").exit_code == 0
    assert 'licence = "CC"' in (book / "manuscript" / "book.toml").read_text()
    assert 'opening = "recto"' in (book / "manuscript" / "book.toml").read_text()
    assert (book / "manuscript" / "01-one.md").read_text() == (
        "# One\n\n![A.](images/wave.svg) a[^why] [-@book, p. 3] ```x```\n\n[^why]: B.\n\n```python\n1\n```\n"
    )


def test_json_is_as_documented(tmp_path: Path) -> None:
    """The schema that ``octavo schema report`` prints holds for all commands."""
    Draft202012Validator.check_schema(report_schema())
    for command in ("check", "build"):
        done = CliRunner().invoke(main, [command, str(wrong(tmp_path / command)), "--format", "json"])
        Draft202012Validator(report_schema()).validate(json.loads(done.stdout))
    printed = CliRunner().invoke(main, ["schema", "report"])
    assert json.loads(printed.stdout) == report_schema()


def test_sarif_is_valid(tmp_path: Path) -> None:
    """Against the schema that its makers publish; places, related places and fixes are in it."""
    done = check(wrong(tmp_path), "--format", "sarif")
    log = json.loads(done.stdout)
    schema = json.loads(next(SARIF.glob("sarif-2.1.0*.json")).read_text("utf-8-sig"))
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
    (run,) = log["runs"]
    assert [result["ruleId"] for result in run["results"]] == FOUND
    third = run["results"][2]
    region = {"startLine": 3, "startColumn": 25, "endLine": 3, "endColumn": 27}
    assert third["locations"][0]["physicalLocation"]["region"] == region
    assert third["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": ""}
    assert run["tool"]["driver"]["rules"][third["ruleIndex"]]["id"] == "space-before-punctuation"


def test_annotations_of_a_workflow(tmp_path: Path) -> None:
    """A line each, from the folder that the workflow runs in; what is special in them is escaped."""
    book = write_book(tmp_path / "100%, a:b", SMALLEST, {"01-one.md": "# One\n\nIt is , so.\n"})
    done = octavo("check", "100%, a:b", "--format", "github", cwd=book.parent)
    assert done.stdout == (
        "::warning file=100%25%2C a%3Ab/manuscript/01-one.md,line=3,endLine=3,col=6,endColumn=7,"
        "title=space-before-punctuation::a space stands before “,”%0Atake the space out\n"
    )
    assert done.stderr == ""


def test_checks_are_turned_off_and_up(tmp_path: Path) -> None:
    """By [lint]; a name that is none is an error."""
    lint = '[lint]\ndouble-space = "off"\ndoubled-word = "error"\nspace-before-punctuation = "off"\n'
    book = wrong(tmp_path, SMALLEST + lint)
    record = json.loads(check(book, "--format", "json").stdout)["diagnostics"]
    assert [(d["name"], d["severity"]) for d in record] == [
        ("unknown-term", "error"),
        ("doubled-word", "error"),
        ("unknown-target", "error"),
    ]


SUPPRESS = '[[suppress]]\nfinding = "{}"\nreason = "So."\n'


@pytest.mark.parametrize(
    ("suppressions", "left"),
    [
        (SUPPRESS.format("doubled-word"), []),
        (SUPPRESS.format("doubled-word") + 'file = "01-*.md"\ntext = "the the\\tquay"\n', []),
        (SUPPRESS.format("doubled-word") + 'file = "02-*.md"\n', ["doubled-word", "suppression-without-match"]),
        (SUPPRESS.format("doubled-word") + 'text = "elsewhere"\n', ["doubled-word", "suppression-without-match"]),
        (SUPPRESS.format("doubled-words"), ["doubled-word", "unknown-suppression"]),
        ('[[suppress]]\nfinding = "doubled-word"\n', ["missing-key"]),
        (SUPPRESS.format("missing-glyph"), ["doubled-word"]),
    ],
)
def test_what_is_known_is_not_told(suppressions: str, left: list[str], tmp_path: Path) -> None:
    """Where its file and text match; a reason is required; what no check looks for is not missed."""
    book = write_book(tmp_path, SMALLEST + suppressions, {"01-one.md": "# One\n\nShips at the the\tquay.\n"})
    assert names(check(book, "--format", "json")) == left


def test_an_error_is_told_whatever_is_suppressed(tmp_path: Path) -> None:
    """And the suppression too."""
    book = write_book(tmp_path, SMALLEST + SUPPRESS.format("unknown-target"), {"01-one.md": "# One\n\n[x](#no)\n"})
    assert names(check(book, "--format", "json")) == ["unknown-target", "suppressed-error"]


def test_strict_builds_know_suppressions(tmp_path: Path) -> None:
    """A warning that is known keeps no edition from being written."""
    files = {"01-one.md": "# One\n\nText.\n\n[^n]: Unused.\n"}
    plain = write_book(tmp_path / "a", SMALLEST, files)
    known = write_book(tmp_path / "b", SMALLEST + SUPPRESS.format("unused-note"), files)
    runs = [CliRunner().invoke(main, ["build", str(b), "-q", "--strict", "-e", "epub"]) for b in (plain, known)]
    assert [run.exit_code for run in runs] == [1, 0]
    assert (known / "output" / "tides.epub").exists()


def test_terminals_get_links(tmp_path: Path) -> None:
    """To the file, in colour; with NO_COLOR neither."""
    import os
    import pty
    import subprocess
    import sys

    book = wrong(tmp_path)

    def shown(**more: str) -> str:
        parent, child = pty.openpty()
        environment = {**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm-256color", **more}
        subprocess.run(
            [sys.executable, "-m", "octavo", "check", book, "-q"], stderr=child, env=environment, check=False
        )
        os.close(child)
        said = b""
        try:
            while piece := os.read(parent, 65536):
                said += piece
        except OSError:
            pass
        os.close(parent)
        return said.decode()

    coloured, bare = shown(), shown(NO_COLOR="1")
    assert f"{(book / 'manuscript' / '01-one.md').as_uri()}\x1b\\" in coloured
    assert "\x1b[1;31m" in coloured
    assert "\x1b" not in bare
    assert "01-one.md:3:25" in bare
