"""The subset of raw HTML that a manuscript may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.model.attributes import NONE, Attributes

RAW_HTML = Finding(
    name="raw-html",
    severity=Severity.ERROR,
    message="the raw HTML “{tag}” cannot go into a book",
    why="The same text becomes paper, a tagged PDF and an EPUB; HTML beyond a small, safe set means something in only "
    "one of them.",
    fix="say it in Markdown, or leave it out",
)
RAW_HTML_ATTRIBUTE = Finding(
    name="raw-html-attribute",
    severity=Severity.ERROR,
    message="the attribute “{name}” of “<{tag}>” cannot go into a book",
    why="Scripts, styles and links hidden in raw HTML would work in one edition and break another.",
    fix="remove it: title, lang, class, id, dir, datetime and cite are taken",
)
UNCLOSED_TAG = Finding(
    name="unclosed-tag",
    severity=Severity.ERROR,
    message="“<{tag}>” is not closed",
    why="Without its end, nobody can tell how far the element reaches.",
    fix="write the closing tag, in the same paragraph and inside the same emphasis or link",
)
UNOPENED_TAG = Finding(
    name="unopened-tag",
    severity=Severity.ERROR,
    message="“</{tag}>” closes nothing",
    why="A closing tag without its beginning is a slip of the pen, or the two lie in different paragraphs.",
    fix="write the opening tag before it, in the same paragraph and inside the same emphasis or link",
)

INLINE_TAGS = frozenset({"br", "sub", "sup", "kbd", "abbr", "small", "cite", "q", "mark", "ins", "del"})
_SAFE_ATTRIBUTES = frozenset({"title", "lang", "dir", "datetime", "cite"})
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s+([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL)

_MARKDOWN_WAYS = {
    "a": "write a link: [words](https://example.org)",
    "b": "write **words** for strong emphasis",
    "strong": "write **words** for strong emphasis",
    "i": "write *words* for emphasis",
    "em": "write *words* for emphasis",
    "img": "write a picture: ![description](images/picture.png)",
    "div": "write a fenced div: ::: {.class} before the blocks, ::: after them",
    "section": "write a fenced div: ::: {.class} before the blocks, ::: after them",
    "aside": "write a fenced div: ::: {.class} before the blocks, ::: after them",
    "center": "write a fenced div with a class of your own: ::: {.class} … :::",
    "span": "write [words]{.class}",
    "u": "write [words]{.class} and let a style sheet underline it",
    "font": "write [words]{.class} and let a style sheet set it",
    "p": "leave an empty line between paragraphs; a line {.class} above one gives it a class",
    "hr": "write *** on a line of its own for a scene break",
    "table": "write a Markdown table, with “Table: caption” before it",
    "ul": "write a list: lines that begin with “- ”",
    "ol": "write a list: lines that begin with “1. ”",
    "li": "write a list: lines that begin with “- ”",
    "blockquote": "begin the lines of a quotation with “> ”",
    "code": "write `code` between backticks",
    "pre": "write a code block: ``` on the lines before and after",
    "s": "write ~~words~~ for deleted words",
    "strike": "write ~~words~~ for deleted words",
    "figure": 'write a picture with a caption: ![description](images/picture.png "Caption")',
    "h1": "write # before the title",
    "h2": "write ## before a heading",
    "h3": "write ### before a heading",
    "summary": "write it as the first thing inside <details>",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the subset."""

    name: str
    closing: bool
    attributes: Attributes
    diagnostics: tuple[Diagnostic, ...]


def read_tag(text: str, span: Span) -> Tag | Diagnostic | None:
    """Return an inline tag of the subset, a diagnostic for anything else, or None for a comment."""
    if text.startswith("<!--"):
        return None
    match = TAG_NAME.match(text)
    name = match[1].lower() if match else ""
    if match is None or name not in INLINE_TAGS:
        return raw_html(text, span)
    if text.startswith("</"):
        return Tag(name, True, NONE, ())  # noqa: FBT003 - the fields say it
    attributes, diagnostics = read_attributes(text, name, match.end(), span)
    return Tag(name, False, attributes, diagnostics)  # noqa: FBT003 - the fields say it


def raw_html(text: str, span: Span) -> Diagnostic:
    """Return the finding for HTML outside the subset, with the Markdown way to say it."""
    match = TAG_NAME.match(text)
    shown = text.strip().split("\n", 1)[0]
    return RAW_HTML.at(span, hint=_MARKDOWN_WAYS.get(match[1].lower(), "") if match else "", tag=_shortened(shown))


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def read_attributes(text: str, name: str, at: int, span: Span) -> tuple[Attributes, tuple[Diagnostic, ...]]:
    """Return the safe attributes of a tag, and a diagnostic for each other one."""
    pairs: dict[str, str] = {}
    diagnostics = []
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        key = match[1].lower()
        if key in _SAFE_ATTRIBUTES or key in {"id", "class"}:
            pairs.setdefault(key, next((v for v in match.groups()[1:] if v is not None), ""))
        else:
            diagnostics.append(RAW_HTML_ATTRIBUTE.at(span, name=match[1], tag=name))
    identifier, classes = pairs.pop("id", ""), tuple(pairs.pop("class", "").split())
    attributes = Attributes(id=identifier, classes=classes, pairs=tuple(pairs.items()), span=span)
    return (attributes if identifier or classes or pairs else NONE), tuple(diagnostics)
