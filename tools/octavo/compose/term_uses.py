"""Which uses of terms an edition meets: where each is first used, and which use gets the note."""

from __future__ import annotations

from octavo.compose.place import Holder, Place
from octavo.model.edition import TermNote
from octavo.model.glossary import Term


class TermUses:
    """Remembers uses in reading order."""

    def __init__(self, policy: TermNote) -> None:
        """Begin before the first use."""
        self._policy = policy
        self._noted: set[tuple[str, str]] = set()
        self._running: dict[str, str] = {}
        self._other: dict[str, str] = {}
        self._spots: dict[str, str] = {}
        self._held: set[tuple[str, str, bool]] = set()

    def first(self, term: str) -> str:
        """Return the id of the block of a term's first use; empty when the text does not use it.

        A use in a heading, caption or note counts only when there is none in running text.
        """
        return self._running.get(term) or self._other.get(term, "")

    def spot(self, term: str) -> str:
        """Return the id of the very place of a term's first use, or of its block; the block may begin a page earlier."""
        return self._spots.get(term) or self.first(term)

    def is_spotted(self, term: str) -> bool:
        """Return whether the very place of the first use is known."""
        return term in self._spots

    def spotted(self, term: str, identifier: str) -> None:
        """Take in the id of a place where a term is used in running text; the first counts."""
        self._spots.setdefault(term, identifier)

    def met(self, term: Term, place: Place) -> None:
        """Take in a use; the first block of a document that uses the term learns that it may need an id.

        One in each document: then its id stays when the book's first use moves to another.
        """
        known = self._running if place.running else self._other
        if place.holder is None:
            known.setdefault(term.id, place.document)
        elif (place.document, term.id, place.running) not in self._held and term.id not in place.holder.terms:
            place.holder.terms.append(term.id)

    def held(self, holder: Holder, identifier: str, place: Place) -> None:
        """Take in the id of a block in which a document first uses terms."""
        known = self._running if place.running else self._other
        for term in holder.terms:
            known.setdefault(term, identifier)
            self._held.add((place.document, term, place.running))

    def deserves_note(self, term: Term, place: Place) -> bool:
        """Return whether this use gets the note, and count it as having it."""
        if not place.running or self._policy is TermNote.NEVER:
            return False
        if self._policy is TermNote.EVERY:
            return True
        use = (place.document if self._policy is TermNote.FIRST_IN_CHAPTER else "", term.id)
        if use in self._noted:
            return False
        self._noted.add(use)
        return True
