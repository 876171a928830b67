"""Quotation marks that have lost their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.lint.runs import Kind, Run
from octavo.model.quotes import quotes_of

UNPAIRED_QUOTE = Finding(
    name="unpaired-quote",
    severity=Severity.WARNING,
    message="the quotation mark “{mark}” has no partner in its paragraph",
    why="Where a quotation ends is the reader's to guess, and a mark that closes nothing may be set the wrong way round.",
    fix="add the mark that is missing; a quotation of several paragraphs begins each of them with a mark",
)

FINDINGS = (UNPAIRED_QUOTE,)


def unpaired_quotes(proof: Proof) -> Iterator[Diagnostic]:
    """Yield unpaired-quote: a mark of the outer pair, or a straight one, that nothing opens or closes.

    A quotation that goes on may stay open at the end of a paragraph when the next one begins with its mark.
    """
    runs = [run for run in proof.prose() if run.kind is not Kind.NOTE]
    runs += [run for run in proof.prose() if run.kind is Kind.NOTE]
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        quotes = quotes_of(run.language)
        if quotes is None:
            continue
        opening, closing = (mark.strip("\u202f\u00a0 ") for mark in quotes.outer)
        goes_on = after is not None and after.kind is run.kind and after.text.startswith(opening)
        marks = re.compile(f'[{re.escape(opening + closing)}"]')
        if opening == closing:
            yield from _odd(run, marks, goes_on=goes_on)
        else:
            yield from _unbalanced(run, marks, opening, goes_on=goes_on)


def _odd(run: Run, marks: re.Pattern[str], *, goes_on: bool) -> Iterator[Diagnostic]:
    """Yield the last mark of a run in which there is an odd number (Finnish and Swedish marks are all alike)."""
    found = list(marks.finditer(run.text))
    if len(found) % 2 and not goes_on:
        yield _at(run, found[-1])


def _unbalanced(run: Run, marks: re.Pattern[str], opening: str, *, goes_on: bool) -> Iterator[Diagnostic]:
    waiting: list[re.Match[str]] = []
    for match in marks.finditer(run.text):
        if match[0] == opening:
            waiting.append(match)
        elif match[0] == '"' and run.text[match.start() - 1 : match.start()].isdigit():
            continue  # inches and seconds
        elif waiting and match[0] != '"':
            waiting.pop()
        else:
            yield _at(run, match)
    if goes_on and waiting:
        waiting.pop()
    for match in waiting:
        yield _at(run, match)


def _at(run: Run, match: re.Match[str]) -> Diagnostic:
    return UNPAIRED_QUOTE.at(run.span(match.start(), match.end()), mark=match[0])
