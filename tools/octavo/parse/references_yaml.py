"""YAML into located values: by node, so that every key and value keeps its line and column; no tag is acted on."""

from __future__ import annotations

import re
from typing import Any, cast

import yaml

from octavo.diagnostics import Span
from octavo.model.sources import TextSource
from octavo.model.text_file import CONTROL
from octavo.parse.references_located import DEEPEST, Field, Located, Mapping, NotReadableError, Scalar, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value"})
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPEATS = 10_000
"""How many nodes may come out of aliases, before a small file is taken to stand for a huge one."""


def read_yaml(source: TextSource) -> Located | None:
    """Return the file's one document, or None when it is empty. Raises NotReadableError."""
    try:
        # Frontmatter habits: a last line of three hyphens starts a second, empty document.
        documents = [node for node in yaml.compose_all(source.text, Loader=_LOADER) if not _is_empty(node)]
    except yaml.MarkedYAMLError as broken:
        raise _not_readable(source, broken) from broken
    except yaml.YAMLError as broken:
        raise _control_character(source) or NotReadableError(
            _one_line(str(broken)), Span(source.path, 1, 1, 1, 1)
        ) from broken
    except RecursionError as deep:
        raise NotReadableError("lists or fields nest too deeply", Span(source.path, 1, 1, 1, 1)) from deep
    if len(documents) > 1:
        raise NotReadableError("the file holds more than one document", _span(source.path, documents[1]))
    return _Reader(source).located(documents[0], ()) if documents else None


class _Reader:
    """Turns nodes into located values, counting what aliases repeat."""

    def __init__(self, source: TextSource) -> None:
        self._path = source.path
        self._lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._seen: set[int] = set()
        self._repeats = 0

    def located(self, node: yaml.Node, above: tuple[yaml.Node, ...]) -> Located:
        span = _span(self._path, node)
        self._check(node, above, span)
        tag = node.tag.removeprefix(_STANDARD)
        if tag not in _PLAIN_TAGS:
            raise NotReadableError(f"the tag “{node.tag}” has no meaning in a reading list", span)
        below = (*above, node)
        match node:
            case yaml.ScalarNode():
                return self._scalar(node, span)
            case yaml.SequenceNode():
                return Sequence(span=span, items=tuple(self.located(item, below) for item in node.value))
            case _:
                pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
                return Mapping(span=span, fields=tuple(self._field(key, value, below) for key, value in pairs))

    def _check(self, node: yaml.Node, above: tuple[yaml.Node, ...], span: Span) -> None:
        if any(node is other for other in above):
            raise NotReadableError("an alias stands inside what it repeats", span)
        if len(above) > DEEPEST:
            raise NotReadableError("lists or fields nest too deeply", span)
        if id(node) in self._seen:
            self._repeats += 1
            if self._repeats > _REPEATS:
                raise NotReadableError("aliases repeat too much", span)
        self._seen.add(id(node))

    def _field(self, key: yaml.Node, value: yaml.Node, above: tuple[yaml.Node, ...]) -> Field:
        span = _span(self._path, key)
        if not isinstance(key, yaml.ScalarNode):
            raise NotReadableError("the name of a field is not a word", span)
        return Field(key=str(key.value), key_span=span, value=self.located(value, above))

    def _scalar(self, node: yaml.ScalarNode, span: Span) -> Scalar:
        value = str(node.value)
        control = CONTROL.search(value)
        if control is not None:
            raise NotReadableError(f"an escape gives the control character U+{ord(control[0]):04X}", span)
        if not node.style and node.tag == _STANDARD + "null":
            return Scalar(span=span, text=None, inner=span)
        if node.style in ("|", ">"):
            return self._block(value, span)
        if not node.style:
            return Scalar(span=span, text=value, inner=span, raw=self._between(span))
        inner = Span(span.path, span.line, span.column + 1, span.end_line, span.end_column - 1)
        raw = self._between(inner)
        plain = "\\" not in raw if node.style == '"' else "''" not in raw
        return Scalar(span=span, text=value, inner=inner, raw=raw if plain else "")

    def _block(self, value: str, span: Span) -> Scalar:
        """Return a block scalar; its words begin on the first line with words below the ``|`` or ``>``."""
        first = next((n for n in range(span.line, len(self._lines)) if self._lines[n].strip()), None)
        if first is None or not value.strip():
            return Scalar(span=span, text=value, inner=span)
        column = len(self._lines[first]) - len(self._lines[first].lstrip()) + 1
        last = span.end_line if span.end_column > 1 else span.end_line - 1
        while last > first + 1 and not self._lines[last - 1].strip():
            last -= 1
        inner = Span(span.path, first + 1, column, last, len(self._lines[last - 1].rstrip()) + 1)
        return Scalar(span=inner, text=value, inner=inner, raw=self._between(inner))

    def _between(self, span: Span) -> str:
        lines = self._lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)


def _is_empty(node: yaml.Node | None) -> bool:
    return node is None or (isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style)


def _span(path: str, node: yaml.Node) -> Span:
    start, end = cast("Any", node.start_mark), cast("Any", node.end_mark)
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _not_readable(source: TextSource, broken: yaml.MarkedYAMLError) -> NotReadableError:
    mark = broken.problem_mark or broken.context_mark
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    words = ", ".join(part for part in (broken.context, broken.problem) if part)
    return NotReadableError(_one_line(words), Span(source.path, line, column, line, column + 1))


def _control_character(source: TextSource) -> NotReadableError | None:
    """Return what to say of the first character that YAML does not take; PyYAML tells no line of it."""
    found = _NOT_YAML.search(source.text)
    if found is None:
        return None
    before = source.text[: found.start()].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = len(before), len(before[-1]) + 1
    words = f"the control character U+{ord(found[0]):04X} cannot stand in it"
    return NotReadableError(words, Span(source.path, line, column, line, column + 1))


def _one_line(words: str) -> str:
    return " ".join(words.split())
