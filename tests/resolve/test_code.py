"""Code: its language is known, its text is told apart, and nothing of it is lost."""

from __future__ import annotations

import pytest

from octavo.model.code import CodeToken, TokenKind
from octavo.model.nodes import CodeBlock
from octavo.resolve.code import LONGEST, MOST_LINES, languages, told_apart
from octavo.resolve.stage import resolve_book
from support.drafts import book, draft, problems

PYTHON = 'def name(a):  # said\n    """One.\n\n    Two."""\n    return a + 1\n'


def block(text: str) -> CodeBlock:
    """Return the only code block of a chapter."""
    (found,) = book(draft(f"# One\n\n{text}")).chapters[0].children
    assert isinstance(found, CodeBlock)
    return found


def test_code_is_told_apart() -> None:
    """Keywords, names, strings, numbers, operators and comments are of their kinds; the rest is plain."""
    kinds = [(token.kind.value, token.text) for token in block(f"```python\n{PYTHON}```\n").tokens if token.kind]
    assert kinds == [
        ("keyword", "def"),
        ("name", "name"),
        ("comment", "# said"),
        ("string", '"""One.'),
        ("string", '    Two."""'),
        ("keyword", "return"),
        ("operator", "+"),
        ("number", "1"),
    ]


@pytest.mark.parametrize(
    "language", ["python", "html", "c", "diff", "bash", "toml", "json", "console", "make", "cobol"]
)
def test_no_character_is_lost(language: str) -> None:
    """Tokens make up the text exactly: blanks at its ends, tabs, empty lines; and none holds a line's end but plain ones."""
    text = f"\n\n  {PYTHON}\t<a b='c'>\n+x\n$ ls -l\n\n"
    tokens = told_apart(text, language)
    assert "".join(token.text for token in tokens) == text
    assert [token for token in tokens if token.kind and ("\n" in token.text or not token.text.strip())] == []


@pytest.mark.parametrize("fence", ["```", "```text", "```Plain", "    "])
def test_code_in_no_language_is_plain(fence: str) -> None:
    """A block without a language, or in “text”, has no tokens, and nothing is said of it."""
    assert block(f"{fence}\nif 1\n```\n" if fence.strip() else "    if 1\n").tokens == ()


def test_an_unknown_language_is_reported() -> None:
    """unknown-code-language stands at the word, and names the one that was meant; the block is plain."""
    made = draft("# One\n\n```pyhton\nif 1\n```\n\n```Python\nif 1\n```\n")
    assert problems(made) == [
        "manuscript/01-one.md:3:4 unknown-code-language: “pyhton” is no known language of code | did you mean “python”?"
    ]
    outcome = resolve_book(made)
    assert outcome.value is not None
    first, second = outcome.value.chapters[0].children
    assert isinstance(first, CodeBlock)
    assert isinstance(second, CodeBlock)
    assert (first.tokens, second.tokens[0]) == ((), CodeToken(TokenKind.KEYWORD, "if"))


@pytest.mark.parametrize(
    "text",
    [
        "if 123456789 + 123456789 + 123456789\n" * (LONGEST // 36),
        "if\n" * MOST_LINES,
        "if\n" + "\n" * 120,
        "if " + "(" * 120 + "\n",
        "if " * 400 + "\n",
    ],
)
def test_code_without_measure_is_plain(text: str) -> None:
    """A block too long, and one with a run or a line that a grammar might take ages for, is not told apart."""
    assert block(f"```python\n{text}1\n```\n").tokens == ()


def test_code_of_some_measure_is_told_apart() -> None:
    """Pages of code, rules of dashes and long lines are."""
    text = f"# {'-' * 78}\nif {'a, ' * 300}\n" + "x = 123456789\n" * 480
    assert len(block(f"```python\n{text}```\n").tokens) > 1900


def test_languages_are_pygments_own() -> None:
    """The usual names are known, in small letters."""
    assert {"python", "py", "json", "c++", "html", "console", "diff"} <= languages()
    assert {name for name in languages() if name != name.lower()} == set()
