"""Two texts of one document, print's and the EPUB's, laid side by side.

They come from the same manuscript and differ in what one edition alone has: content of some editions, words about pages,
numbers. Equal blocks are matched first, then words within what is left, so that every word of one finds itself in the
other, or the next word that both have.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from octavo.render.running_text import characters, words


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
    their_keys, our_keys = ([_key(block) for block in blocks] for blocks in (theirs, ours))
    their_starts, our_starts = (_starts(keys) for keys in (their_keys, our_keys))
    stretches: list[Stretch] = []
    for tag, a, a_end, b, b_end in _compared(their_keys, our_keys):
        if tag == "equal":
            stretches.append(Stretch(their_starts[a], our_starts[b], their_starts[a_end] - their_starts[a]))
        elif tag == "replace":
            stretches += _by_word(" ".join(theirs[a:a_end]), " ".join(ours[b:b_end]), their_starts[a], our_starts[b])
    return Alignment(tuple(stretch for stretch in stretches if stretch.length))


def _by_word(theirs: str, ours: str, their_start: int, our_start: int) -> Iterator[Stretch]:
    their_words, our_words = list(words(theirs)), list(words(ours))
    their_starts, our_starts = _starts(their_words), _starts(our_words)
    for tag, a, a_end, b, _ in SequenceMatcher(None, their_words, our_words).get_opcodes():
        if tag == "equal":
            length = their_starts[a_end] - their_starts[a]
            yield Stretch(their_start + their_starts[a], our_start + our_starts[b], length)


def _compared(theirs: list[str], ours: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the steps from one list of blocks to the other; what both begin and end with is not searched."""
    shorter = min(len(theirs), len(ours))
    head = next((i for i in range(shorter) if theirs[i] != ours[i]), shorter)
    tail = next((i for i in range(shorter - head) if theirs[-1 - i] != ours[-1 - i]), shorter - head)
    a_end, b_end = len(theirs) - tail, len(ours) - tail
    yield "equal", 0, head, 0, head
    matcher = SequenceMatcher(None, theirs[head:a_end], ours[head:b_end], autojunk=False)
    for tag, a, a_to, b, b_to in matcher.get_opcodes():
        yield tag, head + a, head + a_to, head + b, head + b_to
    yield "equal", a_end, len(theirs), b_end, len(ours)


def _key(block: str) -> str:
    return "".join(block.split())


def _starts(parts: Sequence[str]) -> list[int]:
    return list(accumulate(map(characters, parts), initial=0))
