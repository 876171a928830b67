"""Pandoc's inlines into ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.cite.request import KEPT
from octavo.cite.rich_text import Ast
from octavo.diagnostics import Span
from octavo.model.attributes import Attributes
from octavo.model.nodes import (
    Code,
    Emphasis,
    HardBreak,
    Inline,
    InternalLink,
    Link,
    LinkRole,
    Markup,
    Phrase,
    Strikethrough,
    Strong,
    Text,
)
from octavo.model.walk import rewrite

_ENTRY = "#ref-"
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """Turns what the processor made for one place into inlines that bear that place's span."""

    span: Span
    entries: Mapping[str, str]
    """The processor's keys (``r0``), to the ids of references."""
    kept: tuple[Inline, ...]

    def inlines(self, made: Iterable[Ast]) -> tuple[Inline, ...]:
        """Return inlines, with neighbouring words joined into one text."""
        return _joined(new for ast in made for new in self._inline(ast))

    def _inline(self, ast: Ast) -> Iterator[Inline]:
        content = ast.get("c")
        match ast["t"]:
            case "Str":
                yield self._text(str(content))
            case "Space" | "SoftBreak":
                yield self._text(" ")
            case "LineBreak":
                yield HardBreak(span=self.span)
            case "Quoted":
                opening, closing = _QUOTES[ast["c"][0]["t"]]
                yield from (self._text(opening), *self.inlines(ast["c"][1]), self._text(closing))
            case "Span":
                yield from self._span(ast)
            case "Link":
                yield self._link(ast)
            case "Cite":
                yield from self.inlines(ast["c"][1])
            case "Code" | "Math" | "RawInline":
                yield Code(span=self.span, text=str(ast["c"][1]))
            case kind if isinstance(content, list):
                yield from self._styled(kind, self.inlines(content))
            case _:
                pass

    def _text(self, words: str) -> Text:
        return Text(span=self.span, text=words)

    def _styled(self, kind: str, children: tuple[Inline, ...]) -> Iterator[Inline]:
        match kind:
            case "Emph" | "Underline":
                yield Emphasis(span=self.span, children=children)
            case "Strong":
                yield Strong(span=self.span, children=children)
            case "Strikeout":
                yield Strikethrough(span=self.span, children=children)
            case "Superscript" | "Subscript":
                yield Markup(span=self.span, tag="sup" if kind == "Superscript" else "sub", children=children)
            case "SmallCaps":
                yield Phrase(span=self.span, children=children, attributes=Attributes(classes=("small-caps",)))
            case _:
                yield from children

    def _span(self, ast: Ast) -> Iterator[Inline]:
        (_, _, pairs), inside = ast["c"]
        kept = dict(pairs).get(KEPT)
        if kept is not None:
            yield self.kept[int(kept)]
        else:
            yield from self.inlines(inside)

    def _link(self, ast: Ast) -> Inline:
        _, inside, (target, _) = ast["c"]
        children = self.inlines(inside)
        entry = self.entries.get(str(target).removeprefix(_ENTRY)) if str(target).startswith(_ENTRY) else None
        if entry is not None:
            # No link inside a link: of an address in a full citation the words stay.
            children = _joined(rewrite(children, lambda node: node.children if isinstance(node, Link) else (node,)))
            return InternalLink(span=self.span, children=children, target=entry, role=LinkRole.REFERENCE)
        return Link(span=self.span, children=children, href=str(target))


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = replace(last, text=last.text + inline.text)
        elif not isinstance(inline, Text) or inline.text:
            joined.append(inline)
    return tuple(joined)
