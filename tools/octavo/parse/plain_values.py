"""Words that stand outside of Markdown, in ``book.toml`` or an attribute: set with the same quotation marks and dashes."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token

from octavo.model.config import BookConfig, Entry, Metadata, Part
from octavo.parse.typography import set_typography


def typographic(words: str, language: str) -> str:
    """Return words with the quotation marks, dashes and ellipses of a language; ``The River's End`` with a curly mark."""
    token = Token("text", "", 0, content=words)
    set_typography((token,), language)
    for start, end, mark in sorted(token.meta.get("changes", ()), reverse=True):
        words = words[:start] + mark + words[end:]
    return words


def typographic_config(config: BookConfig) -> BookConfig:
    """Return a configuration whose titles and names, which pages show beside the text, are set like the text."""
    language = config.metadata.language
    contents = config.contents
    body = tuple(_item(item, language) for item in contents.body)
    return replace(
        config,
        metadata=_metadata(config.metadata),
        contents=replace(contents, body=body),
    )


def _item(item: Entry | Part, language: str) -> Entry | Part:
    return replace(item, title=typographic(item.title, language)) if isinstance(item, Part) else item


def _metadata(meta: Metadata) -> Metadata:
    def said(words: str) -> str:
        return typographic(words, meta.language)

    return replace(
        meta,
        title=said(meta.title),
        subtitle=said(meta.subtitle),
        short_title=said(meta.short_title),
        series=meta.series and replace(meta.series, name=said(meta.series.name)),
        contributors=tuple(replace(c, name=said(c.name), sort=said(c.sort)) for c in meta.contributors),
        publisher=said(meta.publisher),
        edition_statement=said(meta.edition_statement),
        rights=said(meta.rights),
        description=said(meta.description),
    )
