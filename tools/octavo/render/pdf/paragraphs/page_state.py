"""What the engine knows between two pages, kept so that a page can be laid out another way.

The engine makes pages in order and never takes one back. What it carries from page to page stands in its context; all
else (boxes before layout) it sets anew on each page that it makes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_LISTS = ("footnotes", "current_page_footnotes", "reported_footnotes", "rendered_notes", "_excluded_shapes_root_boxes")
_TABLES = ("page_footnotes", "broken_out_of_flow", "_excluded_shapes")
_VALUES = ("current_footnote_area", "page_bottom", "current_page", "forced_break", "in_column")


@dataclass(frozen=True, slots=True)
class PageState:
    """The context between two pages."""

    lists: dict[str, list[Any]]
    tables: dict[str, dict[Any, Any]]
    values: dict[str, Any]
    running: dict[str, dict[int, list[Any]]]
    """Running elements by name and page."""
    pages: list[tuple[Any, ...]]
    """What each page begins with, and why it would be made anew."""


def kept(context: Any) -> PageState:
    """Return the state of a context."""
    return PageState(
        lists={name: list(getattr(context, name)) for name in _LISTS},
        tables={name: dict(getattr(context, name)) for name in _TABLES},
        values={name: getattr(context, name) for name in _VALUES},
        running={
            name: {page: list(b) for page, b in pages.items()} for name, pages in context.running_elements.items()
        },
        pages=[(*begin, _copied(remake)) for *begin, remake in context.page_maker],
    )


def restore(context: Any, state: PageState) -> None:
    """Put a context into a state; the state can be restored again."""
    for name, items in state.lists.items():
        setattr(context, name, list(items))
    for name, table in state.tables.items():
        setattr(context, name, dict(table))
    for name, value in state.values.items():
        setattr(context, name, value)
    context.running_elements = defaultdict(lambda: defaultdict(list))
    for name, pages in state.running.items():
        context.running_elements[name].update({page: list(found) for page, found in pages.items()})
    context.page_maker = [(*begin, _copied(remake)) for *begin, remake in state.pages]


def _copied(remake: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, list) else value for name, value in remake.items()}
