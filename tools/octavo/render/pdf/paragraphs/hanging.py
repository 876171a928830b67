"""Signs that hang a little into the margin, so that the edges of the text look straight.

A stop or a hyphen at the end of a line is little ink beside a letter, and the line looks indented there. Shares of the
width of each sign, after Robert Bringhurst, “The Elements of Typographic Style”, 2.1, and the small ones of letters after
Hàn Thế Thành, “Micro-typographic extensions to the TeX typesetting system” (2000).
"""

from __future__ import annotations

from octavo.render.pdf.paragraphs.measuring import Strip

_BEHIND = {
    **dict.fromkeys(".,’'", 0.7),
    **dict.fromkeys("-\u2010", 0.6),
    **dict.fromkeys('”"“', 0.5),
    **dict.fromkeys(":;»›", 0.3),
    **dict.fromkeys("–!?)]…", 0.2),
    **dict.fromkeys("—", 0.15),
    **dict.fromkeys("AKLTVWXYkrtvwxy", 0.05),
}
_BEFORE = {
    **dict.fromkeys("‘‚'", 0.7),
    **dict.fromkeys('“„"”', 0.5),
    **dict.fromkeys("«‹", 0.3),
    **dict.fromkeys("([–", 0.2),
    **dict.fromkeys("—", 0.15),
    **dict.fromkeys("AJTVWXYvwxy", 0.05),
}


def hang_behind(strip: Strip, end: int, hyphen: float) -> float:
    """Return by how many pixels a line sticks out that ends at a place, or in a hyphen of a width that is added there."""
    if hyphen:
        return hyphen * _BEHIND["-"]
    return _share(strip, end - 1, _BEHIND) if end else 0.0


def hang_before(strip: Strip, at: int) -> float:
    """Return by how many pixels a line sticks out that begins at a place; the first of a paragraph does not."""
    return _share(strip, at, _BEFORE) if 0 < at < len(strip.text) else 0.0


def _share(strip: Strip, at: int, shares: dict[str, float]) -> float:
    share = shares.get(strip.text[at], 0.0)
    if not share:
        return 0.0
    segment = strip.segment_before(at + 1)
    if segment < 0 or strip.segments[segment].style["overflow_wrap"] == "anywhere":
        return 0.0  # of code and addresses every sign counts, and a frame may stand around them
    return share * (strip.x[at + 1] - strip.x[at])
