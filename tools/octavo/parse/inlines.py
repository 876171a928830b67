"""Inline Markdown as nodes of the tree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markdown_it.token import Token
from mdurl import encode

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.nodes import CitationItem, Inline
from octavo.model.walk import plain_text
from octavo.parse import text
from octavo.parse.brackets import Bracket, Kind
from octavo.parse.citations import CitedPart
from octavo.parse.context import NESTING_TOO_DEEP, Context
from octavo.parse.html import UNCLOSED_TAG, UNOPENED_TAG, Tag, read_tag
from octavo.parse.inline_tokens import inline_tokens
from octavo.parse.links import LINK_SCHEME, inside, is_allowed, relative_to_manuscript, scheme_of
from octavo.parse.source import Content
from octavo.parse.typography import set_typography

MAX_DEPTH = 40
"""Levels of emphasis, links, notes and the like; what lies deeper loses its own element, and is a finding."""
MAX_PICTURES = 4
"""Pictures in the alternative text of pictures (which CommonMark allows) that are read as such."""


def lower_inlines(context: Context, content: Content, start: int = 0, end: int | None = None) -> tuple[Inline, ...]:
    """Return the nodes of a stretch of inline Markdown, and leave its diagnostics with the context."""
    return _lower(context, content, _tokens(context, content, start, len(content.text) if end is None else end))


def lower_paragraph(context: Context, content: Content) -> tuple[tuple[Inline, ...], Bracket | None]:
    """Return the nodes of a whole paragraph; and, when it is one picture alone, the brackets of that."""
    tokens = _tokens(context, content, 0, len(content.text))
    only = tokens[0].meta["bracket"] if len(tokens) == 1 and tokens[0].type == "image" else None
    return _lower(context, content, tokens), only


def _tokens(context: Context, content: Content, start: int, end: int) -> list[Token]:
    if start >= end:
        return []
    tokens, too_deep = inline_tokens(content, start, end, context.references)
    if too_deep is not None:
        context.report(NESTING_TOO_DEEP.at(content.span(too_deep, too_deep + 1), what="brackets"))
    return tokens


def _lower(context: Context, content: Content, tokens: list[Token]) -> tuple[Inline, ...]:
    set_typography(tokens, context.language)
    return _Lowering(context, content, tokens).children("")


@dataclass(slots=True)
class _Lowering:
    """The tokens of one stretch of content, taken one after the other."""

    context: Context
    content: Content
    tokens: list[Token]
    index: int = 0
    depth: int = 0
    tags: list[str] = field(default_factory=list)
    """Raw HTML elements that are open inside the innermost Markdown element."""
    reported: bool = False

    def children(self, closing: str) -> tuple[Inline, ...]:
        """Return the nodes up to a closing token, and go past it."""
        found: list[Inline] = []
        self.depth += 1
        outer, self.tags = self.tags, []
        while self.index < len(self.tokens):
            if self.tokens[self.index].type == closing:
                self.index += 1
                break
            self._next(found)
        self.tags = outer
        self.depth -= 1
        return tuple(found)

    def _next(self, found: list[Inline]) -> None:
        """Take the next token, and all that belongs to it."""
        token = self.tokens[self.index]
        if token.type in {"text", "text_special"}:
            self.index, words = text.lower_text(self.content, self.tokens, self.index)
            found.extend(words)
            return
        self.index += 1
        if token.type == "html_inline":
            found.extend(self._html(token))
        elif token.nesting > 0 and self.depth > MAX_DEPTH:
            found.extend(self._flattened(token))
        elif token.nesting >= 0:
            found.extend(self._node(token))

    def _flattened(self, token: Token) -> tuple[Inline, ...]:
        """Leave out an element that lies too deep, with all that lies deeper still; keep its words."""
        self._too_deep(token)
        level = 1
        found: list[Inline] = []
        while self.index < len(self.tokens) and level:
            token = self.tokens[self.index]
            if token.type in {"text", "text_special"}:
                self.index, words = text.lower_text(self.content, self.tokens, self.index)
                found.extend(words)
                continue
            level += token.nesting
            self.index += 1
        return tuple(found)

    def _too_deep(self, token: Token) -> None:
        if not self.reported:
            self.reported = True
            self.context.report(NESTING_TOO_DEEP.at(self._span(token), what="emphasis, links or notes"))

    def _span(self, token: Token) -> Span:
        start, end = token.map or (0, 0)
        return self.content.span(start, end)

    def _node(self, token: Token) -> tuple[Inline, ...]:
        match token.type:
            case "softbreak":
                return (nodes.SoftBreak(span=text.break_span(self.content, token)),)
            case "hardbreak":
                return (nodes.HardBreak(span=text.break_span(self.content, token)),)
            case "em_open" | "strong_open" | "s_open":
                return (self._emphasis(token),)
            case "code_inline":
                attributes = self.context.attributes(token.meta.get("braces"))
                return (nodes.Code(span=self._span(token), text=token.content, attributes=attributes),)
            case "math":
                return (nodes.Math(span=self._span(token), text=token.content.strip(), display=token.meta["display"]),)
            case "autolink":
                return self._autolink(token)
            case "citation_open":
                return (self._citation(token),)
            case _:
                return self._bracket(token, token.meta["bracket"])

    def _emphasis(self, token: Token) -> Inline:
        kind = {"em_open": nodes.Emphasis, "strong_open": nodes.Strong, "s_open": nodes.Strikethrough}[token.type]
        start = (token.map or [0])[0] - (token.type == "strong_open")
        closing = token.type.replace("_open", "_close")
        children = self.children(closing)
        end = (self.tokens[self.index - 1].map or [0])[0] + len(token.markup)
        return kind(span=self.content.span(start, end), children=children)

    def _autolink(self, token: Token) -> tuple[Inline, ...]:
        match = token.meta["match"]
        span = self._span(token)
        href = match["url"] or f"mailto:{match['mail']}"
        words = nodes.Text(
            span=self.content.span(match.start() + 1, match.end() - 1), text=match["url"] or match["mail"]
        )
        return self._outside(span, (words,), href, span, Attributes())

    def _outside(
        self,
        span: Span,
        children: tuple[Inline, ...],
        href: str,
        href_span: Span,
        attributes: Attributes,
        title: str = "",
    ) -> tuple[Inline, ...]:
        if not is_allowed(scheme_of(href)):
            self.context.report(LINK_SCHEME.at(href_span, href=href))
        return (nodes.Link(span=span, children=children, href=encode(href), title=title, attributes=attributes),)

    def _citation(self, token: Token) -> Inline:
        items = tuple(self._citation_item(part) for part in token.meta["items"])
        self.index += 1
        return nodes.Citation(span=self._span(token), items=items, in_text=token.meta["in_text"])

    def _citation_item(self, part: CitedPart) -> CitationItem:
        affixes = []
        for _ in range(2):
            self.index += 1
            affixes.append(self.children("affix_close"))
        return CitationItem(
            span=self.content.span(*part.at),
            key=part.key,
            prefix=affixes[0],
            suffix=affixes[1],
            suppress_author=part.suppress_author,
        )

    def _bracket(self, token: Token, bracket: Bracket) -> tuple[Inline, ...]:
        span = self._span(token)
        attributes = self.context.attributes(bracket.braces)
        match bracket.kind:
            case Kind.NOTE_REFERENCE:
                return (nodes.NoteReference(span=span, name=bracket.name),)
            case Kind.IMAGE:
                return (self._image(bracket, attributes),)
            case Kind.NOTE:
                return (nodes.InlineNote(span=span, children=self.children("note_close")),)
            case Kind.PHRASE:
                children = self.children("phrase_close")
                return (nodes.Phrase(span=span, children=children, attributes=attributes),)
            case Kind.TERM:
                return (self._term(bracket, span, attributes),)
            case _:
                return self._link(bracket, span, attributes)

    def _term(self, bracket: Bracket, span: Span, attributes: Attributes) -> Inline:
        use = nodes.TermUse(
            span=span,
            children=self.children("term_close"),
            name=bracket.name,
            name_span=self.content.span(*bracket.name_place),
            marked=True,
            lone=bracket.lone,
        )
        return nodes.Phrase(span=span, children=(use,), attributes=attributes) if bracket.braces else use

    def _link(self, bracket: Bracket, span: Span, attributes: Attributes) -> tuple[Inline, ...]:
        children = self.children("link_close")
        scheme = scheme_of(bracket.href)
        if scheme:
            href_span = self.content.span(*bracket.href_place)
            return self._outside(span, children, bracket.href, href_span, attributes, bracket.title)
        file, fragment = inside(self.context.file, bracket.href)
        page = "page" in attributes.classes
        if page:
            attributes = replace(attributes, classes=tuple(c for c in attributes.classes if c != "page"))
        if bracket.title:
            attributes = replace(attributes, pairs=(*attributes.pairs, ("title", bracket.title)))
        return (
            nodes.CrossReference(
                span=span, children=children, file=file, fragment=fragment, page=page, attributes=attributes
            ),
        )

    def _image(self, bracket: Bracket, attributes: Attributes) -> nodes.Image:
        """Return a picture; its alternative text is the plain text of the words between its brackets."""
        alt = self._alt(bracket)
        scheme = scheme_of(bracket.href)
        src = bracket.href if scheme else relative_to_manuscript(self.context.file, bracket.href)
        return nodes.Image(
            span=self.content.span(bracket.start, bracket.end),
            src=src,
            alt=alt,
            title=bracket.title,
            attributes=attributes,
            src_span=self.content.span(*bracket.href_place),
        )

    def _alt(self, bracket: Bracket) -> str:
        if self.context.pictures >= MAX_PICTURES:
            return self.content.text[slice(*bracket.label)]
        self.context.pictures += 1
        words = plain_text(lower_inlines(self.context, self.content, *bracket.label))
        self.context.pictures -= 1
        return words

    def _html(self, token: Token) -> tuple[Inline, ...]:
        tag = read_tag(token.content, self._span(token))
        if tag is None:
            return ()
        if not isinstance(tag, Tag):
            self.context.report(tag)
            return ()
        self.context.diagnostics.extend(tag.diagnostics)
        if tag.name == "br":
            return () if tag.closing else (nodes.HardBreak(span=self._span(token)),)
        if tag.closing:
            self.context.report(UNOPENED_TAG.at(self._span(token), tag=tag.name))
            return ()
        if self.depth > MAX_DEPTH:
            self._too_deep(token)
            return ()
        return self._element(token, tag)

    def _element(self, token: Token, tag: Tag) -> tuple[Inline, ...]:
        """Return an HTML element; its words alone when it is not closed."""
        found: list[Inline] = []
        self.tags.append(tag.name)
        self.depth += 1
        end = self._until_tag(tag.name, found)
        self.depth -= 1
        self.tags.pop()
        if end is None:
            self.context.report(UNCLOSED_TAG.at(self._span(token), tag=tag.name))
            return tuple(found)
        start = (token.map or [0])[0]
        span = self.content.span(start, end)
        return (nodes.Markup(span=span, tag=tag.name, children=tuple(found), attributes=tag.attributes),)

    def _until_tag(self, name: str, found: list[Inline]) -> int | None:
        """Take tokens up to the closing tag; return where it ends, or None when something else ends first."""
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            closed = self._closed_tag(token)
            if closed == name:
                self.index += 1
                return (token.map or [0, 0])[1]
            if closed in self.tags[:-1] or token.nesting < 0:
                return None
            self._next(found)
        return None

    @staticmethod
    def _closed_tag(token: Token) -> str:
        if token.type != "html_inline" or not token.content.startswith("</"):
            return ""
        return token.content[2:-1].strip().lower()
