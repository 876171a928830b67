"""What words and things are said to be: headings, tables, pictures, formulas, links, ids (WCAG 2.2; EPUB Accessibility 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import (
    HIDDEN,
    MATHML,
    XHTML,
    all_documents,
    documents,
    elements,
    elements_by_place,
    links,
    local_name,
    words_of,
)

EPUB_TABLE_WITHOUT_HEADERS = Finding(
    name="epub-table-without-headers",
    severity=Severity.ERROR,
    message="this table has no heading cells",
    why="A screen reader says the heading with each cell; without one the listener gets numbers that belong to nothing.",
    fix="make the first row, or the first column, th with a scope; a table for looks alone gets role presentation",
)
EPUB_MATH_WITHOUT_TEXT = Finding(
    name="epub-math-without-text",
    severity=Severity.WARNING,
    message="this formula has no alttext",
    why="Readers and screen readers that do not know MathML say and show nothing in its place.",
    fix="write what the formula says into the alttext of the math element",
)
EPUB_PICTURE_UNDESCRIBED = Finding(
    name="epub-picture-undescribed",
    severity=Severity.ERROR,
    message="“{picture}” has no alternative text, and is not said to be decoration",
    why="Who cannot see it learns nothing of it, or hears its file name.",
    fix='say in alt what the picture says; for decoration write alt="" and role="presentation"',
)
EPUB_PICTURE_MISDESCRIBED = Finding(
    name="epub-picture-misdescribed",
    severity=Severity.WARNING,
    message="the alternative text of “{picture}” is “{alt}”, which says nothing of what is to be seen",
    why="A file name, or a word that any picture could have, is read out in place of the picture.",
    fix="say in alt what the picture says",
)
EPUB_CHARACTER_BROKEN = Finding(
    name="epub-character-broken",
    severity=Severity.WARNING,
    message="“{words}” holds {what}",
    why="It stands where a letter was lost when files were converted, and shows as a box or a question mark.",
    fix="write the letter that is meant",
)
EPUB_HEADING_SKIPPED = Finding(
    name="epub-heading-skipped",
    severity=Severity.WARNING,
    message="a heading of level {found} follows one of level {before}",
    why="Who goes through a text by its headings looks for the level between, and for what is missing.",
    fix="take the next level; looks are the stylesheet's",
)
EPUB_LINK_EMPTY = Finding(
    name="epub-link-empty",
    severity=Severity.ERROR,
    message="this link to “{target}” holds nothing to read or to press",
    why="A screen reader says its address, letter by letter; others miss it.",
    fix="give it words, or leave it out; a mere place is a span with an id",
)
EPUB_ID_UNSAFE = Finding(
    name="epub-id-unsafe",
    severity=Severity.WARNING,
    message="a link leads to the id “{id}”, which is more than letters, digits, hyphens and underscores",
    why="Thorium looks ids up as CSS and fails, and Kobo hangs at a colon.",
    fix="begin with a letter, and keep to letters, digits, - and _",
)

FINDINGS = (
    EPUB_TABLE_WITHOUT_HEADERS,
    EPUB_MATH_WITHOUT_TEXT,
    EPUB_PICTURE_UNDESCRIBED,
    EPUB_PICTURE_MISDESCRIBED,
    EPUB_CHARACTER_BROKEN,
    EPUB_HEADING_SKIPPED,
    EPUB_LINK_EMPTY,
    EPUB_ID_UNSAFE,
)

_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|tiff?)", re.IGNORECASE)
_ANY_PICTURE = re.compile(
    r"(?:an? )?(?:image|picture|photo|photograph|figure|graphic|illustration|img|alt text|untitled)[ _-]*\d*",
    re.IGNORECASE,
)
_BROKEN = re.compile("[\ufffd\x80-\x9f]")
_AROUND = 20
_NAMES = ("aria-label", "aria-labelledby", "title")


def check_semantics(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what is not said to be what it is. Findings: all of ``FINDINGS``."""
    yield from _tables(epub)
    yield from _formulas(epub)
    for path, image in undescribed_pictures(epub):
        yield EPUB_PICTURE_UNDESCRIBED.at(epub.place(path, image), picture=image.get("src", "")[-60:])
    for path, image in elements(epub, "img"):
        yield from _misdescribed(epub, path, image)
    for path, tree in all_documents(epub):
        yield from _broken(epub, path, tree)
    for path, tree in documents(epub):
        yield from _headings(epub, path, tree)
    for path, link in elements(epub, "a"):
        if link.get("href") and not _says_something(link):
            yield EPUB_LINK_EMPTY.at(epub.place(path, link), target=link.get("href"))
    yield from _ids(epub)


