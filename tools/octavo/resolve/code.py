"""Code: the language that a block names is bound to what knows its grammar, and its text is told apart.

Pygments' own lexers are taken and no plug-ins, so that a book comes out the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Literal, Name, Operator, _TokenType

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.suggest import did_you_mean, renamed
from octavo.model.code import CodeToken, TokenKind
from octavo.model.nodes import CodeBlock

UNKNOWN_CODE_LANGUAGE = Finding(
    name="unknown-code-language",
    severity=Severity.WARNING,
    message="“{language}” is no known language of code",
    why="Keywords, strings and comments of this block cannot be told apart: it is set plain.",
    fix="correct the name, or write “text” for what is in no language",
)

LONGEST, MOST_LINES = 16_000, 500
"""Characters and lines of a block that is told apart; a longer one is set plain."""
_UNREADABLE = re.compile(r"(\S)\1{119}|\s{120}|[^\n]{1000}")
"""A long run of one sign, or an endless line: some grammars take the cube of its length to go over it."""

_LINES_AND_ENDS = re.compile(r"[^\n]+|\n+")
_PLAIN_NAMES = frozenset({"text", "plain", "plaintext", "txt", "none"})

_KINDS = {
    Keyword: TokenKind.KEYWORD,
    Operator: TokenKind.OPERATOR,
    Operator.Word: TokenKind.KEYWORD,
    Name.Tag: TokenKind.KEYWORD,
    Name.Attribute: TokenKind.NAME,
    Name.Builtin: TokenKind.NAME,
    Name.Class: TokenKind.NAME,
    Name.Decorator: TokenKind.NAME,
    Name.Exception: TokenKind.NAME,
    Name.Function: TokenKind.NAME,
    Literal.String: TokenKind.STRING,
    Literal.Number: TokenKind.NUMBER,
    Literal.Date: TokenKind.NUMBER,
    Comment: TokenKind.COMMENT,
    Comment.Preproc: TokenKind.KEYWORD,
    Comment.PreprocFile: TokenKind.STRING,
    Generic.Heading: TokenKind.KEYWORD,
    Generic.Subheading: TokenKind.KEYWORD,
    Generic.Strong: TokenKind.KEYWORD,
    Generic.Prompt: TokenKind.PROMPT,
    Generic.Inserted: TokenKind.INSERTED,
    Generic.Deleted: TokenKind.DELETED,
}
"""Pygments' types → kinds; a type that is not here is of the kind of the one above it."""


@dataclass(frozen=True, slots=True)
class CodeBinder:
    """Tells code apart, block by block; ``diagnostics`` grows."""

    diagnostics: list[Diagnostic]

    def bind(self, block: CodeBlock) -> CodeBlock:
        """Return a block with its tokens, whose texts make up its own. Finding: ``unknown-code-language``."""
        name = block.language.lower()
        if not name or name in _PLAIN_NAMES:
            return block
        if name not in languages():
            hint = did_you_mean(name, languages())
            place = block.language_span or block.span
            repair = renamed(name, languages(), place) if block.language_span else None
            self.diagnostics.append(UNKNOWN_CODE_LANGUAGE.at(place, hint=hint, repair=repair, language=block.language))
            return block
        return replace(block, tokens=told_apart(block.text, name)) if _has_measure(block.text) else block


def _has_measure(text: str) -> bool:
    return len(text) <= LONGEST and text.count("\n") <= MOST_LINES and not _UNREADABLE.search(text)


@cache
def languages() -> frozenset[str]:
    """Return the names of all languages, in small letters."""
    return frozenset(alias.lower() for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


def told_apart(text: str, language: str) -> tuple[CodeToken, ...]:
    """Return the pieces of some code, neighbours of one kind joined; none where the grammar loses characters."""
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    tokens = tuple(_joined(_pieces(lexer, text)))
    return tokens if "".join(token.text for token in tokens) == text else ()


def _pieces(lexer: Lexer, text: str) -> Iterator[CodeToken]:
    """Yield the pieces of some code, none with the end of a line inside; blanks are plain."""
    for kind, value in lexer.get_tokens(text):
        for piece in _LINES_AND_ENDS.findall(value):
            yield CodeToken(_kind(kind) if piece.strip() else TokenKind.PLAIN, piece)


def _joined(tokens: Iterable[CodeToken]) -> Iterator[CodeToken]:
    for kind, run in groupby(tokens, key=lambda token: token.kind):
        yield CodeToken(kind, "".join(token.text for token in run))


def _kind(kind: _TokenType) -> TokenKind:
    up: _TokenType | None = kind
    while up is not None:
        if up in _KINDS:
            return _KINDS[up]
        up = up.parent
    return TokenKind.PLAIN
