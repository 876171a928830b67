"""Two texts of one document, print's and the EPUB's, laid side by side.

They come from the same manuscript and differ in what one edition alone has: content of some editions, words about pages,
numbers. Equal blocks are matched first, then words within what is left, so that every word of one finds itself in the
other, or the next word that both have. The way is that of the patience diff (Bram Cohen's): what stands once in both
texts is matched first, which takes little time however long they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from octavo.render.running_text import characters, seen, words

_Run = tuple[int, int, int]
"""Parts that two sequences share: where they begin in each, and how many there are."""

_WIDTHS = (1, 4, 16)
"""How many parts in a row are looked for, one after the other, until some stand once in both sequences."""

_SMALL = 250_000
"""How many pairs of parts may be compared where none stands once in both."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that both texts have, counted in each without white space."""

    theirs: int
    ours: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretches that two texts share, in order."""

    stretches: tuple[Stretch, ...]

    def find(self, offset: int) -> tuple[int, int] | None:
        """Return the first shared character from an offset of their text on: (its offset there, its offset in ours)."""
        at = bisect_right(self.stretches, offset, key=lambda stretch: stretch.theirs + stretch.length)
        if at == len(self.stretches):
            return None
        stretch = self.stretches[at]
        inside = max(0, offset - stretch.theirs)
        return stretch.theirs + inside, stretch.ours + inside


def align(theirs: Sequence[str], ours: Sequence[str]) -> Alignment:
    """Return what two texts share, each given as its blocks."""
    their_keys, our_keys = ([seen(block) for block in blocks] for blocks in (theirs, ours))
    their_starts, our_starts = _starts(their_keys), _starts(our_keys)
    stretches: list[Stretch] = []
    a = b = 0
    for i, j, count in (*shared(their_keys, our_keys), (len(theirs), len(ours), 0)):
        stretches += _by_word(theirs[a:i], ours[b:j], their_starts[a], our_starts[b])
        a, b = i + count, j + count
        stretches.append(Stretch(their_starts[i], our_starts[j], their_starts[a] - their_starts[i]))
    return Alignment(tuple(stretch for stretch in stretches if stretch.length))


def _by_word(theirs: Iterable[str], ours: Iterable[str], their_start: int, our_start: int) -> Iterator[Stretch]:
    their_words, our_words = ([word for block in blocks for word in words(block)] for blocks in (theirs, ours))
    their_starts, our_starts = _starts(their_words), _starts(our_words)
    for i, j, count in shared(their_words, our_words):
        length = their_starts[i + count] - their_starts[i]
        yield Stretch(their_start + their_starts[i], our_start + our_starts[j], length)


def _starts(parts: Sequence[str]) -> list[int]:
    return list(accumulate(map(characters, parts), initial=0))


def shared(theirs: Sequence[str], ours: Sequence[str], a: int = 0, b: int = 0) -> Iterator[_Run]:
    """Yield the runs that two sequences share, in order; ``a`` and ``b`` are added to their places."""
    shorter = min(len(theirs), len(ours))
    head = next((i for i in range(shorter) if theirs[i] != ours[i]), shorter)
    tail = next((i for i in range(shorter - head) if theirs[-1 - i] != ours[-1 - i]), shorter - head)
    if head:
        yield a, b, head
    yield from _between(theirs[head : len(theirs) - tail], ours[head : len(ours) - tail], a + head, b + head)
    if tail:
        yield a + len(theirs) - tail, b + len(ours) - tail, tail


def _between(theirs: Sequence[str], ours: Sequence[str], a: int, b: int) -> Iterator[_Run]:
    """Yield the runs of two sequences that neither begin nor end alike."""
    anchors = _anchors(theirs, ours)
    if not anchors and len(theirs) * len(ours) <= _SMALL:
        matches = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
        yield from ((a + match.a, b + match.b, match.size) for match in matches if match.size)
    elif anchors:
        i = j = 0
        for next_i, next_j in anchors:
            if next_i < i or next_j < j:
                continue  # within the run that an anchor before it began
            yield from shared(theirs[i:next_i], ours[j:next_j], a + i, b + j)
            i, j = next_i + 1, next_j + 1
            while i < len(theirs) and j < len(ours) and theirs[i] == ours[j]:
                i, j = i + 1, j + 1
            yield a + next_i, b + next_j, i - next_i
        yield from shared(theirs[i:], ours[j:], a + i, b + j)


def _anchors(theirs: Sequence[str], ours: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of what stands once in both sequences; of single parts, or else of so many in a row."""
    for width in _WIDTHS:
        their_rows, our_rows = (list(zip(*(parts[i:] for i in range(width)), strict=False)) for parts in (theirs, ours))
        once = _once(their_rows) & _once(our_rows)
        if once:
            places = {row: place for place, row in enumerate(our_rows) if row in once}
            return _rising([(i, places[row]) for i, row in enumerate(their_rows) if row in once])
    return []


def _once(rows: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {row for row, count in Counter(rows).items() if count == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many pairs as stand in the same order in both sequences."""
    ends: list[int] = []
    chains: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(chains[length - 1] if length else None)
        ends[length : length + 1], chains[length : length + 1] = [place], [number]
    return _followed(pairs, before, chains[-1] if chains else None)


def _followed(
    pairs: Sequence[tuple[int, int]], before: Sequence[int | None], last: int | None
) -> list[tuple[int, int]]:
    """Return the pairs of the chain that ends in ``last``."""
    found: list[tuple[int, int]] = []
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]
