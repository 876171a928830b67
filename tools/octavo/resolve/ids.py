"""Ids: one name space for the whole book, the author's and those made from names and headings.

An author's id is kept as written; a made one that is taken gets ``-2``, ``-3`` … so that no author's link ever moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Related, Severity, Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import Chapter, Draft, Target, TargetKind
from octavo.model.config import Part
from octavo.model.nodes import Heading, Node
from octavo.model.slugs import is_safe, slug, slug_or_digest
from octavo.model.walk import descend, plain_text, rewrite

DUPLICATE_ID = Finding(
    name="duplicate-id",
    severity=Severity.ERROR,
    message="the id “{id}” is given twice",
    why="An id names one place of the book; a link to it could lead to either.",
    fix="give one of the two places another id, and mend the links that mean it",
)

UNSAFE_ID = Finding(
    name="unsafe-id",
    severity=Severity.ERROR,
    message="“{id}” cannot be an id",
    why="Ids go into links, style sheets and the names of files, where other characters would need escapes that reading "
    "systems get wrong.",
    fix="begin with a letter a–z, and go on with letters, digits, hyphens and underscores",
)

RESERVED_ID = Finding(
    name="reserved-id",
    severity=Severity.ERROR,
    message="the id “{id}” is one that Octavo gives itself, to {what}",
    why="Two places with one id make a link lead to the wrong one.",
    fix="choose another id",
)

_PAGE_MARKER = re.compile(r"page-[0-9ivxlcdm]+")

_KINDS: dict[type, TargetKind] = {
    nodes.Heading: TargetKind.HEADING,
    nodes.Figure: TargetKind.FIGURE,
    nodes.Table: TargetKind.TABLE,
    nodes.Paragraph: TargetKind.BLOCK,
    nodes.BlockQuote: TargetKind.BLOCK,
    nodes.List: TargetKind.BLOCK,
    nodes.DefinitionList: TargetKind.BLOCK,
    nodes.CodeBlock: TargetKind.BLOCK,
    nodes.MathBlock: TargetKind.BLOCK,
    nodes.Division: TargetKind.BLOCK,
    nodes.SceneBreak: TargetKind.BLOCK,
}
"""What an id on a node names; on any other node, a phrase."""


@dataclass(slots=True)
class _Claims:
    """Who has which id so far."""

    targets: dict[str, Target] = field(default_factory=dict)
    reserved: dict[str, str] = field(default_factory=dict)
    """Ids that compose gives, and to what."""
    matter: set[str] = field(default_factory=set)
    """Ids of generated matter and of the title pages of parts."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def author(self, target: Target) -> None:
        """Register an id that the author gave."""
        first = self.targets.get(target.id)
        if not is_safe(target.id):
            self.diagnostics.append(UNSAFE_ID.at(target.span, id=target.id))
        elif first is not None and first.id in self.matter:
            self.diagnostics.append(RESERVED_ID.at(target.span, id=target.id, what="a page that it makes"))
        elif first is not None:
            related = (Related(f"“{target.id}” is first given here", first.span),)
            self.diagnostics.append(DUPLICATE_ID.at(target.span, related=related, id=target.id))
        self.targets.setdefault(target.id, target)

    def made(self, target: Target, longer: str = "") -> str:
        """Register an id made from a name, when it is taken the longer one if any, or with a number; return it."""
        if longer and not self.is_free(target.id):
            target = replace(target, id=longer)
        for number in count(1):
            identifier = target.id if number == 1 else f"{target.id}-{number}"
            if self.is_free(identifier):
                self.targets[identifier] = replace(target, id=identifier)
                return identifier
        raise AssertionError("there is always a next number")

    def is_free(self, identifier: str) -> bool:
        return identifier not in self.targets and not self.is_reserved(identifier)

    def is_reserved(self, identifier: str) -> bool:
        return identifier in self.reserved or _PAGE_MARKER.fullmatch(identifier) is not None


def assign_ids(draft: Draft) -> tuple[Draft, dict[str, Target], list[Diagnostic]]:
    """Return the draft with an id on every chapter, heading, term and reference, all ids' targets, and what is wrong.

    Findings: duplicate-id, unsafe-id, reserved-id.
    """
    claims = _Claims()
    _claim_matter(draft, claims)
    authors = list(_authors_ids(draft))
    for target in authors:
        claims.author(target)
    chapters = tuple(_with_id(chapter, claims) for chapter in draft.chapters)
    draft = _with_entries(replace(draft, chapters=chapters), claims)
    claims.reserved.update(_reserved(draft))
    claims.diagnostics.extend(
        RESERVED_ID.at(target.span, id=target.id, what=claims.reserved.get(target.id, "a page of the print edition"))
        for target in authors
        if claims.is_reserved(target.id)
    )
    draft = replace(draft, chapters=tuple(_with_heading_ids(chapter, claims) for chapter in chapters))
    return draft, claims.targets, claims.diagnostics