def _tables(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield tables of several rows and columns that have no heading cell."""
    for path, table in elements(epub, "table"):
        widths = [len(row) for row in table.iter(f"{XHTML}tr")]
        headed = next(table.iter(f"{XHTML}th"), None) is not None
        if not headed and table.get("role") not in HIDDEN and len(widths) > 1 and max(widths) > 1:
            yield EPUB_TABLE_WITHOUT_HEADERS.at(epub.place(path, table))


def _formulas(epub: EpubFile) -> Iterator[Diagnostic]:
    for path, formula in formulas(epub):
        if not formula.get("alttext", "").strip():
            yield EPUB_MATH_WITHOUT_TEXT.at(epub.place(path, formula))


def formulas(epub: EpubFile) -> Iterator[tuple[str, Any]]:
    """Yield the formulas of all documents."""
    yield from ((path, made) for path, tree in all_documents(epub) for made in tree.iter(f"{MATHML}math"))


def undescribed_pictures(epub: EpubFile) -> Iterator[tuple[str, Any]]:
    """Yield the pictures that have no words, and are not said to need none."""
    for path, image in elements(epub, "img"):
        named = any(image.get(name, "").strip() for name in ("alt", *_NAMES))
        decoration = image.get("role") in HIDDEN and image.get("alt") is not None
        if not named and not decoration and image.get("aria-hidden") != "true":
            yield path, image


def _misdescribed(epub: EpubFile, path: str, image: Any) -> Iterator[Diagnostic]:
    alt, file = image.get("alt", "").strip(), PurePosixPath(image.get("src", ""))
    if alt and (_FILE_NAME.fullmatch(alt) or _ANY_PICTURE.fullmatch(alt) or alt in {file.name, file.stem}):
        yield EPUB_PICTURE_MISDESCRIBED.at(epub.place(path, image), picture=str(file)[-60:], alt=alt)


def _broken(epub: EpubFile, path: str, tree: Any) -> Iterator[Diagnostic]:
    """Yield the first letter of a document that was lost (U+FFFD), or read in a wrong encoding (C1 controls)."""
    for element in tree.iter(f"{XHTML}*"):
        for text in (element.text or "", element.tail or ""):
            if found := _BROKEN.search(text):
                words = text[max(0, found.start() - _AROUND) : found.end() + _AROUND].strip()
                what = (
                    "a replacement character"
                    if found[0] == "\ufffd"
                    else f"the control character U+{ord(found[0]):04X}"
                )
                yield EPUB_CHARACTER_BROKEN.at(epub.place(path, element), words=_BROKEN.sub("\ufffd", words), what=what)
                return


def _headings(epub: EpubFile, path: str, tree: Any) -> Iterator[Diagnostic]:
    before = 0
    for heading in tree.iter(*(f"{XHTML}h{level}" for level in range(1, 7))):
        level = int(local_name(heading)[1])
        if before and level > before + 1:
            yield EPUB_HEADING_SKIPPED.at(epub.place(path, heading), found=level, before=before)
        before = level


def _says_something(link: Any) -> bool:
    named = any(part.get("alt") or part.get("alttext") or part.get("aria-label") for part in link.iter("*"))
    return bool(words_of(link)) or named or bool(link.get("aria-labelledby") or link.get("title"))


def _ids(epub: EpubFile) -> Iterator[Diagnostic]:
    known = elements_by_place(epub)
    wanted = dict.fromkeys(target for _, _, target in links(epub) if target in known)
    for path, identifier in wanted:
        if not _SAFE_ID.fullmatch(identifier):
            yield EPUB_ID_UNSAFE.at(epub.place(path, known[path, identifier]), id=identifier)
