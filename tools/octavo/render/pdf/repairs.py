"""Faults of WeasyPrint 70.0 in laying out lines, mended while we lay out. All that we wrap stands here.

``split_first_line``: a text that fits a line but for the space at its end is cut after its first word (seen before
links and other inline elements, as lines of one word). Here the space hangs, as CSS Text 3, 4.1.2 asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline

_NARROWEST = 0.25
"""No text is narrower than so many ems a character: longer ones need no second look."""


@contextmanager
def repaired() -> Iterator[None]:
    """Lay out with the repairs for as long as the context is open."""
    native = inline.split_first_line

    def split(text: str, style: Any, context: Any, width: Any, spacing: Any, **options: Any) -> Any:
        found = native(text, style, context, width, spacing, **options)
        if found[2] is None or not _may_fit(text, style, width):
            return found
        bare = native(text.rstrip(" "), style, context, None, spacing, **options)
        return native(text, style, context, None, spacing, **options) if bare[3] <= width else found

    inline.split_first_line = split
    try:
        yield
    finally:
        inline.split_first_line = native


def _may_fit(text: str, style: Any, width: Any) -> bool:
    """Return whether a text that was cut may fit the line once its last space hangs."""
    return (
        width is not None
        and text.endswith(" ")
        and "\n" not in text
        and style["white_space"] == "normal"
        and len(text) * style["font_size"] * _NARROWEST < width
    )
