"""Half title, title page, copyright page and colophon: made from the book's metadata."""

from __future__ import annotations

from collections.abc import Iterable

import octavo
from octavo.compose import contributors
from octavo.compose.labels import quoted
from octavo.compose.making import bare, line, paragraph, text
from octavo.compose.setting import Setting
from octavo.compose.words import fill
from octavo.model import nodes
from octavo.model.config import Metadata
from octavo.model.nodes import Block, Inline, Paragraph
from octavo.model.publication import ContentDocument
from octavo.model.walk import descend, plain_text


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
        words = " ".join(filter(None, (meta.series.name, meta.series.number)))
        blocks.append(line(span, words, "series"))
    named = ((meta.edition_statement, "edition-statement"), (publisher(meta), "publisher"), (meta.place, "place"))
    blocks += (line(span, words, name) for words, name in named if words)
    return tuple(blocks)


def publisher(meta: Metadata) -> str:
    """Return the publisher: the key of that name, or the contributor of that role."""
    return meta.publisher or next((c.name for c in meta.contributors if c.role == "pbl"), "")


def copyright_page(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[Block, ...]:
    """Return the copyright page, with the credits of the pictures that the documents show."""
    meta, span, words = setting.book.config.metadata, setting.span, setting.words
    blocks = [line(span, said, name) for said, name in ((meta.title, "book-title"), (meta.rights, "rights")) if said]
    blocks += (p for p in contributors.lines(setting.book.config, words, span) if "author" not in p.attributes.classes)
    imprint = ", ".join(filter(None, (publisher(meta), meta.place, str(meta.date.year) if meta.date else "")))
    named = ((meta.edition_statement, "edition-statement"), (imprint, "publisher"), (meta.licence, "licence"))
    blocks += (line(span, said, name) for said, name in named if said)
    blocks += (line(span, said, "isbn") for said in _isbns(setting))
    blocks += _credits(setting, documents)
    blocks.append(line(span, _build(setting), "build"))
    return tuple(blocks)


def _isbns(setting: Setting) -> Iterable[str]:
    words = setting.words
    for edition in setting.book.config.editions:
        if edition.isbn:
            yield f"{words['isbn']} {edition.isbn} ({words.get(f'edition-{edition.name}', edition.name)})"


def _credits(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[Paragraph, ...]:
    """Return one paragraph that says where pictures are from: “Figure 1, Figure 2: …; Figure 3: …”."""
    span, words = setting.span, setting.words
    sources: dict[str, tuple[list[str], tuple[Inline, ...]]] = {}
    for node in (n for document in documents for n in descend(document.children)):
        if isinstance(node, nodes.Figure) and node.credit:
            name = plain_text(node.label) or quoted(node.image.alt, words)
            credit = bare(node.credit)
            sources.setdefault(plain_text(credit), ([], credit))[0].append(name)
    inlines: list[Inline] = []
    for names, credit in sources.values():
        inlines += (text(span, f"{';' if inlines else ''} {words['list-between'].join(names)}: "), *credit)
    return (paragraph(span, (text(span, f"{words['credits']}."), *inlines), "credits"),) if inlines else ()


def _build(setting: Setting) -> str:
    words, stamp = setting.words, setting.stamp
    pieces = [fill(words["build"], version=octavo.__version__)]
    if stamp.revision:
        pieces.append(fill(words["build-revision"], revision=stamp.revision))
    if stamp.known:
        pieces.append(stamp.modified[:10])
    return words["list-between"].join(pieces) + words["full-stop"]


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
