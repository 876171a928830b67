"""Blocks that hold words: paragraphs, figures, headings, code, mathematics."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from octavo.diagnostics import Finding, Severity, Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import Block
from octavo.parse.attributes import read_braces, trailing_braces
from octavo.parse.block_walk import Blocks, merged, words_and_braces
from octavo.parse.figures import figure_of
from octavo.parse.inlines import lower_inlines, lower_paragraph
from octavo.parse.source import Content
from octavo.parse.table_blocks import captioned, is_caption

MISPLACED_ATTRIBUTES = Finding(
    name="misplaced-attributes",
    severity=Severity.ERROR,
    message="the attributes “{braces}” stand inside a paragraph",
    why="Here they are words of the paragraph and would be printed.",
    fix="put them on the line above the paragraph, after an empty line",
)
UNCLOSED_CODE = Finding(
    name="unclosed-code-block",
    severity=Severity.ERROR,
    message="the code block is not closed",
    why="Everything that follows would be printed as code.",
    fix="write a line with the same fence after its last line",
)

_ATTRIBUTE_LINE = re.compile(r"(?:^| )(?P<braces>\{[#.])", re.MULTILINE)


def paragraph(blocks: Blocks, _: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a paragraph, a figure, or a caption with its table; misplaced-attributes."""
    content = blocks.inline()
    if not content.text:
        return ()
    if is_caption(blocks, content):
        return captioned(blocks, content, above)
    children, bracket = lower_paragraph(blocks.context, content)
    _check_attribute_lines(blocks, content)
    image = children[0] if bracket else None
    if bracket and isinstance(image, nodes.Image):
        figure = figure_of(blocks.context, content, image, bracket)
        return (replace(figure, attributes=merged(above, figure.attributes)),)
    span = content.span(0, len(content.text))
    return (nodes.Paragraph(span=span, children=children, attributes=above),)


def _check_attribute_lines(blocks: Blocks, content: Content) -> None:
    """Report attributes that stand alone on a line of a paragraph, or at its end."""
    for match in _ATTRIBUTE_LINE.finditer(content.text):
        at = match.start("braces")
        braces = read_braces(content, at)
        if braces and (content.text[braces.end : braces.end + 1] == "\n" or braces.end == len(content.text)):
            words = content.text[at : braces.end]
            blocks.context.report(MISPLACED_ATTRIBUTES.at(braces.attributes.span, braces=words))


def heading(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a heading of any level."""
    content = blocks.inline()
    end, braces = words_and_braces(content)
    return (
        nodes.Heading(
            span=blocks.span(token),
            level=int(token.tag[1]),
            children=lower_inlines(blocks.context, content, 0, end),
            attributes=merged(above, blocks.context.attributes(braces)),
        ),
    )


def code(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return an indented code block."""
    return (nodes.CodeBlock(span=blocks.span(token), text=token.content, attributes=above),)


def fence(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a fenced code block; unclosed-code-block."""
    span = blocks.span(token)
    last = blocks.context.source.line(span.end_line - 1)[: span.end_column - 1]
    if span.end_line == span.line or not last.endswith(token.markup):
        blocks.context.report(
            UNCLOSED_CODE.at(replace(span, end_line=span.line, end_column=span.column + len(token.markup)))
        )
    language, place, attributes = _info(blocks, token, span)
    return (
        nodes.CodeBlock(
            span=span,
            text=token.content,
            language=language,
            language_span=place,
            attributes=merged(above, attributes),
        ),
    )


def _info(blocks: Blocks, token: Token, span: Span) -> tuple[str, Span | None, Attributes]:
    """Return language, its place, and attributes of a fence: ``python {#id}``, or ``{.python #id}``."""
    info = token.info.strip()
    at = span.column - 1 + len(token.markup)
    line = blocks.context.source.line(span.line - 1)
    begin = line.find(info, at) if info else at
    content = Content(blocks.context.source.path, info, (0,), ((span.line, begin + 1),))
    braces = trailing_braces(content, 0, len(info))
    attributes = blocks.context.attributes(braces)
    words = unescapeAll(info[: braces.start] if braces else info).split(maxsplit=1)
    if words:
        return words[0], content.span(0, len(info.split(maxsplit=1)[0])), attributes
    classes = attributes.classes
    if not classes:
        return "", None, attributes
    return classes[0], attributes.span, replace(attributes, classes=classes[1:])


def math(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return display mathematics."""
    attributes = merged(above, blocks.context.attributes(token.meta["braces"]))
    return (nodes.MathBlock(span=blocks.span(token), text=token.content, attributes=attributes),)


def rule(blocks: Blocks, token: Token, above: Attributes) -> tuple[Block, ...]:
    """Return a scene break."""
    return (nodes.SceneBreak(span=blocks.span(token), attributes=above),)
