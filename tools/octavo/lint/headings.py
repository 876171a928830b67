"""The ladder of headings."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Edit, Finding, Related, Repair, Severity, Span
from octavo.lint.proof import Proof
from octavo.model.nodes import Heading
from octavo.model.walk import chapter_nodes, plain_text

HEADING_LEVEL_SKIPPED = Finding(
    name="heading-level-skipped",
    severity=Severity.WARNING,
    message="a heading of level {level} follows one of level {above}",
    why="Whoever moves through the book by its headings looks for the level between, and takes it for lost.",
    fix="write {marks} here, or put the heading of the level between before it",
)
HEADING_TWICE = Finding(
    name="heading-twice",
    severity=Severity.WARNING,
    message="the heading “{words}” stands twice in this chapter, and has no id of its own",
    why="The two are told apart by a number at the end of their ids, which changes when one of them moves: links that "
    "others have made then lead to the wrong place.",
    fix="give the heading an id that tells where it belongs: {{#id}}",
)

FINDINGS = (HEADING_LEVEL_SKIPPED, HEADING_TWICE)


def skipped_levels(proof: Proof) -> Iterator[Diagnostic]:
    """Yield heading-level-skipped: a heading more than one level below the one before it."""
    for chapter in proof.draft.chapters:
        above = 1
        for node in chapter_nodes(chapter):
            if not isinstance(node, Heading):
                continue
            if node.level > above + 1:
                marks = "#" * (above + 1)
                yield HEADING_LEVEL_SKIPPED.at(
                    node.span,
                    hint=HEADING_LEVEL_SKIPPED.fix.format(marks=marks),
                    repair=_with_marks(node, marks),
                    level=node.level,
                    above=above,
                )
            above = node.level


def _with_marks(heading: Heading, marks: str) -> Repair | None:
    """Return the repair of a heading that begins with its number signs."""
    if not heading.children or heading.children[0].span.column <= heading.span.column + heading.level:
        return None
    span = heading.span
    opening = Span(span.path, span.line, span.column, span.line, span.column + heading.level)
    return Repair(label=f"write {marks}", edits=(Edit(span=opening, text=marks),))


def headings_twice(proof: Proof) -> Iterator[Diagnostic]:
    """Yield heading-twice: headings of one chapter with the same words below the same heading, that bear no id."""
    for chapter in proof.draft.chapters:
        first: dict[tuple[str, ...], Heading] = {}
        path: dict[int, str] = {}
        for node in chapter_nodes(chapter):
            if not isinstance(node, Heading):
                continue
            words = plain_text(node.children).strip()
            path = {level: above for level, above in path.items() if level < node.level} | {node.level: words}
            around = path[max((level for level in path if level < node.level), default=node.level)]
            other = first.setdefault((around.casefold(), words.casefold()), node)
            if other is not node and not node.attributes.id and not other.attributes.id:
                yield HEADING_TWICE.at(node.span, related=(Related("the first is here", other.span),), words=words)
