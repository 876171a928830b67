"""Index entries: ``[words]{index="Atalanta, Operation"}``, and the two ends of a range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from octavo.diagnostics import Diagnostic, Finding, Related, Severity, Span
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.attributes import Attributes
from octavo.model.book import Chapter
from octavo.model.index_entry import CLASSES, END, KEYS, START, bearers, index_levels
from octavo.model.nodes import Node
from octavo.model.walk import chapter_roots

EMPTY_INDEX_ENTRY = Finding(
    name="empty-index-entry",
    severity=Severity.ERROR,
    message="an index entry has no words",
    why="The index would hold a line without a heading.",
    fix='write the words that the reader will look for: index="Atalanta, Operation"',
)

INDEX_CLASS_WITHOUT_ENTRY = Finding(
    name="index-class-without-entry",
    severity=Severity.ERROR,
    message="“.{name}” stands without an entry",
    why='The class says how a place is indexed, and only index="…" says under which words: without it there is nothing '
    "in the index.",
    fix='name the entry beside it: index="Atalanta, Operation"',
)

INDEX_RANGE_BEGUN_TWICE = Finding(
    name="index-range-begun-twice",
    severity=Severity.ERROR,
    message="the index range “{entry}” begins again before it has ended",
    why="Two ranges of one entry cannot lie across each other: nobody could tell which end belongs to which beginning.",
    fix="end the first range before the second begins, or take one of the two beginnings out",
)

INDEX_RANGE_NOT_ENDED = Finding(
    name="index-range-not-ended",
    severity=Severity.ERROR,
    message="the index range “{entry}” is never ended",
    why="The index names the pages from the beginning of a range to its end, and this one has none.",
    fix="mark its end with .index-end, in the very words of this entry, at a later place",
)

INDEX_RANGE_NOT_BEGUN = Finding(
    name="index-range-not-begun",
    severity=Severity.ERROR,
    message="the index range “{entry}” ends here, but does not begin before",
    why="The index names the pages from the beginning of a range to its end, and this one has no beginning.",
    fix="mark its beginning with .index-start, in the very words of this entry, at an earlier place",
)

FINDINGS = (
    EMPTY_INDEX_ENTRY,
    INDEX_CLASS_WITHOUT_ENTRY,
    INDEX_RANGE_BEGUN_TWICE,
    INDEX_RANGE_NOT_ENDED,
    INDEX_RANGE_NOT_BEGUN,
)


def check_index_entries(roots: Iterable[Node], *titles: Attributes) -> list[Diagnostic]:
    """Return what is wrong with single index marks below some nodes, and with those of titles.

    An entry, or a level of one (a comma parts levels), that holds no words; a class that stands without an entry.
    Findings: empty-index-entry, index-class-without-entry.
    """
    found = []
    borne = [(own, own.span or node.span) for node, own in bearers(roots)]
    for own, span in (*((own, own.span) for own in titles), *borne):
        entries = [value for key, value in own.pairs if key in KEYS]
        if any(not level for entry in entries for level in index_levels(entry)):
            found.append(EMPTY_INDEX_ENTRY.at(span))
        elif not entries:
            found += [INDEX_CLASS_WITHOUT_ENTRY.at(span, name=name) for name in own.classes if name in CLASSES]
    return found


@dataclass(slots=True)
class _Ranges:
    """The ranges of the book while it is read: where each begins that has not ended, by its entry as written."""

    open: dict[tuple[str, ...], tuple[Span, str]] = field(default_factory=dict)
    early: dict[tuple[str, ...], Span] = field(default_factory=dict)
    """Ends that stand before any beginning."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, own: Attributes, span: Span) -> None:
        written = own.get("index")
        entry = index_levels(written)
        if not all(entry):
            return  # reported as empty
        begins, ends = START in own.classes, END in own.classes
        if begins and entry in self.open:
            first = Related("it begins here", self.open[entry][0])
            self.diagnostics.append(INDEX_RANGE_BEGUN_TWICE.at(span, entry=", ".join(entry), related=(first,)))
        elif begins and not ends:
            self.open[entry] = (span, written)
        elif ends and not begins and self.open.pop(entry, None) is None:
            self._report_end(entry, span)

    def _report_end(self, entry: tuple[str, ...], span: Span) -> None:
        self.early.setdefault(entry, span)
        waiting = [", ".join(other) for other in self.open]
        hint = did_you_mean(", ".join(entry), waiting, INDEX_RANGE_NOT_BEGUN.fix)
        self.diagnostics.append(INDEX_RANGE_NOT_BEGUN.at(span, entry=", ".join(entry), hint=hint))

    def close(self) -> list[Diagnostic]:
        """Return what was found, with the ranges that are still open."""
        for entry, (span, written) in self.open.items():
            early = self.early.get(entry)
            related = (Related("an end stands here, before it", early),) if early is not None else ()
            hint = f'mark its end: []{{.index-end index="{written}"}}'
            self.diagnostics.append(INDEX_RANGE_NOT_ENDED.at(span, entry=", ".join(entry), hint=hint, related=related))
        return self.diagnostics


def check_index_ranges(chapters: Iterable[Chapter]) -> list[Diagnostic]:
    """Return the ranges of the index that want an end or a beginning, in the book as a whole.

    Notes are read behind the text of their chapter. A block that both begins and ends a range is one by itself.
    Findings: index-range-begun-twice, index-range-not-ended, index-range-not-begun.
    """
    ranges = _Ranges()
    for chapter in chapters:
        whole = chapter.attributes
        if whole.get("index") and END not in whole.classes:
            ranges.take(whole, whole.span or chapter.title_span)
        for node, own in bearers(chapter_roots(chapter)):
            if own.get("index"):
                ranges.take(own, own.span or node.span)
        if whole.get("index") and END in whole.classes:
            ranges.take(whole, whole.span or chapter.title_span)
    return ranges.close()
