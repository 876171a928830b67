"""Kinds of thesis that BibTeX names by the type of an entry, in the languages that Octavo speaks."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.model.by_language import primary_subtag

_GENRES: Mapping[str, Mapping[str, str]] = {
    "PhD thesis": {
        "de": "Dissertation",
        "es": "Tesis doctoral",
        "fr": "Thèse de doctorat",
        "it": "Tesi di dottorato",
        "ja": "博士論文",
        "nl": "Proefschrift",
    },
    "Master’s thesis": {
        "de": "Masterarbeit",
        "es": "Trabajo de fin de máster",
        "fr": "Mémoire de master",
        "it": "Tesi di laurea magistrale",
        "ja": "修士論文",
        "nl": "Masterscriptie",
    },
}
"""English genre, as pandoc gives it for ``@phdthesis`` and ``@mastersthesis`` → language → the genre there."""


def genre_in(genre: str, language: str) -> str:
    """Return a genre in the language of the book, or as it is where we have no word for it."""
    return _GENRES.get(genre, {}).get(primary_subtag(language), genre)
