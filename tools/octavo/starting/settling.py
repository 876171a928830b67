"""What ``check`` says of a manuscript that was brought in, answered: the text keeps its words, and loses what cannot be.

::

    written book ──check──▶ findings ──▶ answers ──▶ written book …   until nothing is left to answer
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics import Diagnostic, Edit
from octavo.mending import edited
from octavo.parse.source import SourceText
from octavo.starting.brought import Loss

_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What becomes of the text under a finding."""

    change: Callable[[str], str | None]
    """Takes the text; None where it has no answer to it."""
    what: str
    """For the report; empty for what loses nothing."""
    around: Callable[[str, int, int], tuple[int, int]] | None = None
    """Widens the stretch: text, start, end."""


def _words(text: str) -> str | None:
    match = re.fullmatch(r"!?\[(.*)\](?:\(.*\)|\[[^\]]*\])?(?:\{[^}]*\})?", text, re.DOTALL)
    return match[1] if match else None


def _without_fragment(text: str) -> str | None:
    """Return a link to a chapter for one to a heading in it that is not there; its words alone otherwise."""
    match = re.fullmatch(r"(\[.*\]\([^)#]+\.md)#[^)]*\)(?:\{[^}]*\})?", text, re.DOTALL)
    return f"{match[1]})" if match else _words(text)


def _linked_picture(text: str) -> str | None:
    """Return what stands for a picture that is not in the book: its words, linked where it lies on the web."""
    match = re.fullmatch(r"!\[(.*)\]\(\s*<?([^)\s>]*).*\)(?:\{[^}]*\})?", text, re.DOTALL)
    if match is None:
        return None
    words = match[1].strip()
    return f"[{words}]({match[2]})" if words and match[2].startswith(("http://", "https://")) else words


def _whole_link(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the link or picture that an address stands in."""
    opening = text.rfind("](", 0, start + 1)
    depth, at = 0, opening
    while at > 0:
        at -= 1
        depth += (text[at] == "]") - (text[at] == "[")
        if depth < 0:
            break
    closing = text.find(")", end)
    if opening < 0 or closing < 0 or depth >= 0:
        return start, end
    return at - (text[at - 1 : at] == "!"), closing + 1


def _escaped(text: str) -> str:
    return f"\\{text}"


def _nothing(_text: str) -> str:
    return ""


_ANSWERS: dict[str, _Answer] = {
    "unknown-target": _Answer(change=_without_fragment, what="a link to a place that is not there lost its target"),
    "unknown-chapter-link": _Answer(change=_words, what="a link to a file that is no chapter became plain words"),
    "empty-link": _Answer(change=_words, what="a link without a target became plain words"),
    "link-scheme": _Answer(change=_words, what="a link that a book cannot have became plain words", around=_whole_link),
    "missing-picture": _Answer(change=_linked_picture, what="a picture is missing", around=_whole_link),
    "broken-picture": _Answer(change=_linked_picture, what="a broken picture was left out", around=_whole_link),
    "picture-outside-book": _Answer(
        change=_linked_picture, what="a picture of the web was left out", around=_whole_link
    ),
    "raw-html": _Answer(change=_nothing, what="HTML that a manuscript cannot have was left out"),
    "raw-html-attribute": _Answer(change=_nothing, what="an attribute of HTML was left out"),
    "unclosed-tag": _Answer(change=_nothing, what="a tag without its partner was left out"),
    "unopened-tag": _Answer(change=_nothing, what="a tag without its partner was left out"),
    "unknown-term": _Answer(change=_escaped, what=""),
    "undefined-note": _Answer(change=_escaped, what="the call of a note that is not there became plain text"),
    "unknown-reference": _Answer(change=_escaped, what=""),
    "duplicate-id": _Answer(change=_nothing, what="an id that was given twice was left out"),
    "unsafe-id": _Answer(change=_nothing, what="an id that no link can bear was left out"),
    "reserved-id": _Answer(change=_nothing, what="an id that Octavo gives itself was left out"),
    "malformed-attributes": _Answer(change=_escaped, what=""),
    "dangling-attributes": _Answer(change=_escaped, what=""),
    "misplaced-attributes": _Answer(change=_escaped, what=""),
    "unclosed-div": _Answer(change=_escaped, what=""),
    "unopened-div": _Answer(change=_escaped, what=""),
    "control-character": _Answer(change=_nothing, what="a control character was left out"),
    "unknown-code-language": _Answer(change=_nothing, what=""),
    "second-title": _Answer(change=lambda text: f"#{text}", what=""),
}
"""By finding."""


def settle(root: Path, found: Callable[[], tuple[Diagnostic, ...]]) -> tuple[tuple[Diagnostic, ...], tuple[Loss, ...]]:
    """Answer what ``found`` says of the book in ``root``; return what is left to say, and what was lost."""
    losses: list[Loss] = []
    diagnostics = found()
    for _ in range(_ROUNDS):
        answered = _round(root, diagnostics)
        if not answered:
            break
        losses += answered
        diagnostics = found()
    return diagnostics, tuple(loss for loss in losses if loss.what)


def _round(root: Path, diagnostics: Iterable[Diagnostic]) -> list[Loss]:
    by_file: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.span is not None and diagnostic.finding.name in _ANSWERS:
            by_file.setdefault(diagnostic.span.path, []).append(diagnostic)
    losses = []
    for path, told in by_file.items():
        file = root / path
        data = file.read_bytes()
        source, edits, done = SourceText.of(path, data.decode("utf-8")), [], -1
        for diagnostic in told:
            stretch = _stretch(diagnostic, source)
            if stretch is None or stretch[0] < done:
                continue
            start, done, new = stretch
            edits.append(Edit(span=source.span(start, done), text=new))
            losses.append(Loss(file=path, line=edits[-1].span.line, what=_ANSWERS[diagnostic.finding.name].what))
        file.write_bytes(edited(data, edits))
    return losses


def _stretch(diagnostic: Diagnostic, source: SourceText) -> tuple[int, int, str] | None:
    """Return start and end of what an answer changes, and the new text; None where there is no answer."""
    answer, span, text = _ANSWERS[diagnostic.finding.name], diagnostic.span, source.text
    if span is None or span.end_line > len(source.starts):
        return None
    start = source.starts[span.line - 1] + span.column - 1
    end = source.starts[span.end_line - 1] + span.end_column - 1
    if answer.around is not None:
        start, end = answer.around(text, start, end)
    if answer.change is _escaped and text[start - 1 : start] == "\\":
        return None
    new = answer.change(text[start:end])
    return None if new is None or new == text[start:end] else (start, end, new)
