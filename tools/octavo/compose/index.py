"""The index: entries in alphabetical order, subentries, places, “see” and “see also”."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from octavo.compose.ids import Ids
from octavo.compose.index_entries import Entry, gathered, paths
from octavo.compose.index_marks import Mark, places
from octavo.compose.making import line, paragraph, phrase, text
from octavo.compose.setting import Setting
from octavo.compose.sorting import sorted_by
from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity, Span
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.attributes import Attributes
from octavo.model.nodes import (
    Block,
    Emphasis,
    Heading,
    Inline,
    InternalLink,
    LinkRole,
    List,
    ListItem,
    LocatorKind,
    Locators,
    Paragraph,
)  # fmt: skip
from octavo.model.slugs import slug, slug_or_digest

DOCUMENT = "index"

_OPENING = "“”‘’«»„\"'([ "
"""Marks before an entry that say nothing of its place."""

INDEX_SEE_UNKNOWN = Finding(
    name="index-see-unknown",
    severity=Severity.WARNING,
    message="the index refers to “{entry}”, but has no such entry",
    why="A reader who follows “see” to an entry that is not there has looked twice for nothing.",
    fix="mark a place with that entry, or correct the name",
)

INDEX_SEE_WITH_PLACES = Finding(
    name="index-see-with-places",
    severity=Severity.WARNING,
    message="the index says “see” at “{entry}”, which leads to places of its own",
    why="“See” sends the reader away because all there is stands elsewhere; beside page numbers it must be “see also”, "
    "and so it is printed.",
    fix="write index-see-also for index-see, or index those places under the other entry",
)

FINDINGS = (INDEX_SEE_UNKNOWN, INDEX_SEE_WITH_PLACES)


def index_blocks(setting: Setting, marks: Iterable[Mark], ids: Ids) -> Outcome[tuple[Block, ...]]:
    """Return the index: for each initial letter its heading and a list of entries.

    Figures and signs come first without a heading; so do the entries of scripts that have no capitals. A line before
    all says what bold and italic numbers mean, where there are some. Findings: index-see-unknown, index-see-with-places.
    """
    marks = _in_reading_order(setting, marks)
    root = gathered(setting, marks)
    referred = dict.fromkeys(path for mark in root.all_marks() for path in (mark.see, mark.see_also) if path)
    known = dict.fromkeys(paths(root), "")
    known |= {path: ids.new(f"{DOCUMENT}-{slug_or_digest(' '.join(path))}") for path in referred if path in known}
    writer = _Writer(setting, known)
    blocks: list[Block] = list(_key(setting, root.all_marks()))
    entries = sorted_by(root.below.values(), _filed)
    for letter, group in groupby(entries, key=_initial):
        if letter:
            blocks.append(_letter(letter, setting, ids))
        blocks.append(writer.list_of(group))
    return Outcome(tuple(blocks), tuple(writer.diagnostics))


def _in_reading_order(setting: Setting, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in the order of the book; they were met in that in which its pieces are made."""
    order = {piece.id: number for number, piece in enumerate(setting.survey.pieces)}
    return tuple(sorted(marks, key=lambda mark: order.get(mark.document, len(order))))


def _key(setting: Setting, marks: Iterable[Mark]) -> Iterator[Block]:
    """Yield the line that explains bold and italic numbers."""
    kinds = {mark.kind for mark in marks if mark.target}
    named = ((LocatorKind.MAIN, "index-main"), (LocatorKind.PICTURE, "index-pictures"))
    said = " ".join(setting.words[word] for kind, word in named if kind in kinds and setting.words[word])
    if said:
        yield line(setting.span, said, "index-key")


def _filed(entry: Entry) -> str:
    """Return what an entry is sorted by: what its author says, or its words from the first that counts."""
    return entry.sort or entry.words.lstrip(_OPENING)


