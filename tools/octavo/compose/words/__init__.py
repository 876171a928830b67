"""The words that Octavo adds to a book, by language: a literal table each, and what the book itself prefers."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.compose.words import de, en, es, fr, it, ja, nl
from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.config import BookConfig

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "it": it.WORDS,
    "ja": ja.WORDS,
    "nl": nl.WORDS,
}
"""Complete tables, by the primary part of the language tag."""

REGIONS: Mapping[str, Mapping[str, str]] = {
    "de-ch": de.SWISS,
    "de-li": de.SWISS,
    "en-au": en.BRITISH,
    "en-gb": en.BRITISH,
    "en-ie": en.BRITISH,
    "en-nz": en.BRITISH,
}
"""What a region says differently, by language tag in lower case."""

LANGUAGE_WITHOUT_WORDS = Finding(
    name="language-without-words",
    severity=Severity.WARNING,
    message="Octavo has no words for the language “{language}”, and the book gives none for {missing}: they are English",
    why="A book in one language whose headings and captions speak another looks unfinished, and a screen reader "
    "pronounces them wrongly.",
    fix="give at least chapter, figure, table, page and contents in a [words] table of book.toml",
)

UNKNOWN_WORD = Finding(
    name="unknown-word",
    severity=Severity.ERROR,
    message="[words] sets “{name}”, which is not the name of a generated word",
    why="A word under a wrong name is never used, so the book keeps the one it was meant to replace.",
    fix="use the name of a word that Octavo makes, such as chapter, figure, page, contents or related-reading",
)

FINDINGS = (LANGUAGE_WITHOUT_WORDS, UNKNOWN_WORD)

_LEAST = ("chapter", "figure", "table", "page", "contents")
"""Words that hardly a book does without; of the others many are never used."""

_ROLE = "role-"
_EDITION = "edition-"


def words_of(config: BookConfig) -> Outcome[Mapping[str, str]]:
    """Return all generated words of a book: its language's, its region's, then its own."""
    tag = config.metadata.language.lower()
    table = LANGUAGES.get(tag.split("-", maxsplit=1)[0])
    diagnostics: list[Diagnostic] = []
    if table is None:
        table = en.WORDS
        missing = tuple(f"“{table[name]}”" for name in _LEAST if name not in config.words)
        if missing:
            span, listing = config.language_span or config.span, listed(en.WORDS, missing)
            diagnostics.append(LANGUAGE_WITHOUT_WORDS.at(span, language=config.metadata.language, missing=listing))
    for name in sorted(config.words):
        if name not in table and not name.startswith((_ROLE, _EDITION)):
            hint = did_you_mean(name, table, UNKNOWN_WORD.fix)
            diagnostics.append(UNKNOWN_WORD.at(config.word_spans.get(name, config.span), name=name, hint=hint))
    return Outcome({**table, **REGIONS.get(tag, {}), **config.words}, tuple(diagnostics))


def fill(template: str, **slots: str) -> str:
    """Return a template with its slots filled; braces that are no slot of ours stay (a book may write any words)."""
    for name, value in slots.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def numbered(words: Mapping[str, str], kind: str, number: str, form: str = "number") -> str:
    """Return a label such as “Figure 2”; ``form`` is ``reference`` for the one inside a sentence."""
    word = words[kind]
    return fill(words[f"{kind}-{form}"], word=word, lower=word.lower(), number=number)


def page_template(words: Mapping[str, str]) -> str:
    """Return “page {page}” in the book's language, the slot still open."""
    word = words["page"]
    return fill(words["page-number"], word=word, lower=word.lower())


def listed(words: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return names as a list in a sentence: “A”, “A and B”, “A, B, and C”."""
    if len(names) <= 1:
        return "".join(names)
    last = words["list-last-of-two" if len(names) == 2 else "list-last"]  # noqa: PLR2004
    return words["list-between"].join(names[:-1]) + last + names[-1]
