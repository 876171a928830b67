"""Pieces of earlier builds: what a question is asked about is what its answer depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.model.publication import Publication
from octavo.model.store import Store
from octavo.render.pdf.asking import ForMargins, ForPiece, Question
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.drawn import Drawn
from octavo.render.pdf.pieces import Piece
from octavo.render.pdf.plan import Division


@dataclass(frozen=True, slots=True)
class Kept:
    """Keeps the pieces of one publication, and knows those of publications that are like it."""

    store: Store | None
    typesetter: Typesetter
    divisions: tuple[Division, ...]
    common: str
    """Key of what all divisions depend on."""
    keys: tuple[str, ...]
    """Of the divisions themselves."""

    @classmethod
    def of(cls, store: Store | None, typesetter: Typesetter, divisions: tuple[Division, ...]) -> Kept:
        """Return what is kept for the divisions of a typesetter's publication."""
        common = store.key(_shared(typesetter.publication)) if store else ""
        keys = tuple(map(store.digest, divisions)) if store else ()
        return cls(store, typesetter, divisions, common, keys)

    def load(self, question: Question) -> Piece | Drawn | None:
        """Return the answer to a question that was asked before; the engine then has the fonts that it is drawn with."""
        if self.store is None:
            return None
        for key in self._keys(self.store, question):
            found = self.store.load(key)
            drawn = found.drawn if isinstance(found, Piece) else found
            if isinstance(found, Piece | Drawn) and (drawn is None or self._has_fonts(self.store, drawn)):
                return found
        return None

    def save(self, question: Question, made: Piece | Drawn, files: Mapping[str, bytes]) -> None:
        """Keep an answer, and the font files that were come upon."""
        if self.store is None:
            return
        keys = list(self._keys(self.store, question))
        self.store.save(keys[0] if isinstance(made, Drawn) or made.margins_apart else keys[-1], made)
        for digest, data in files.items():
            self.store.save(digest, data)

    def _keys(self, store: Store, question: Question) -> Iterator[str]:
        """Yield the keys of a question: for any number of the same side, where margins stand apart, and for its own."""
        match question:
            case ForPiece(division=index, number=number, folios=folios, missing=missing, draw=draw):
                said = (self.common, self.keys[index], folios.first, folios.last, missing, draw)
                if self.typesetter.engine.margins_apart:
                    page = self.typesetter.publication.edition.page
                    yield store.key("side", number % 2 if page is not None and page.mirrored else 0, said)
                yield store.key("number", number, said)
            case ForMargins(division=index):
                division = self.divisions[index]
                heads = (division.document.short_title, division.document.plain_title, division.display, division.roman)
                yield store.key("margins", self.common, heads, replace(question, division=0))

    def _has_fonts(self, store: Store, drawn: object) -> bool:
        """Return whether the engine has the files of the fonts that something is drawn with, or was given them now."""
        files = self.typesetter.engine.font_files
        fonts = drawn.fonts.values() if isinstance(drawn, Drawn) else ()
        for digest in {font.digest for font in fonts} - files.keys():
            data = store.load(digest)
            if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
                return False
            files[digest] = data
        return True


def _shared(publication: Publication) -> Publication:
    """Return a publication without what its pages do not depend on, or only those of one division."""
    return replace(
        publication, documents=(), navigation=(), landmarks=(), lists=(), homes={}, isbns=(), stamp=replace(publication.stamp, modified="", revision="", known=False),
    )  # fmt: skip
