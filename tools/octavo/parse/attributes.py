"""The grammar of braces: ``{#id .class key="value"}`` as pandoc writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.diagnostics import Diagnostic, Finding, Related, Severity
from octavo.model.attributes import Attributes
from octavo.parse.source import Content

MALFORMED_ATTRIBUTES = Finding(
    name="malformed-attributes",
    severity=Severity.ERROR,
    message="the attributes “{braces}” cannot be read",
    why="An id, a class or a language that is not understood would be printed as text, or be missing without a word.",
    fix='write {#id .class key="value"}; quote a value that holds more than letters, digits and _ : -',
)
DUPLICATE_ATTRIBUTE = Finding(
    name="duplicate-attribute",
    severity=Severity.ERROR,
    message="“{key}” is given twice",
    why="An element has one id and one value for each key; the other would be lost.",
    fix="remove one of the two",
)

_ITEM = re.compile(
    r"""\s*(?:
      \#(?P<id>[^\s{}\#.="'<>`]+)
    | \.(?P<class>[^\s{}\#.="'<>`]+)
    | (?P<unnumbered>-)(?=[\s}])
    | (?P<key>[A-Za-z_:][\w:.-]*)=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[\w:-]+))(?=[\s}])
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_MEANT = re.compile(r"\{\s*(?:[#.][A-Za-z_][\w-]*(?=[\s}#.])|[A-Za-z_][\w:.-]*\s*=)")
_REST = re.compile(r"""(?:[^"'{}\n]|"[^"\n]*"|'[^'\n]*'|["'])*\}?""")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE_VALUE = re.compile(r"([A-Za-z_:][\w:.-]*)=([^\s\"'}]+)")


@dataclass(frozen=True, slots=True)
class Braces:
    """Attributes read from a text, and where each of their values stands in it."""

    attributes: Attributes
    start: int
    end: int
    values: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Offsets of the values between their quotes, by key."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Reading:
    """Attributes while they are read."""

    content: Content
    identifier: tuple[str, int, int] | None = None
    classes: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if match["id"]:
            self._take_id(match["id"], *match.span("id"))
        elif match["class"]:
            self.classes.append(match["class"])
        elif match["unnumbered"]:
            self.classes.append("unnumbered")
        elif kind:
            self._take_pair(match["key"], match[kind], match.span(kind), quoted=kind != "bare")

    def _take_id(self, name: str, start: int, end: int) -> None:
        if self.identifier:
            self._duplicate("#", (start, end), self.identifier[1:])
            return
        self.identifier = (name, start, end)

    def _take_pair(self, key: str, value: str, place: tuple[int, int], *, quoted: bool) -> None:
        if key in self.values:
            self._duplicate(key, place, self.values[key])
            return
        self.values[key] = place
        self.pairs[key] = _ESCAPE.sub(r"\1", value) if quoted else value

    def _duplicate(self, key: str, second: tuple[int, int], first: tuple[int, int]) -> None:
        related = (Related("given first here", self.content.span(*first)),)
        self.diagnostics.append(DUPLICATE_ATTRIBUTE.at(self.content.span(*second), related=related, key=key))

    def braces(self, start: int, end: int) -> Braces:
        attributes = Attributes(
            id=self.identifier[0] if self.identifier else "",
            classes=tuple(self.classes),
            pairs=tuple(self.pairs.items()),
            span=self.content.span(start, end),
        )
        return Braces(attributes, start, end, self.values, tuple(self.diagnostics))


def read_braces(content: Content, start: int) -> Braces | None:
    """Return the attributes whose brace opens at an offset, or None when it opens no attributes.

    Braces that were clearly meant as attributes but cannot be read give empty ones, with malformed-attributes.
    """
    text = content.text
    if not text.startswith("{", start):
        return None
    reading = _Reading(content)
    at = start + 1
    for match in _items(text, at):
        reading.take(match)
        at = match.end()
    end = _END.match(text, at)
    if end:
        return reading.braces(start, end.end())
    return _malformed(content, start)


def _items(text: str, at: int) -> Iterator[re.Match[str]]:
    while match := _ITEM.match(text, at):
        yield match
        at = match.end()


def _malformed(content: Content, start: int) -> Braces | None:
    if not _MEANT.match(content.text, start):
        return None
    rest = _REST.match(content.text, start + 1)
    end = rest.end() if rest else start + 1
    span = content.span(start, end)
    words = content.text[start:end]
    diagnostic = MALFORMED_ATTRIBUTES.at(span, hint=_hint(words), braces=words)
    return Braces(Attributes(span=span), start, end, {}, (diagnostic,))


def _hint(words: str) -> str:
    if not words.endswith("}"):
        return "close the attributes with }"
    for match in _BARE_VALUE.finditer(words):
        if not re.fullmatch(r"[\w:-]+", match[2]):
            return f'quote the value: {match[1]}="{match[2]}"'
    return ""


def trailing_braces(content: Content, start: int, end: int) -> Braces | None:
    """Return the attributes that end a line (a heading, a term, a caption), parted from its words by a space.

    Braces close to ``]``, ``)``, a code span or an autolink belong to these instead.
    """
    text = content.text
    if end <= start or text[end - 1] != "}":
        return None
    at = text.rfind("{", start, end)
    while at >= start:
        if at == start or text[at - 1] not in "])`>\\{":
            braces = read_braces(content, at)
            if braces and braces.end == end:
                return braces
        at = text.rfind("{", start, at) if at > start else -1
    return None
