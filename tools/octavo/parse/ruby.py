"""Readings over words: as many as there are characters, where each has its own."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.nodes import Phrase, Text
from octavo.model.ruby import readings, signs
from octavo.model.walk import plain_text

RUBY_COUNT = Finding(
    name="ruby-count",
    severity=Severity.ERROR,
    message="“{words}” has {signs}, and “ruby” gives {readings}",
    why="Readings parted by | belong to one character each, so that a line may end between them. With too many or too few "
    "of them, or with words in emphasis or links below, nobody can tell which belongs to which.",
    fix='give each character its reading, an empty one where it needs none ("た||もの"), or one reading for all the words',
)


def ruby_fault(phrase: Phrase) -> Iterator[Diagnostic]:
    """Yield what is wrong with the readings of a phrase. Findings: ruby-count."""
    given = readings(phrase.attributes.get("ruby"))
    if len(given) <= 1:
        return
    words = plain_text(phrase.children)
    plain, count = all(isinstance(node, Text) for node in phrase.children), len(signs(words))
    if not plain or count != len(given):
        characters = f"{count} character{'' if count == 1 else 's'}" if plain else "more than plain characters"
        yield RUBY_COUNT.at(
            phrase.attributes.span or phrase.span, words=words, signs=characters, readings=f"{len(given)} readings"
        )
