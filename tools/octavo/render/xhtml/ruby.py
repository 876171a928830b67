"""Words with readings over them.

EPUBs have HTML's own ruby, with brackets for readers that know none. The layout engine knows none: there each pair is a
``ruby`` of its own, of ``rb`` and ``rt``, which styles/print.css puts over each other; a pair is as wide as the wider of the two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from octavo.model.nodes import Phrase, Text
from octavo.model.ruby import readings, signs
from octavo.model.walk import plain_text
from octavo.render.xhtml.elements import Piece, element

_SHARE = 0.42
"""The size of a reading, in parts of that of the words."""
_NARROW = 0.55
"""Width of a letter that is no full-width one, in parts of its size; more than most have."""


def write_ruby(phrase: Phrase, words: Iterable[Piece], attributes: dict[str, str | None], *, epub: bool) -> Piece:
    """Return a phrase with the readings over its words."""
    made = _pairs(phrase, words)
    if epub:
        return element("ruby", attributes, [piece for below, _, said in made for piece in _marked_up(below, said)])
    return element(
        "span", attributes, [piece for below, plain, said in made for piece in _laid_out(below, plain, said)]
    )


def _pairs(phrase: Phrase, words: Iterable[Piece]) -> tuple[tuple[tuple[Piece, ...], str, str], ...]:
    """Return what stands below, its plain text and its reading, for each pair of a phrase.

    Words that became more than characters (a term, say, is a link) have the readings of all together.
    """
    given, plain = readings(phrase.attributes.get("ruby")), plain_text(phrase.children)
    apart = signs(plain)
    if len(given) == len(apart) and all(isinstance(node, Text) for node in phrase.children):
        return tuple(((sign,), sign, said) for sign, said in zip(apart, given, strict=True))
    return ((tuple(words), plain, "".join(given)),)


def _marked_up(below: tuple[Piece, ...], said: str) -> Iterator[Piece]:
    yield from below
    if said:
        yield element("rp", None, ["("])
    yield element("rt", None, [said])
    if said:
        yield element("rp", None, [")"])


def _laid_out(below: tuple[Piece, ...], plain: str, said: str) -> Iterator[Piece]:
    if not said:
        yield from below
        return
    room = _SHARE * _width(said)
    style = f"min-width: {room:.2f}em" if room > _width(plain) else None
    yield element("ruby", {"style": style}, [element("rb", None, below), element("rt", None, [said])])


def _width(text: str) -> float:
    """Return about how wide a text is, in parts of its size."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else _NARROW for char in text)
