"""Acronyms that nobody has told the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.lint.runs import Run

ACRONYM_WITHOUT_TERM = Finding(
    name="acronym-without-term",
    severity=Severity.WARNING,
    message="nothing says what “{acronym}” means; it stands {times} in the text",
    why="The book explains other short forms in notes, and a reader will look for this one in vain.",
    fix="give it an entry in the glossary, or write its words out where it first stands, with it in brackets; where all "
    "readers know such forms, turn the check off under [lint]",
)

FINDINGS = (ACRONYM_WITHOUT_TERM,)

_ACRONYM = re.compile(
    r"(?<![\w&.’'/-])(?=[A-Z0-9&/-]*[A-Z][A-Z0-9&/-]*[A-Z])[A-Z][A-Z0-9]*(?:[&/-][A-Z0-9]+)*(?=s?(?![\w&]))"
)
_ROMAN = re.compile(r"[IVXLCDM]+")
_LEAST = 3
"""Letters; of shorter ones, such as EU and UK, most need no telling."""
_LOUD = re.compile(r"[A-Z]{2,}[,:;]?[ \n]+$")
_LOUD_AFTER = re.compile(r"[,:;]?[ \n]+[A-Z]{2,}\b")


def acronyms_without_term(proof: Proof) -> Iterator[Diagnostic]:
    """Yield acronym-without-term at the first use of each acronym that neither glossary nor text explains.

    Only in books with a glossary. Words in capitals beside others in capitals are no acronyms but loud.
    """
    if not proof.book.glossary.terms:
        return
    known = {word for term in proof.book.glossary.terms for form in term.forms for word in _ACRONYM.findall(form)}
    first: dict[str, tuple[Run, int]] = {}
    times: dict[str, int] = {}
    for run in proof.text():
        for match in _ACRONYM.finditer(run.text):
            acronym = match[0]
            if sum(c.isalpha() for c in acronym) < _LEAST or _ROMAN.fullmatch(acronym) or _is_loud(run, match):
                continue
            if any(start <= match.start() < end for start, end, _ in run.uses):
                continue
            if _is_told(run, match):
                known.add(acronym)
            first.setdefault(acronym, (run, match.start()))
            times[acronym] = times.get(acronym, 0) + 1
    for acronym, (run, start) in first.items():
        if acronym not in known and not all(part in known for part in re.split(r"[&/-]", acronym)):
            count = "once" if times[acronym] == 1 else f"{times[acronym]} times"
            yield ACRONYM_WITHOUT_TERM.at(run.span(start, start + len(acronym)), acronym=acronym, times=count)


def _is_told(run: Run, match: re.Match[str]) -> bool:
    """Return whether words in front of an acronym in brackets, or in brackets behind it, spell it out."""
    before, after = run.text[: match.start()].rstrip("“‘\"'"), run.text[match.end() :].lstrip("s”’\"' \n")
    if before.endswith("(") and after[:1] in {")", ",", ";"}:
        return True
    return after.startswith("(") and len(after[1:].partition(")")[0].split()) > 1


def _is_loud(run: Run, match: re.Match[str]) -> bool:
    before = run.text[max(0, match.start() - 30) : match.start()]
    return bool(_LOUD.search(before)) and bool(_LOUD_AFTER.match(run.text, match.end()))
