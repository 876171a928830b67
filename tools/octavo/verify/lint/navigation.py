"""The ways into a book: contents, landmarks, the old NCX (EPUB 3.3, 7; EPUB Accessibility 1.1, 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.span import file_span
from octavo.verify.epub import EPUB_NOT_IN_CONTENTS
from octavo.verify.epub_file import EPUB_TYPE, EpubFile, target_of
from octavo.verify.epub_parts import (
    XHTML,
    Place,
    documents,
    identifiers,
    navigation_lists,
    navigation_path,
    types_of,
    words_of,
)

EPUB_NO_START = Finding(
    name="epub-no-start",
    severity=Severity.ERROR,
    message="“{file}”: no landmark says where the text begins",
    why="Readers open a book there, and Kindle's chapter display stands still without it.",
    fix='add a landmark with epub:type="bodymatter" for the first chapter',
)
EPUB_LANDMARK_TYPES = Finding(
    name="epub-landmark-types",
    severity=Severity.WARNING,
    message="this landmark has {count} types (“{types}”), not one",
    why="Apple Books passes over landmarks that have none or several.",
    fix="write one type for each landmark",
)
EPUB_LANDMARK_TWICE = Finding(
    name="epub-landmark-twice",
    severity=Severity.WARNING,
    message="there is more than one landmark of the type “{type}”",
    why="A reader that offers “go to the glossary” takes the first or the last, as it pleases.",
    fix="keep the one that leads to the beginning",
)
EPUB_CONTENTS_DEEP = Finding(
    name="epub-contents-deep",
    severity=Severity.WARNING,
    message="the contents are nested {depth} deep",
    why="Kobo shows three levels and Kindle two; what lies deeper is cut off or made flat.",
    fix="list fewer levels of headings",
)
EPUB_NCX_DIFFERS = Finding(
    name="epub-ncx-differs",
    severity=Severity.WARNING,
    message="the NCX and the contents do not agree: {what}",
    why="Older readers show the one, newer readers the other, and their owners another book.",
    fix="make both from the same list",
)
EPUB_TITLE_MISSING = Finding(
    name="epub-title-missing",
    severity=Severity.WARNING,
    message="this document has no title",
    why="Screen readers announce a file by its title, and say its file name where there is none.",
    fix="write the chapter's title into the title element",
)
EPUB_TITLE_TWICE = Finding(
    name="epub-title-twice",
    severity=Severity.WARNING,
    message="this document has the title “{title}”, as has {first}",
    why="Who hears titles cannot tell the two apart (WCAG 2.4.2).",
    fix="say in the title what sets this one apart: its number, its part",
)

FINDINGS = (
    EPUB_NO_START,
    EPUB_LANDMARK_TYPES,
    EPUB_LANDMARK_TWICE,
    EPUB_CONTENTS_DEEP,
    EPUB_NCX_DIFFERS,
    EPUB_TITLE_MISSING,
    EPUB_TITLE_TWICE,
)

_DEEPEST = 3
_START = "bodymatter"
_UNLISTED = frozenset(
    {"cover", "titlepage", "halftitlepage", "copyright-page", "dedication", "epigraph", "frontispiece", "imprint"}
    | {"toc", "colophon", "doc-cover", "doc-dedication", "doc-epigraph", "doc-colophon", "doc-toc", "seriespage"}
)  # fmt: skip
_HEADED = frozenset({"chapter", "part", "doc-chapter", "doc-part", "doc-appendix", "appendix"})


def check_navigation(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what the lists of a book leave out or say twice. Findings: all of ``FINDINGS``, and epub-not-in-contents."""
    if navigation_lists(epub, "toc"):
        yield from _landmarks(epub)
        yield from _contents(epub)
        yield from _ncx(epub)
    yield from _titles(epub)


