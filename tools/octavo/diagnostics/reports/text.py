"""Diagnostics for people, in the manner of a compiler: what, where, the line itself, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.diagnostics import Diagnostic, Severity, Span
from octavo.diagnostics.reports.excerpt import excerpt, visible

Style = str
Piece = tuple[str, Style]
"""Some text and the name of a style: a terminal may colour it, a file leaves it plain."""
LineOf = Callable[[Span], str | None]
"""Gives the source line on which a span starts; None when the file cannot be read."""
AddressOf = Callable[[Span], str]
"""Gives the address that a terminal opens for a place; empty for none."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def nowhere(span: Span) -> str:  # noqa: ARG001 - an AddressOf
    """Return the address of a place in a report without links: none."""
    return ""


def report(diagnostics: Iterable[Diagnostic], line_of: LineOf, address_of: AddressOf = nowhere) -> Iterator[Piece]:
    """Yield the report of some diagnostics, in their order, piece by piece (each diagnostic ends in a blank line)."""
    for diagnostic in diagnostics:
        yield from _told(diagnostic, line_of, address_of)


def plain(diagnostics: Iterable[Diagnostic], line_of: LineOf) -> str:
    """Return the report as one string without styles."""
    return "".join(text for text, _ in report(diagnostics, line_of))


def _told(diagnostic: Diagnostic, line_of: LineOf, address_of: AddressOf) -> Iterator[Piece]:
    style = STYLES[diagnostic.severity]
    yield f"{diagnostic.severity}[{diagnostic.finding.name}]", style
    yield f": {visible(diagnostic.message)}\n", "bold"
    if diagnostic.span is not None:
        yield from _placed(diagnostic.span, style, line_of, address_of(diagnostic.span), pointer="-->")
    for related in diagnostic.related:
        yield f"{visible(related.label)}:\n", "bold"
        yield from _placed(related.span, "bold blue", line_of, address_of(related.span), pointer=":::")
    if diagnostic.editions:
        yield f"edition{'s' if len(diagnostic.editions) > 1 else ''}", "bold blue"
        yield f": {', '.join(diagnostic.editions)}\n", ""
    if diagnostic.hint:
        yield "help", "bold cyan"
        yield f": {visible(diagnostic.hint)}\n", ""
    if diagnostic.repair is not None and diagnostic.repair.certain:
        yield "fix", "bold green"
        yield f": --fix would {visible(diagnostic.repair.label)}\n", ""
    yield "\n", ""


def _placed(span: Span, style: Style, line_of: LineOf, address: str, *, pointer: str) -> Iterator[Piece]:
    number = str(span.line)
    gutter = " " * len(number)
    yield f"{gutter}{pointer} ", "blue"
    yield visible(str(span)), f"link {address}" if address else ""
    yield "\n", ""
    line = line_of(span)
    if line is None or not line.strip():
        return
    shown = excerpt(line, span)
    yield f"{gutter} |\n{number} | ", "blue"
    yield f"{shown.text}\n", ""
    yield f"{gutter} | ", "blue"
    yield " " * shown.indent + "^" * shown.carets + "\n", style


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many errors and warnings there are, and how many mend themselves; empty for none.

    ``2 errors, 1 warning (1 fixable with --fix, 1 with --unsafe-fixes)``.
    """
    found = tuple(diagnostics)
    severities = [d.severity for d in found]
    counts = ((severities.count(Severity.ERROR), "error"), (severities.count(Severity.WARNING), "warning"))
    told = ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counts if n)
    certain = sum(d.repair is not None and d.repair.certain for d in found)
    guesses = sum(d.repair is not None and not d.repair.certain for d in found)
    ways = [f"{n} fixable with {way}" for n, way in ((certain, "--fix"), (guesses, "--unsafe-fixes")) if n]
    return f"{told} ({', '.join(ways)})" if ways else told
