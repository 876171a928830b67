"""The first words of a chapter: set in small capitals (lead-in), and their first letter over several lines (drop cap).

A drop cap needs an element of its own where pages are laid out, for no engine there places ``::first-letter``::

    p > span.drop-word > span.drop-cap > [span.drop-quote ““”] span.drop-letter “I”
                         span.lead-in “n”                                             ends the word that is read out
        span.lead-in “ the beginning”

In an EPUB the word stays whole, and the paragraph bears the class ``drop-cap``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.config import Matter
from octavo.model.nodes import Block, Inline, Text
from octavo.model.publication import ContentDocument
from octavo.model.walk import plain_text

_LETTERS_A_LINE = 60
"""About so many stand on a line of a book: shorter paragraphs would not fill the lines beside a drop cap."""
_PLAIN = frozenset({"part"})
_START = re.compile(r"(?P<quote>[“”„‘’‚«»‹›\"'¿¡–—\u202f ]*)(?P<letter>(?:IJ|\w)[\u0300-\u036f]*)")
_WORD = re.compile(r"\s*\S+")
_PAUSE = re.compile(r"[.,;:!?…—–”»]$")
_OPENS = re.compile(r"\s*[“„«‘‚‹(\[–—]")
_END = ".,;:!?…—–”» \u00a0\u202f"


class OpeningWords(StrEnum):
    """How a chapter begins."""

    PLAIN = "plain"
    LEAD_IN = "lead-in"
    DROP_CAP = "drop-cap"
    DROP_CAP_LEAD_IN = "drop-cap-lead-in"

    @property
    def drops(self) -> bool:
        """Whether the first letter is set over several lines."""
        return self in {OpeningWords.DROP_CAP, OpeningWords.DROP_CAP_LEAD_IN}

    @property
    def leads_in(self) -> bool:
        """Whether the first words are set in small capitals."""
        return self in {OpeningWords.LEAD_IN, OpeningWords.DROP_CAP_LEAD_IN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a theme wants of the first paragraph of chapters."""

    words: OpeningWords = OpeningWords.PLAIN
    lead_in: int = 4
    """How many words at most are set in small capitals."""
    lines: int = 3
    """How many lines a drop cap takes."""
    tails: str = ""
    """Capitals that reach below the base line in the theme's face, and so into one line more."""


PLAIN = Opening()


def opened(document: ContentDocument, opening: Opening, *, epub: bool) -> tuple[Block, ...]:
    """Return the blocks of a document, the first paragraph of a chapter's text as the theme wants it.

    It stays as it is when it begins with anything but words in letters that have capitals, when the author marked its
    beginning (``.lead-in``) or wants it plain (``.plain``), and when it is too short.
    """
    blocks = document.children
    at = _first_paragraph(document) if opening.words is not OpeningWords.PLAIN else None
    if at is None:
        return blocks
    first = blocks[at]
    if not isinstance(first, nodes.Paragraph) or "plain" in first.attributes.classes:
        return blocks
    return (*blocks[:at], _opened(first, opening, epub=epub), *blocks[at + 1 :])


def _first_paragraph(document: ContentDocument) -> int | None:
    """Return which block begins the text of a chapter: the one behind its epigraphs."""
    if document.matter is not Matter.BODY or document.role in _PLAIN or not document.title:
        return None
    return next((at for at, block in enumerate(document.children) if not _is_epigraph(block)), None)


def _is_epigraph(block: Block) -> bool:
    return isinstance(block, nodes.Division) and "epigraph" in block.attributes.classes


def _opened(paragraph: nodes.Paragraph, opening: Opening, *, epub: bool) -> nodes.Paragraph:
    marks, first, others = _first_words(paragraph.children, opening.lead_in)
    start = _START.match(first.text) if first else None
    length = len(plain_text(paragraph.children))
    if first is None or start is None or not _is_capital(start["letter"]) or length < _LETTERS_A_LINE:
        return paragraph
    end = _lead_in_end(first.text, opening.lead_in) if opening.words.leads_in else 0
    drops = opening.words.drops and length >= _LETTERS_A_LINE * opening.lines
    if drops and epub:
        classes = (*paragraph.attributes.classes, "drop-cap")
        paragraph = replace(paragraph, attributes=replace(paragraph.attributes, classes=classes))
    head = _dropped(first, start, end, opening.tails) if drops and not epub else _lead_in(first, 0, end)
    begun = max(end, _word_end(first.text, start)) if drops and not epub else end
    rest = (first.part(begun, len(first.text)),) if begun < len(first.text) else ()
    return replace(paragraph, children=(*marks, *head, *rest, *others))


def _first_words(inlines: Sequence[Inline], words: int) -> tuple[Sequence[Inline], Text | None, Sequence[Inline]]:
    """Return the index marks among so many first words, those words and more as one text, and what follows it.

    Readers see no such marks, so marks must not decide how a chapter begins. The text is None when something else
    than text comes first.
    """
    marks: list[Inline] = []
    first: Text | None = None
    rest = list(inlines)
    while rest and (first is None or len(first.text.split()) < words):
        match rest[0]:
            case nodes.Anchor():
                marks.append(rest.pop(0))
            case nodes.Phrase(attributes=attributes, children=children) if attributes == NONE:
                rest[:1] = children
            case Text() as text:
                first = first.joined(text) if first else text
                del rest[0]
            case _:
                break
    return marks, first, rest


def _is_capital(letter: str) -> bool:
    return letter[0].isupper() and unicodedata.category(letter[0]) == "Lu"


def _lead_in_end(text: str, words: int) -> int:
    """Return where the words in small capitals end: after so many of them, or where the sentence pauses.

    One word that a link or a note follows is left alone.
    """
    end = number = 0
    for word in _WORD.finditer(text):
        if number > 1 and _OPENS.match(word[0]):
            break
        end, number = word.end(), number + 1
        if number == words or (number > 1 and _PAUSE.search(word[0])):
            break
    return len(text[:end].rstrip(_END)) if number > 1 or words == 1 else 0


def _word_end(text: str, start: re.Match[str]) -> int:
    """Return where the word of a drop cap ends, the next one included when it is a word of one letter."""
    word = _WORD.match(text, start.end())
    return word.end() if word else start.end()


def _dropped(text: Text, start: re.Match[str], end: int, tails: str) -> tuple[Inline, ...]:
    stop = _word_end(text.text, start)
    quote = _phrase(text, *start.span("quote"), "drop-quote")
    capital = nodes.Phrase(
        span=text.span,
        children=(*quote, *_phrase(text, *start.span("letter"), "drop-letter")),
        attributes=Attributes(classes=("drop-cap", "tailed") if start["letter"][0] in tails else ("drop-cap",)),
    )
    led = _lead_in(text, start.end(), min(stop, end) if end else 0)
    plain = _part(text, max(start.end(), min(stop, end)), stop)
    word = nodes.Phrase(span=text.span, children=(capital, *led, *plain), attributes=Attributes(classes=("drop-word",)))
    return (word, *_lead_in(text, stop, end))


def _lead_in(text: Text, start: int, end: int) -> Sequence[Inline]:
    return _phrase(text, start, end, "lead-in")


def _phrase(text: Text, start: int, end: int, name: str) -> tuple[Inline, ...]:
    inside = _part(text, start, end)
    return (
        (nodes.Phrase(span=inside[0].span, children=inside, attributes=Attributes(classes=(name,))),) if inside else ()
    )


def _part(text: Text, start: int, end: int) -> tuple[Text, ...]:
    return (text.part(start, end),) if start < end else ()
