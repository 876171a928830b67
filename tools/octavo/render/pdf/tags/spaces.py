"""Word spaces given back to the text of the file, and no others left in it.

ISO 32000-1, 14.8.2.5 asks for space characters between words. WeasyPrint drops the space at the end of each line and
draws no text box that is blank (``<em>very</em> <strong>strong</strong>`` would read “verystrong”). A laid-out text is
shaped again when it is drawn, so a space added to it now shows in the file and moves nothing on the page; nor does a
zero-width space taken out, which would be copied with the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.tags.placing import BLANK, real
from octavo.render.running_text import PHRASES

_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef]")
_UNSPACED = frozenset({"ja", "zh"})
"""Languages that set no space between their own letters and those of others."""
_BREAK = "\u200b"
"""A line that ends with it goes on in the middle of a word: of an address (the engine makes it of ``wbr``), or of code."""
_NO_SPACE = re.compile(f"^[-{_BREAK}\u00ad\u2010-\u2014/] | [\u2010-\u2014]$")
"""Last character of a line, a space, first of the next: where the line end hides no space."""

_SEEN = 16
"""So many characters on either side of a line end tell where in the text it is."""


def restore_spaces(pages: list[Any]) -> None:
    """Add the word spaces that layout dropped; doing it again changes nothing."""
    line_ends: dict[Any, Any] = {}
    for page in pages:
        for box in page._page_box.children:  # noqa: SLF001 (a page's boxes have no public name)
            if not isinstance(box, boxes.MarginBox):
                _restore_below(box, None, line_ends)


def _restore_below(box: Any, holder: Any, line_ends: dict[Any, Any]) -> None:
    """Walk the lines below a box. ``line_ends``: holder of text → the last text of its last line so far.

    The holder is the element whose lines follow one another: a phrase that a stylesheet sets as a block (the credit
    under a caption) goes on where the text around it ended; what stands as a block in a line does not.
    """
    box = real(box)
    if isinstance(box, boxes.InlineBlockBox):
        holder = box
    elif box.element is not None and (box.element.tag not in PHRASES or _is_code(box)):
        holder = box.element
    if isinstance(box, boxes.LineBox):
        last, joined = _restore_line(box, line_ends.get(holder))
        line_ends[holder] = None if joined else last or line_ends.get(holder)
    for child in box.children:
        _restore_below(child, holder, line_ends)
    if _is_code(box) and isinstance(box, boxes.BlockBox) and line_ends.get(holder):
        _add_space(line_ends[holder])  # whatever the next line of code begins with


def _is_code(box: Any) -> bool:
    """Return whether a box is a line of a code block, as ``code_lines`` made it."""
    return box.element is not None and "line" in box.element.get("class", "").split()


def _restore_line(line: Any, before: Any) -> tuple[Any, bool]:
    """Give a line its spaces, and the line before it the one at its end.

    Return the line's last text, and whether what follows belongs to the same word.
    """
    last, gap, joined = None, False, False
    for text in _texts(line):
        joined = not text.is_leader and text.text == _BREAK
        if _is_code(line) and _BREAK in text.text:
            text.pango_layout.text = text.text.replace(_BREAK, "")
        if text.is_leader or not text.text.strip(BLANK):
            gap = gap or text.is_leader or any(map(str.isspace, text.text))
            continue
        if last is None:
            if before is not None and not _is_code(line) and _hides_space(before, text):  # code keeps its spaces
                _add_space(before)
        elif gap:
            _add_space(last)
        last, gap = text, False
    return last, joined


def _hides_space(before: Any, after: Any) -> bool:
    """Return whether the end of a line, between two texts, stands for a space."""
    last, first = before.text[-1:], after.text[:1]
    if _NO_SPACE.search(f"{last} {first}") or (before.element is after.element and _goes_on(before, after)):
        return False
    ideographs = [_CJK.match(char) is not None for char in (last, first)]
    if all(ideographs) or not any(ideographs):
        return not any(ideographs)
    language = (after if ideographs[0] else before).style["lang"]
    return str(language or "").partition("-")[0] not in _UNSPACED


def _goes_on(before: Any, after: Any) -> bool:
    """Return whether a line ends in a word of an element's own text, as long words of code do where they do not fit."""
    pieces = (after.element.text or "", *(child.tail or "" for child in after.element))
    source = " ".join(" ".join(pieces).split())
    end, start = before.text[-_SEEN:], after.text[:_SEEN]
    return f"{end}{start}" in source and f"{end} {start}" not in source


def _texts(box: Any) -> Iterator[Any]:
    box = real(box)
    if isinstance(box, boxes.TextBox) or box.is_leader:
        yield box
    elif isinstance(box, (boxes.InlineBox, boxes.LineBox, boxes.InlineBlockBox)):
        for child in box.children:
            yield from _texts(child)


def _add_space(text: Any) -> None:
    layout = text.pango_layout
    if not layout.first_line_direction % 2:  # a space at the end of right-to-left text would move it
        layout.text = layout.text.rstrip(" ") + " "
