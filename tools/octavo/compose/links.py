"""Cross-references: what their words are, and where an edition can take its reader."""

from __future__ import annotations

from octavo.compose.making import filled, text
from octavo.compose.setting import Setting
from octavo.compose.words import page_template
from octavo.diagnostics import Diagnostic, Finding, Related, Severity
from octavo.model.book import TargetKind
from octavo.model.nodes import CrossReference, Inline, InternalLink, LinkRole, PageNumber

TARGET_LEFT_OUT = Finding(
    name="target-left-out",
    severity=Severity.WARNING,
    message="the edition “{edition}” has no “{target}”, so the words that refer to it are no link there",
    why="A reader who is sent to a figure or chapter that this edition leaves out looks for it in vain.",
    fix="keep the reference, too, from that edition (only=…), or leave the target in",
)

REFERENCE_WITHOUT_WORDS = Finding(
    name="reference-without-words",
    severity=Severity.ERROR,
    message="the link to “{target}” has no words, and its target has neither number nor title to take them from",
    why="A link without words cannot be seen or spoken.",
    fix="write words between the brackets, or ask for the page: [](#id){.page}",
)

FINDINGS = (TARGET_LEFT_OUT, REFERENCE_WITHOUT_WORDS)

_ROLES = {TargetKind.TERM: LinkRole.GLOSSARY, TargetKind.REFERENCE: LinkRole.REFERENCE}
_WORDLESS = (TargetKind.BLOCK, TargetKind.PHRASE, TargetKind.FIGURE, TargetKind.TABLE, TargetKind.REFERENCE)


class References:
    """Turns cross-references into links, words and page numbers; collects what it finds."""

    def __init__(self, setting: Setting) -> None:
        """Begin with nothing found."""
        self._setting = setting
        self.diagnostics: list[Diagnostic] = []

    def composed(self, node: CrossReference, *, linked: bool) -> tuple[Inline, ...]:
        """Return the inlines for a cross-reference; ``linked`` says that a link is around it already."""
        setting = self._setting
        if node.target not in setting.survey.ids:
            self._report_left_out(node)
            return node.children or (text(node.span, self._title_of_absent(node)),)
        if node.page and setting.has_page(node.target):
            return self._with_page(node, linked=linked)
        words = node.children or self._own_words(node)
        return words if linked else (self._link(node, words),)

    def _link(self, node: CrossReference, words: tuple[Inline, ...]) -> Inline:
        target = self._setting.book.targets.get(node.target)
        role = _ROLES.get(target.kind, LinkRole.CROSS_REFERENCE) if target else LinkRole.CROSS_REFERENCE
        return InternalLink(span=node.span, children=words, target=node.target, role=role)

    def _with_page(self, node: CrossReference, *, linked: bool) -> tuple[Inline, ...]:
        """Return “page 31”, all of it a link, or “the chart (page 31)” with the author's words as the link."""
        words = self._setting.words
        number = PageNumber(span=node.span, target=node.target, linked=False)
        page = filled(node.span, page_template(words), page=(number,))
        if not node.children:
            return page if linked else (self._link(node, page),)
        first = node.children if linked else (self._link(node, node.children),)
        opening, closing = text(node.span, words["bracket-open"]), text(node.span, words["bracket-close"])
        return (*first, opening, *page, closing)

    def _own_words(self, node: CrossReference) -> tuple[Inline, ...]:
        setting = self._setting
        target = setting.book.targets.get(node.target)
        if target is not None and target.kind is TargetKind.TERM:
            return (text(node.span, setting.terms[node.target].name),)
        words = setting.references.get(node.target, "")
        if not words or (
            target is not None and target.kind in _WORDLESS and not self._numbered(node) and not node.page
        ):
            self.diagnostics.append(REFERENCE_WITHOUT_WORDS.at(node.span, target=node.target))
        return (text(node.span, words or node.target),)

    def _numbered(self, node: CrossReference) -> bool:
        return node.target in self._setting.numbered

    def _report_left_out(self, node: CrossReference) -> None:
        target = self._setting.book.targets.get(node.target)
        related = (Related("it is here", target.span),) if target is not None else ()
        name = node.target or node.file
        edition = self._setting.edition.name
        self.diagnostics.append(TARGET_LEFT_OUT.at(node.span, edition=edition, target=name, related=related))

    def _title_of_absent(self, node: CrossReference) -> str:
        return self._setting.titles.get(node.target, node.target)
