"""How the texts of a page are set: families, weight and slant, as the EPUB's stylesheets and the habits of readers say.

Only what chooses a font is computed (CSS Fonts 4, §2). A rule for a piece of an element (``::first-letter``) or for some
readers (``@media``) adds a further way in which a text may be set, so that no character of it is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2  # type: ignore[import-untyped]
import tinycss2

from octavo.render.fonts import BOLD, REGULAR, SEMIBOLD
from octavo.render.styles import Stylesheet
from octavo.render.xhtml.elements import XHTML

_BOLD_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"})
_ITALIC_TAGS = frozenset({"em", "i", "cite", "dfn", "var", "address"})
_FIXED_TAGS = frozenset({"code", "kbd", "samp", "pre", "tt"})
_MARKERS = {"ol": "0123456789.", "ul": "•◦▪"}
_CONDITIONS = frozenset({"media", "supports"})
_CONDITION = "condition"
_FIRST_LETTER = 4
"""Characters that ::first-letter may take in: a letter, and the marks before and after it."""
_CAPITALS = ("small-caps", "all-small-caps", "uppercase", "capitalize", "titling-caps", "unicase")
_SHORTHAND = re.compile(r"(?P<before>.*?)(?:^|\s)[\d.]+(?:[a-z]+|%)(?:\s*/\s*\S+)?\s+(?P<families>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Style:
    """What chooses the font of a text."""

    families: tuple[str, ...] = ("serif",)
    weight: int = REGULAR
    italic: bool = False
    capitals: bool = False
    """Whether letters may be shown as capitals, large or small."""


@dataclass(frozen=True, slots=True)
class Run:
    """A text, one of the ways in which it is set, and its language."""

    text: str
    style: Style
    language: str


@dataclass(frozen=True, slots=True)
class _Rule:
    declared: tuple[tuple[str, str], ...]
    """Property and value, of what bears on fonts."""
    content: str
    """Text that the rule puts on the page."""
    part: str
    """Empty when it holds for the element; a pseudo-element, or “condition”, when for a piece or for some readers."""


class Cascade:
    """The rules of stylesheets that bear on fonts."""

    def __init__(self, sheets: Iterable[Stylesheet]) -> None:
        """Read the rules; what readers would not understand is passed over."""
        self._matcher = cssselect2.Matcher()
        for sheet in sheets:
            self._add(tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True), "")

    def runs(self, tree: Element, language: str) -> Iterator[Run]:
        """Yield the texts of a page, each in every way in which it may be set; what is hidden is not set."""
        root = cssselect2.ElementWrapper.from_html_root(tree, content_language=language)
        return self._runs(root, Style(), language)

    def _add(self, rules: Iterable[Any], part: str) -> None:
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONS and rule.content:
                inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                self._add(inside, _CONDITION)
            elif rule.type == "qualified-rule":
                self._add_rule(rule, part)

    def _add_rule(self, rule: Any, part: str) -> None:
        written = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        declared = [each for each in written if each.type == "declaration"]
        content = "".join(t.value for d in declared if d.lower_name == "content" for t in d.value if t.type == "string")
        pairs = tuple((d.lower_name, tinycss2.serialize(d.value).strip()) for d in declared if _bears(d.lower_name))
        if not pairs and not content:
            return
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return  # readers drop it too
        for selector in selectors:
            self._matcher.add_selector(selector, _Rule(pairs, content, selector.pseudo_element or part))

    def _runs(self, element: Any, inherited: Style, language: str) -> Iterator[Run]:
        node: Element = element.etree_element
        if node.get("hidden") is not None:
            return
        language = node.get("lang") or language
        rules = [rule for *_, rule in self._matcher.match(element)]
        style = _by_default(node.tag, inherited)
        for rule in rules:
            style = style if rule.part else _applied(style, inherited, rule.declared)
        yield Run("".join((node.text or "", *(child.tail or "" for child in node))), style, language)
        yield Run(_MARKERS.get(node.tag.rpartition("}")[2], ""), style, language)
        for rule in rules:
            if rule.part:
                yield Run(_text_of_part(rule, node), _applied(style, style, rule.declared), language)
        for child in element.iter_children():
            yield from self._runs(child, style, language)


def _bears(name: str) -> bool:
    return (
        name == "text-transform"
        or name in {"font", "font-family", "font-weight", "font-style"}
        or name.startswith("font-variant")
    )


def _text_of_part(rule: _Rule, node: Element) -> str:
    match rule.part:
        case "before" | "after":
            return rule.content
        case "first-letter":
            return "".join(node.itertext()).strip()[:_FIRST_LETTER]
        case _:
            return "".join(node.itertext()) + rule.content


def _by_default(tag: str, inherited: Style) -> Style:
    """Return the style of an element that no stylesheet names."""
    if not tag.startswith(f"{{{XHTML}}}"):
        return replace(inherited, families=("math",))
    name = tag.rpartition("}")[2]
    return replace(
        inherited,
        families=("monospace",) if name in _FIXED_TAGS else inherited.families,
        weight=BOLD if name in _BOLD_TAGS else inherited.weight,
        italic=inherited.italic or name in _ITALIC_TAGS,
    )


def _applied(style: Style, inherited: Style, declared: Iterable[tuple[str, str]]) -> Style:
    for name, value in declared:
        match name:
            case "font-family":
                style = replace(style, families=inherited.families if value == "inherit" else _families(value))
            case "font-weight":
                style = replace(style, weight=_weight(value, style, inherited))
            case "font-style":
                style = replace(style, italic=inherited.italic if value == "inherit" else value != "normal")
            case "font":
                style = _shorthand(value, style, inherited)
            case _:
                style = replace(style, capitals=any(word in value for word in _CAPITALS))
    return style


def _families(value: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in value.split(","))


def _weight(value: str, style: Style, inherited: Style) -> int:
    if value.isdigit():
        return int(value)
    heavy = inherited.weight >= SEMIBOLD
    weights = {"normal": REGULAR, "bold": BOLD, "bolder": 900 if heavy else BOLD, "lighter": REGULAR}
    return weights.get(value, inherited.weight if value == "inherit" else style.weight)


def _shorthand(value: str, style: Style, inherited: Style) -> Style:
    found = _SHORTHAND.fullmatch(value)
    if found is None:
        return style
    words = found["before"].split()
    weight = next(
        (_weight(w, style, inherited) for w in words if w.isdigit() or w in {"bold", "bolder", "lighter"}), REGULAR
    )
    return Style(_families(found["families"]), weight, "italic" in words or "oblique" in words, "small-caps" in words)
