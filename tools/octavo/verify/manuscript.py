"""From a place in an EPUB back to the manuscript that it was made of.

The book is written again with the source's places in the tree, and the two trees are laid side by side: nothing in the
file has to say where it came from.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from octavo.diagnostics import Diagnostic, Related, Span
from octavo.verify.element_places import element_places
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import PAGE_BREAKS, XHTML, types_of

Origins = Mapping[str, tuple[tuple[str, str], ...]]
"""Document (its path from the package's folder) → (element's name, place in the manuscript as ``path:line``, perhaps
empty) of ``html``, of ``body`` and of all elements in it, in document order."""

_LEAST_ALIKE = 0.5


def in_manuscript(diagnostics: Iterable[Diagnostic], epub: EpubFile, origins: Origins) -> tuple[Diagnostic, ...]:
    """Return diagnostics with those on an EPUB's documents moved to the manuscript; the place in the file is kept beside."""
    made: dict[str, tuple[str, ...]] = {}
    folder = posixpath.dirname(epub.package)
    for name, known in origins.items():
        path = posixpath.join(folder, name)
        if path in epub.trees:
            made[path] = _origins_of(epub.trees[path], known)
    return tuple(_moved(diagnostic, epub, made) for diagnostic in diagnostics)


def _moved(diagnostic: Diagnostic, epub: EpubFile, made: Mapping[str, tuple[str, ...]]) -> Diagnostic:
    span = diagnostic.span
    if span is None or not span.path.startswith(f"{epub.name}/"):
        return diagnostic
    path = span.path.removeprefix(f"{epub.name}/")
    places = made.get(path, ())
    index = bisect_right(element_places(epub.data[path]), (span.line, span.column)) - 1 if places else -1
    file, _, line = (places[index] if 0 <= index < len(places) else "").rpartition(":")
    if not file:
        return diagnostic
    place = Span(file, int(line), 1, int(line), 2)
    return replace(diagnostic, span=place, related=(*diagnostic.related, Related("in the file", span)))


def _origins_of(root: Any, known: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the manuscript's place of each element; of one that has no counterpart that of the element around it.

    The two are compared from both ends: what was changed in between has none, and neither has another book's document.
    Marks of pages come from the print edition, which is not laid out again, those of sentences are Kobo's, and the head
    holds nothing of the author's.
    """
    body = root.find(f"{XHTML}body")
    elements = [root, *([] if body is None else body.iter("*"))]
    elements = [element for element in elements if types_of(element).isdisjoint(PAGE_BREAKS) and not _is_kobos(element)]
    matched = _matched(elements, known)
    if len(matched) < _LEAST_ALIKE * max(len(elements), len(known)):
        return ()
    places = dict(matched)
    return tuple(
        next(places[one] for one in (element, *element.iterancestors()) if one in places) for element in root.iter("*")
    )


def _is_kobos(element: Any) -> bool:
    """Return whether an element is one of those that Kobo's form of a document wraps around text."""
    return element.get("class") in {"koboSpan", "book-columns", "book-inner"}


def _matched(elements: list[Any], known: tuple[tuple[str, str], ...]) -> list[tuple[Any, str]]:
    """Return elements with their places, as far as the names agree; all, when as many are between two that agree."""
    pairs = [(element, place) for element, (_, place) in zip(elements, known, strict=False)]
    head = _alike(zip(elements, known, strict=False))
    tail = min(len(pairs) - head, _alike(zip(reversed(elements), reversed(known), strict=False)))
    if len(elements) == len(known) and head + tail > _LEAST_ALIKE * len(known):
        return pairs
    ends = zip(elements[len(elements) - tail :], known[len(known) - tail :], strict=True)
    return [*pairs[:head], *((element, place) for element, (_, place) in ends)]


def _alike(pairs: Iterable[tuple[Any, tuple[str, str]]]) -> int:
    """Return how many pairs, from the first on, are elements of the same name."""
    return sum(1 for _ in takewhile(lambda pair: pair[0].tag == pair[1][0], pairs))
