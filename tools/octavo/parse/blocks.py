"""Markdown blocks as nodes of the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from octavo.diagnostics import Finding, Severity, Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import NoteDefinition
from octavo.model.nodes import Alignment, Block, Inline
from octavo.parse.attributes import Braces, read_braces, trailing_braces
from octavo.parse.block_parser import TOO_DEEP, block_tokens
from octavo.parse.context import NESTING_TOO_DEEP, Context
from octavo.parse.figures import figure_of
from octavo.parse.html import UNCLOSED_TAG, raw_html, read_attributes
from octavo.parse.inlines import lower_inlines, lower_paragraph
from octavo.parse.source import Content

UNCLOSED_DIV = Finding(
    name="unclosed-div",
    severity=Severity.ERROR,
    message="the fenced div “{fence}” is not closed",
    why="Without its end, everything that follows would take its style.",
    fix="Write a line with as many colons after its last block.",
)
UNOPENED_DIV = Finding(
    name="unopened-div",
    severity=Severity.ERROR,
    message="“{fence}” closes no div",
    why="A fence too many is a slip, or the opening one has no class or attributes and is not taken for one.",
    fix="Remove it, or give the opening fence a class: ::: {.name}",
)
UNCLOSED_CODE = Finding(
    name="unclosed-code-block",
    severity=Severity.ERROR,
    message="the code block is not closed",
    why="Everything that follows would be printed as code.",
    fix="Write a line with the same fence after its last line.",
)
DANGLING_ATTRIBUTES = Finding(
    name="dangling-attributes",
    severity=Severity.ERROR,
    message="the attributes “{braces}” belong to no block",
    why="A line of attributes gives an id or a class to the block on the very next line; here there is none that takes it.",
    fix="Put the line directly above its block, without an empty line between them.",
)
MISPLACED_ATTRIBUTES = Finding(
    name="misplaced-attributes",
    severity=Severity.ERROR,
    message="the attributes “{braces}” stand inside a paragraph",
    why="Here they are words of the paragraph and would be printed.",
    fix="Put them on the line above the paragraph, after an empty line.",
)
EMPTY_NOTE = Finding(
    name="empty-note",
    severity=Severity.ERROR,
    message="the note “{name}” has no text",
    why="Its number in the text would lead to nothing.",
    fix="Write its text after the colon, or on lines indented by four spaces.",
)
CAPTION_WITHOUT_TABLE = Finding(
    name="caption-without-table",
    severity=Severity.ERROR,
    message="the caption “{words}” stands before no table",
    why="A caption belongs to the table that follows it directly.",
    fix="Put it directly before its table, as a paragraph of its own.",
)

_CAPTION = "Table:"


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
    return Blocks(context, tokens).blocks("")


@dataclass(slots=True)
class Blocks:
    """A file's block tokens, taken one after the other."""

    context: Context
    tokens: list[Token]
    index: int = 0
    pending: Braces | None = None
    """Attributes from the line above the block that comes next."""
    pending_line: int = -1
    """The line index right below those."""

    def blocks(self, closing: str) -> tuple[Block, ...]:
        """Return the blocks up to a closing token, and go past it."""
        found: list[Block] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type == closing:
                break
            found.extend(self._block(token))
        self._dangling()
        return tuple(found)

    def _block(self, token: Token) -> tuple[Block, ...]:
        if token.type == "attributes":
            self._dangling()
            self.pending, self.pending_line = token.meta["braces"], _line(token) + 1
            return ()
        if self.pending and (_line(token) != self.pending_line or token.type in _TAKE_NONE):
            self._dangling()
        above = self.context.attributes(self.pending)
        self.pending = None
        lower = _LOWER.get(token.type)
        return lower(self, token, above) if lower else ()

    def _dangling(self) -> None:
        """Report attributes that no block takes."""
        if self.pending:
            span = self.pending.attributes.span
            braces = self.context.source.line(self.pending_line - 1).strip()
            self.context.report(DANGLING_ATTRIBUTES.at(span, braces=braces))
            self.pending = None

    def span(self, token: Token) -> Span:
        """Return the place of a block, from its first character to the end of its last line with words."""
        first, last = token.map or (0, 1)
        at = token.meta.get("at")
        return self.context.source.lines_span(self.context.source.starts[first] if at is None else at, last)

    def inline(self) -> Content:
        """Return the content of the inline token that comes next, and go past it and what closes its block."""
        content = self.tokens[self.index].meta["content"]
        self.index += 2
        assert isinstance(content, Content)  # noqa: S101 - the block rules put it there
        return content

    def _paragraph(self, _: Token, above: Attributes) -> tuple[Block, ...]:
        content = self.inline()
        if not content.text:
            return ()
        if content.text.startswith(_CAPTION) and self._is_caption(content):
            return self._captioned(content, above)
        children, bracket = lower_paragraph(self.context, content)
        self._check_attribute_lines(content)
        image = children[0] if bracket else None
        if bracket and isinstance(image, nodes.Image):
            figure = figure_of(self.context, content, image, bracket)
            return (replace(figure, attributes=merged(above, figure.attributes)),)
        span = content.span(0, len(content.text))
        return (nodes.Paragraph(span=span, children=children, attributes=above),)

    def _check_attribute_lines(self, content: Content) -> None:
        if "{" not in content.text:
            return
        for start in content.starts:
            if content.text.startswith(("{#", "{."), start):
                braces = read_braces(content, start)
                if braces and content.text[braces.end : braces.end + 1] in {"", "\n"}:
                    words = content.text[start : braces.end]
                    self.context.report(MISPLACED_ATTRIBUTES.at(braces.attributes.span, braces=words))

    def _is_caption(self, content: Content) -> bool:
        if self.index < len(self.tokens) and self.tokens[self.index].type == "table_open":
            return True
        if trailing_braces(content, 0, len(content.text)):
            words = content.text.split("\n", 1)[0]
            self.context.report(CAPTION_WITHOUT_TABLE.at(content.span(0, len(words)), words=words))
        return False

    def _captioned(self, content: Content, above: Attributes) -> tuple[Block, ...]:
        end, braces = words_and_braces(content)
        start = len(_CAPTION) + len(content.text[len(_CAPTION) : end]) - len(content.text[len(_CAPTION) : end].lstrip())
        attributes = merged(above, self.context.attributes(braces))
        caption = lower_inlines(self.context, content, start, end)
        self.index += 1
        (table,) = self._table(self.tokens[self.index - 1], attributes)
        if not isinstance(table, nodes.Table):
            return (table,)
        return (replace(table, caption=caption, span=content.span(0, 1).to(table.span)),)

    def _heading(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        content = self.inline()
        end, braces = words_and_braces(content)
        return (
            nodes.Heading(
                span=self.span(token),
                level=int(token.tag[1]),
                children=lower_inlines(self.context, content, 0, end),
                attributes=merged(above, self.context.attributes(braces)),
            ),
        )

    def _quote(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        children = self.blocks("blockquote_close")
        return (nodes.BlockQuote(span=self.span(token), children=children, attributes=above),)

    def _list(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        items = []
        tight = self._is_tight(token)
        while self.tokens[self.index].type == "list_item_open":
            item = self.tokens[self.index]
            self.index += 1
            items.append(nodes.ListItem(span=self.span(item), children=self.blocks("list_item_close")))
        self.index += 1
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        return (nodes.List(span=self.span(token), items=tuple(items), start=start, tight=tight, attributes=above),)

    def _is_tight(self, token: Token) -> bool:
        """Return whether markdown-it hides the paragraphs of a list's items."""
        for inner in self.tokens[self.index :]:
            if inner.level == token.level:
                return True
            if inner.type == "paragraph_open" and inner.level == token.level + 2:
                return inner.hidden
        return True

    def _definitions(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        items: list[nodes.DefinitionItem] = []
        while self.tokens[self.index].type == "dt_open":
            items.append(self._definition())
        self.index += 1
        return (nodes.DefinitionList(span=self.span(token), items=tuple(items), attributes=above),)

    def _definition(self) -> nodes.DefinitionItem:
        self.index += 1
        content = self.inline()
        end, braces = words_and_braces(content)
        term = nodes.Paragraph(
            span=content.span(0, len(content.text)),
            children=lower_inlines(self.context, content, 0, end),
            attributes=self.context.attributes(braces),
        )
        definitions = []
        span = term.span
        while self.tokens[self.index].type == "dd_open":
            span = span.to(self.span(self.tokens[self.index]))
            self.index += 1
            definitions.append(self.blocks("dd_close"))
        return nodes.DefinitionItem(span=span, terms=(term,), definitions=tuple(definitions))

    def _code(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        return (nodes.CodeBlock(span=self.span(token), text=token.content, attributes=above),)

    def _fence(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        span = self.span(token)
        last = self.context.source.line(span.end_line - 1)[: span.end_column - 1]
        if span.end_line == span.line or not last.endswith(token.markup):
            self.context.report(
                UNCLOSED_CODE.at(replace(span, end_line=span.line, end_column=span.column + len(token.markup)))
            )
        language, attributes = self._info(token, span)
        text = token.content
        return (nodes.CodeBlock(span=span, text=text, language=language, attributes=merged(above, attributes)),)

    def _info(self, token: Token, span: Span) -> tuple[str, Attributes]:
        """Return language and attributes of a fence: ``python {#id}``, or ``{.python #id}``."""
        info = token.info.strip()
        at = span.column - 1 + len(token.markup)
        line = self.context.source.line(span.line - 1)
        begin = line.find(info, at) if info else at
        content = Content(self.context.source.path, info, (0,), ((span.line, begin + 1),))
        braces = trailing_braces(content, 0, len(info))
        attributes = self.context.attributes(braces)
        words = unescapeAll(info[: braces.start] if braces else info).split(maxsplit=1)
        if words:
            return words[0], attributes
        classes = attributes.classes
        return (classes[0], replace(attributes, classes=classes[1:])) if classes else ("", attributes)

    def _math(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        attributes = merged(above, self.context.attributes(token.meta["braces"]))
        return (nodes.MathBlock(span=self.span(token), text=token.content, attributes=attributes),)

    def _rule(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        return (nodes.SceneBreak(span=self.span(token), attributes=above),)

    def _table(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        head: list[nodes.Row] = []
        rows: list[nodes.Row] = []
        alignments: tuple[Alignment, ...] = ()
        into = head
        while self.tokens[self.index].type != "table_close":
            inner = self.tokens[self.index]
            self.index += 1
            if inner.type == "tbody_open":
                into = rows
            elif inner.type == "tr_open":
                row, aligned = self._row(inner)
                into.append(row)
                alignments = alignments or aligned
        self.index += 1
        span = self.span(token)
        return (nodes.Table(span=span, head=tuple(head), rows=tuple(rows), alignments=alignments, attributes=above),)

    def _row(self, token: Token) -> tuple[nodes.Row, tuple[Alignment, ...]]:
        cells = []
        alignments = []
        while self.tokens[self.index].type != "tr_close":
            style = str(self.tokens[self.index].attrs.get("style", "")).removeprefix("text-align:")
            alignments.append(Alignment(style))
            self.index += 1
            content = self.inline()
            span = content.span(0, len(content.text))
            cells.append(nodes.Cell(span=span, children=lower_inlines(self.context, content)))
        self.index += 1
        return nodes.Row(span=self.span(token), cells=tuple(cells)), tuple(alignments)

    def _division(self, token: Token, above: Attributes) -> tuple[Block, ...]:
        if not token.meta["closed"]:
            self.context.report(UNCLOSED_DIV.at(self._first_line(token), fence=self._line_text(token)))
        attributes = merged(above, self.context.attributes(token.meta["braces"]))
        children = self.blocks("division_close")
        return (nodes.Division(span=self.span(token), children=children, attributes=attributes),)

    def _stray_fence(self, token: Token, _: Attributes) -> tuple[Block, ...]:
        self.context.report(UNOPENED_DIV.at(self._first_line(token), fence=self._line_text(token)))
        return ()

    def _first_line(self, token: Token) -> Span:
        line, column = self.context.source.position(token.meta["at"])
        end = len(self.context.source.line(line - 1).rstrip()) + 1
        return Span(self.context.source.path, line, column, line, end)

    def _line_text(self, token: Token) -> str:
        span = self._first_line(token)
        return self.context.source.line(span.line - 1)[span.column - 1 :].strip()

    def _details(self, token: Token, _: Attributes) -> tuple[Block, ...]:
        span = self.context.source.span(*token.meta["tag"])
        tag = self.context.source.text[slice(*token.meta["tag"])]
        self.context.diagnostics.extend(read_attributes(tag, "details", len("<details"), span)[1])
        if not token.meta["closed"]:
            self.context.report(UNCLOSED_TAG.at(span, hint="write </details> after its last block", tag="details"))
        summary: tuple[Inline, ...] = ()
        if token.meta["summary"]:
            summary = lower_inlines(self.context, token.meta["summary"])
        children = self.blocks("details_close")
        return (nodes.Details(span=self.span(token), summary=summary, children=children),)

    def _html(self, token: Token, _: Attributes) -> tuple[Block, ...]:
        if not token.meta["comment"]:
            self.context.report(raw_html(token.content, self._first_line(token)))
        return ()

    def _note(self, token: Token, _: Attributes) -> tuple[Block, ...]:
        children = self.blocks("note_close")
        span, name_span = self.span(token), token.meta["name_span"]
        if not children:
            self.context.report(EMPTY_NOTE.at(name_span, name=token.meta["name"]))
        self.context.notes.append(
            NoteDefinition(span=span, name=token.meta["name"], name_span=name_span, children=children)
        )
        return ()


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def words_and_braces(content: Content) -> tuple[int, Braces | None]:
    """Return where the words of a line end, and the attributes after them."""
    braces = trailing_braces(content, 0, len(content.text))
    return len(content.text[: braces.start].rstrip()) if braces else len(content.text), braces


def merged(above: Attributes, own: Attributes) -> Attributes:
    """Return attributes from the line above together with a block's own; of two ids or values the own one stays."""
    if above == NONE:
        return own
    pairs = dict(above.pairs) | dict(own.pairs)
    return Attributes(
        id=own.id or above.id,
        classes=(*above.classes, *(c for c in own.classes if c not in above.classes)),
        pairs=tuple(pairs.items()),
        span=above.span,
    )


_Lower = Callable[[Blocks, Token, Attributes], tuple[Block, ...]]

_TAKE_NONE = frozenset({"note_open", "stray_fence", "html_block", "details_open"})
"""Tokens of blocks that bear no attributes."""

_LOWER: dict[str, _Lower] = {
    "paragraph_open": Blocks._paragraph,
    "heading_open": Blocks._heading,
    "blockquote_open": Blocks._quote,
    "bullet_list_open": Blocks._list,
    "ordered_list_open": Blocks._list,
    "dl_open": Blocks._definitions,
    "code_block": Blocks._code,
    "fence": Blocks._fence,
    "math_block": Blocks._math,
    "hr": Blocks._rule,
    "table_open": Blocks._table,
    "division_open": Blocks._division,
    "stray_fence": Blocks._stray_fence,
    "details_open": Blocks._details,
    "html_block": Blocks._html,
    "note_open": Blocks._note,
}
