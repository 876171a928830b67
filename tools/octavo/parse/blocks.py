"""Markdown blocks as nodes of the tree."""

from __future__ import annotations

from octavo.model.nodes import Block
from octavo.parse import container_blocks, leaf_blocks, table_blocks
from octavo.parse.block_parser import TOO_DEEP, block_tokens
from octavo.parse.block_walk import Blocks, Lowering
from octavo.parse.context import NESTING_TOO_DEEP, Context

_LOWERINGS: dict[str, Lowering] = {
    "paragraph_open": leaf_blocks.paragraph,
    "heading_open": leaf_blocks.heading,
    "code_block": leaf_blocks.code,
    "fence": leaf_blocks.fence,
    "math_block": leaf_blocks.math,
    "hr": leaf_blocks.rule,
    "table_open": table_blocks.table,
    "blockquote_open": container_blocks.quote,
    "bullet_list_open": container_blocks.item_list,
    "ordered_list_open": container_blocks.item_list,
    "dl_open": container_blocks.definitions,
    "division_open": container_blocks.division,
    "stray_fence": container_blocks.stray_fence,
    "details_open": container_blocks.details,
    "html_block": container_blocks.html_block,
    "note_open": container_blocks.note,
}


def lower_blocks(context: Context) -> tuple[Block, ...]:
    """Return a file's blocks; its notes and diagnostics are left with the context."""
    tokens, env = block_tokens(context.source)
    references = env.get("references", {})
    assert isinstance(references, dict)  # noqa: S101 - markdown-it puts it there
    context.references = references
    too_deep = env.get(TOO_DEEP)
    if isinstance(too_deep, int):
        span = context.source.span(too_deep, too_deep + 1)
        context.report(NESTING_TOO_DEEP.at(span, what="lists, quotations or divs"))
    return Blocks(context, tokens, _LOWERINGS).blocks("")
