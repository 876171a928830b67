"""glossary.md: a definition list of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Finding, Outcome, Severity, Span
from octavo.model import nodes
from octavo.model.glossary import Glossary, Term
from octavo.model.nodes import Block, DefinitionItem
from octavo.model.slugs import slug_or_digest
from octavo.model.sources import TextSource
from octavo.model.walk import plain_text
from octavo.parse.blocks import lower_blocks
from octavo.parse.context import Context
from octavo.parse.source import SourceText

TERM_WITHOUT_DEFINITION = Finding(
    name="term-without-definition",
    severity=Severity.ERROR,
    message="the term “{name}” has no definition",
    why="Its note and its place in the glossary would be empty.",
    fix="begin the line below it with “: ” and the definition",
)
TERM_WITHOUT_NAME = Finding(
    name="term-without-name",
    severity=Severity.ERROR,
    message="the glossary entry has no name",
    why="Nothing in the text could refer to it.",
    fix="write the term before its long form: EU (European Union)",
)
STRAY_GLOSSARY_TEXT = Finding(
    name="stray-glossary-text",
    severity=Severity.ERROR,
    message="the glossary holds text that belongs to no entry",
    why="The glossary section is made from entries alone; other text of this file would be missing from the book.",
    fix="indent it by two spaces or more if it belongs to the definition above; else remove it",
)
TERM_ATTRIBUTE = Finding(
    name="unknown-term-attribute",
    severity=Severity.ERROR,
    message="a term has no attribute “{key}”",
    why="A misspelt attribute would be ignored, and an alias or a sort key be missing without a word.",
    fix="write aliases, sort, or name-LANGUAGE such as name-ja",
)

_LONG_FORM = re.compile(r"(?P<name>.*?\S)\s+\((?P<long>[^()]*(?:\([^()]*\)[^()]*)*)\)\Z", re.DOTALL)
_NAME_PREFIX = "name-"


def parse_glossary(source: TextSource, language: str = "en") -> Outcome[Glossary]:
    """Return the terms of a glossary file in their order; duplicates are resolve's to find.

    A title and paragraphs before the first entry are let be: they do not go into the book.
    Reports, besides what any file can hold: term-without-definition, term-without-name, stray-glossary-text,
    unknown-term-attribute.
    """
    context = Context(SourceText.of(source.path, source.text), source.file, language)
    terms: list[Term] = []
    for block in lower_blocks(context):
        match block:
            case nodes.DefinitionList():
                terms.extend(term for item in block.items for term in _terms(context, item))
            case nodes.Heading() if not terms:
                pass
            case _:
                _stray(context, block, bool(terms))
    for note in context.notes:
        context.report(STRAY_GLOSSARY_TEXT.at(note.span, hint="write it into the definition: definitions become notes"))
    return Outcome(Glossary(terms=tuple(terms)), tuple(context.diagnostics))


def _stray(context: Context, block: Block, after_terms: bool) -> None:  # noqa: FBT001 - a plain fact about the place
    words = context.source.line(block.span.line - 1).strip()
    ends_in_colon = context.source.line(block.span.end_line - 1).strip() == ":"
    one_line = isinstance(block, nodes.Paragraph) and block.span.line == block.span.end_line
    if ends_in_colon or (one_line and (words.endswith("}") or _LONG_FORM.fullmatch(words))):
        name = words.split(" (", 1)[0].split(" {", 1)[0]
        context.report(TERM_WITHOUT_DEFINITION.at(block.span, name=name))
    elif after_terms:
        context.report(STRAY_GLOSSARY_TEXT.at(block.span))


def _terms(context: Context, item: DefinitionItem) -> Iterator[Term]:
    definition = tuple(block for blocks in item.definitions for block in blocks)
    for entry in item.terms:
        words = plain_text(entry.children).strip()
        match = _LONG_FORM.match(words)
        name, long = (match["name"], match["long"].strip()) if match else (words, "")
        if not name or name.startswith("("):
            context.report(TERM_WITHOUT_NAME.at(entry.span))
            continue
        if not definition:
            context.report(TERM_WITHOUT_DEFINITION.at(entry.span, name=name))
        yield _term(context, entry, (name, long), definition)


def _term(context: Context, entry: nodes.Paragraph, words: tuple[str, str], definition: tuple[Block, ...]) -> Term:
    attributes = entry.attributes
    aliases: tuple[str, ...] = ()
    names = []
    for key, value in attributes.pairs:
        if key == "aliases":
            aliases = tuple(alias.strip() for alias in value.split(",") if alias.strip())
        elif key.startswith(_NAME_PREFIX):
            names.append((key.removeprefix(_NAME_PREFIX), value))
        elif key not in {"sort", "lang"}:
            context.report(TERM_ATTRIBUTE.at(attributes.span, key=key))
    return Term(
        id=attributes.id or f"term-{slug_or_digest(words[0])}",
        name=words[0],
        long=words[1],
        aliases=aliases,
        sort=attributes.get("sort"),
        names=tuple(names),
        definition=definition,
        span=_name_span(context, entry, words[0]),
        attributes=attributes,
    )


def _name_span(context: Context, entry: nodes.Paragraph, name: str) -> Span:
    span = entry.span
    line = context.source.line(span.line - 1)
    if line.startswith(name, span.column - 1):
        return Span(span.path, span.line, span.column, span.line, span.column + len(name))
    first, last = entry.children[0].span, entry.children[-1].span
    return first.to(last)
