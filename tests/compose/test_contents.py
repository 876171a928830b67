"""Contents, lists, navigation, landmarks, and where ids live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compose.builders import (
    EPUB,
    META,
    TOML,
    S,
    book,
    chapter,
    composed,
    document,
    figure,
    h,
    inline_note,
    p,
    phrase,
    sketch,
    t,
    table,
    term,
    use,
)  # fmt: skip
from octavo.model import nodes
from octavo.model.config import Cover
from octavo.model.nodes import ContentsItem


def tree(items: Iterable[ContentsItem]) -> list[object]:
    """Return (number, title, target) of each item, and its children where it has some."""
    found: list[object] = []
    for item in items:
        own = (item.number, sketch(item.title), item.target)
        found.append((*own, tree(item.children)) if item.children else own)
    return found


TEXTS = (
    chapter("preface", p("x"), title="Preface", role="preface", matter="front"),
    chapter("dedication", p("For you."), role="dedication", matter="front"),
    chapter(
        "one", h("First Section", "one-first"), h("Deeper", "one-deeper", 3), p("x"),
        title=(t("One"), inline_note("n"), t(" and "), phrase("More", id="more")),
    ),
    chapter("two", p("x"), title="Two"),
    chapter("data", p("x"), title="Data", role="appendix", matter="back"),
)  # fmt: skip


def test_contents_list_parts_chapters_and_pieces() -> None:
    """Titles lose notes and ids; display pages and headings are not listed."""
    made = composed(book(*TEXTS, front=["half-title", "contents"], parts={"Part One": ["one"]}, back=["colophon"]))
    (block,) = document(made, "contents").children
    assert isinstance(block, nodes.ContentsList)
    assert block.attributes.classes == ("contents",)
    assert tree(block.items) == [
        ("", "Preface", "preface"),
        ("", "Part One", "part-part-one", [("1", "One and <:More>", "one")]),
        ("2", "Two", "two"),
        ("A", "Data", "data"),
        ("", "Colophon", "colophon"),
    ]
    assert sum(identifier == "more" for d in made.documents for identifier in ids(d.children, d.title)) == 1


def ids(*roots: Iterable[nodes.Node]) -> list[str]:
    from octavo.model.walk import descend

    return [n.attributes.id for root in roots for n in descend(root) if hasattr(n, "attributes")]


def test_navigation_has_the_sections_too() -> None:
    """Headings of level 2 stand below their chapters."""
    made = composed(book(*TEXTS, front=["contents"], parts={"Part One": ["one"]}))
    assert tree(made.navigation) == [
        ("", "Preface", "preface"),
        (
            "", "Part One", "part-part-one",
            [("1", "One and <:More>", "one", [("", "First Section", "one-first")])],
        ),
        ("2", "Two", "two"),
        ("A", "Data", "data"),
    ]  # fmt: skip


def test_an_epub_has_its_contents_in_the_navigation_document() -> None:
    """No content document is made for them."""
    made = composed(book(*TEXTS, front=["half-title", "title-page", "contents"]), EPUB)
    assert [d.name for d in made.documents] == ["title-page", "preface", "dedication", "one", "two", "data"]


def test_lists_of_figures_and_tables_lead_to_them() -> None:
    """Captioned ones, by number, with captions free of notes; an empty list is left out."""
    text = chapter("one", figure("fig", "A chart"), figure(), table((t("x"),), caption="Sizes"), title="One")
    made = composed(book(text, front=["figures", "tables"]))
    blocks = [b for name in ("figures", "tables") for b in document(made, name).children]
    assert [(b.attributes.classes, tree(b.items)) for b in blocks if isinstance(b, nodes.ContentsList)] == [
        (("figures",), [("1", "A chart", "fig")]),
        (("tables",), [("1", "Sizes", "one-table-sizes")]),
    ]
    plain = composed(book(chapter("one", p("x"), title="One"), front=["figures", "tables"]))
    assert [d.name for d in plain.documents] == ["one"]


def test_landmarks_name_what_a_reading_system_offers() -> None:
    """In the book's language; the cover where there is one."""
    text = chapter("one", p(use("EEAS"), phrase("x", index="Sea")), title="One")
    made = book(text, front=["contents"], terms=[term("EEAS", "S")], back=["glossary", "index"])
    cover = Cover(image="images/x.svg", alt="A cover", span=TOML)
    made = replace(made, config=replace(made.config, metadata=replace(META, cover=cover, language="de")))
    german = composed(made)
    assert [(m.kind, m.target, m.title) for m in german.landmarks] == [
        ("cover", "", "Umschlag"),
        ("toc", "contents", "Inhalt"),
        ("bodymatter", "one", "Beginn des Textes"),
        ("glossary", "glossary", "Glossar"),
        ("index", "index", "Register"),
    ]
    assert list(german.pictures) == ["images/x.svg"]


def test_pictures_are_those_shown() -> None:
    """A picture that the edition leaves out is not among them."""
    hidden = chapter("one", figure(), title="One", only="print")
    texts = (hidden, chapter("two", p("x"), title="Two"))
    assert (list(composed(book(*texts)).pictures), list(composed(book(*texts), EPUB).pictures)) == (
        ["images/x.svg"],
        [],
    )


def test_every_id_has_its_home() -> None:
    """Documents, blocks, phrases, notes, calls and anchors."""
    text = chapter("one", h("H", "one-h"), p("x", inline_note("n"), phrase("y", index="Sea"), id="para"), title="One")
    made = composed(book(text))
    (note,) = document(made, "one").notes
    assert dict(made.homes) == dict.fromkeys(("one", "one-h", "para", "one-index-sea", note.id, note.call_id), "one")


def test_untitled_pieces_go_by_their_role() -> None:
    """Navigation and running heads need a name."""
    made = composed(book(chapter("dedication", p("x"), role="dedication", matter="front"), *TEXTS[3:4]))
    piece = document(made, "dedication")
    assert (piece.title, piece.plain_title, piece.short_title, piece.listed) == ((), "Dedication", "Dedication", False)


def test_a_chapter_keeps_what_its_author_gave_it() -> None:
    """Short title, author, language."""
    text = chapter("one", p("x"), title="A Long Title", short_title="Short", author="A. Guest", lang="fr")
    one = document(composed(book(text)), "one")
    assert (one.short_title, one.author, one.language, one.span) == ("Short", "A. Guest", "fr", S)
