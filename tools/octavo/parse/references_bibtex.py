"""BibTeX and BibLaTeX: pandoc reads them into CSL-JSON; a scanner of ours finds where each entry stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from octavo.diagnostics import Span
from octavo.model.by_language import primary_subtag
from octavo.model.sources import TextSource
from octavo.pandoc import PandocError, run_pandoc
from octavo.parse.references_located import NotReadableError

_ENTRY = re.compile(r"@\s*(?P<kind>\w+)\s*\{\s*(?P<key>[^\s,{}\"#%']+)\s*,")
_OURS = re.compile(r"\b(?P<name>group|annotation)\s*=\s*(?=[{\"])", re.IGNORECASE)
_PARENT = re.compile(r"\b(?:crossref|xref|xdata)\s*=\s*[{\"]?(?P<keys>[^}\"=]*)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\b(?:langid|hyphenation)\s*=", re.IGNORECASE)
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})
_LINE_END = re.compile(r"\r\n?|\n")
_PLACE = re.compile(r"\(line (\d+), column (\d+)\):\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """An entry: what pandoc makes of it, and what Octavo adds."""

    csl: dict[str, Any]
    span: Span
    """Of its key."""
    group: str = ""
    annotation: str = ""
    annotation_span: Span


def read_bibtex(source: TextSource, language: str) -> tuple[BibEntry, ...]:
    """Return the entries in the order of the file. Raises NotReadableError.

    An entry that names no ``langid`` is in the book's ``language``: only English titles lose the capitals of their words.
    """
    text = _LINE_END.sub("\n", source.text)
    places = _Places(source.path, text)
    places.check_parents()
    try:
        items = _csl_json(text if primary_subtag(language) == "en" else places.text_in(language))
    except PandocError:
        try:
            items = _csl_json(text)  # once more as it was written, so that the columns of its messages are the author's
        except PandocError as refused:
            raise _not_readable(source, str(refused)) from refused
    return tuple(places.entry(item) for item in items)


def _csl_json(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(run_pandoc(("-f", "biblatex", "-t", "csljson"), text))
    return items


class _Places:
    """Where the entries of one file stand."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._entries = [m for m in _ENTRY.finditer(text) if m["kind"].lower() not in _NOT_ENTRIES]
        self._found: dict[str, list[re.Match[str]]] = {}
        for entry in self._entries:
            self._found.setdefault(entry["key"], []).append(entry)

    def check_parents(self) -> None:
        """Raise NotReadableError for an entry that takes its fields from itself, by whatever others: pandoc never ends."""
        parents = {entry["key"]: self._parents(entry) for entry in self._entries}
        for entry in self._entries:
            seen, waiting = set[str](), list(parents[entry["key"]])
            while waiting:
                key = waiting.pop()
                if key == entry["key"]:
                    place = self._span(entry.start("key"), entry.end("key"))
                    raise NotReadableError(f"“{key}” takes its fields from itself", place)
                if key not in seen:
                    seen.add(key)
                    waiting.extend(parents.get(key, ()))

    def _parents(self, entry: re.Match[str]) -> list[str]:
        fields = _PARENT.finditer(self._text, entry.end(), self._end(entry.end()))
        return [key for field in fields for key in re.split(r"[,\s]+", field["keys"].strip()) if key]

    def text_in(self, language: str) -> str:
        """Return the file's text with a ``langid`` for each entry that has none."""
        pieces, at = [], 0
        for entry in self._entries:
            if not _LANGUAGE.search(self._text, entry.end(), self._end(entry.end())):
                pieces += [self._text[at : entry.end()], f" langid = {{{language}}},"]
                at = entry.end()
        return "".join((*pieces, self._text[at:]))

    def entry(self, csl: dict[str, Any]) -> BibEntry:
        """Return the next entry of a key, with the fields of ours that stand in it."""
        waiting = self._found.get(str(csl.get("id", "")), [])
        if not waiting:
            top = Span(self._path, 1, 1, 1, 1)
            return BibEntry(csl=csl, span=top, annotation_span=top)
        found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        span = self._span(found.start("key"), found.end("key"))
        start = found.end()
        ours = {m["name"].lower(): self._braced(m.end()) for m in _OURS.finditer(self._text, start, self._end(start))}
        group, annotation = ours.get("group", (0, 0)), ours.get("annotation", (0, 0))
        return BibEntry(
            csl=csl,
            span=span,
            group=" ".join(self._text[slice(*group)].split()),
            annotation=self._text[slice(*annotation)],
            annotation_span=self._span(*annotation),
        )

    def _end(self, start: int) -> int:
        """Return where the entry's own braces close."""
        depth = 1
        for brace in re.finditer(r"(?<!\\)[{}]", self._text[start:]):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                return start + brace.start()
        return len(self._text)

    def _braced(self, start: int) -> tuple[int, int]:
        """Return the offsets of a value between braces or quotation marks."""
        if self._text[start] == "{":
            return start + 1, self._end(start + 1)
        return start + 1, max(self._text.find('"', start + 1), start + 1)

    def _span(self, start: int, end: int) -> Span:
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        column, end_column = start - self._starts[line - 1] + 1, end - self._starts[end_line - 1] + 1
        return Span(self._path, line, column, end_line, end_column)


def _inside(source: TextSource, line: int, column: int) -> tuple[int, int]:
    """Return a place of pandoc's; for one beyond the file (it adds empty lines) the end of the last line."""
    lines = _LINE_END.split(source.text.rstrip())
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def _not_readable(source: TextSource, message: str) -> NotReadableError:
    found = _PLACE.search(message)
    if found is None:
        return NotReadableError(" ".join(message.split()), Span(source.path, 1, 1, 1, 1))
    line, column = _inside(source, int(found[1]), int(found[2]))
    problem = next((words for words in found[3].splitlines() if words.strip()), "not BibTeX")
    return NotReadableError(problem.strip(), Span(source.path, line, column, line, column + 1))
