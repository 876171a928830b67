"""The index: entries in alphabetical order, subentries, places, “see” and “see also”."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from octavo.compose.ids import Ids
from octavo.compose.index_marks import Mark
from octavo.compose.making import paragraph, phrase, text
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
    PageNumber,
    Paragraph,
    Strong,
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

FINDINGS = (INDEX_SEE_UNKNOWN,)


@dataclass(slots=True)
class _Entry:
    """An entry while it is gathered; ``below`` holds its subentries by their words."""

    words: str
    path: tuple[str, ...]
    marks: list[Mark] = field(default_factory=list)
    below: dict[str, _Entry] = field(default_factory=dict)


def index_blocks(setting: Setting, marks: Iterable[Mark], ids: Ids) -> Outcome[tuple[Block, ...]]:
    """Return the index: for each initial letter its heading and a list of entries.

    Figures and signs come first without a heading; so do the entries of scripts that have no capitals.
    Findings: index-see-unknown.
    """
    marks = tuple(marks)
    root = _gathered(marks)
    referred = dict.fromkeys(path for mark in marks for path in (mark.see, mark.see_also) if path)
    known = dict.fromkeys(_paths(root), "")
    known |= {path: ids.new(f"{DOCUMENT}-{slug_or_digest(' '.join(path))}") for path in referred if path in known}
    writer = _Writer(setting, known)
    blocks: list[Block] = []
    entries = sorted_by(root.below.values(), lambda entry: _filed(entry.words))
    for letter, group in groupby(entries, key=lambda entry: _initial(entry.words)):
        if letter:
            blocks.append(_letter(letter, setting, ids))
        blocks.append(writer.list_of(group))
    return Outcome(tuple(blocks), tuple(writer.diagnostics))


def _gathered(marks: Iterable[Mark]) -> _Entry:
    root = _Entry("", ())
    for mark in marks:
        at = root
        for words in mark.entry:
            at = at.below.setdefault(words, _Entry(words, (*at.path, words)))
        at.marks.append(mark)
    return root


def _paths(entry: _Entry) -> Iterable[tuple[str, ...]]:
    for below in entry.below.values():
        yield below.path
        yield from _paths(below)


def _filed(words: str) -> str:
    """Return what an entry is sorted by: its words from the first that counts."""
    return words.lstrip(_OPENING)


def _initial(words: str) -> str:
    """Return the capital an entry stands under, Œ under O and Ł under L as they sort; empty where there is none."""
    first = unicodedata.normalize("NFKD", _filed(words))[:1]
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

    def list_of(self, entries: Iterable[_Entry]) -> List:
        """Return a list of entries with their subentries."""
        items = tuple(self._item(entry) for entry in entries)
        return List(span=self._setting.span, items=items, attributes=Attributes(classes=("index",)))

    def _item(self, entry: _Entry) -> ListItem:
        span = entry.marks[0].span if entry.marks else self._setting.span
        children: list[Block] = [self._line(entry, span)]
        if entry.below:
            children.append(self.list_of(sorted_by(entry.below.values(), lambda below: _filed(below.words))))
        return ListItem(span=span, children=tuple(children))

    def _line(self, entry: _Entry, span: Span) -> Paragraph:
        words = self._setting.words
        inlines: list[Inline] = [text(span, entry.words)]
        places = self._locators(entry)
        if places:
            inlines += [text(span, words["list-between"]), phrase(span, "locators", *places)]
        inlines += self._referring(entry, span, "see", [m.see for m in entry.marks if m.see])
        inlines += self._referring(entry, span, "see-also", [m.see_also for m in entry.marks if m.see_also])
        return paragraph(span, inlines, "index-entry", identifier=self._ids[entry.path])

    def _locators(self, entry: _Entry) -> tuple[Inline, ...]:
        """Return the places of an entry, parted by commas; the renderer joins those that fall on one page."""
        shown: list[Inline] = []
        for count, mark in enumerate((m for m in entry.marks if m.anchor), start=1):
            if shown:
                shown.append(text(mark.span, ", "))
            shown.append(self._locator(mark, count))
        return tuple(shown)

    def _locator(self, mark: Mark, count: int) -> Inline:
        place: Inline
        if self._setting.paged:
            place = PageNumber(span=mark.span, target=mark.anchor)
        else:
            number = (text(mark.span, str(count)),)
            place = InternalLink(span=mark.span, children=number, target=mark.anchor, role=LinkRole.INDEX)
        return Strong(span=mark.span, children=(place,)) if mark.main else place

    def _referring(
        self, entry: _Entry, span: Span, word: str, targets: Iterable[tuple[str, ...]]
    ) -> tuple[Inline, ...]:
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

    def _other(self, entry: _Entry, span: Span, path: tuple[str, ...]) -> Inline:
        words = text(span, ", ".join(path))
        if path in self._ids:
            return InternalLink(span=span, children=(words,), target=self._ids[path], role=LinkRole.INDEX)
        known = [", ".join(other) for other in self._ids if other != entry.path]
        mark = next((m for m in entry.marks if path in {m.see, m.see_also}), None)
        hint = did_you_mean(words.text, known, INDEX_SEE_UNKNOWN.fix)
        self.diagnostics.append(INDEX_SEE_UNKNOWN.at(mark.span if mark else span, entry=words.text, hint=hint))
        return words
