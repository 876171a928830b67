"""Every printed page number of whole books, read back from the finished file and held against the page it names.

A page is known by the folio printed on it; what a number names is known by its words on that page. Nothing is asked of
the program that set them but what each list says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import pikepdf
import pytest

from finished.conftest import BOOKS, GENERATED, Finish, Finished
from octavo.model import nodes
from octavo.model.publication import ContentDocument
from octavo.model.walk import descend, plain_text
from support.machine import program, run

pytestmark = [
    pytest.mark.parametrize("book", [*BOOKS, *GENERATED]),
    pytest.mark.parametrize("edition", ["print", "screen"]),
]

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', re.DOTALL)
NUMBER = "([ivxlcdm]+|[0-9]+)"
LINE_PT = 12
"""Twice how far the middles of words of one line lie apart at most."""
LISTS = ("contents", "figures", "tables")
"""Roles of documents that list others with their pages."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed."""

    label: str
    """What a reader's program calls it."""
    text: list[Word]
    """Under the running head and over the foot."""
    margins: list[Word]


@cache
def printed_pages(source: Finished) -> tuple[PrintedPage, ...]:
    """Return the pages of a file, words of the margins apart."""
    page = source.publication.edition.page
    assert page is not None
    low, high = page.margins.top_pt - 1, page.trim.height_pt - page.margins.bottom_pt + 1
    output = run(program("pdftotext"), "-bbox", source.path, "-")
    with pikepdf.open(source.path) as pdf:
        labels = [page.label for page in pdf.pages]
    found = []
    for label, part in zip(labels, output.split("<page ")[1:], strict=True):
        words = [Word(*map(float, match[:4]), _unescaped(match[4])) for match in WORD.findall(part)]
        inside = [word for word in words if low < (word.top + word.bottom) / 2 < high]
        found.append(PrintedPage(label, inside, [word for word in words if word not in inside]))
    return tuple(found)


