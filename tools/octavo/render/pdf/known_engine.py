"""The engine that we know the private functions of, and those of them that something of ours stands for while we lay out.

Another WeasyPrint lays out line by line and unhelped, and ``unknown-layout-engine`` says so. The hard cases of the tests
(tests/render/pdf/paragraphs/test_hard_cases.py, test_shortcuts.py) say whether it can be trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint

KNOWN_ENGINE = "70.0"

WRAPPED = frozenset(
    (
        # lines and pages of paragraphs that are set as wholes: paragraphs/hooks
        *("layout.inline.get_next_linebox", "layout.inline.split_text_box"),
        *("layout.page.remake_page", "layout.page.block_level_layout"),
        # lines shaped once: glyph_runs, pen
        *(
            "text.line_break.first_line_metrics",
            "text.line_break.Layout.deactivate",
            "text.line_break.Layout.reactivate",
        ),
        *("layout.inline.add_word_spacing", "layout.inline.justify_line", "draw.text.draw_first_line"),
        # what would be found again: shortcuts, shared_settings, laid_notes
        *("css.ComputedStyle.__missing__", "layout.page.set_page_type_computed_styles", "text.line_break.Layout.setup"),
        *(
            f"layout.{module}.resolve_percentages"
            for module in ("absolute", "block", "column", "float", "inline", "page", "table")
        ),
        *("layout.inline.strut", "text.line_break.strut", "layout.inline.create_layout"),
        *("layout.block.block_level_layout", "layout.LayoutContext._update_footnote_area"),
        # faults that are mended, the grid and the margins: repairs, grid, margins
        *("layout.inline.split_first_line", "layout.inline.text_align", "layout.table._find_earlier_page_break"),
        *("layout.block._linebox_layout", "layout.block._break_line"),
        *("layout.block._in_flow_layout", "layout.make_margin_boxes"),
    )
)
"""Names in the package ``weasyprint``."""

Wrap = tuple[Any, str, Callable[[Any], Any]]
"""A module or class of the engine, the name of one of its functions, and what makes of it what is to stand for it."""


def engine_is_known() -> bool:
    """Return whether the WeasyPrint at hand is the one that we know."""
    return bool(weasyprint.__version__ == KNOWN_ENGINE)


@contextmanager
def wrapped(*wraps: Wrap) -> Iterator[None]:
    """Let functions of ours stand for some of the engine's while the context is open. They must be in ``WRAPPED``."""
    unlisted = {_full_name(owner, name) for owner, name, _ in wraps} - WRAPPED
    if unlisted:
        raise LookupError(f"not in the list of what is wrapped: {', '.join(sorted(unlisted))}")
    natives = [(owner, name, getattr(owner, name)) for owner, name, _ in wraps]
    for owner, name, wrap in wraps:
        setattr(owner, name, wrap(getattr(owner, name)))
    try:
        yield
    finally:
        for owner, name, native in natives:
            setattr(owner, name, native)


def _full_name(owner: Any, name: str) -> str:
    place = f"{owner.__module__}.{owner.__qualname__}" if isinstance(owner, type) else owner.__name__
    return f"{place}.{name}".removeprefix("weasyprint.")
