"""Citations set in among the words around them: what a note's number follows, and where a full stop is one too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast, get_args

from octavo.model import nodes
from octavo.model.nodes import Citation, Inline, Node, Text
from octavo.model.walk import CHILD_FIELDS

_N = TypeVar("_N", bound=Node)

_INLINES = frozenset(get_args(nodes.Inline))
_POINTS = re.compile(r"[.,;:!?…]+[’”\"']?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What a style makes of one citation."""

    words: tuple[Inline, ...] = ()
    """What stays in the sentence: all of it, or the author's name before a note."""
    note: tuple[Inline, ...] | None = None
    """The content of the note; None when there is none."""
    in_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settler:
    """Puts renderings in their places."""

    renderings: Mapping[Citation, Rendering]
    after_points: bool
    """Whether a note's number follows the punctuation (in English it does)."""

    def nodes(self, roots: tuple[_N, ...]) -> tuple[_N, ...]:
        """Return some nodes with their citations rendered."""
        if roots and type(roots[0]) in _INLINES:
            return cast("tuple[_N, ...]", self._inlines(cast("tuple[Inline, ...]", roots)))
        return tuple(self._node(root) for root in roots)

    def _node(self, node: _N) -> _N:
        changed: dict[str, object] = {}
        for name in CHILD_FIELDS.get(type(node), ()):
            old = getattr(node, name)
            new = self._field(old)
            if new is not old:
                changed[name] = new
        return replace(node, **changed) if changed else node  # type: ignore[arg-type]

    def _field(self, value: object) -> object:
        if not isinstance(value, tuple):
            return value
        if value and isinstance(value[0], tuple):
            several = tuple(self._field(item) for item in value)
            return value if _same(several, value) else several
        new = self.nodes(value)
        return value if _same(new, value) else new

    def _inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        waiting = list(reversed(inlines))
        while waiting:
            inline = waiting.pop()
            if not isinstance(inline, Citation):
                made.append(self._node(inline))
                continue
            rendering = self.renderings.get(inline)
            if rendering is None:
                made.append(inline)
            elif rendering.note is None:
                made.extend(_set(inline, rendering, made, follows=bool(waiting)))
            else:
                _noted(inline, rendering, made, waiting, after_points=self.after_points)
        return tuple(made)


def _same(new: Iterable[object], old: tuple[object, ...]) -> bool:
    listed = tuple(new)
    return len(listed) == len(old) and all(a is b for a, b in zip(listed, old, strict=True))


def _set(citation: Citation, rendering: Rendering, made: list[Inline], *, follows: bool) -> tuple[Inline, ...]:
    """Return a citation that stands in the sentence, or in a note, where more words make its full stop one too many."""
    words = rendering.words
    if rendering.in_note and follows:
        words = _without_stop(words)
    if words and isinstance(words[0], nodes.Markup) and words[0].tag == "sup":
        _strip_space(made)
    return (replace(citation, rendered=words),)


def _without_stop(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    last = words[-1] if words else None
    if not isinstance(last, Text) or not last.text.endswith("."):
        return words
    bare = last.text[:-1]
    return (*words[:-1], replace(last, text=bare)) if bare else words[:-1]


def _strip_space(made: list[Inline]) -> None:
    """Take the space off before a raised number."""
    while made and isinstance(made[-1], nodes.SoftBreak):
        made.pop()
    last = made[-1] if made else None
    if isinstance(last, Text) and last.text.rstrip(" ") != last.text:
        kept = len(last.text.rstrip(" "))
        made[-1:] = [last.part(0, kept)] if kept else []


def _noted(
    citation: Citation, rendering: Rendering, made: list[Inline], waiting: list[Inline], *, after_points: bool
) -> None:
    """Put a citation into a note: the author's name stays, the space goes, and points of the sentence come first."""
    if rendering.words:
        made.append(replace(citation, items=citation.items[:1], rendered=rendering.words))
    else:
        _strip_space(made)
    following = waiting[-1] if waiting else None
    if after_points and isinstance(following, Text) and (points := _POINTS.match(following.text)) is not None:
        waiting.pop()
        made.append(following.part(0, points.end()))
        if points.end() < len(following.text):
            waiting.append(following.part(points.end(), len(following.text)))
    made.append(replace(citation, rendered=rendering.note or (), note=True))