def _claim_matter(draft: Draft, claims: _Claims) -> None:
    """Register what Octavo makes itself: generated matter and the title pages of parts."""
    contents = draft.config.contents
    for entry in contents.entries():
        if entry.generated:
            claims.targets.setdefault(
                entry.role, Target(id=entry.role, kind=TargetKind.CHAPTER, file="", span=entry.span)
            )
    for item in contents.body:
        if isinstance(item, Part):
            name = f"part-{slug_or_digest(item.title)}"
            claims.made(Target(id=name, kind=TargetKind.PART, file="", span=item.span))
    claims.matter.update(claims.targets)


def _authors_ids(draft: Draft) -> Iterator[Target]:
    for chapter in draft.chapters:
        file = chapter.entry.file
        if chapter.attributes.id:
            span = chapter.attributes.span or chapter.title_span
            yield Target(id=chapter.attributes.id, kind=TargetKind.CHAPTER, file=file, span=span)
        for root in (chapter.title, chapter.children, *(note.children for note in chapter.notes)):
            yield from _identified(cast("tuple[Node, ...]", root), file)
    for term in draft.glossary.terms:
        if term.attributes.id:
            span = term.attributes.span or term.span
            yield Target(id=term.attributes.id, kind=TargetKind.TERM, file="", span=span)
        yield from _identified(term.definition, "")


def _identified(roots: Iterable[Node], file: str) -> Iterator[Target]:
    """Yield the nodes with an id, each once (a figure and its picture may share their attributes)."""
    image: Node | None = None
    for node in descend(roots):
        attributes = cast("Attributes", getattr(node, "attributes", NONE))
        if attributes.id and node is not image:
            kind = _KINDS.get(type(node), TargetKind.PHRASE)
            yield Target(id=attributes.id, kind=kind, file=file, span=_place(node, attributes))
        if isinstance(node, nodes.Figure) and node.image.attributes.id == attributes.id:
            image = node.image


def _place(node: Node, attributes: Attributes) -> Span:
    return attributes.span or node.span


def _with_id(chapter: Chapter, claims: _Claims) -> Chapter:
    if chapter.attributes.id:
        return replace(chapter, id=chapter.attributes.id)
    target = Target(id=chapter.id, kind=TargetKind.CHAPTER, file=chapter.entry.file, span=chapter.title_span)
    return replace(chapter, id=claims.made(target))


def _with_entries(draft: Draft, claims: _Claims) -> Draft:
    """Return the draft with ids on its terms and references."""
    terms = []
    for term in draft.glossary.terms:
        made = term.id if is_safe(term.id) else f"term-{slug_or_digest(term.name)}"
        target = Target(id=made, kind=TargetKind.TERM, file="", span=term.span)
        terms.append(replace(term, id=term.attributes.id or claims.made(target)))
    references = []
    for reference in draft.references:
        made = reference.id if is_safe(reference.id) else f"ref-{slug_or_digest(reference.key)}"
        target = Target(id=made, kind=TargetKind.REFERENCE, file="", span=reference.span)
        references.append(replace(reference, id=claims.made(target)))
    return replace(draft, glossary=replace(draft.glossary, terms=tuple(terms)), references=tuple(references))


def _reserved(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the ids that compose will give, which depend on no heading."""
    terms = [term.id.removeprefix("term-") for term in draft.glossary.terms]
    for chapter in draft.chapters:
        yield f"{chapter.id}-title", f"the title of “{chapter.path}”"
        for term in terms:
            yield f"{chapter.id}-use-{term}", "the first use of a term"
        for name in (*(slug(note.name) for note in chapter.notes), *(f"term-{term}" for term in terms)):
            yield f"{chapter.id}-note-{name}", "a note"
            yield f"call-{chapter.id}-note-{name}", "the call of a note"


def _with_heading_ids(chapter: Chapter, claims: _Claims) -> Chapter:
    above: dict[int, str] = {}

    def named(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Heading):
            return (node,)
        own = slug_or_digest(plain_text(node.children))
        around = next((above[level] for level in range(node.level - 1, 1, -1) if level in above), "")
        for level in [level for level in above if level > node.level]:
            del above[level]
        above[node.level] = own
        if node.attributes.id:
            return (node,)
        target = Target(id=f"{chapter.id}-{own}", kind=TargetKind.HEADING, file=chapter.entry.file, span=node.span)
        made = claims.made(target, f"{chapter.id}-{around}-{own}" if around else "")
        return (replace(node, attributes=node.attributes.with_id(made)),)

    notes = tuple(replace(note, children=rewrite(note.children, named)) for note in chapter.notes)
    return replace(chapter, children=rewrite(chapter.children, named), notes=notes)
