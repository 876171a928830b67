"""Slips of the hand in prose: words and spaces that stand twice, spaces and hyphens where others belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Edit, Finding, Repair, Severity
from octavo.lint.proof import Proof
from octavo.lint.runs import LINE, Run
from octavo.model.by_language import primary_subtag

DOUBLED_WORD = Finding(
    name="doubled-word",
    severity=Severity.WARNING,
    message="“{word}” stands twice",
    why="A word that is repeated where a line was changed is the slip that eyes miss most easily.",
    fix="take one of the two out; where both are meant, say so in book.toml under [[suppress]]",
)
DOUBLE_SPACE = Finding(
    name="double-space",
    severity=Severity.WARNING,
    message="{count} spaces stand in a row",
    why="The pages show one space whatever is typed, but a search in the text does not find words parted by two.",
    fix="leave one of them",
)
SPACE_BEFORE_PUNCTUATION = Finding(
    name="space-before-punctuation",
    severity=Severity.WARNING,
    message="a space stands before “{mark}”",
    why="The mark could begin a line, alone and far from its word.",
    fix="take the space out",
)
HYPHEN_BETWEEN_NUMBERS = Finding(
    name="hyphen-between-numbers",
    severity=Severity.WARNING,
    message="a hyphen stands between the numbers of “{numbers}”",
    why="From one number to another leads an en dash; a hyphen makes one number of the two.",
    fix="write an en dash: 12–15, or -- which becomes one; a number that has a hyphen of its own can be suppressed",
)

FINDINGS = (DOUBLED_WORD, DOUBLE_SPACE, SPACE_BEFORE_PUNCTUATION, HYPHEN_BETWEEN_NUMBERS)

_DOUBLED = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,})[ \n]+(\1)(?![\w'’]|-\w)", re.IGNORECASE)
_RIGHTLY_TWICE = {
    "en": {"had", "that", "bye", "hush", "very"},
    "de": {"die", "der", "das", "sie"},
    "fr": {"nous", "vous"},
    "nl": {"die", "dat", "zij", "ze"},
    "id": None,
    "ms": None,
}
"""Words that a sentence of the language may hold twice in a row; None: any word."""
_SPACES = re.compile(r"(?<=[^\s\ufffc])( {2,})(?=[^\s\ufffc])")
_SPACE_BEFORE = re.compile(r"(?<=[\w)\]”’\"'])( +)([,;:!?]|\.(?!\.|\w))(?![\w)(/\\-])")
_PARTS_ITS_MARKS = frozenset({"fr", "br"})
_NUMBERS = re.compile(r"(?<![\w.,/:§#-])(?:pp?\. )?(\d{1,4})(-)(\d{1,4})(?![\w-]|[.,/:]\d)")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z]{2,}[\w/.-]*|\b[A-Z][a-z]*[a-rt-z]|[Nn]o\.|[Nn]os\.|№|#)[ \n\u00a0]$")
"""A standard, a listing, anything that has a name with a number."""
_MONTH = re.compile(r"[12]\d{3}-(?:0\d|1[0-2])")
_YEARS = 4


def doubled_words(proof: Proof) -> Iterator[Diagnostic]:
    """Yield doubled-word: a word twice in a row, across a line end too. A name of two alike words is none."""
    for run in proof.prose():
        allowed = _RIGHTLY_TWICE.get(primary_subtag(run.language), frozenset[str]())
        if allowed is None:
            continue
        for match in _DOUBLED.finditer(run.text):
            first, second = match[1], match[2]
            if first.lower() in allowed or (first[0].isupper() and second[0].isupper()):
                continue
            edit = Edit(span=run.span(match.end(1), match.end(2)), text="") if _on_one_line(run, match) else None
            repair = Repair(label=f"take the second “{second}” out", edits=(edit,)) if edit else None
            yield DOUBLED_WORD.at(run.span(match.start(1), match.end(2)), repair=repair, word=first)


def double_spaces(proof: Proof) -> Iterator[Diagnostic]:
    """Yield double-space: more than one space between two words of a line."""
    for run in proof.prose():
        for match in _SPACES.finditer(run.text) if "  " in run.text else ():
            span = run.span(*match.span(1))
            count = match.end(1) - match.start(1)
            # Spaces of two neighbouring texts, or written as entities, are not the author's doing alone.
            if span.line != span.end_line or span.end_column - span.column != count:
                continue
            repair = Repair(label="leave one space", edits=(Edit(span=span, text=" "),), certain=True)
            yield DOUBLE_SPACE.at(span, repair=repair, count=count)


def spaces_before_punctuation(proof: Proof) -> Iterator[Diagnostic]:
    """Yield space-before-punctuation: a space before a mark that belongs to the word before it, but for French marks."""
    for run in proof.prose():
        parted = primary_subtag(run.language) in _PARTS_ITS_MARKS
        for match in _SPACE_BEFORE.finditer(run.text):
            mark = match[2]
            if parted and mark in ";:!?":
                continue
            span = run.span(*match.span(1))
            repair = Repair(label="take the space out", edits=(Edit(span=span, text=""),), certain=True)
            yield SPACE_BEFORE_PUNCTUATION.at(run.span(match.start(1), match.end(2)), repair=repair, mark=mark)


def hyphens_between_numbers(proof: Proof) -> Iterator[Diagnostic]:
    """Yield hyphen-between-numbers: “12-15”; no dates in digits, no telephone numbers, no numbers of standards."""
    for run in proof.prose():
        for match in _NUMBERS.finditer(run.text) if "-" in run.text else ():
            if _NAME_BEFORE.search(run.text, max(0, match.start() - 20), match.start()):
                continue
            first, last = match[1], match[3]
            if _MONTH.fullmatch(f"{first}-{last}"):
                continue
            edit = Edit(span=run.span(*match.span(2)), text="–")
            years = len(first) == len(last) == _YEARS and first < last
            repair = Repair(label="write an en dash", edits=(edit,), certain=years or match[0].startswith("p"))
            yield HYPHEN_BETWEEN_NUMBERS.at(
                run.span(match.start(1), match.end(3)), repair=repair, numbers=f"{first}-{last}"
            )


def _on_one_line(run: Run, match: re.Match[str]) -> bool:
    return LINE not in run.text[match.start() : match.end()]
