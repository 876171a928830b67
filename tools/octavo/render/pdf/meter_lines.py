"""The lines of laid-out pages, as the meter wants them: what they say, how far they are stretched, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

from octavo.render.pdf.tags.placing import BLANK, POINTS_PER_PIXEL, real
from octavo.render.xhtml import SOURCE

_HYPHENS = ("-", "\u2010", "\u00ad")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE = frozenset({"table", "nav"})
"""Their lines stand beside each other, or are entries: no paragraphs that break over pages."""
_UNBROKEN = frozenset({"figure", "pre"})
"""They are as long as they are, and break rarely."""
_TEXT = _HEADINGS | {"html", "body", "section", "p"}
"""The elements of pages of plain text; what stands inside its lines is not looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its page."""

    page: int
    """Index from 0 in the division, and then in the book."""
    block: Any
    """The element whose text it is a line of."""
    source: str
    """Place of the innermost block in the manuscript, ``path:line``; empty for made text."""
    text: str
    stretch: float
    """Word space in normal word spaces, of a line that is stretched to the measure; 0 of any other."""
    base: float
    """Of the baseline, in points from the top of the paper."""
    tag: str
    note: bool
    flowing: bool
    """Whether it is one of a column of lines that may break over pages: not in a table or among several columns."""

    @property
    def hyphen(self) -> bool:
        """Whether it ends in a hyphen, the writer's own too."""
        return self.text.endswith(_HYPHENS)

    @property
    def heading(self) -> bool:
        """Whether it is a line of a heading."""
        return self.tag in _HEADINGS


@dataclass(slots=True)
class ReadPage:
    """The lines of a page."""

    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    """How many lines of the body stand above each picture."""
    calls: dict[str, str] = field(default_factory=dict)
    """Id of each note call → its place in the manuscript."""
    feet: set[str] = field(default_factory=set)
    """Ids of the notes at its foot."""
    below: set[str] = field(default_factory=set)
    """Ids of the notes that stand under a table or figure, in part at least."""
    plain: bool = True
    """Whether it holds nothing but paragraphs and their notes."""
    white: float | None = None
    """Points between its last line and its notes, or its foot; None where it does not end in lines of text."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """What holds for the boxes below a box."""

    source: str = ""
    note: bool = False
    flowing: bool = True
    text: bool = True
    """Whether what is in it could as well break over pages a line earlier or later."""


class LineReader:
    """Reads the pages of a book; keeps the widths of word spaces that it came across."""

    def __init__(self) -> None:
        """Begin with no width known."""
        self._spaces: dict[tuple[object, ...], float] = {}

    def read(self, page: Any, number: int) -> ReadPage:
        """Return the lines of a page, whose index is ``number``."""
        found, page_box = ReadPage(), page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        foot = page_box.content_box_y() + page_box.height
        for box in page_box.children:
            if isinstance(box, boxes.FootnoteAreaBox):
                foot = box.position_y
            if not isinstance(box, boxes.MarginBox):
                self._walk(box, number, _Zone(note=isinstance(box, boxes.FootnoteAreaBox)), found)
        if found.white is not None:  # where the last line ends, so far
            found.white = None if found.pictures[-1:] == [len(found.body)] else foot * POINTS_PER_PIXEL - found.white
        return found

    def _walk(self, box: Any, number: int, zone: _Zone, found: ReadPage) -> None:
        box = real(box)
        element, tag = box.element, box.element_tag or ""
        if isinstance(box, boxes.LineBox):
            self._line(box, number, zone, found)
            return
        if isinstance(box, boxes.ReplacedBox) and not zone.note:
            found.pictures.append(len(found.body))
        if element is not None and element.get("role") == "doc-footnote" and tag == element.tag:
            (found.feet if zone.note else found.below).add(element.get("id", ""))
        zone = _below(box, element, tag, zone)
        found.plain = found.plain and (zone.note or tag in _TEXT)
        for child in box.children:
            self._walk(child, number, zone, found)

    def _line(self, box: Any, number: int, zone: _Zone, found: ReadPage) -> None:
        texts = list(_texts(box, zone.source, found))
        words = "".join(text.text for text in texts).strip(BLANK)
        if not words:
            return
        block = box.element
        base = (box.position_y + box.baseline) * POINTS_PER_PIXEL
        stretch = self._stretch(box.style, texts)
        line = Line(number, block, zone.source, words, stretch, base, box.element_tag or "", zone.note, zone.flowing)
        (found.notes if zone.note else found.body).append(line)
        if not zone.note:
            found.white = (box.position_y + box.height) * POINTS_PER_PIXEL if zone.text else None

    def _stretch(self, style: Any, texts: list[Any]) -> float:
        stretched = [text for text in texts if text.justification_spacing and " " in text.text]
        if not stretched:
            return 0
        wider = max(float(text.justification_spacing + text.style["word_spacing"]) for text in stretched)
        return 1 + wider / self._space(style)

    def _space(self, style: Any) -> float:
        """Return the width of a word space in a style, in pixels, as its font has it."""
        key = (tuple(style["font_family"]), style["font_size"], style["font_style"], style["font_weight"])
        if key not in self._spaces:
            plain = style.copy()
            plain["word_spacing"] = 0
            wide, narrow = (split_first_line(text, plain, None, None, 0)[3] for text in ("n n", "nn"))
            self._spaces[key] = wide - narrow
        return self._spaces[key]


def _below(box: Any, element: Any, tag: str, zone: _Zone) -> _Zone:
    if element is None or tag != element.tag:
        return zone
    source = element.get(SOURCE) or zone.source
    flowing = zone.flowing and tag not in _ASIDE and box.style["column_count"] == "auto"
    text = zone.text and flowing and tag not in _UNBROKEN
    if (source, flowing, text) == (zone.source, zone.flowing, zone.text):
        return zone
    return replace(zone, source=source, flowing=flowing, text=text)


def _texts(box: Any, source: str, found: ReadPage) -> Iterator[Any]:
    """Yield the text boxes of a line; note the calls on the way."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            if not child.is_leader:
                yield child
        elif isinstance(child, boxes.InlineBox):
            if child.element_tag == "a" and child.element.get("role") == "doc-noteref":
                found.calls.setdefault(child.element.get("id", ""), source)
            yield from _texts(child, source, found)
