"""The report for people."""

from octavo.diagnostics import Edit, Finding, Outcome, Related, Repair, Severity, Span, merged
from octavo.diagnostics.reports.excerpt import excerpt
from octavo.diagnostics.reports.json import diagnostic_record
from octavo.diagnostics.reports.text import plain, summary

UNKNOWN = Finding(
    name="unknown-thing", severity=Severity.ERROR, message="nobody knows “{name}”", why="Because.", fix="find out"
)
DUBIOUS = Finding(name="dubious-thing", severity=Severity.WARNING, message="hm", why="Because.", fix="")


def test_design_example() -> None:
    """An error shows its place, its line, carets under the exact words, and the hint."""
    line = "Ships of [EUNAVFR] escort food aid to Somalia."
    found = UNKNOWN.at(Span("manuscript/02-at-sea.md", 41, 10, 41, 19), name="EUNAVFR", hint="did you mean “EUNAVFOR”?")
    expected = (
        "error[unknown-thing]: nobody knows “EUNAVFR”\n"
        "  --> manuscript/02-at-sea.md:41:10\n"
        "   |\n"
        "41 | Ships of [EUNAVFR] escort food aid to Somalia.\n"
        "   |          ^^^^^^^^^\n"
        "help: did you mean “EUNAVFOR”?\n"
        "\n"
    )
    assert expected == plain([found], lambda _span: line)


def test_related_place() -> None:
    """A duplicate names the first place too, with its own line."""
    lines = {3: "# One {#a}", 9: "# Two {#a}"}
    found = UNKNOWN.at(
        Span("b.md", 9, 7, 9, 11), name="a", related=(Related("first used here", Span("b.md", 3, 7, 3, 11)),)
    )
    expected = (
        "error[unknown-thing]: nobody knows “a”\n --> b.md:9:7\n  |\n9 | # Two {#a}\n  |       ^^^^\n"
        "first used here:\n ::: b.md:3:7\n  |\n3 | # One {#a}\n  |       ^^^^\nhelp: find out\n\n"
    )
    assert expected == plain([found], lambda span: lines[span.line])


def test_no_place() -> None:
    """A diagnostic without a file, and one whose file cannot be read, keep to what is known."""
    assert plain([DUBIOUS.at(None)], lambda _span: "x") == "warning[dubious-thing]: hm\n\n"
    assert (
        plain([DUBIOUS.at(Span("a", 1, 1, 1, 1))], lambda _span: None) == "warning[dubious-thing]: hm\n --> a:1:1\n\n"
    )


def test_wide_and_combining_characters() -> None:
    """Carets stand under the place for wide, combining and tab characters."""
    wide = excerpt("海上 [x]", Span("a", 1, 4, 1, 7))
    assert (wide.indent, wide.carets) == (5, 3)
    combining = excerpt("e\u0301 x", Span("a", 1, 4, 1, 5))
    assert (combining.indent, combining.carets) == (2, 1)
    tab = excerpt("\tx", Span("a", 1, 2, 1, 3))
    assert (tab.text, tab.indent, tab.carets) == ("    x", 4, 1)


def test_long_line_is_cut() -> None:
    """Of a long line the part around the place is shown."""
    shown = excerpt("a" * 500 + "HERE" + "b" * 500, Span("a", 1, 501, 1, 505))
    assert shown.text[shown.indent : shown.indent + shown.carets] == "HERE"
    assert (shown.text[0], shown.text[-1], len(shown.text)) == ("…", "…", 102)


def test_terminal_cannot_be_steered() -> None:
    """Escape sequences in a manuscript reach the terminal as pictures of control characters."""
    assert excerpt("\x1b[31mred", Span("a", 1, 1, 1, 2)).text == "␛[31mred"


def test_summary_counts() -> None:
    """The count names errors and warnings, in the right number."""
    place = Span("a", 1, 1, 1, 1)
    assert summary([]) == ""
    assert summary([UNKNOWN.at(place, name="x")]) == "1 error"
    assert summary([DUBIOUS.at(place), UNKNOWN.at(place, name="x"), DUBIOUS.at(place)]) == "1 error, 2 warnings"


def test_json_record() -> None:
    """A diagnostic in JSON holds everything the text does."""
    place = Span("a.md", 1, 2, 3, 4)
    repair = Repair(label="write “y”", edits=(Edit(span=place, text="y"),))
    found = UNKNOWN.at(place, name="x", related=(Related("there", place),), repair=repair)
    where = {"path": "a.md", "line": 1, "column": 2, "end_line": 3, "end_column": 4}
    assert diagnostic_record(found) == {
        "name": "unknown-thing",
        "severity": "error",
        "message": "nobody knows “x”",
        "hint": "find out",
        "place": where,
        "editions": [],
        "related": [{"label": "there", "place": where}],
        "repair": {"label": "write “y”", "certain": False, "edits": [{"place": where, "text": "y"}]},
    }


def test_one_problem_of_several_editions_is_told_once() -> None:
    """What two editions have in common is one message that names both; another figure is another message."""
    place = Span("a.md", 1, 2, 1, 4)
    per_edition = [
        Outcome(None, (UNKNOWN.at(place, name=name),)).of_edition(edition)
        for edition, name in (("print", "x"), ("proof", "x"), ("screen", "y"))
    ]
    found = merged(diagnostic for outcome in per_edition for diagnostic in outcome.diagnostics)
    assert [(d.message, d.editions) for d in found] == [
        ("nobody knows “x”", ("print", "proof")),
        ("nobody knows “y”", ("screen",)),
    ]
    assert "\neditions: print, proof\nhelp: " in plain(found[:1], lambda _: None)
    assert "\nedition: screen\nhelp: " in plain(found[1:], lambda _: None)


def test_a_problem_of_the_book_names_no_edition() -> None:
    """A near miss: what was found before editions were made, or in the only one that is built."""
    assert "edition" not in plain([UNKNOWN.at(Span("a.md", 1, 2, 1, 4), name="x")], lambda _: None)
