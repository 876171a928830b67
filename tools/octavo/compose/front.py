"""Half title, title page and colophon: made from the book's metadata."""

from __future__ import annotations

import octavo
from octavo.compose import contributors
from octavo.compose.copyright import publisher, series
from octavo.compose.making import line
from octavo.compose.setting import Setting
from octavo.compose.words import fill
from octavo.model.nodes import Block


def half_title(setting: Setting) -> tuple[Block, ...]:
    """Return the half title: the title alone."""
    return (line(setting.span, setting.book.config.metadata.title, "book-title"),)


def title_page(setting: Setting) -> tuple[Block, ...]:
    """Return the title page: title, subtitle, people, edition, publisher and place."""
    meta, span = setting.book.config.metadata, setting.span
    blocks = [line(span, meta.title, "book-title")]
    if meta.subtitle:
        blocks.append(line(span, meta.subtitle, "book-subtitle"))
    blocks += contributors.lines(setting.book.config, setting.words, span)
    if meta.series is not None:
        blocks.append(line(span, series(meta), "series"))
    named = ((meta.edition_statement, "edition-statement"), (publisher(meta), "publisher"), (meta.place, "place"))
    blocks += (line(span, words, name) for words, name in named if words)
    return tuple(blocks)


def colophon(setting: Setting) -> tuple[Block, ...]:
    """Return the colophon: what made the book, and from which source."""
    words, stamp, span = setting.words, setting.stamp, setting.span
    title = setting.book.config.metadata.title
    said = [fill(words["colophon-made"], title=title, version=octavo.__version__)]
    said.append(words["colophon-epub" if setting.epub else "colophon-pdf"])
    source = words["colophon-source" if stamp.revision else "colophon-date"]
    if stamp.known:
        said.append(fill(source, revision=stamp.revision, date=stamp.modified[:10]))
    return tuple(line(span, sentence) for sentence in said)