def _initial(entry: Entry) -> str:
    """Return the capital an entry stands under, Œ under O and Ł under L as they sort; empty where there is none."""
    first = unicodedata.normalize("NFKD", _filed(entry))[:1]
    capital = (slug(first) or first)[:1].upper()
    return capital if capital != capital.lower() else ""


def _letter(letter: str, setting: Setting, ids: Ids) -> Heading:
    identifier = ids.new(f"{DOCUMENT}-letter-{slug_or_digest(letter)}")
    own = Attributes(id=identifier, classes=("index-letter",))
    return Heading(span=setting.span, level=2, children=(text(setting.span, letter),), attributes=own)


class _Writer:
    """Writes entries; ``ids`` has all of them, with an id for those that others refer to."""

    def __init__(self, setting: Setting, ids: Mapping[tuple[str, ...], str]) -> None:
        self._setting = setting
        self._ids = ids
        self.diagnostics: list[Diagnostic] = []

    def list_of(self, entries: Iterable[Entry]) -> List:
        """Return a list of entries with their subentries."""
        items = tuple(self._item(entry) for entry in entries)
        return List(span=self._setting.span, items=items, attributes=Attributes(classes=("index",)))

    def _item(self, entry: Entry) -> ListItem:
        span = entry.marks[0].span if entry.marks else self._setting.span
        children: list[Block] = [self._line(entry, span)]
        if entry.below:
            children.append(self.list_of(sorted_by(entry.below.values(), _filed)))
        return ListItem(span=span, children=tuple(children))

    def _line(self, entry: Entry, span: Span) -> Paragraph:
        words = self._setting.words
        name = text(span, entry.words)
        inlines: list[Inline] = [phrase(span, "index-words", name) if entry.below else name]
        found = places(entry.marks)
        if found:
            paged = self._setting.paged or bool(self._setting.on_listed_pages)
            inlines += [text(span, words["list-between"]), Locators(span=span, places=found, paged=paged)]
        also = [m.see_also for m in entry.marks if m.see_also]
        if entry.leads_somewhere():
            also += self._misplaced(entry)
        else:
            inlines += self._referring(entry, span, "see", [m.see for m in entry.marks if m.see])
        inlines += self._referring(entry, span, "see-also", also)
        return paragraph(span, inlines, "index-entry", identifier=self._ids[entry.path])

    def _misplaced(self, entry: Entry) -> list[tuple[str, ...]]:
        """Report each “see” of an entry that has places; return where it refers to."""
        wrong = [mark for mark in entry.marks if mark.see]
        self.diagnostics += [INDEX_SEE_WITH_PLACES.at(mark.span, entry=", ".join(entry.path)) for mark in wrong]
        return [mark.see for mark in wrong]

    def _referring(self, entry: Entry, span: Span, word: str, targets: Iterable[tuple[str, ...]]) -> tuple[Inline, ...]:
        """Return “. *See also* Other; Another”."""
        unique = sorted_by(dict.fromkeys(targets), " ".join)
        if not unique:
            return ()
        label = Emphasis(span=span, children=(text(span, self._setting.words[word]),))
        inlines: list[Inline] = [text(span, ". "), label, text(span, " ")]
        for count, path in enumerate(unique):
            if count:
                inlines.append(text(span, "; "))
            inlines.append(self._other(entry, span, path))
        return tuple(inlines)

    def _other(self, entry: Entry, span: Span, path: tuple[str, ...]) -> Inline:
        words = text(span, ", ".join(path))
        if path in self._ids:
            return InternalLink(span=span, children=(words,), target=self._ids[path], role=LinkRole.INDEX)
        known = [", ".join(other) for other in self._ids if other != entry.path]
        mark = next((m for m in entry.marks if path in {m.see, m.see_also}), None)
        hint = did_you_mean(words.text, known, INDEX_SEE_UNKNOWN.fix)
        self.diagnostics.append(INDEX_SEE_UNKNOWN.at(mark.span if mark else span, entry=words.text, hint=hint))
        return words
