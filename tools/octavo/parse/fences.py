"""Lines that open and close containers of ours, code passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_CODE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")


@dataclass(frozen=True, slots=True)
class Fence:
    """A line of colons; with attributes or a class it opens a div, bare it closes one."""

    length: int
    words: str

    @property
    def opens(self) -> bool:
        """Whether it opens a div."""
        return bool(self.words)


def fence_at(text: str) -> Fence | None:
    """Return the fence that a line is, or None: ``:::`` with nothing, one word, or attributes."""
    if not text.startswith(":::"):
        return None
    colons = len(text) - len(text.lstrip(":"))
    words = text[colons:].strip(" \t")
    words = words.rstrip(":").rstrip(" \t") if words.endswith((" :::", "}:::")) else words
    if words and not (_NAME.fullmatch(words) or (words.startswith("{") and words.endswith("}"))):
        return None
    return Fence(colons, words)


class FenceLines:
    """The lines of a container, searched for the fence that closes one of its divs."""

    def __init__(self, state: StateBlock, end: int) -> None:
        """Search the lines of a block state up to a line."""
        self._state = state
        self._end = end

    def closing(self, line: int, length: int) -> tuple[int, bool]:
        """Return the line that closes the div opened on a line, or the container's end; and whether there is one.

        A bare fence closes the innermost open div of its length; when none has it, the innermost that is not longer.
        """
        state = self._state
        opened = [length]
        code = ""
        for number in range(line + 1, self._end):
            if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
                return number, False
            text = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
            code, inside = next_code(code, text)
            fence = None if inside else fence_at(text)
            if fence and fence.opens:
                opened.append(fence.length)
            elif fence:
                _close(opened, fence.length)
                if not opened:
                    return number, True
        return self._end, False


def next_code(code: str, text: str) -> tuple[str, bool]:
    """Return the code fence that is open after a line (empty for none), and whether the line belongs to code."""
    if code:
        closed = text.startswith(code) and not text.strip(code[0])
        return ("" if closed else code), True
    match = _CODE.match(text)
    return (match[1], True) if match else ("", False)


def _close(opened: list[int], length: int) -> None:
    if length in opened:
        while opened.pop() != length:
            pass
    elif opened[-1] <= length:
        opened.pop()
