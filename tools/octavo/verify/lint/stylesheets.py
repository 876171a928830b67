"""CSS that readers do not honour, or that takes from people what they set for themselves (EPUB 3.3, 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import XHTML, all_documents, local_name
from octavo.verify.lint.contrast import low_contrast

EPUB_CSS_NOT_HONOURED = Finding(
    name="epub-css-not-honoured",
    severity=Severity.WARNING,
    message="readers do nothing with {what}",
    why="It is made for printed pages or for browsers: what it should show is not there, or stands in the way.",
    fix="take it out, and put what must be seen into the text",
)
EPUB_CSS_FIXED_SIZE = Finding(
    name="epub-css-fixed-size",
    severity=Severity.WARNING,
    message="“{selector}” sets type in {unit} ({value})",
    why="Type that is set in fixed units does not grow when a reader makes letters larger.",
    fix="write em or %, and leave the size of body alone",
)
EPUB_CSS_FIXED_COLOUR = Finding(
    name="epub-css-fixed-colour",
    severity=Severity.WARNING,
    message="“{selector}” sets {property} to {value}",
    why="In dark mode letters disappear on the ground, or one white page blinds.",
    fix="leave colours of plain text and pages to the reader",
)

FINDINGS = (EPUB_CSS_NOT_HONOURED, EPUB_CSS_FIXED_SIZE, EPUB_CSS_FIXED_COLOUR)

_UNITS = frozenset({"px", "pt", "pc", "mm", "cm", "in", "q"})
_DEAD_VALUES = {"position": {"fixed", "sticky"}, "float": {"footnote", "top", "bottom"}, "display": {"footnote"}}
_DEAD_PROPERTIES = frozenset(
    {"footnote-display", "footnote-policy", "string-set", "bookmark-level", "bookmark-label", "bookmark-state", "marks", "bleed"}
)  # fmt: skip
_DEAD_FUNCTIONS = frozenset({"running", "element", "string", "target-counter", "target-text", "leader", "content"})
_COLOURS = ("color", "background", "background-color")
_HARMLESS = frozenset({"inherit", "initial", "unset", "revert", "transparent", "currentcolor", "none", "canvas", "canvastext"})  # fmt: skip
_PLAIN = re.compile(r"(?:^|[\s>+~])(?:html|body|:root|\*|p|div|section|article|main|li|h[1-6]|td|th|blockquote)$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declaration:
    selector: str
    name: str
    tokens: list[Any]
    place: Span

    @property
    def value(self) -> str:
        """What is set, as it is written."""
        import tinycss2

        return str(tinycss2.serialize(self.tokens)).strip()


def check_stylesheets(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what stylesheets, style elements and style attributes should leave alone. Findings: all of ``FINDINGS``."""
    import tinycss2

    for path, text in epub.sheets.items():
        yield from _sheet(text, epub.place(path))
    for path, tree in all_documents(epub):
        for element in tree.iter(f"{XHTML}*"):
            place_of = element if local_name(element) == "style" or element.get("style") else None
            if place_of is None:
                continue
            place = epub.place(path, element)
            if local_name(element) == "style":
                yield from _sheet(element.text or "", place)
            declared = tinycss2.parse_blocks_contents(
                element.get("style", ""), skip_comments=True, skip_whitespace=True
            )
            yield from _judged(_declarations(f"{local_name(element)} style=…", declared, place), plain=False)


def sets_fixed_type(epub: EpubFile) -> bool:
    """Return whether type is set somewhere in units that readers cannot scale."""
    return any(found.finding is EPUB_CSS_FIXED_SIZE for found in check_stylesheets(epub))


def _sheet(text: str, place: Span) -> Iterator[Diagnostic]:
    import tinycss2

    yield from _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), place)


def _rules(rules: list[Any], place: Span, *, conditional: bool = False) -> Iterator[Diagnostic]:
    import tinycss2

    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            yield from _page_boxes(rule, place)
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"} and rule.content is not None:
            if not _for_print(rule):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, place, conditional=True)
        elif rule.type == "qualified-rule":
            selector = " ".join(str(tinycss2.serialize(rule.prelude)).split())
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            plain = not conditional and any(_PLAIN.search(part.strip()) for part in selector.split(","))
            yield from _judged(_declarations(selector, declared, place), plain=plain)


def _for_print(rule: Any) -> bool:
    """Return whether a media rule is for printers alone."""
    return [token.lower_value for token in rule.prelude if token.type == "ident"] == ["print"]


def _page_boxes(rule: Any, place: Span) -> Iterator[Diagnostic]:
    """Yield the margin boxes of a page rule (``@top-center``): readers have no running heads of the book's."""
    import tinycss2

    for inner in tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True):
        if inner.type == "at-rule":
            what = f"“@{inner.lower_at_keyword}” in a page rule"
            yield EPUB_CSS_NOT_HONOURED.at(_at(place, inner), what=what)


def _at(place: Span, node: Any) -> Span:
    """Return where a part of a stylesheet stands; of styles inside a document where their element begins."""
    if not place.path.endswith(".css"):
        return place
    return Span(place.path, node.source_line, node.source_column, node.source_line, node.source_column + 1)


def _declarations(selector: str, declared: list[Any], place: Span) -> Iterator[_Declaration]:
    for node in declared:
        if node.type == "declaration":
            tokens = [token for token in node.value if token.type not in {"whitespace", "comment"}]
            yield _Declaration(selector=selector, name=node.lower_name, tokens=tokens, place=_at(place, node))


def _judged(declarations: Iterator[_Declaration], *, plain: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with the declarations of a rule; colours count where its selector is of plain text or a page."""
    declared = tuple(declarations)
    yield from low_contrast(declared[0].selector if declared else "", [(d.name, d.tokens, d.place) for d in declared])
    for one in declared:
        words = {token.lower_value for token in one.tokens if token.type == "ident"}
        functions = {token.lower_name for token in one.tokens if token.type == "function"}
        dead = one.name in _DEAD_PROPERTIES or words & _DEAD_VALUES.get(one.name, set())
        if dead or (one.name in {"content", "position", "string-set"} and functions & _DEAD_FUNCTIONS):
            yield EPUB_CSS_NOT_HONOURED.at(one.place, what=f"“{one.name}: {one.value}” of “{one.selector}”")
        units = [token.lower_unit for token in one.tokens if token.type == "dimension" and token.value]
        if one.name in {"font-size", "font"} and units and units[0] in _UNITS:
            yield EPUB_CSS_FIXED_SIZE.at(one.place, selector=one.selector, unit=units[0], value=one.value)
        if plain and one.name in _COLOURS and not words & _HARMLESS and one.tokens and "url" not in one.value:
            yield EPUB_CSS_FIXED_COLOUR.at(one.place, selector=one.selector, property=one.name, value=one.value)
