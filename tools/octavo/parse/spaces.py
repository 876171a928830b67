"""Spaces that hold two things together, by language: narrow ones where its typography sets a thin space.

Only a space that the author typed is ever changed, except before the marks and inside the quotation marks of languages
that always part them from the words (French), where it is put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.model.by_language import by_language

NO_BREAK, NARROW = "\u00a0", "\u202f"

Rule = tuple[re.Pattern[str], str]
"""Its group 1 is replaced by the expanded template."""

_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŃŚŠŹŻŽČĆĎĐŘŤŐŰΑ-ΩА-Я]"
_UNITS = (
    "°C|°F|%|‰|€|£|[kcmµn]?m[²³]?|[kKMGT]B|[kKMGT]iB|[kmµ]?g|[cdmh]?l|ha|[kMGT]?Wh?|[kMGT]?Hz|[kMG]?J|[kM]?N|[hkMG]?Pa|"
    "[km]?V|m?A|m?s|min|h|t|dB|K|mol|pt|px|dpi"
)


def _rule(pattern: str, template: str) -> Rule:
    return re.compile(pattern), template


def _units(space: str) -> Rule:
    """Return the rule that a number keeps its unit."""
    return _rule(rf"(?<=\d)( )(?=(?:{_UNITS})(?!\w))", space)


def _before_numbers(words: str) -> Rule:
    """Return the rule that ``p.``, ``No.`` and the like keep their number."""
    return _rule(rf"(?<!\w)(?:{words})( )(?=\d)", NO_BREAK)


def _before_names(words: str) -> Rule:
    """Return the rule that a form of address keeps its name."""
    return _rule(rf"(?<!\w)(?:{words})( )(?={_CAPITAL})", NO_BREAK)


def _after_words(words: str) -> Rule:
    """Return the rule that a word of one letter does not end a line."""
    return _rule(rf"(?<!\w)(?:{words})( )(?=\w)", NO_BREAK)


def _abbreviations(*words: str) -> tuple[Rule, ...]:
    """Return the rules that the parts of abbreviations stand close together."""
    steps = sorted(
        {(left, right) for word in words for left, right in zip(word.split(), word.split()[1:], strict=False)}
    )
    return tuple(_rule(rf"(?<!\w){re.escape(left)}( )(?={re.escape(right)}(?!\w))", NARROW) for left, right in steps)


def _parted(marks: str) -> tuple[Rule, ...]:
    """Return the rules that some marks stand a narrow space behind their word, whether one was typed there or none."""
    any_mark = "[;:!?]"
    end = rf"(?={any_mark}*(?:[\s)\]»›”’\"'…,.–—]|$))"
    return (
        _rule(rf"(?<=\S)([ \u00a0\u2009])(?=[{marks}])", NARROW),
        _rule(rf"(?<=[\w)\]»›”’\"'%…°.])([{marks}]){end}", rf"{NARROW}\1"),
    )


_INITIALS = _rule(rf"(?<=(?<!\w){_CAPITAL}\.)( )(?={_CAPITAL}\.)", NO_BREAK)
_THOUSANDS = _rule(
    r"(?:(?<=(?<![\d.,])\d)|(?<=(?<![\d.,])\d\d)|(?<=(?<![\d.,])\d\d\d)|(?<= \d\d\d))( )(?=\d{3}(?: \d{3})*(?!\d))",
    NARROW,
)
_INSIDE_QUOTES = (
    _rule(r"(?<=[«‹])([ \u00a0\u2009])(?=\S)", NARROW),
    _rule(r"([«‹])(?=\S)", rf"\1{NARROW}"),
    _rule(r"(?<=\S)([ \u00a0\u2009])(?=[»›])", NARROW),
    _rule(r"(?<=\S)([»›])", rf"{NARROW}\1"),
)
_COMMON = (_INITIALS, _units(NO_BREAK))
_FRENCH = (
    *_INSIDE_QUOTES,
    _INITIALS,
    _units(NARROW),
    _THOUSANDS,
    _before_numbers(r"pp?\.|n[°o]s?|vol\.|chap\.|art\.|fig\."),
    _before_names(r"MM?\.|Mmes?|Mlles?|Dr|Me|saint|sainte"),
)
_GERMAN = (
    _INITIALS,
    _units(NARROW),
    _THOUSANDS,
    *_abbreviations(
        "z. B.", "Z. B.", "d. h.", "u. a.", "i. d. R.", "o. Ä.", "v. a.", "s. o.", "s. u.", "u. U.", "m. E.", "z. T."
    ),
    *_abbreviations("i. e. S.", "a. a. O.", "o. g.", "u. Ä.", "v. Chr.", "n. Chr."),
    _before_numbers(r"S\.|Nr\.|Abb\.|Tab\.|Kap\.|Bd\.|Art\.|Abs\.|§§?"),
    _before_names(r"Dr\.|Prof\.|Hr\.|Fr\.|St\."),
)
_SLAVIC = (_INITIALS, _units(NO_BREAK), _THOUSANDS)

_LANGUAGES: dict[str, tuple[Rule, ...]] = {
    "cs": (*_SLAVIC, _after_words("[kosuvzKOSUVZ]"), _before_numbers(r"s\.|č\.|obr\.")),
    "de": _GERMAN,
    "en": (
        *_COMMON,
        _before_numbers(r"pp?\.|[Vv]ols?\.|[Nn]os?\.|[Ff]igs?\.|[Cc]h\.|ca?\.|§§?"),
        _before_names(r"(?:Mr|Mrs|Ms|Dr|St|Prof)\.?"),
    ),
    "es": (_INITIALS, _units(NARROW), _THOUSANDS, _before_numbers(r"págs?\.|n\.º|núm\.|vol\.|art\."), _before_names(r"Sra?\.|D\.|Dña\.")),
    "fr": (*_FRENCH, *_parted(";:!?")),
    "fr-CA": (*_FRENCH, *_parted(":")),
    "it": (*_COMMON, _before_numbers(r"pp?\.|n\.|vol\.|cap\.|art\.|fig\."), _before_names(r"[Ss]ig\.(?:ra)?|[Dd]ott\.|San|Santa")),
    "ja": (),
    "ko": (),
    "nl": (*_COMMON, _before_numbers(r"blz\.|p\.|nr\.|afb\.|art\.|hfst\."), _before_names(r"dhr\.|mevr\.|dr\.|prof\.")),
    "pl": (*_SLAVIC, _after_words("[aiouwzAIOUWZ]"), _before_numbers(r"s\.|nr|rys\.|tab\.|art\.|t\.")),
    "pt": (*_COMMON, _THOUSANDS, _before_numbers(r"pp?\.|n\.º|vol\.|art\."), _before_names(r"Sra?\.|Dra?\.|São|Santa")),
    "ru": (*_SLAVIC, _after_words("[авиксуоАВИКСУО]"), _before_numbers(r"с\.|№|рис\.|табл\.|гл\."), *_abbreviations("т. е.", "т. д.", "т. п.")),
    "sk": (*_SLAVIC, _after_words("[aikosuvzAIKOSUVZ]"), _before_numbers(r"s\.|č\.|obr\.")),
    "sv": (*_COMMON, _THOUSANDS, *_abbreviations("t. ex.", "bl. a.", "d. v. s.", "m. m.", "o. s. v."), _before_numbers(r"s\.|nr|kap\.|bd\.")),
    "uk": (*_SLAVIC, _after_words("[авізуоАВІЗУО]"), _before_numbers(r"с\.|№|рис\.|табл\."), *_abbreviations("т. д.", "т. п.")),
    "zh": (),
    "zxx": (),
}  # fmt: skip
"""By BCP 47 tag. Sources: the languages' own style guides (Imprimerie nationale, Duden, Chicago, PWN and their like)."""


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language: of its longest known tag, else those that hold nearly everywhere."""
    return by_language(_LANGUAGES, language, _COMMON)


def spaced(words: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is set differently: from where to where in the words, and what stands there instead, each place once."""
    seen: set[int] = set()
    for pattern, template in rules_of(language):
        for match in pattern.finditer(words):
            if match.start(1) not in seen:
                seen.add(match.start(1))
                yield *match.span(1), match.expand(template)
