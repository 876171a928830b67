"""Terms whose notes come too late, or never."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from octavo.diagnostics import Diagnostic, Finding, Related, Severity, Span
from octavo.lint.proof import Proof
from octavo.lint.runs import Kind, Run
from octavo.model.glossary import Term

TERM_BEFORE_NOTE = Finding(
    name="term-before-note",
    severity=Severity.WARNING,
    message="“{form}” stands here before the note that explains it",
    why="Headings, captions and quoted matter carry no term notes, so the reader meets the word unexplained.",
    fix="use the term in the text before this place, or write its words out here",
)
TERM_WITHOUT_NOTE = Finding(
    name="term-without-note",
    severity=Severity.WARNING,
    message="“{form}” stands in headings, captions or quoted matter only",
    why="Those places carry no term notes, so the definition is shown nowhere but in the glossary.",
    fix="use the term once in the text, or write its words out here",
)
TERM_NEVER_USED = Finding(
    name="term-never-used",
    severity=Severity.WARNING,
    message="the text never uses the term “{form}”",
    why="Its definition will be in no note, and in the glossary only where that lists all terms.",
    fix="take the entry out, add the spelling that the text uses to its aliases, or mark a use by hand: [words][{form}]",
)

FINDINGS = (TERM_BEFORE_NOTE, TERM_WITHOUT_NOTE, TERM_NEVER_USED)

_WITHOUT_NOTES = frozenset({Kind.HEADING, Kind.CAPTION, Kind.QUOTED})
_WITH_USES = frozenset({Kind.TEXT, Kind.CELL})


def terms_and_their_notes(proof: Proof) -> Iterator[Diagnostic]:
    """Yield term-before-note, term-without-note and term-never-used.

    A term in a heading is explained in time when the text uses it before the next heading.
    """
    terms = proof.book.glossary.terms
    uses = _first_uses(proof)
    used = {use.term for run in proof.runs for _, _, use in run.uses}
    mentioned = _first_mentions(proof.runs, terms)
    for term in terms:
        use, mention = uses.get(term.id), mentioned.get(term.id)
        if mention is None:
            if term.id not in used:
                hint = TERM_NEVER_USED.fix.format(form=term.name)
                yield TERM_NEVER_USED.at(term.span, hint=hint, form=term.name)
            continue
        at, span, form = mention
        related = (Related("the term is here", term.span),)
        if use is None:
            yield TERM_WITHOUT_NOTE.at(span, related=related, form=form)
        elif use >= _section_end(proof.runs, at):
            yield TERM_BEFORE_NOTE.at(span, related=related, form=form)


def _first_uses(proof: Proof) -> dict[str, int]:
    """Return the number of the run that holds the first use of each term."""
    found: dict[str, int] = {}
    for number, run in enumerate(proof.runs):
        for _, _, use in run.uses:
            if use.term and run.kind in _WITH_USES:
                found.setdefault(use.term, number)
    return found


def _first_mentions(runs: Iterable[Run], terms: tuple[Term, ...]) -> dict[str, tuple[int, Span, str]]:
    """Return where each term first stands in a place without notes: number of the run, span, form."""
    by_form = {form: term for term in reversed(terms) for form in term.forms}
    if not by_form:
        return {}
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    found: dict[str, tuple[int, Span, str]] = {}
    for number, run in enumerate(runs):
        if run.kind in _WITHOUT_NOTES:
            for match in pattern.finditer(run.text):
                found.setdefault(by_form[match[0]].id, (number, run.span(*match.span()), match[0]))
    return found


def _section_end(runs: tuple[Run, ...], number: int) -> int:
    """Return the number of the first run after the section of a heading; for other places, of the run itself."""
    if runs[number].kind is not Kind.HEADING:
        return number + 1
    later = range(number + 1, len(runs))
    return next((n for n in later if runs[n].kind is Kind.HEADING or runs[n].file != runs[number].file), len(runs))
