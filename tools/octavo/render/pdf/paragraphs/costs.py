"""What is good and bad in a set paragraph, in numbers: they were tuned on the meters (tests/bench/).

A line's ratio r is 0 when its word spaces have their natural width, 1 when each is wider by ``stretch`` of it, -1 when
each is narrower by ``shrink`` of it. A line costs ``(line + 100 |r|³)²`` and what its break costs, squared; all other
costs are added as they are. Because the price of a loose line grows with the sixth power of r, they are large numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.model.edition import LineBreaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """The scale that plans are weighed on."""

    stretch: float = 0.5
    """Of a word space, at r = 1."""
    shrink: float = 0.33
    """Of a word space, at r = -1; no line is tighter."""
    line: float = 10
    """Of each line: long paragraphs are not set in more lines than they need."""
    divided: float = 750
    """Of a line that ends in a piece of a word."""
    written_hyphen: float = 100
    """Of a line that ends in a hyphen of the writer's own."""
    in_address: float = 200
    """Of a line that ends at a sign inside an address or a name of code."""
    anywhere: float = 10_000
    """Of a line that ends amid the letters of such a name."""
    before_dash: float = 300
    """Of a line that begins with a dash or an ellipsis."""
    two_hyphens: float = 200_000
    """Of a second line end in a row with a hyphen."""
    ladder: float = 3_000_000
    """Of a third and each further one."""
    hyphen_before_last: float = 40_000
    """Of a hyphen at the end of the last line but one."""
    contrast: float = 3_000
    """Times the square of what neighbouring lines differ in r beyond ``like``."""
    like: float = 1.0
    short_last: float = 60_000
    """Of a last line that is shorter than ``short`` of the measure; up to twice as much for a very short one."""
    short: float = 1 / 8
    one_word_last: float = 60_000
    """Of a last line of one word."""
    piece_last: float = 3_000_000
    """Of a last line that is a piece of a word, or of fewer than ``letters`` letters."""
    letters: int = 4
    tolerance: float = 5.0
    """No line is looser, in r, if the paragraph can be set without."""
    give: float = 2.0
    """Nor is any line of a paragraph that is set in a line more or less for the sake of its page."""

    @property
    def closer(self) -> Costs:
        """For paragraphs that cannot be set well otherwise: a space is still a seventh of an em, and few are."""
        return replace(self, shrink=self.shrink + _CLOSER)


_CLOSER = 0.05
"""Of a word space."""

USUAL = Costs()

LOOSE = 3.0
"""A line of a greater r, and a last line that is a piece, are worth setting a paragraph close for."""


def costs_of(breaks: LineBreaks) -> Costs:
    """Return the scale that an edition asks for."""
    return Costs(
        stretch=breaks.stretch / 100,
        shrink=breaks.shrink / 100,
        divided=breaks.hyphen,
        two_hyphens=breaks.two_hyphens,
        short_last=breaks.last_line,
        one_word_last=breaks.last_line,
    )
