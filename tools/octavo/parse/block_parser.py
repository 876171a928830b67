"""Markdown blocks: markdown-it's block rules and our own, each block with its place in the file.

markdown-it keeps lines only. Here every token that opens a block gets the offset of its first character
(``meta["at"]``), and every inline token the place of each of its characters (``meta["content"]``).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import heading as md_heading
from markdown_it.rules_block import lheading as md_lheading
from markdown_it.rules_block import paragraph as md_paragraph
from markdown_it.rules_block import table as md_table
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from octavo.parse import block_rules, html_blocks, positions, tables
from octavo.parse.source import SourceText

MAX_NESTING = 60
"""Levels of lists, quotations and divs; beyond them lies a mistake, and the recursion limit."""

SOURCE = "octavo.source"
TOO_DEEP = "octavo.too-deep"


class _State(StateBlock):
    """A block state that notes where list items begin."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; a list item's with the offset of its marker."""
        token = StateBlock.push(self, ttype, tag, nesting)
        if ttype == "list_item_open":
            token.meta["at"] = self.bMarks[self.line] + self.tShift[self.line]
        return token


class _BlockParser(ParserBlock):
    """markdown-it's block parser, noting where blocks begin and what lies too deep."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - the overridden method's names
        """Parse the lines of a container into tokens."""
        rules = self.ruler.getRules("")
        line = startLine
        has_empty_lines = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= MAX_NESTING:
                state.env.setdefault(TOO_DEEP, state.bMarks[line] + state.tShift[line])
                state.line = endLine
                break
            self._apply(rules, state, line, endLine)
            state.tight = not has_empty_lines
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line

    @staticmethod
    def _apply(rules: list[RuleFuncBlockType], state: StateBlock, line: int, end: int) -> None:
        at = state.bMarks[line] + state.tShift[line]
        first = len(state.tokens)
        for rule in rules:
            if rule(state, line, end, False):  # noqa: FBT003 - markdown-it's signature
                break
        if len(state.tokens) > first:
            state.tokens[first].meta["at"] = at


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser = _BlockParser()
    markdown.block = parser
    deflist_plugin(markdown)
    ruler = parser.ruler
    ruler.at("table", tables.with_cell_places(md_table), {"alt": ["paragraph", "reference"]})
    ruler.at("heading", positions.with_heading_place(md_heading), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("lheading", positions.with_line_places(md_lheading))
    ruler.at("paragraph", positions.with_line_places(md_paragraph))
    ruler.at(
        "deflist",
        positions.with_term_places(_rule_named(parser, "deflist")),
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    container: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("table", "attributes", block_rules.attribute_line)
    ruler.before("reference", "note", block_rules.note_definition, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("fence", "division", block_rules.division, container)
    ruler.before("fence", "math", block_rules.math_block, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", html_blocks.html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    return markdown


def _rule_named(parser: ParserBlock, name: str) -> RuleFuncBlockType:
    """Return the function of the last rule added before paragraphs (the plugin does not export it)."""
    active = parser.ruler.get_active_rules()
    return parser.ruler.getRules("")[active.index(name)]


def block_tokens(source: SourceText) -> tuple[list[Token], dict[str, object]]:
    """Return a file's block tokens, and the environment: link references, and where nesting became too deep."""
    markdown = _markdown()
    env: dict[str, object] = {SOURCE: source}
    tokens: list[Token] = []
    state = _State(source.text, markdown, env, tokens)
    markdown.block.tokenize(state, state.line, state.lineMax)
    return tokens, env
