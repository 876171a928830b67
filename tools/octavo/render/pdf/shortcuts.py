"""Functions of WeasyPrint 70.0 that are called for every box and line, with what they would find again kept.

Each comes to what the engine's own comes to, and leaves to it whatever is out of the ordinary:

- a property that no rule sets is inherited or initial (``ComputedStyle.__missing__``);
- lengths that are no percentages are the same for all boxes of a style (``resolve_percentages``);
- so are the height and base line of an empty line (``strut``);
- styles of a page are looked for where they stand, not among those of all pages (``set_page_type_computed_styles``);
- a line that is stretched is asked for nothing before it is drawn (``add_word_spacing`` makes it ready at once).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css import PAGE_MARGIN_BOXES, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, float, inline, page, table  # noqa: A004 (the engine's name)
from weasyprint.text import line_break

from octavo.render.pdf.glyph_runs import KeptLine, glyphs_kept
from octavo.render.pdf.known_engine import Wrap, engine_is_known, wrapped
from octavo.render.pdf.shared_settings import settings_shared

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_CHANGED = ("width", "height", "min_width", "min_height", "max_width", "max_height")
"""Lengths that layouts of boxes in rows set in a style after it was computed."""

_PAGE_PARTS = tuple(f"@{name}" for name in sorted(PAGE_MARGIN_BOXES))
_UNCOMMON = frozenset({"float", "display", "position", "page"})
"""Properties that depend on one another."""


def _is_plain(name: str) -> bool:
    return name not in _UNCOMMON and not name.startswith(("text_decoration_", "__"))


_INHERITED = frozenset(name for name in INHERITED if _is_plain(name) and name not in PHYSICAL_FUNCTIONS)
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _is_plain(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED
}
_LOGICAL = {
    name: {inline: logical(block="ttb", inline=inline) for inline in ("ltr", "rtl")}
    for name, logical in PHYSICAL_FUNCTIONS.items()
}
"""Property of a side → direction → the name that it goes by in a flow."""


def _computed(native: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def missing(style: Any, name: str) -> Any:
        cascaded = style.cascaded
        if name in cascaded or style.parent_style is None:
            return native(style, name)
        if name in _INHERITED:
            value = style[name] = style.parent_style[name]
            return value
        if name not in _INITIAL or (name in _LOGICAL and _LOGICAL[name][style["direction"]] in cascaded):
            return native(style, name)
        value = style[name] = _INITIAL[name]
        return value

    return missing


def _resolving(native: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        changed = [style[name] for name in _CHANGED]
        known = vars(style).get("lengths")
        if known is None or any(now is not before for now, before in zip(changed, known[0], strict=True)):
            known = vars(style)["lengths"] = (changed, _fixed_lengths(style))
        if known[1] is None or isinstance(box, boxes.PageBox):
            native(box, containing_block)
        else:
            vars(box).update(known[1])

    return resolve


def _fixed_lengths(style: Any) -> dict[str, Any] | None:
    """Return the used lengths of all boxes of a style; None if they depend on the box."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    found = {f"border_{side}_width": style[f"border_{side}_width"] for side in _SIDES}
    for name in (*_LENGTHS, *_CHANGED):
        value = style[name]
        if value == "auto":
            found[name] = 0 if name in {"min_width", "min_height"} else value
        elif getattr(value, "unit", "%") == "%":
            return None
        else:
            found[name] = value.value
    return found


def _strutted(native: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def strut(style: Any) -> Any:
        known = vars(style).get("strut")
        if known is None or known[0] is not style["font_size"] or known[1] is not style["line_height"]:
            known = vars(style)["strut"] = (style["font_size"], style["line_height"], native(style))
        return known[2]

    return strut


def _of_pages(_native: Callable[..., None]) -> Callable[..., None]:
    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        cascaded, root = style_for.get_cascaded_styles(), html.etree_element
        if (page_type, None) not in cascaded:  # a page that is made anew has them
            style_for.add_page_declarations(page_type)
        style_for.set_computed_styles(page_type, root=root, parent=root, base_url=html.base_url)
        for part in _PAGE_PARTS:
            if (page_type, part) in cascaded:
                style_for.set_computed_styles(
                    page_type, pseudo_type=part, root=root, parent=page_type, base_url=html.base_url
                )

    return set_styles


def _waiting(native: Callable[..., Any]) -> Callable[..., Any]:
    def create(text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any) -> Any:
        special = text == " " or "\n" in text or style["text_decoration_line"] != "none"
        if special or max_width is not None:
            return native(text, style, context, max_width, justification_spacing)
        return KeptLine(text, justification_spacing)

    return create


_SHORTCUTS: tuple[Wrap, ...] = (
    (ComputedStyle, "__missing__", _computed),
    *((module, "resolve_percentages", _resolving) for module in (absolute, block, column, float, inline, page, table)),
    (page, "set_page_type_computed_styles", _of_pages),
    (inline, "strut", _strutted),
    (line_break, "strut", _strutted),
    (inline, "create_layout", _waiting),
)


@contextmanager
def shortcuts_taken() -> Iterator[None]:
    """Take the shortcuts, and share settings between lines, for as long as the context is open."""
    if not engine_is_known():
        yield
        return
    with wrapped(*_SHORTCUTS), settings_shared(), glyphs_kept():
        yield
