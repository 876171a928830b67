"""The entries of the index while they are gathered from its marks, those of glossary terms with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from octavo.compose.index_marks import Mark
from octavo.compose.setting import Setting
from octavo.model.glossary import Term


@dataclass(slots=True)
class Entry:
    """An entry; ``below`` holds its subentries by their words."""

    words: str
    path: tuple[str, ...]
    marks: list[Mark] = field(default_factory=list)
    below: dict[str, Entry] = field(default_factory=dict)

    @property
    def sort(self) -> str:
        """What the entry is sorted by; empty for its words."""
        return next((mark.sort for mark in self.marks if mark.sort), "")

    def take(self, mark: Mark) -> None:
        """Put a mark at its entry below this one."""
        at = self
        for words in mark.entry:
            at = at.below.setdefault(words, Entry(words, (*at.path, words)))
        at.marks.append(mark)

    def all_marks(self) -> Iterator[Mark]:
        """Yield the marks of this entry and of those below it."""
        yield from self.marks
        for below in self.below.values():
            yield from below.all_marks()

    def leads_somewhere(self) -> bool:
        """Return whether the entry, or one below it, has a place."""
        return any(mark.target for mark in self.all_marks())


def paths(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Yield the entries below one, each as the words of its levels."""
    for below in entry.below.values():
        yield below.path
        yield from paths(below)


def gathered(setting: Setting, marks: Iterable[Mark]) -> Entry:
    """Return the entry above all entries.

    A term is indexed under its name, which its long form explains there and refers to where it would be looked up:
    “UN (United Nations)”, and “United Nations. *See* UN”. Where authors index both, each refers to the other.
    """
    root = Entry("", ())
    for mark in marks:
        root.take(mark)
    used = dict.fromkeys(mark.term for mark in root.all_marks() if mark.term)
    for identifier in used:
        _explain(root, setting.terms[identifier], setting)
    return root


def _explain(root: Entry, term: Term, setting: Setting) -> None:
    if not term.long or term.long == term.name:
        return
    entry, other = root.below[term.name], root.below.get(term.long)
    first = next(mark for mark in entry.marks if mark.term == term.id)
    if other is not None and other.leads_somewhere():
        root.take(Mark(entry=(term.long,), document=first.document, see_also=(term.name,), span=term.span))
        root.take(Mark(entry=(term.name,), document=first.document, see_also=(term.long,), span=term.span))
        return
    entry.words = f"{term.name}{setting.words['bracket-open']}{term.long}{setting.words['bracket-close']}"
    if other is None:
        root.take(Mark(entry=(term.long,), document=first.document, see=(term.name,), span=term.span))
