"""Markdown inside the fields of a YAML reading list, into the markup that CSL-JSON knows (``<i>``, ``<b>`` …).

Pandoc reads such fields as Markdown too. A star or underscore inside a word is left alone.
"""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"\[([^\[\]]+)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"\[([^\[\]]+)\]\{\.smallcaps\}"), r'<span style="font-variant:small-caps;">\1</span>'),
    (re.compile(r"(?<![\\\w*])\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\\w*])\*(?=\S)(.+?)(?<=[^\s\\])\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"(?<![\\\w_])_(?=\S)(.+?)(?<=[^\s\\])_(?![\w_])"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^]+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"\\([*_^\[\]\\])"), r"\1"),
)


def csl_markup(markdown: str) -> str:
    """Return the words of a field with their Markdown turned into CSL's markup; line ends become spaces."""
    words = " ".join(markdown.split())
    for pattern, replacement in _RULES:
        words = pattern.sub(replacement, words)
    return words
