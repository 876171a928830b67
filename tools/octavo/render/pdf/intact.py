"""The gate, which tells whether every text was laid out, and once.

WeasyPrint has faults that lose or double text (notes called in table cells and lists that break over a page, mostly).
What each element holds is compared with what the text boxes made of it show.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import ContentDocument
from octavo.render.pdf.findings import TEXT_LOST
from octavo.render.pdf.tags.elements import own_text, whole_text
from octavo.render.pdf.tags.placing import real

_NOT_COMPARED = re.compile(r"[-\s\u00ad\u2010\u200b\u2060]")
"""Hyphens and spaces come and go at line ends."""

_EXCERPT = 40
_TOLD = 3


def text_lost(
    document: ContentDocument, html: Element, pages: list[Any], hidden: Callable[[Element], bool]
) -> Iterator[Diagnostic]:
    """Yield a ``text-lost-in-layout`` error for the first few damaged elements of a document."""
    for words in damage(html, pages, hidden)[:_TOLD]:
        yield TEXT_LOST.at(document.span, document=document.plain_title, words=words)


def damage(html: Element, pages: list[Any], hidden: Callable[[Element], bool]) -> tuple[str, ...]:
    """Return an excerpt of each element's text that was lost or doubled.

    ``hidden`` tells of an element whether a stylesheet took it off the page on purpose.
    """
    reader = _Reader()
    for number, page in enumerate(pages):
        reader.read(page._page_box, number)  # noqa: SLF001 (a page's boxes have no public name)
    body = html.find("body")
    return () if body is None else tuple(reader.compare(body, hidden))


class _Reader:
    """Gathers what text boxes show, by the element that they were made of."""

    def __init__(self) -> None:
        self._shown: dict[Element, str] = defaultdict(str)
        self._heads: dict[Element, int] = {}

    def read(self, box: Any, page: int) -> None:
        box = real(box)
        element, tag = box.element, box.element_tag or ""
        if isinstance(box, boxes.MarginBox) or box.is_leader:
            return
        repeatable = tag in {"thead", "tfoot"} and tag == element.tag
        if repeatable and self._heads.setdefault(element, page) != page:
            return  # a table's head, repeated on a later page
        if (
            isinstance(box, boxes.TextBox)
            and tag.removesuffix("::first-letter").removesuffix("::first-line") == element.tag
        ):
            self._shown[element] += box.text
        for child in box.children:
            self.read(child, page)

    def compare(self, element: Element, hidden: Callable[[Element], bool]) -> list[str]:
        if hidden(element):
            return []
        wrong = compared(own_text(element)) != compared(self._shown[element])
        found = [whole_text(element)[:_EXCERPT].strip()] if wrong else []
        for child in element:
            found += self.compare(child, hidden)
        return found


def compared(text: str) -> str:
    """Return what is left of a text that a layout cannot change: no space, no hyphen, no capital."""
    return _NOT_COMPARED.sub("", text).casefold()
