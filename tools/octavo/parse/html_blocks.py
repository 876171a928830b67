"""Raw HTML that stands as a block: ``details`` with its ``summary``, comments, and what Octavo does not take."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as md_html_block

from octavo.parse.block_rules import line_text, parse_inside
from octavo.parse.fences import next_code
from octavo.parse.html import INLINE_TAGS, TAG_NAME
from octavo.parse.positions import source_of
from octavo.parse.source import Content

_OPEN = re.compile(r"<details(?:\s[^>]*)?>", re.IGNORECASE)
_CLOSE = re.compile(r"</details\s*>\s*$", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary(?:\s[^>]*)?>(.*?)</summary\s*>[ \t]*", re.IGNORECASE | re.DOTALL)
_COMMENT_AND_WORDS = re.compile(r"<!--(?:(?!-->|\n[ \t]*\n).)*-->[ \t]*[^\s<]", re.DOTALL)
_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)+\Z", re.DOTALL)


def html_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take a block of raw HTML; inline elements of the subset at the start of a line are left to the paragraph."""
    start = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith("<", start):
        return False
    name = TAG_NAME.match(state.src, start)
    if name and name[1].lower() in INLINE_TAGS:
        return False
    if _OPEN.match(state.src, start, state.eMarks[line]):
        return silent or _details(state, line, end)
    if _COMMENT_AND_WORDS.match(state.src, start) or not md_html_block(state, line, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta["comment"] = bool(_COMMENTS.match(token.content))
    return True


def _details(state: StateBlock, line: int, end: int) -> bool:
    last, close = _closing(state, line, end)
    token = state.push("details_open", "details", 1)
    start = state.bMarks[line] + state.tShift[line]
    opening = _OPEN.match(state.src, start)
    after = opening.end() if opening else start
    limit = state.bMarks[last] if close is None else close
    summary = _SUMMARY.match(state.src, after, max(limit, after))
    token.meta.update(tag=(start, after), closed=close is not None, summary=_summary_content(state, summary))
    _parse_content(state, line, summary.end() if summary else after, last, close)
    state.push("details_close", "details", -1)
    state.line = max(last if close is None else last + 1, line + 1)
    token.map = [line, state.line]
    return True


def _parse_content(state: StateBlock, line: int, begin: int, last: int, close: int | None) -> None:
    """Parse from an offset of the opening lines to the closing tag, as if nothing else stood on their lines."""
    starts = source_of(state).starts
    while line + 1 < len(starts) and starts[line + 1] <= begin:
        line += 1
    if line >= last and close is None:
        return
    rest = state.src[begin : state.eMarks[line]]
    state.bMarks[line], state.sCount[line] = begin, state.blkIndent
    state.tShift[line] = len(rest) - len(rest.lstrip(" \t"))
    if close is None:
        parse_inside(state, line, last, "details")
        return
    end, state.eMarks[last] = state.eMarks[last], close
    parse_inside(state, line, last if state.isEmpty(last) else last + 1, "details")
    state.eMarks[last] = end


def _summary_content(state: StateBlock, match: re.Match[str] | None) -> Content | None:
    if match is None:
        return None
    source = source_of(state)
    words = match[1].strip()
    begin = match.start(1) + len(match[1]) - len(match[1].lstrip())
    starts, places = [0], [source.position(begin)]
    for newline in re.finditer("\n", words):
        starts.append(newline.end())
        places.append(source.position(begin + newline.end()))
    return Content(source.path, words, tuple(starts), tuple(places))


def _closing(state: StateBlock, line: int, end: int) -> tuple[int, int | None]:
    """Return the line that closes the details element of a line, and the offset of the closing tag if there is one."""
    depth = 0
    code = ""
    for number in range(line, end):
        text = line_text(state, number)
        if number > line and text and state.sCount[number] < state.blkIndent:
            return number, None
        code, inside = next_code(code, text)
        if inside:
            continue
        depth += bool(_OPEN.match(text))
        close = _CLOSE.search(text)
        if close:
            depth -= 1
            if depth == 0:
                return number, state.bMarks[number] + state.tShift[number] + close.start()
    return end, None
