"""What an element of the page becomes in the structure tree: one table, and the few rules that no table can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from octavo.render.pdf.tags.elements import alternative, is_drop_word, own_text, pictures

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from octavo.render.pdf.tags.node import Node

Types = tuple[str, ...]

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Index", "Aside"}) | frozenset(
    {"TOC", "TOCI", "L", "LI", "Table", "THead", "TBody", "TFoot", "TR"}
)
"""Types that hold other elements only: content inside them needs a paragraph (ISO 32000-1, table 333)."""

PARAGRAPHLESS = frozenset(["L", "Table", "THead", "TBody", "TFoot", "TR", "TOC", "LI"])
"""Grouping types that cannot hold a paragraph either."""

INLINE = frozenset(["Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "Ruby"])

HEADINGS = frozenset(["H1", "H2", "H3", "H4", "H5", "H6"])

NOTE_FREE = INLINE | HEADINGS | frozenset(["Caption", "Figure", "Formula", "Table"])
"""Types that a note called inside them is moved out of, so that headings and captions read clean."""

KEPT_EMPTY = frozenset({"TD", "TH"})

ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Names of PDF 2.0, with what they stand for in PDF 1.7."""

BY_ROLE = {
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "doc-backlink": "Lbl Link",
    "doc-noteref": "Reference Link",
    "doc-index": "Index",
}

BY_TAG = {
    **{tag: tag.upper() for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th")},
    **dict.fromkeys(("kbd", "samp"), "Code"),
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "dd": "LBody",
    "details": "Sect",
    "dl": "L",
    "dt": "Lbl",
    "em": "Em",
    "figcaption": "Caption",
    "nav": "Sect",
    "pre": "P Code",
    "q": "Quote",
    "rb": "RB",
    "rt": "RT",
    "ruby": "Ruby",
    "section": "Sect",
    "strong": "Strong",
    "summary": "P",
    "table": "Table",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "thead": "THead",
}

CONTAINERS = frozenset(["div", "header", "footer", "main", "hgroup", "address"])
"""Transparent, unless they hold text of their own."""

BLOCKS = (
    CONTAINERS
    | {"figure", "li", "ul", "ol"}
    | {tag for tag, types in BY_TAG.items() if types.split()[0] not in INLINE | {"RB", "RT"}}
)

ARTIFACTS = frozenset({"hr"})

NUMBERING = {
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
}
"""CSS list styles → ``ListNumbering`` (ISO 32000-1, table 347)."""

BULLETS = {"◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}
"""Strings before items → the same; any other is a bullet too."""


def structure_types(element: Element, up: Node) -> Types | None:
    """Return an element's structure types, outer to inner: none when it is transparent, None when it is an artifact."""
    if element.tag in ARTIFACTS or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return None
    if (role := element.get("role", "")) in BY_ROLE:
        return tuple(BY_ROLE[role].split())
    if element.tag in _RULES:
        return _RULES[element.tag](element, up)
    if element.tag in CONTAINERS:
        return _container(element)
    return tuple(BY_TAG.get(element.tag, "").split())


def _link(element: Element, _up: Node) -> Types:
    href = element.get("href")
    if not href:
        return ()
    return ("Reference", "Link") if href.startswith("#") else ("Link",)


def _picture(element: Element, up: Node) -> Types | None:
    if not alternative(element):
        return None
    if up.type in {"Figure", "Formula"}:
        return ()
    return ("Formula",) if "math" in element.get("class", "").split() else ("Figure",)


def _figure(element: Element, _up: Node) -> Types:
    return ("Div",) if next(pictures(element), None) is None else ("Figure",)


def _list(_element: Element, up: Node) -> Types:
    return ("TOC",) if up.contents else ("L",)


def _item(_element: Element, up: Node) -> Types:
    return ("TOCI",) if up.contents else ("LI", "LBody")


def _code(_element: Element, up: Node) -> Types:
    return () if up.type == "Code" else ("Code",)


def _abbreviation(element: Element, _up: Node) -> Types:
    return ("Span",) if element.get("title") else ()


def _span(element: Element, _up: Node) -> Types:
    return ("Span",) if is_drop_word(element) else ()


def _container(element: Element) -> Types:
    held = [child.tag in BLOCKS for child in element if child.tag in BLOCKS or "".join(child.itertext()).strip()]
    if all(held) and not own_text(element).strip():
        return ()
    return ("Div",) if any(held) else ("P",)


_RULES: dict[str, Callable[[Element, Node], Types | None]] = {
    "a": _link,
    "abbr": _abbreviation,
    "code": _code,
    "figure": _figure,
    "img": _picture,
    "li": _item,
    "ol": _list,
    "span": _span,
    "ul": _list,
}
"""Where the type depends on more than the tag."""
