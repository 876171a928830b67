"""What pandoc's citation processor is asked: a document of our citations, each in a paragraph of its own.

Pandoc's document as JSON: https://hackage.haskell.org/package/pandoc-types, Text.Pandoc.Definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from octavo.cite.reading_order import Place
from octavo.cite.rich_text import Ast, rich_words, words
from octavo.model import nodes
from octavo.model.nodes import Citation, CitationItem, Inline
from octavo.model.references import Reference

API_VERSION = [1, 23, 1]
KEPT = "octavo-kept"
"""Attribute of a span that stands for an inline of ours until the answer comes back."""
SEPARATOR = "octavo-separator"
"""Key of an entry that is cited where “ibid.” must not reach across, and never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The document, and what its placeholders stand for."""

    document: Ast
    answers: tuple[int, ...]
    """Index of each place's paragraph among the blocks."""
    kept: tuple[Inline, ...]


@dataclass(slots=True)
class _Keeper:
    """Inlines that pandoc need not understand."""

    kept: list[Inline] = field(default_factory=list)

    def inlines(self, inlines: Iterable[Inline]) -> list[Ast]:
        return [made for inline in inlines for made in self._made(inline)]

    def _made(self, inline: Inline) -> list[Ast]:
        match inline:
            case nodes.Text():
                return words(inline.text)
            case nodes.SoftBreak():
                return [{"t": "Space"}]
            case nodes.Emphasis():
                return [{"t": "Emph", "c": self.inlines(inline.children)}]
            case nodes.Strong():
                return [{"t": "Strong", "c": self.inlines(inline.children)}]
            case _:
                self.kept.append(inline)
                attributes = ["", [], [[KEPT, str(len(self.kept) - 1)]]]
                return [{"t": "Span", "c": [attributes, [{"t": "Str", "c": "⁂"}]]}]


def build_request(
    places: Sequence[Place], references: Sequence[Reference], *, language: str, separate: bool
) -> Request:
    """Return the request; ``separate`` for a note style, which may say “ibid.”.

    Entries go by number (``r0``), so that no key needs an escape.
    """
    numbers = {reference.key: f"r{index}" for index, reference in reversed(list(enumerate(references)))}
    keeper = _Keeper()
    blocks: list[Ast] = []
    answers: list[int] = []
    for place in places:
        if separate and place.apart:
            blocks.append(_paragraph(_cite([_item_of(SEPARATOR)])))
        answers.append(len(blocks))
        cite = _cite([_item(item, place, numbers, keeper, len(blocks) + 1) for item in place.citation.items])
        blocks.append(_in_note(cite) if place.in_note else _paragraph(cite))
    entries = [_entry(reference.csl, f"r{index}") for index, reference in enumerate(references)]
    if separate:
        entries.append(_entry({"type": "book", "title": SEPARATOR}, SEPARATOR))
    meta = {
        "lang": {"t": "MetaString", "c": language},
        "link-citations": {"t": "MetaBool", "c": True},
        "nocite": {"t": "MetaInlines", "c": [_cite([_item_of("*")])]},
        "references": {"t": "MetaList", "c": entries},
    }
    document = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}
    return Request(document=document, answers=tuple(answers), kept=tuple(keeper.kept))


def _paragraph(inline: Ast) -> Ast:
    return {"t": "Para", "c": [inline]}


def _in_note(cite: Ast) -> Ast:
    return _paragraph({"t": "Note", "c": [_paragraph(cite)]})


def _cite(items: list[Ast]) -> Ast:
    return {"t": "Cite", "c": [items, []]}


def _item_of(key: str, mode: str = "NormalCitation") -> Ast:
    return {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _item(item: CitationItem, place: Place, numbers: Mapping[str, str], keeper: _Keeper, note_number: int) -> Ast:
    suffix = keeper.inlines(item.suffix)
    if suffix:
        suffix = [*([{"t": "Str", "c": ","}] if _has_comma(item) else []), {"t": "Space"}, *suffix]
    return {
        **_item_of(numbers[item.key], _mode(item, place.citation)),
        "citationPrefix": keeper.inlines(item.prefix),
        "citationSuffix": suffix,
        "citationNoteNum": note_number,
    }


def _mode(item: CitationItem, citation: Citation) -> str:
    if item.suppress_author:
        return "SuppressAuthor"
    return "AuthorInText" if citation.in_text and item is citation.items[0] else "NormalCitation"


def _has_comma(item: CitationItem) -> bool:
    """Return whether a comma (or a bracket) stands between key and suffix in the source: more than one space does."""
    first = item.suffix[0].span
    return first.line != item.span.end_line or first.column - item.span.end_column != 1


def _entry(csl: Mapping[str, object], key: str) -> Ast:
    fields = {name: _meta(value) for name, value in csl.items() if name != "id"}
    return {"t": "MetaMap", "c": {"id": {"t": "MetaString", "c": key}, **fields}}


def _meta(value: object) -> Ast:
    """Return a value of CSL-JSON as pandoc's metadata; words with their markup."""
    match value:
        case bool():
            return {"t": "MetaBool", "c": value}
        case str():
            return {"t": "MetaInlines", "c": rich_words(value)}
        case list() | tuple():
            return {"t": "MetaList", "c": [_meta(item) for item in value]}
        case dict():
            return {"t": "MetaMap", "c": {str(name): _meta(item) for name, item in value.items()}}
        case _:
            return {"t": "MetaString", "c": str(value)}
