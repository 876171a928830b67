"""Screen PDFs of whole books, read back as a screen reader reads them: every promise of accessibility."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from pikepdf import Object

from finished.conftest import BOOKS, Finish, Finished
from octavo.model import nodes
from octavo.model.edition import NotePlace
from octavo.model.walk import descend, plain_text, rewrite
from support.structure import Element, Structure

Structures = Callable[[str], Structure]
pytestmark = pytest.mark.parametrize("book", BOOKS)

OBJECT = "\ufffc"
LISTS = {"contents", "figures", "tables"}
"""Documents whose running text leaves out what the page shows: numbers, and what leads to them."""


def words(text: str) -> list[str]:
    """Return the words of a text: marks that join letters without being one are no part of them."""
    return re.sub(f"[\u200b\u2060\u00ad{OBJECT}]", "", text).split()


def destinations(structure: Structure) -> dict[str, tuple[int, int]]:
    """Return the page (its object) that each name of the file leads to."""
    names = structure.pdf.Root.Names.Dests.Names.as_list()
    return {str(name): place[0].objgen for name, place in zip(names[::2], names[1::2], strict=True)}


def target(annotation: Object) -> str:
    """Return the name that a link of the file leads to; empty for one that leaves it."""
    return str(annotation.get("/Dest", ""))


def calls(structure: Structure) -> dict[str, Element]:
    """Return the references that call notes, by the note's id."""
    notes = {note.property("ID") for note in structure.root.all("Note")}
    found = {}
    for reference in structure.root.all("Reference"):
        names = {target(a) for link in reference.all("Link") for a in link.annotations()} & notes
        if names and re.fullmatch(r"\d+", reference.text().strip()):
            found[names.pop()] = reference
    return found


def test_running_heads_and_folios_are_artifacts(book: str, structure: Structures) -> None:
    """Each folio stands in a header or footer, and nothing of the margins in the text."""
    made = structure(book)
    margins = dict.fromkeys(range(len(made.pdf.pages)), "")
    for artifact in made.artifacts:
        if artifact.kind in {"/Header", "/Footer"}:
            margins[artifact.page] += f" {artifact.text}"
    folios = {number: page.label for number, page in enumerate(made.pdf.pages)}
    shown = [number for number, text in margins.items() if folios[number] in text.split()]
    assert len(shown) >= 0.6 * len(folios)
    others = "".join(artifact.text for artifact in made.artifacts if artifact.kind in {"/Layout", ""})
    assert not re.search(r"\w", others), "words outside the text that are no head or foot"
    heads = " ".join(head.text() for head in made.root.all("THead"))
    for artifact in made.artifacts:
        assert artifact.kind != "/Pagination" or artifact.text.strip() in heads, "no head that later pages repeat"


def test_notes_are_reached_by_links_and_lead_back(book: str, structure: Structures, finished: Finish) -> None:
    """Call and note follow one another in the tree; each is an annotation that leads to the page of the other."""
    made, places = structure(book), destinations(structure(book))
    notes = {note.property("ID"): note for note in made.root.all("Note")}
    expected = [note for document in finished(book, "screen").publication.documents for note in document.notes]
    assert list(notes) == [note.id for note in expected]
    called = calls(made)
    for note in expected:
        element, call = notes[note.id], called[note.id]
        label = element.elements()[0]
        assert (label.type, [kid.type for kid in label.elements()]) == ("Lbl", ["Link"])
        (back,) = label.elements()[0].annotations()
        (there,) = (a for link in call.all("Link") for a in link.annotations())
        assert target(back) == note.call_id
        assert places[note.id] == made.pdf.pages[made.page_of(back)].obj.objgen
        assert places[note.call_id] == made.pdf.pages[made.page_of(there)].obj.objgen
        assert call.text().strip() == note.number == label.text().strip().rstrip(".")


def test_notes_stand_behind_their_calls(book: str, structure: Structures, finished: Finish) -> None:
    """In the same paragraph, or behind the heading, caption or table that calls them; endnotes in sections of their own."""
    made = structure(book)
    if endnotes(finished(book, "screen")):
        assert all(
            any(note in section.elements() for section in note_sections(made.root)) for note in made.root.all("Note")
        )
        return
    order = list(made.root.walk())
    for name, call in calls(made).items():
        note = next(element for element in made.root.all("Note") if element.property("ID") == name)
        between = order[order.index(call) : order.index(note)]
        assert {e.type for e in between} <= {"Reference", "Link", "Note", "Lbl", "P", "L", "LI", "LBody", "Span", "Em",
                                             "Strong", "Code", "Quote", "Caption", "Table", "THead", "TBody", "TR",
                                             "TH", "TD", "Figure"}  # fmt: skip
        assert not any(e.type.startswith("H") for e in between[1:])


