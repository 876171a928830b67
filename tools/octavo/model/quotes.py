"""Quotation marks by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from octavo.model.by_language import by_language


@dataclass(frozen=True, slots=True)
class Quotes:
    """Marks of a language: for what is typed with ``"``, and for what is typed with ``'`` (inside it, mostly)."""

    outer: tuple[str, str]
    inner: tuple[str, str]

    def pair(self, mark: str) -> tuple[str, str]:
        """Return the opening and closing form of a typed mark."""
        return self.outer if mark == '"' else self.inner


_ENGLISH = Quotes(("“", "”"), ("‘", "’"))
_GERMAN = Quotes(("„", "“"), ("‚", "‘"))
_POINTED = Quotes(("«", "»"), ("“", "”"))
_POLISH = Quotes(("„", "”"), ("«", "»"))
_SWISS = Quotes(("«", "»"), ("‹", "›"))
_CORNERED = Quotes(("「", "」"), ("『", "』"))
_SWEDISH = Quotes(("”", "”"), ("’", "’"))

_LANGUAGES: dict[str, Quotes | None] = {
    "bg": Quotes(("„", "“"), ("’", "’")),
    "ca": _POINTED,
    "cs": _GERMAN,
    "da": Quotes(("»", "«"), ("›", "‹")),
    "de": _GERMAN,
    "de-CH": _SWISS,
    "de-LI": _SWISS,
    "el": _POINTED,
    "en": _ENGLISH,
    "es": _POINTED,
    "es-MX": _ENGLISH,
    "et": Quotes(("„", "“"), ("‚", "’")),
    "eu": _POINTED,
    "fi": _SWEDISH,
    "fr": Quotes(("«\u202f", "\u202f»"), ("“", "”")),
    "fr-CH": Quotes(("«\u202f", "\u202f»"), ("‹\u202f", "\u202f›")),
    "ga": _ENGLISH,
    "gl": _POINTED,
    "hr": Quotes(("„", "”"), ("‘", "’")),
    "hu": Quotes(("„", "”"), ("»", "«")),
    "is": _GERMAN,
    "it": _POINTED,
    "it-CH": _SWISS,
    "ja": _CORNERED,
    "ko": _ENGLISH,
    "lt": Quotes(("„", "“"), ("‚", "‘")),
    "lv": Quotes(("“", "”"), ("„", "”")),
    "nb": Quotes(("«", "»"), ("‘", "’")),
    "nl": _ENGLISH,
    "nn": Quotes(("«", "»"), ("‘", "’")),
    "no": Quotes(("«", "»"), ("‘", "’")),
    "pl": _POLISH,
    "pt": _POINTED,
    "pt-BR": _ENGLISH,
    "ro": Quotes(("„", "”"), ("«", "»")),
    "ru": Quotes(("«", "»"), ("„", "“")),
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sv": _SWEDISH,
    "tr": _ENGLISH,
    "uk": Quotes(("«", "»"), ("„", "“")),
    "zh": _ENGLISH,
    "zh-Hant": _CORNERED,
    "zh-TW": _CORNERED,
    "zxx": None,
}
"""By BCP 47 tag; ``zxx`` (no language) keeps what is typed, dashes and ellipses too."""


@cache
def quotes_of(language: str) -> Quotes | None:
    """Return the marks of a language: of its longest known tag, English ones when none is known."""
    return by_language(_LANGUAGES, language, _ENGLISH)
