"""Links and bookmarks of a PDF: each leads to a page of the file, by name or directly (ISO 32000-1, 12.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic, Finding, Severity

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

DEAD_LINK = Finding(
    name="dead-link-in-pdf",
    severity=Severity.ERROR,
    message="{place} of “{file}” leads nowhere: {reason}",
    why="Who follows it stays where they are, and does not learn why.",
    fix="this is a fault of Octavo and not of the book: please report it",
)

FINDINGS = (DEAD_LINK,)


def check_links(pdf: Pdf, file: str) -> Iterator[Diagnostic]:
    """Yield the links and bookmarks that lead to no place in the file. Findings: dead-link-in-pdf."""
    fault = _fault_finder(pdf)
    for place, link in _all_links(pdf):
        reason = fault(link)
        if reason:
            yield DEAD_LINK.at(None, place=place, file=file, reason=reason)


def _all_links(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """Yield each link annotation and each bookmark, with words for where it is."""
    from pikepdf import Dictionary

    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", ()):
            if annotation.get("/Subtype") == "/Link":
                yield f"a link on page {number}", annotation
    waiting = [pdf.Root.get("/Outlines", Dictionary()).get("/First")]
    while waiting:
        bookmark = waiting.pop()
        if bookmark is not None:
            yield f"the bookmark “{bookmark.get('/Title', '')}”", bookmark
            waiting += (bookmark.get("/Next"), bookmark.get("/First"))


def _fault_finder(pdf: Pdf) -> Callable[[Object], str]:
    """Return a function that says in words why a link or bookmark leads nowhere; empty when it leads somewhere."""
    from pikepdf import Array, Dictionary, Name, String

    pages = {page.objgen for page in pdf.pages}
    names = _named_places(pdf)

    def fault(link: Object) -> str:
        action = link.get("/A", Dictionary())
        if action.get("/S", "/GoTo") != "/GoTo":
            return ""
        place = link.get("/Dest", action.get("/D"))
        if isinstance(place, String | Name):
            name = str(place)
            if name not in names:
                return f"no place is named “{name}”"
            place = names[name]
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if isinstance(place, Array) and len(place) and getattr(place[0], "objgen", None) in pages:
            return ""
        return "it names no page of the file"

    return fault


def _named_places(pdf: Pdf) -> Mapping[str, Object]:
    """Return the named destinations, of the name tree and of the dictionary that files of PDF 1.1 have."""
    from pikepdf import Dictionary, NameTree

    named = {str(name): place for name, place in pdf.Root.get("/Dests", Dictionary()).items()}
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    return named if tree is None else {**named, **{str(name): place for name, place in NameTree(tree).items()}}
