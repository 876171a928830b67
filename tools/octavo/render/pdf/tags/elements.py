"""What the tags need to know of an element of the page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def own_text(element: Element) -> str:
    """Return the text that stands directly in an element, its children's left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def whole_text(element: Element) -> str:
    """Return all text of an element on one line; a child without any (a leader, a line break) counts as a space."""
    return " ".join(_pieces(element).split())


def _pieces(element: Element) -> str:
    start = element.text or ("" if len(element) else " ")
    return start + "".join(_pieces(child) + (child.tail or "") for child in element)


def alternative(element: Element) -> str:
    """Return the alternative text of a picture; empty for a decorative one."""
    if element.get("role") in {"presentation", "none"}:
        return ""
    return element.get("aria-label") or element.get("alt") or ""


def pictures(element: Element) -> Iterator[Element]:
    """Yield the pictures below an element that say something."""
    return (picture for picture in element.iter("img") if alternative(picture))


def language(element: Element) -> str:
    """Return the language that an element declares for itself; empty when it declares none."""
    return element.get("lang") or element.get(XML_LANG) or ""


def is_drop_word(element: Element) -> bool:
    """Return whether an element is the word of a drop cap."""
    return element.get("class") == "drop-word"


def spoken(word: Element) -> dict[Element, str]:
    """Return what is read of each part of the word of a drop cap: all of it behind the letter, which stands lines below.

    The word as a whole bears the same text for those who read the structure tree.
    """
    capital, *rest = word
    if not rest and not capital.tail:
        return {}
    parts = dict.fromkeys(capital.iter(), "")
    return parts | {rest[0] if rest else word: whole_text(word)}