def _landmarks(epub: EpubFile) -> Iterator[Diagnostic]:
    path = navigation_path(epub)
    found: Counter[str] = Counter()
    for link in (link for nav in navigation_lists(epub, "landmarks") for link in nav.iter(f"{XHTML}a")):
        types = link.get(EPUB_TYPE, "").split()
        if len(types) != 1:
            yield EPUB_LANDMARK_TYPES.at(epub.place(path, link), count=len(types), types=" ".join(types))
        for kind in types:
            found[kind] += 1
            if found[kind] == 2:  # noqa: PLR2004 - said once, at the second
                yield EPUB_LANDMARK_TWICE.at(epub.place(path, link), type=kind)
    if not found[_START]:
        yield EPUB_NO_START.at(file_span(epub.name), file=epub.name)


def _contents(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield documents with a heading that contents do not lead to, and contents that are too deep."""
    entry, lists = navigation_path(epub), navigation_lists(epub, "toc")
    linked = {place[0] for place, _ in _lines(entry, lists[0])}
    depth = max((sum(1 for _ in link.iterancestors(f"{XHTML}ol")) for link in lists[0].iter(f"{XHTML}a")), default=0)
    if depth > _DEEPEST:
        yield EPUB_CONTENTS_DEEP.at(epub.place(entry, lists[0]), depth=depth)
    for path, tree in documents(epub):
        if path not in linked and path != entry and _wants_listing(tree):
            yield EPUB_NOT_IN_CONTENTS.at(epub.place(path, tree), title=_title(tree))


def _wants_listing(tree: Any) -> bool:
    """Return whether a document begins something: it is said to, or has a main heading and is no title page or the like."""
    body = tree.find(f"{XHTML}body")
    outer = [] if body is None else [body, *body.iterfind(f"{XHTML}section"), *body.iterfind(f"{XHTML}div")]
    types: frozenset[str] = frozenset().union(*(types_of(element) for element in outer))
    if not types.isdisjoint(_UNLISTED):
        return False
    return not types.isdisjoint(_HEADED) or (body is not None and next(body.iter(f"{XHTML}h1"), None) is not None)


def _title(tree: Any) -> str:
    title = tree.find(f"{XHTML}head/{XHTML}title")
    return "" if title is None else words_of(title)


def _lines(path: str, nav: Any) -> Iterator[tuple[Place, str]]:
    """Yield where the lines of a list lead, with their words."""
    for link in nav.iter(f"{XHTML}a"):
        target = target_of(path, link.get("href", ""))
        if target is not None:
            yield target, words_of(link)


def _ncx(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield the first line in which the NCX differs from contents, and another identifier (EPUB 2.0.1, OPF 2.4.1)."""
    path = next((item.path for item in epub.items if item.media_type == "application/x-dtbncx+xml"), "")
    if path not in epub.trees:
        return
    tree = epub.trees[path]
    known = identifiers(epub)
    named = [meta.get("content", "").strip() for meta in tree.iter("{*}meta") if meta.get("name") == "dtb:uid"]
    for uid in named:
        if uid not in known:
            yield EPUB_NCX_DIFFERS.at(epub.place(path, tree), what=f"it is of the book “{uid}”")
    entry, lists = navigation_path(epub), navigation_lists(epub, "toc")
    old, new = list(_points(path, tree)), list(_lines(entry, lists[0]))
    for (_, element), one, other in zip(old, (line for line, _ in old), new, strict=False):
        if one != other:
            yield EPUB_NCX_DIFFERS.at(epub.place(path, element), what=f"“{one[1]}” here is “{other[1]}” there")
            return
    if len(old) != len(new):
        yield EPUB_NCX_DIFFERS.at(epub.place(path, tree), what=f"it has {len(old)} lines, they have {len(new)}")


def _points(path: str, tree: Any) -> Iterator[tuple[tuple[Place, str], Any]]:
    for point in tree.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        target = None if content is None else target_of(path, content.get("src", ""))
        if target is not None and label is not None:
            yield (target, words_of(label)), point


def _titles(epub: EpubFile) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for path, tree in documents(epub):
        title = _title(tree)
        if not title:
            yield EPUB_TITLE_MISSING.at(epub.place(path, tree))
        elif title in first:
            yield EPUB_TITLE_TWICE.at(epub.place(path, tree), title=title, first=first[title])
        else:
            first[title] = path
