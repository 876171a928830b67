"""Which way a language is written."""

from __future__ import annotations

_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPT = 4  # letters of a script's code (BCP 47, section 2.2.3)


def right_to_left(tag: str) -> bool:
    """Return whether the language of a BCP 47 tag is written from right to left, by the script it names or its usual one."""
    language, *rest = tag.split("-")
    script = next((part.title() for part in rest if len(part) == _SCRIPT and part.isalpha()), "")
    return script in _SCRIPTS if script else language.lower() in _LANGUAGES
