"""The forms under which the glossary's terms are known, and how to find them in running text.

A form with a capital after its first letter (``EUNAVFOR``, ``Strategic Compass``) keeps its case; any other ignores
case. A space in a form stands for any white space. In English the plural and the possessive of a form are the form.

Chinese and Japanese put no spaces between words: there a word ends, too, where one script gives way to another, as
before most particles (海上自衛隊|の船).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from octavo.model.glossary import Term

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_UNSPACED = tuple(re.compile(f"[{script}]") for script in (_HAN, _HIRAGANA, _KATAKANA))
_WORD = re.compile(f"[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+|(?:(?![{_HAN}{_HIRAGANA}{_KATAKANA}])[^\\W_])+")
_SPACE = re.compile(r"\s+")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_APOSTROPHES = "'’"
_HYPHENS = "-‐‑"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One spelling of a term."""

    words: str
    """With single spaces."""
    term: Term
    pattern: re.Pattern[str]
    """Matches the spelling and its inflections, without regard to what stands around it."""
    offset: int
    """Of the first letter or digit in ``words``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Words of a text that use a term: offsets into the text."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All forms of all terms: built once, asked for every word of the book."""

    english: bool
    by_key: dict[str, Term] = field(repr=False)
    by_first_word: dict[str, tuple[Form, ...]] = field(repr=False)
    """First word of a form in case-folded letters, to its forms: longest first."""

    @property
    def names(self) -> tuple[str, ...]:
        """All forms, in the order of the glossary."""
        return tuple(dict.fromkeys(form for term in self.by_key.values() for form in term.forms))

    def find(self, name: str) -> Term | None:
        """Return the term that an author's mark names: by its form, or (in English) by a plural or possessive of it."""
        words = _SPACE.sub(" ", name.strip())
        for candidate in self._bases(words):
            for key in (key_of(candidate), candidate.casefold()):
                if key in self.by_key:
                    return self.by_key[key]
        return None

    def _bases(self, words: str) -> Iterator[str]:
        yield words
        if self.english:
            yield from (base for base in _uninflected(words) if base)

    def matches(self, text: str, before: str = "", after: str = "") -> Iterator[Match]:
        """Yield the uses of terms in a text, from left to right, the longest at each place.

        ``before`` and ``after`` are the characters on either side of the text, empty at the ends of a block.
        """
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            found = self._longest(text, word, end, before, after)
            if found is not None:
                yield found
                end = found.end

    def _longest(self, text: str, word: re.Match[str], least: int, before: str, after: str) -> Match | None:
        best: Match | None = None
        for form in self._candidates(word.group()):
            start = word.start() - form.offset
            if start < least or _goes_on(text[start], text[start - 1] if start else before):
                continue
            end = _end_of(form, text, start, after)
            if end and (best is None or end > best.end):
                best = Match(start=start, end=end, term=form.term)
        return best

    def _candidates(self, word: str) -> Iterator[Form]:
        folded = word.casefold()
        yield from self.by_first_word.get(folded, ())
        if self.english and folded.endswith("s"):
            yield from self.by_first_word.get(folded[:-1], ())
            if folded.endswith("es"):
                yield from self.by_first_word.get(folded[:-2], ())


def build_lexicon(terms: Iterable[Term], *, english: bool) -> Lexicon:
    """Return the lexicon of some terms; of two terms with one form the first has it."""
    by_key: dict[str, Term] = {}
    by_first_word: dict[str, list[Form]] = {}
    for term in terms:
        for words in (_SPACE.sub(" ", form.strip()) for form in term.forms):
            first = _WORD.search(words)
            if first is None or by_key.setdefault(key_of(words), term) is not term:
                continue
            form = Form(words=words, term=term, pattern=_pattern(words, english=english), offset=first.start())
            by_first_word.setdefault(first.group().casefold(), []).append(form)
    ordered = {word: tuple(sorted(forms, key=_preference)) for word, forms in by_first_word.items()}
    return Lexicon(english=english, by_key=by_key, by_first_word=ordered)


def keeps_case(form: str) -> bool:
    """Return whether a form counts only as it is spelt: it has a capital after its first character."""
    return any(c.isupper() for c in form[1:])


def key_of(form: str) -> str:
    """Return what two spellings of one form have in common."""
    words = _SPACE.sub(" ", form.strip())
    if not keeps_case(words):
        return words.casefold()
    return words[:1].lower() + words[1:] if _in_sentence_case(words) else words


def is_word_character(character: str) -> bool:
    """Return whether a character is a letter, digit or mark, so that a word goes on with it (the empty string is none)."""
    return bool(character) and (unicodedata.category(character)[0] in "LM" or character.isdecimal())


def _goes_on(edge: str, neighbour: str) -> bool:
    """Return whether the word of a form's first or last character goes on with the character beside it."""
    if not is_word_character(neighbour):
        return False
    if not is_word_character(edge) or unicodedata.category(neighbour)[0] == "M":
        return True
    return _unspaced_script(edge) is _unspaced_script(neighbour)


def _unspaced_script(character: str) -> re.Pattern[str] | None:
    return next((script for script in _UNSPACED if script.match(character)), None)


def _preference(form: Form) -> tuple[int, bool, str]:
    return (-len(form.words), not keeps_case(form.words), form.words)


def _in_sentence_case(words: str) -> bool:
    """Return whether the capital of the first letter is the sentence's: ``Free and open Indo-Pacific``."""
    first, _, rest = words.partition(" ")
    return first[:1].islower() or (rest[:1].islower() and not keeps_case(first))


def _uninflected(words: str) -> Iterator[str]:
    bare = words.rstrip(_APOSTROPHES)
    if bare.endswith("s"):
        bare = bare[:-1]
        yield bare
        yield bare.rstrip(_APOSTROPHES)
        if bare.endswith("e") and _SIBILANT.search(bare[:-1]):
            yield bare[:-1]


def _pattern(words: str, *, english: bool) -> re.Pattern[str]:
    body = "".join(_letter(c) for c in words)
    if keeps_case(words) and _in_sentence_case(words):
        body = f"[{re.escape(words[0].lower() + words[0].upper())}]" + "".join(_letter(c) for c in words[1:])
    plural = "es" if _SIBILANT.search(words) else "s"
    ending = f"(?:[{_APOSTROPHES}]s|{plural}[{_APOSTROPHES}]?)?" if english else ""
    return re.compile(body + ending, 0 if keeps_case(words) else re.IGNORECASE)


def _letter(character: str) -> str:
    if character.isspace():
        return r"\s+"
    for alike in (_APOSTROPHES, _HYPHENS):
        if character in alike:
            return f"[{alike}]"
    return re.escape(character)


def _end_of(form: Form, text: str, start: int, after: str) -> int:
    """Return where a form that starts at an offset ends, or 0 when it is not there or only part of a longer word."""
    found = form.pattern.match(text, start)
    if found is None:
        return 0
    end = found.end()
    if text[end - 1] in _APOSTROPHES and form.words[-1] not in _APOSTROPHES and _closes_quotation(text, start):
        end -= 1
    return 0 if _goes_on(text[end - 1], text[end] if end < len(text) else after) else end


def _closes_quotation(text: str, start: int) -> bool:
    """Return whether an apostrophe after the word that starts here is rather the end of a quotation: ‘the ICBMs’."""
    opened = text.rfind("‘", 0, start)
    return opened >= 0 and not re.search(r"’(?!\w)", text[opened:start])
