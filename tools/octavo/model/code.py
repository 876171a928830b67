"""Code, told apart: what each piece of a code block is, whatever its language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a piece of code is: few kinds, known to every stylesheet by their names as classes."""

    PLAIN = ""
    KEYWORD = "keyword"
    NAME = "name"
    """A name where it is defined, or one that the language itself gives."""
    STRING = "string"
    NUMBER = "number"
    OPERATOR = "operator"
    COMMENT = "comment"
    PROMPT = "prompt"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class CodeToken:
    """A piece of code. It never runs on to a second line: a line's end is a plain piece, or ends one."""

    kind: TokenKind
    text: str