def test_one_annotation_a_link_and_line(book: str, structure: Structures) -> None:
    """Every annotation belongs to one link of the tree and says what it is; those of a link lie on lines of their own."""
    made = structure(book)
    links = made.root.all("Link")
    held = [annotation.objgen for link in links for annotation in link.annotations()]
    assert sorted(held) == sorted(annotation.objgen for annotation in made.links())
    assert len(held) == len(set(held))
    assert all(str(annotation.Contents).strip() for annotation in made.links())
    for annotation in made.links():
        left, bottom, right, top = (float(side) for side in annotation.Rect.as_list())
        assert abs(right - left) > 1
        assert abs(top - bottom) > 5, f"nothing to click on: {annotation.Contents}"
    for link in links:
        assert link.annotations(), link.text()
        places = [(made.page_of(a), *(float(side) for side in a.Rect.as_list())) for a in link.annotations()]
        for (page, _, low, _, high), (next_page, _, next_low, _, next_high) in pairwise(places):
            assert (page, (low + high) / 2) != (next_page, (next_low + next_high) / 2)
            assert page != next_page or not next_low < (low + high) / 2 < next_high, link.text()


def test_links_stand_in_references_unless_they_leave_the_book(book: str, structure: Structures) -> None:
    """As ISO 32000-1, table 338, asks; the way back from a note is its label."""
    for link in structure(book).root.all("Link"):
        assert link.up is not None
        inside = any(target(annotation) for annotation in link.annotations())
        assert (link.up.type in {"Reference", "Lbl"}) == inside, link.text()


def test_figures_have_words_and_captions(book: str, structure: Structures, finished: Finish) -> None:
    """The alternative text is the author's; the caption stands inside; the place is on the page."""
    expected = [n for n in authored(finished(book, "screen")) if isinstance(n, nodes.Figure) and n.image.alt]
    figures = [f for f in structure(book).root.all("Figure") if f.up is not None and f.elements()]
    captioned = [node for node in expected if node.caption or node.credit]
    assert [figure.property("Alt") for figure in figures] == [node.image.alt for node in captioned]
    for figure, node in zip(figures, captioned, strict=True):
        assert [kid.type for kid in figure.elements()] == ["Caption"]
        assert (
            words(plain_text(node.caption))[:3]
            == words(figure.elements()[0].text())[len(words(plain_text(node.label))) :][:3]
        )
    for figure in structure(book).root.all("Figure", "Formula"):
        assert figure.property("Alt").strip()
        box = figure.attribute("BBox")
        assert box is not None
        left, bottom, right, top = (float(side) for side in box.as_list())
        assert left < right
        assert bottom < top


def test_words_of_other_languages_say_so(book: str, structure: Structures, finished: Finish) -> None:
    """Each span with a language of its own is an element with that language, or inside one."""
    made, language = structure(book), finished(book, "screen").publication.metadata.language
    spans = [
        (str(dict(node.attributes.pairs)["lang"]), plain_text(node.children))
        for node in authored(finished(book, "screen"))
        if isinstance(node, nodes.Phrase) and dict(node.attributes.pairs).get("lang", language) != language
    ]
    readings = set(made.root.all("RT"))
    spoken = [element for element in made.root.walk() if element.property("Lang")]
    told = [(element.property("Lang"), element.text(readings)) for element in spoken]
    assert made.root.property("Lang") == language
    for lang, text in spans:
        assert any(lang == said and words(text)[0] in shown for said, shown in told), text


def test_tables_have_heads(book: str, structure: Structures) -> None:
    """Cells of the head say what they are the head of; every row has the same number of columns."""
    for table in structure(book).root.all("Table"):
        kinds = [kid.type for kid in table.elements()]
        assert kinds in (["Caption", "THead", "TBody"], ["THead", "TBody"], ["TBody"])
        assert {str(cell.attribute("Scope")) for cell in table.all("TH")} <= {"/Column", "/Row"}
        if "THead" in kinds:
            assert table.all("TH")
        rows = [sum(int(cell.attribute("ColSpan") or 1) for cell in row.elements()) for row in table.all("TR")]
        assert len(set(rows)) == 1


def test_lists_have_bodies(book: str, structure: Structures) -> None:
    """Labels first, if there are any, then bodies; nested lists in bodies."""
    for listed in structure(book).root.all("L"):
        assert {kid.type for kid in listed.elements()} <= {"LI", "L", "Caption"}
        assert listed.attribute("ListNumbering") is not None
        for item in listed.elements():
            if item.type == "LI":
                kinds = "".join(
                    "b" if kid.type == "LBody" else "l" if kid.type == "Lbl" else "?" for kid in item.elements()
                )
                assert re.fullmatch("l*b+", kinds), kinds


