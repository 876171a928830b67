"""The markup of CSL-JSON (``<i>``, ``<b>``, ``<sup>`` …) into the inlines of pandoc's document.

https://docs.citationstyles.org/en/stable/specification.html, appendix “Rich text”; quotation marks become quotations, so
that a style can set those inside others as its language wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Ast = dict[str, Any]
"""A node of pandoc's document: ``{"t": type, "c": content}``."""

_EMPTY_ATTRIBUTES = ["", [], []]
_NO_CASE = ["", ["nocase"], []]

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>i|b|sup|sub|sc|span)\b(?P<attributes>[^<>]*)>|(?P<quote>[\"“”])")
_SPACE = re.compile(r"([ \t\r\n]+)")
_KINDS = {"i": "Emph", "b": "Strong", "sup": "Superscript", "sub": "Subscript", "sc": "SmallCaps"}


def words(text: str) -> list[Ast]:
    """Return some plain words as pandoc has them: strings, with spaces apart. No-break spaces stay in their string."""
    return [
        {"t": "Space"} if piece.isspace() and piece.strip(" \t\r\n") == "" else {"t": "Str", "c": piece}
        for piece in _SPACE.split(text)
        if piece
    ]


def rich_words(text: str) -> list[Ast]:
    """Return the words of a field with its markup; a tag or a quotation mark without its fellow stays a character."""
    return _Parser(text).inlines()


class _Parser:
    """Reads one field; only tags and marks that have a fellow count."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("'", "’")
        self._raw = text
        self._pairs = dict(_pairs(text))

    def inlines(self) -> list[Ast]:
        return self._between(0, len(self._text))

    def _between(self, start: int, end: int) -> list[Ast]:
        made: list[Ast] = []
        at = start
        while True:
            opening = next((m for m in _TOKEN.finditer(self._raw, at, end) if m.start() in self._pairs), None)
            if opening is None:
                return [*made, *words(self._text[at:end])]
            closing = self._pairs[opening.start()]
            made.extend(words(self._text[at : opening.start()]))
            made.append(_wrapped(opening, self._between(opening.end(), closing.start())))
            at = closing.end()


def _pairs(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where something opens, and the match that closes it."""
    stack: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        names = [_name(opened) for opened in stack]
        closes = bool(token["close"]) or token["quote"] == "”" or (token["quote"] == '"' and '"' in names)
        if not closes:
            stack.append(token)
        elif _name(token) in names:
            while _name(stack[-1]) != _name(token):
                stack.pop()
            yield stack.pop().start(), token


def _name(token: re.Match[str]) -> str:
    return token["tag"] or ('"' if token["quote"] == '"' else "“")


def _wrapped(opening: re.Match[str], inside: list[Ast]) -> Ast:
    if opening["quote"]:
        return {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inside]}
    if opening["tag"] != "span":
        return {"t": _KINDS[opening["tag"]], "c": inside}
    attributes = opening["attributes"]
    if "small-caps" in attributes:
        return {"t": "SmallCaps", "c": inside}
    return {"t": "Span", "c": [_NO_CASE if "nocase" in attributes else _EMPTY_ATTRIBUTES, inside]}
