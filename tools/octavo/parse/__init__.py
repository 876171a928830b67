"""Parse: Markdown into the typed tree, every node with its place; names stay names."""

from __future__ import annotations

from octavo.diagnostics import Diagnostic, Outcome, Span
from octavo.model.book import Draft
from octavo.model.glossary import Glossary, Term
from octavo.model.nodes import Block, Inline
from octavo.model.references import Reference
from octavo.model.sources import Sources
from octavo.parse import (
    attributes,
    block_walk,
    chapter,
    container_blocks,
    context,
    glossary,
    html,
    leaf_blocks,
    links,
    references,
    references_findings,
    ruby,
    sizes,
    table_blocks,
)
from octavo.parse.blocks import lower_blocks
from octavo.parse.chapter import parse_chapter
from octavo.parse.context import Context
from octavo.parse.glossary import parse_glossary
from octavo.parse.inlines import lower_inlines
from octavo.parse.plain_values import typographic_config
from octavo.parse.source import SourceText, value_content

__all__ = ["FINDINGS", "parse_blocks", "parse_chapter", "parse_glossary", "parse_inlines", "parse_sources"]

FINDINGS = (
    attributes.MALFORMED_ATTRIBUTES,
    attributes.DUPLICATE_ATTRIBUTE,
    block_walk.DANGLING_ATTRIBUTES,
    leaf_blocks.MISPLACED_ATTRIBUTES,
    container_blocks.UNCLOSED_DIV,
    container_blocks.UNOPENED_DIV,
    leaf_blocks.UNCLOSED_CODE,
    container_blocks.EMPTY_NOTE,
    table_blocks.CAPTION_WITHOUT_TABLE,
    chapter.EMPTY_CHAPTER,
    chapter.MISSING_TITLE,
    chapter.SECOND_TITLE,
    chapter.TEXT_BEFORE_TITLE,
    chapter.METADATA_BLOCK,
    context.NESTING_TOO_DEEP,
    glossary.TERM_WITHOUT_DEFINITION,
    glossary.TERM_WITHOUT_NAME,
    glossary.STRAY_GLOSSARY_TEXT,
    glossary.TERM_ATTRIBUTE,
    html.RAW_HTML,
    html.RAW_HTML_ATTRIBUTE,
    html.UNCLOSED_TAG,
    html.UNOPENED_TAG,
    links.LINK_SCHEME,
    ruby.RUBY_COUNT,
    sizes.UNUSABLE_SIZE,
    *references_findings.FINDINGS,
)


def parse_sources(sources: Sources) -> Outcome[Draft]:
    """Return all of a book's files as trees, and every diagnostic of this package."""
    language = sources.config.metadata.language
    diagnostics: list[Diagnostic] = []
    chapters = []
    for entry, source in sources.chapters:
        outcome = parse_chapter(entry, source, language)
        diagnostics.extend(outcome.diagnostics)
        if outcome.value is not None:
            chapters.append(outcome.value)
    terms: list[Term] = []
    for source in sources.glossaries:
        parsed = parse_glossary(source, language)
        diagnostics.extend(parsed.diagnostics)
        terms.extend(parsed.value.terms if parsed.value else ())
    entries: list[Reference] = []
    for source in sources.references:
        read = references.parse_references(source, language)
        diagnostics.extend(read.diagnostics)
        entries.extend(read.value or ())
    draft = Draft(
        config=typographic_config(sources.config),
        chapters=tuple(chapters),
        glossary=Glossary(terms=tuple(terms)),
        references=tuple(entries),
        pictures=sources.pictures,
    )
    return Outcome(draft, tuple(diagnostics))


def parse_blocks(text: str, path: str, language: str = "en") -> Outcome[tuple[Block, ...]]:
    """Return Markdown as blocks, without a chapter's rules about titles; note definitions are left out."""
    found = Context(SourceText.of(path, text), path, language)
    return Outcome(lower_blocks(found), tuple(found.diagnostics))


def parse_inlines(text: str, span: Span, language: str = "en") -> tuple[Inline, ...]:
    """Return the inline Markdown of a string value whose first character stands where the span begins.

    For captions, annotations and credits out of other files than Markdown. What cannot be read is left as words.
    """
    content = value_content(text.replace("\r\n", "\n").replace("\r", "\n"), span)
    found = Context(SourceText.of(span.path, ""), "", language)
    return lower_inlines(found, content)
