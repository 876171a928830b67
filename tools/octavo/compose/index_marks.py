"""Index marks: what ``index="Main, sub"`` asks for, and the anchor it leaves in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.compose.ids import Ids
from octavo.diagnostics import Span
from octavo.model.index_entry import KEYS, index_levels
from octavo.model.nodes import Anchor, Inline, Phrase
from octavo.model.slugs import slug_or_digest
from octavo.model.walk import plain_text

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def levels(value: str) -> tuple[str, ...]:
    """Return the levels of an entry. Typography stops at attributes: the typed apostrophe within a word is set here."""
    return tuple(level for level in index_levels(_APOSTROPHE.sub("’", value)) if level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One index mark, as the edition meets it."""

    entry: tuple[str, ...]
    """The entry and subentries, never empty."""
    anchor: str
    """Id of the place; empty when the mark is a reference to other entries and nothing else."""
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    main: bool = False
    """Whether the place is the main one, set in bold."""
    span: Span

    @classmethod
    def of(cls, node: Phrase, document: str, ids: Ids) -> tuple[Mark, Anchor | None]:
        """Return the mark of a phrase and its anchor; a pure “see” has no place of its own."""
        own = node.attributes
        entry = levels(own.get("index")) or (plain_text(node.children).strip() or "?",)
        see, see_also = levels(own.get("index-see")), levels(own.get("index-see-also"))
        nowhere = bool(see) or (bool(see_also) and not node.children)
        anchor = "" if nowhere else ids.new(f"{document}-index-{slug_or_digest(' '.join(entry))}")
        mark = cls(
            entry=entry, anchor=anchor, see=see, see_also=see_also, main="index-main" in own.classes, span=node.span
        )
        return mark, Anchor(span=node.span, id=anchor) if anchor else None


def unmarked(node: Phrase, words: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the words of a mark without the mark; the phrase stays when it says something else, too."""
    own = node.attributes
    pairs = tuple((key, value) for key, value in own.pairs if key not in KEYS)
    classes = tuple(name for name in own.classes if name != "index-main")
    words = tuple(words)
    if not pairs and not classes and not own.id:
        return words
    return (replace(node, children=words, attributes=replace(own, pairs=pairs, classes=classes)),)