def test_bookmarks_are_the_tree_of_contents(book: str, structure: Structures, finished: Finish) -> None:
    """The same titles in the same order and depth, each leading to the page where it stands."""
    made, source = structure(book), finished(book, "screen")
    with made.pdf.open_outline() as outline:
        found = list(bookmarks(outline.root, made, 0))
    expected = [
        (depth, source.page_map.places[item.target], words(f"{item.number} {plain_text(item.title)}"))
        for depth, item in listed(source.publication.navigation, 0)
    ]
    assert [(depth, page, words(re.sub("^([A-Z]):", r"\1", title))) for depth, page, title in found] == expected


def bookmarks(items: list[Object], made: Structure, depth: int) -> Iterator[tuple[int, int, str]]:
    """Yield depth, page and title of bookmarks."""
    for item in items:
        place = item.destination if item.destination is not None else item.action.D
        yield depth, made.pages[place[0].objgen], item.title
        yield from bookmarks(item.children, made, depth + 1)


def listed(items: tuple[nodes.ContentsItem, ...], depth: int) -> Iterator[tuple[int, nodes.ContentsItem]]:
    """Yield the items of a tree of contents with their depth."""
    for item in items:
        yield depth, item
        yield from listed(item.children, depth + 1)


def test_headings_never_skip_a_level(book: str, structure: Structures) -> None:
    """As 7.4.2 of ISO 14289-1 wants it."""
    levels = [int(element.type[1]) for element in structure(book).root.walk() if re.fullmatch("H[1-6]", element.type)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_text_is_the_manuscript_in_order(book: str, structure: Structures, finished: Finish) -> None:
    """Word for word, notes and their calls aside: nothing lost, nothing twice, spaces between words."""
    made, source = structure(book), finished(book, "screen")
    apart = {*made.root.all("Note"), *calls(made).values(), *made.root.all("TOC", "RT"), *markers(made.root)}
    if endnotes(source):
        apart |= set(note_sections(made.root))
    found = words(made.root.text(apart))
    documents = [document.name for document in source.publication.documents]
    roles = {document.name: document.role for document in source.publication.documents}
    texts = [source.page_map.texts[name][: 1 if roles[name] in LISTS else None] for name in documents]
    expected = words(" ".join(" ".join(blocks) for blocks in texts))
    different = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), 0)
    assert found == expected, " ".join(
        (*found[different - 8 : different + 8], "≠", *expected[different - 8 : different + 8])
    )


def test_the_text_of_notes_is_the_manuscript(book: str, structure: Structures, finished: Finish) -> None:
    """Each note, word for word; an endnote says on which page it is called."""
    made, source = structure(book), finished(book, "screen")
    notes = [note for document in source.publication.documents for note in document.notes]
    for element, note in zip(made.root.all("Note"), notes, strict=True):
        apart = {element.elements()[0], *markers(element), *element.all("RT")}
        expected = plain_text(rewrite(note.children, lambda node: (with_folio(node, source),)))
        assert letters(element.text(apart)) == letters(expected)


def with_folio(node: nodes.Node, source: Finished) -> nodes.Node:
    """Return a page number as the text that it becomes, other nodes as they are."""
    if isinstance(node, nodes.PageNumber):
        return nodes.Text(span=node.span, text=source.page_map.folio_of(node.target))
    return node


def endnotes(source: Finished) -> bool:
    """Return whether notes stand at the end of chapters or of the book."""
    return source.publication.edition.notes is not NotePlace.FOOTNOTES


def note_sections(root: Element) -> list[Element]:
    """Return the sections that hold notes and, but for headings, nothing else."""
    return [section for section in root.all("Sect") if any(kid.type == "Note" for kid in section.elements())]


def letters(text: str) -> str:
    """Return a text without white space and marks that join."""
    return "".join(words(text))


def markers(root: Element) -> list[Element]:
    """Return the numbers and bullets that a layout puts before the items of lists."""
    return [
        item.elements()[0]
        for listed in root.all("L")
        if str(listed.attribute("ListNumbering")) != "/None"
        for item in listed.elements()
        if item.type == "LI"
    ]


def authored(source: Finished) -> Iterator[nodes.Node]:
    """Yield all nodes of a publication's documents, in order."""
    for document in source.publication.documents:
        yield from descend(document.title)
        yield from descend(document.children)
