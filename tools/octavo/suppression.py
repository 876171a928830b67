"""Warnings that a book declares known: taken out of a report, and reported themselves when they match nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.suggest import did_you_mean, renamed
from octavo.model.config import BookConfig, Suppression

SUPPRESSION_WITHOUT_MATCH = Finding(
    name="suppression-without-match",
    severity=Severity.WARNING,
    message="nothing matches the suppression of “{finding}” any more",
    why="A suppression that is left behind hides the next problem of its kind, which nobody has looked at.",
    fix="take it out of book.toml, or correct its file or text",
)
SUPPRESSED_ERROR = Finding(
    name="suppressed-error",
    severity=Severity.WARNING,
    message="“{finding}” is an error and cannot be suppressed",
    why="An error leaves a hole in the book; what is silent about it would still be wrong.",
    fix="mend the error, and take the suppression out",
)
UNKNOWN_SUPPRESSION = Finding(
    name="unknown-suppression",
    severity=Severity.ERROR,
    message="there is no finding “{finding}” to suppress",
    why="A suppression with a misspelt name hides nothing.",
    fix="copy the name from the report: it stands in brackets after the word warning",
)

FINDINGS = (SUPPRESSION_WITHOUT_MATCH, SUPPRESSED_ERROR, UNKNOWN_SUPPRESSION)

LinesOf = Callable[[str], list[str]]
"""Gives the lines of a file that spans name; none when it cannot be read."""


def suppressed(
    diagnostics: Iterable[Diagnostic],
    config: BookConfig,
    lines_of: LinesOf,
    known: Iterable[str],
    sought: Iterable[str],
) -> tuple[Diagnostic, ...]:
    """Return what is left of a report once known warnings are taken out, and what is wrong with the suppressions.

    ``known`` are the names of all findings; ``sought`` those that the command looked for to the end, so that a
    suppression of one of them ought to have matched. Findings: those of this module.
    """
    found = tuple(diagnostics)
    if not config.suppressions:
        return found
    matches = {
        s.span: [d for d in found if s.finding == d.finding.name and _covers(s, d, config, lines_of)]
        for s in config.suppressions
    }
    taken = {id(d) for covered in matches.values() for d in covered if not d.is_error}
    names, wanted = sorted(known), set(sought)
    told = []
    for suppression in config.suppressions:
        covered, name = matches[suppression.span], suppression.finding
        if name not in names:
            hint, repair = did_you_mean(name, names), renamed(name, names, suppression.span, '"{}"')
            told.append(UNKNOWN_SUPPRESSION.at(suppression.span, hint=hint, repair=repair, finding=name))
        elif any(d.is_error for d in covered):
            told.append(SUPPRESSED_ERROR.at(suppression.span, finding=name))
        elif not covered and name in wanted:
            told.append(SUPPRESSION_WITHOUT_MATCH.at(suppression.span, finding=name))
    return tuple(sorted([*(d for d in found if id(d) not in taken), *told], key=lambda d: d.sort_key))


def _covers(suppression: Suppression, diagnostic: Diagnostic, config: BookConfig, lines_of: LinesOf) -> bool:
    span = diagnostic.span
    if span is None:
        return not suppression.file and not suppression.text
    folder = config.folder.relative_to(config.root).as_posix()
    inside = span.path.removeprefix(f"{folder}/")
    if suppression.file and not any(fnmatchcase(path, suppression.file) for path in (span.path, inside)):
        return False
    lines = lines_of(span.path)[span.line - 1 : span.end_line] if suppression.text else []
    return not suppression.text or suppression.text in " ".join(line.strip() for line in lines)