def _unescaped(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def letters(text: str) -> str:
    """Return a text's letters and digits in lower case: hyphens, spaces and small capitals make no difference."""
    return "".join(char for char in text.casefold() if char.isalnum())


def shown(page: PrintedPage) -> str:
    """Return the letters of a page's text."""
    return letters("".join(word.text for word in page.text))


def test_folios_are_the_labels(book: str, edition: str, finished: Finish) -> None:
    """Where a page has a number in its margins, at an end of the line, it is the page's own, and most pages have one."""
    pages = printed_pages(finished(book, edition))
    folios = {}
    for index, page in enumerate(pages):
        lines: dict[float, list[str]] = {}
        for word in sorted(page.margins, key=lambda w: w.left):
            lines.setdefault(round(word.bottom), []).append(word.text)
        ends = [end for line in lines.values() for end in (line[0], line[-1]) if re.fullmatch(NUMBER, end)]
        assert set(ends) <= {page.label}, (index, ends, page.label)
        folios[index] = bool(ends)
    texts = [index for index, page in enumerate(pages) if page.text]
    assert sum(folios[index] for index in texts) >= 0.6 * len(texts)
    assert not any(folios[index] for index in range(len(pages)) if index not in texts), "a blank page has a folio"


def test_lists_name_the_pages_of_what_they_list(book: str, edition: str, finished: Finish) -> None:
    """Contents, figures and tables: the number at the end of each line is of the page that holds those words."""
    source = finished(book, edition)
    pages = {page.label: page for page in printed_pages(source)}
    checked = 0
    for document in source.publication.documents:
        if document.role not in LISTS:
            continue
        text = " ".join(word.text for page in pages_of(source, document) for word in in_lines(page.text))
        text = re.sub(r"(?:\s*\.){3,}\s*", " ", text)
        at = 0
        for item in listed(document):
            title = f"{item.number} {plain_text(item.title)}"
            found = re.compile(rf"{spaced(title)}[\s.]*{NUMBER}(?!\w)").search(text, at)
            assert found is not None, (title, text[at : at + 80])
            at = found.end()
            page = pages[found[1]]
            assert letters(plain_text(item.title)) in shown(page), f"“{title}” is not on page {found[1]}"
            checked += 1
    assert checked >= len(source.publication.navigation)


def in_lines(words: list[Word]) -> Iterator[Word]:
    """Yield words line by line: a line of leaders alone is taken for a column of its own, and its number for later."""
    waiting = sorted(words, key=lambda word: word.top + word.bottom)
    while waiting:
        middle = waiting[0].top + waiting[0].bottom
        line = [word for word in waiting if word.top + word.bottom - middle < LINE_PT]
        yield from sorted(line, key=lambda word: word.left)
        waiting = waiting[len(line) :]


def spaced(text: str) -> str:
    """Return a pattern for a text set anywhere between spaces, hyphens and line ends."""
    return r"[\s\W]*".join(re.escape(char) for char in text if not char.isspace() and char.isalnum())


def pages_of(source: Finished, document: ContentDocument) -> Iterator[PrintedPage]:
    """Yield the pages of a document."""
    for page, entry in zip(printed_pages(source), source.page_map.pages, strict=True):
        if entry.document == document.name:
            yield page


def listed(document: ContentDocument) -> Iterator[nodes.ContentsItem]:
    """Yield the items that a list shows, in order."""
    for node in descend(document.children):
        if isinstance(node, nodes.ContentsItem):
            yield node


def test_page_references_name_the_pages_they_lead_to(book: str, edition: str, finished: Finish) -> None:
    """“See page 31”, first uses, “note to page 31”: the page of that folio is where the link leads, and holds what it names."""
    source = finished(book, edition)
    numbers, labels = printed_numbers(source)
    named = what_is_named(source)
    notes = {note.call_id: note.number for document in source.publication.documents for note in document.notes}
    for target, needs_link in wanted(source).items():
        found = list(numbers.get(target, ()))
        if target in notes:
            found.remove(notes[target])  # the way back from the note
        assert found or not needs_link, f"no printed number leads to {target}"
        assert set(found) <= {labels[target]}, (target, found)
        if target in named:
            assert begins_on(source, labels[target], named[target]), f"“{named[target]}” is not on {labels[target]}"


def test_locators_name_the_pages_they_lead_to(book: str, edition: str, finished: Finish) -> None:
    """Each number of the index is the folio of the page where its link leads, and there stands what follows the mark."""
    source = finished(book, edition)
    numbers, labels = printed_numbers(source)
    every = (n for document in source.publication.documents for n in descend(document.children))
    marks = {place.target for node in every if isinstance(node, nodes.Locators) for place in node.places}
    named = what_is_named(source)
    met = [(target, number) for target in marks for number in numbers.get(target, ())]
    assert met
    for target, number in met:
        assert number == labels[target], target
        if target in named:
            assert begins_on(source, number, named[target]), f"“{named[target]}” is not on page {number}"


def wanted(source: Finished) -> dict[str, bool]:
    """Return the places whose pages the text names, and whether a link must show the number of one."""
    found: dict[str, bool] = {}
    for document in source.publication.documents:
        for node in (*descend(document.children), *(n for note in document.notes for n in descend(note.children))):
            if isinstance(node, nodes.PageNumber):
                found[node.target] = found.get(node.target, False) or node.linked
    return found


@cache
def printed_numbers(source: Finished) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the numbers printed as links, by the name that they lead to; and the label of the page of each name."""
    pages = printed_pages(source)
    numbers: dict[str, list[str]] = {}
    with pikepdf.open(source.path) as pdf:
        names = pdf.Root.Names.Dests.Names.as_list()
        labels = {page.obj.objgen: page.label for page in pdf.pages}
        places = {str(name): labels[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
        for number, page in enumerate(pdf.pages):
            for annotation in page.get("/Annots", []):
                words = under(annotation.Rect, float(page.mediabox[3]), pages[number])
                if found := re.fullmatch(rf"(?:page\s)?{NUMBER}[.,;]?", words):
                    numbers.setdefault(str(annotation.get("/Dest", "")), []).append(found[1])
    return numbers, places


def begins_on(source: Finished, label: str, words: str) -> bool:
    """Return whether words begin on a page; they may go on at the top of the next, over the notes between."""
    pages = printed_pages(source)
    at = [page.label for page in pages].index(label)
    begun, after = shown(pages[at]), "".join(map(shown, pages[at + 1 : at + 2]))
    parts = ((words[:cut], words[cut:]) for cut in range(2, len(words)))
    return words in begun or any(first in begun and after.startswith(rest) for first, rest in parts)


def under(rect: pikepdf.Object, height: float, page: PrintedPage) -> str:
    """Return the words of a page under an annotation."""
    left, right = sorted(float(side) for side in rect.as_list()[::2])
    bottom, top = sorted(float(side) for side in rect.as_list()[1::2])
    words = [
        word
        for word in page.text
        if word.left < right - 1 and word.right > left + 1 and bottom < height - (word.top + word.bottom) / 2 < top
    ]
    return " ".join(word.text for word in words)


def what_is_named(source: Finished) -> dict[str, str]:
    """Return the letters that stand at each place: titles, headings, labels of figures and tables, terms at first use."""
    found = {}
    for document in source.publication.documents:
        found[document.id] = letters(document.plain_title)
        for node in descend(document.children):
            match node:
                case nodes.Heading(children=children, attributes=own) if own.id:
                    found[own.id] = letters(plain_text(children))
                case nodes.Figure(label=label, attributes=own) | nodes.Table(label=label, attributes=own) if own.id:
                    found[own.id] = letters(plain_text(label))
                case nodes.Phrase(children=children, attributes=own) if own.id:
                    found[own.id] = letters(plain_text(children))
                case nodes.Paragraph(children=children):
                    found |= dict(after_anchors(children))
                case _:
                    pass
    return {name: words for name, words in found.items() if words}


def after_anchors(children: tuple[nodes.Inline, ...]) -> Iterator[tuple[str, str]]:
    """Yield the letters that follow each index mark of a paragraph, up to the call of a note."""
    for index, node in enumerate(children):
        if isinstance(node, nodes.Anchor):
            rest = takewhile(lambda n: isinstance(n, nodes.Text | nodes.Emphasis | nodes.Anchor), children[index:])
            yield node.id, letters(plain_text(tuple(rest)))[:10]
