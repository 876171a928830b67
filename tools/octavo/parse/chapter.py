"""A manuscript file as a chapter: its title, its blocks, its notes."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.diagnostics import Finding, Outcome, Related, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.model import nodes
from octavo.model.attributes import NONE
from octavo.model.book import Chapter
from octavo.model.config import Entry
from octavo.model.nodes import Block, Heading
from octavo.model.slugs import stem_id
from octavo.model.sources import TextSource
from octavo.model.walk import descend, plain_text
from octavo.parse.blocks import lower_blocks
from octavo.parse.context import Context
from octavo.parse.plain_values import typographic
from octavo.parse.source import SourceText

EMPTY_CHAPTER = Finding(
    name="empty-chapter",
    severity=Severity.ERROR,
    message="“{file}” is empty",
    why="A chapter without a word would be a blank page, and an entry of the contents that leads to it.",
    fix="write its text, or take it out of the contents in book.toml",
)
MISSING_TITLE = Finding(
    name="missing-title",
    severity=Severity.ERROR,
    message="“{file}” does not begin with a title",
    why="The contents, the running heads and the bookmarks take a chapter's name from its title.",
    fix="begin the file with a line “# Title”",
)
SECOND_TITLE = Finding(
    name="second-title",
    severity=Severity.ERROR,
    message="“{title}” is a second title",
    why="One file is one chapter with one title; headings inside it begin with ## or more.",
    fix="write ## for a heading, or give the chapter a file of its own",
)
TEXT_BEFORE_TITLE = Finding(
    name="text-before-title",
    severity=Severity.ERROR,
    message="the file's title comes after other text",
    why="A chapter opens with its title; what stands before it would belong to no chapter.",
    fix="move the title to the top of the file",
)
METADATA_BLOCK = Finding(
    name="metadata-block",
    severity=Severity.ERROR,
    message="the file begins with a metadata block",
    why="Octavo keeps a book's metadata in book.toml, and a chapter's with its title; the block would be printed.",
    fix='put title and author on the title line: # Title {short-title="…" author="…"}',
)

UNTITLED_ROLES = frozenset({"dedication", "epigraph"})
"""Roles of files that may go without a title."""

_METADATA = re.compile(
    r"---[ \t]*\n(?:(?!---|\.\.\.).*\n)*?\s*[\w-]+[ \t]*:.*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def parse_chapter(entry: Entry, source: TextSource, language: str = "en") -> Outcome[Chapter]:
    """Return a file as a chapter tree, its names not yet bound.

    Reports what cannot be read: the findings of this package but those of the glossary and of references.
    """
    text = SourceText.of(source.path, source.text)
    context = Context(text, source.file, language)
    metadata = _METADATA.match(text.text)
    if metadata:
        context.report(METADATA_BLOCK.at(text.span(0, len("---"))))
        blank = re.sub(r"[^\n]", " ", metadata[0])
        context.source = SourceText.of(source.path, blank + text.text[metadata.end() :])
    blocks = lower_blocks(context)
    title, children = _title(context, blocks)
    _check(context, entry, title, blocks)
    return Outcome(_chapter(entry, source, context, title, children), tuple(context.diagnostics))


def _title(context: Context, blocks: tuple[Block, ...]) -> tuple[Heading | None, tuple[Block, ...]]:
    """Return the title and the blocks after it; further headings of its level become headings of the second."""
    title = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
    if title is not None and title is not blocks[0]:
        related = (Related("the text before it", blocks[0].span),)
        context.report(TEXT_BEFORE_TITLE.at(title.span, related=related))
    return title, tuple(_lowered(context, title, block) for block in blocks if block is not title)


def _lowered(context: Context, title: Heading | None, block: Block) -> Block:
    for node in descend((block,)):
        if isinstance(node, Heading) and node.level == 1:
            related = (Related("the title", title.span),) if title else ()
            words = context.source.line(node.span.line - 1)[node.span.column - 1 :].lstrip("# \t").rstrip()
            context.report(SECOND_TITLE.at(node.span, related=related, title=words))
    return replace(block, level=2) if isinstance(block, Heading) and block.level == 1 else block


def _check(context: Context, entry: Entry, title: Heading | None, blocks: tuple[Block, ...]) -> None:
    has_content = any(not isinstance(block, Heading) for block in blocks) or len(blocks) > 1
    refused = any(diagnostic.is_error for diagnostic in context.diagnostics)
    if not has_content and refused:
        return  # what is there was refused, and the author told so
    if not has_content:
        span = title.span if title else file_span(context.source.path)
        hint = "write its text below the title" if title else ""
        context.report(EMPTY_CHAPTER.at(span, hint=hint, file=context.file))
    elif title is not None and not plain_text(title.children).strip() and not _has_picture(title):
        context.report(MISSING_TITLE.at(title.span, hint="write the title after the #", file=context.file))
    elif title is None and entry.role not in UNTITLED_ROLES:
        context.report(MISSING_TITLE.at(_first_line(blocks[0].span, context), file=context.file))


def _has_picture(title: Heading) -> bool:
    return any(isinstance(node, nodes.Image) for node in descend(title.children))


def _first_line(span: Span, context: Context) -> Span:
    if span.line == span.end_line:
        return span
    return replace(span, end_line=span.line, end_column=len(context.source.line(span.line - 1).rstrip()) + 1)


def _chapter(
    entry: Entry, source: TextSource, context: Context, title: Heading | None, children: tuple[nodes.Block, ...]
) -> Chapter:
    attributes = title.attributes if title else NONE
    return Chapter(
        entry=entry,
        path=source.path,
        stem=source.stem,
        id=attributes.id or stem_id(source.stem),
        title=title.children if title else (),
        title_span=title.span if title else file_span(source.path),
        short_title=typographic(attributes.get("short-title"), context.language),
        author=typographic(attributes.get("author"), context.language),
        attributes=attributes,
        children=children,
        notes=tuple(context.notes),
    )
