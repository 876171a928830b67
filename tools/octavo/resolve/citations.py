"""Citations: every key has its entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.diagnostics import Diagnostic, Finding, Related, Severity
from octavo.diagnostics.suggest import did_you_mean_at, renamed
from octavo.model.book import Draft
from octavo.model.nodes import CitationItem, Node
from octavo.model.references import Reference
from octavo.model.walk import descend

UNKNOWN_REFERENCE = Finding(
    name="unknown-reference",
    severity=Severity.ERROR,
    message="no entry of the reading list has the id “{key}”",
    why="The citation would name no work, and the reader could not find it.",
    fix="add the entry to the reading list, correct the key, or write \\@ for an @ that cites nothing",
)

DUPLICATE_REFERENCE = Finding(
    name="duplicate-reference",
    severity=Severity.ERROR,
    message="two entries of the reading list have the id “{key}”",
    why="A citation of it could mean either work.",
    fix="give one of them another id, and correct the citations that mean it",
)


def bind_citations(draft: Draft) -> tuple[tuple[Reference, ...], list[Diagnostic]]:
    """Return the references, told whether the text cites them, and a diagnostic for each key without an entry.

    Citations in notes, definitions and annotations count. Findings: unknown-reference, duplicate-reference.
    """
    places = {reference.key: reference.span for reference in reversed(draft.references)}
    items = [item for root in _roots(draft) for item in _items(root)]
    cited = {item.key for item in items}
    found = [
        UNKNOWN_REFERENCE.at(
            item.span,
            hint=did_you_mean_at(item.key, places),
            repair=renamed(item.key, places, item.span, f"{'-' if item.suppress_author else ''}@{{}}"),
            key=item.key,
        )
        for item in items
        if item.key not in places
    ]
    references = tuple(
        reference if reference.cited == (reference.key in cited) else replace(reference, cited=reference.key in cited)
        for reference in draft.references
    )
    return references, [*found, *_duplicates(draft.references)]


def _roots(draft: Draft) -> Iterator[tuple[Node, ...]]:
    for chapter in draft.chapters:
        yield chapter.title
        yield chapter.children
        yield from (note.children for note in chapter.notes)
    yield from (term.definition for term in draft.glossary.terms)
    yield from (reference.annotation for reference in draft.references)


def _items(roots: tuple[Node, ...]) -> Iterator[CitationItem]:
    return (node for node in descend(roots) if isinstance(node, CitationItem))


def _duplicates(references: tuple[Reference, ...]) -> Iterator[Diagnostic]:
    first: dict[str, Reference] = {}
    for reference in references:
        other = first.setdefault(reference.key, reference)
        if other is not reference:
            related = (Related(f"“{reference.key}” is first given here", other.span),)
            yield DUPLICATE_REFERENCE.at(reference.span, related=related, key=reference.key)
