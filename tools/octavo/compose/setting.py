"""What every part of compose may look up while it makes one edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.compose.survey import Survey
from octavo.diagnostics import Span
from octavo.model.book import Book
from octavo.model.edition import Edition, Format
from octavo.model.glossary import Term
from octavo.model.publication import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One edition's book, words and holdings."""

    book: Book
    edition: Edition
    stamp: Stamp
    words: Mapping[str, str]
    survey: Survey
    references: Mapping[str, str]
    """By id: what a cross-reference without words of its own says (see labels)."""
    numbered: frozenset[str]
    """Ids of the figures and tables that bear a number."""
    titles: Mapping[str, str]
    """The same as ``references`` for the whole book, without numbers: for places that this edition leaves out."""
    terms: Mapping[str, Term]
    """All of the glossary, by id."""
    on_listed_pages: frozenset[str] = frozenset()
    """Ids that have a place in the edition whose pages an EPUB lists."""

    @property
    def span(self) -> Span:
        """The place of what has no place in the manuscript: book.toml."""
        return self.book.config.span

    @property
    def epub(self) -> bool:
        """Whether the edition is an EPUB."""
        return self.edition.format is Format.EPUB

    @property
    def paged(self) -> bool:
        """Whether the edition has pages whose numbers its text can name."""
        return not self.epub

    def has_page(self, identifier: str) -> bool:
        """Return whether a place has a page whose number the text can name: of this edition, or of the one it lists."""
        return self.paged or identifier in self.on_listed_pages

    def lists_term(self, term: str) -> bool:
        """Return whether the edition's glossary has the term."""
        return term in self.survey.ids and term in self.terms

    def links_terms(self) -> bool:
        """Return whether later uses of terms are links: not in print, where nobody could follow them."""
        return "print" not in self.edition.media

    def indexes_terms(self) -> bool:
        """Return whether the uses of terms are places of the index."""
        return self.book.config.terms.index and any(piece.role == "index" for piece in self.survey.pieces)
