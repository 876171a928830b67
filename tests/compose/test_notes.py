"""Notes: one sequence in the order of the calls."""

from __future__ import annotations

from compose.builders import (
    S,
    at,
    book,
    chapter,
    cite,
    composed,
    composed_with,
    definition,
    document,
    figure,
    h,
    inline_note,
    inlines,
    note,
    p,
    reference,
    sketch,
    t,
    table,
    term,
    use,
)  # fmt: skip
from octavo.compose.notes import NOTE_CALLED_TWICE
from octavo.model import nodes
from octavo.model.config import NoteRestart
from octavo.model.nodes import Link
from octavo.model.publication import NoteKind
from octavo.model.slugs import digest


def test_all_kinds_share_one_sequence() -> None:
    """Author's, inline, term and citation notes are numbered as their calls are met."""
    text = chapter(
        "one",
        p("a", note("n"), " ", use("EEAS"), " ", cite("k", "Key 2020", as_note=True), " ", inline_note("in")),
        title="One",
        notes=[definition("n", "named")],
    )
    made = composed(book(text, terms=[term("EEAS", "Service")], references=[reference("k")], back=["related-reading"]))
    one = document(made, "one")
    assert [(n.number, n.kind, n.id, n.call_id, sketch(n.children)) for n in one.notes] == [
        ("1", NoteKind.AUTHOR, "one-note-n", "call-one-note-n", "named\n"),
        ("2", NoteKind.TERM, "one-note-term-eeas", "call-one-note-term-eeas", "**EEAS**: Service\n"),
        ("3", NoteKind.CITATION, "one-note-5fab572a", "call-one-note-5fab572a", "[Key 2020→ref-k]\n"),
        ("4", NoteKind.AUTHOR, "one-note-58296753", "call-one-note-58296753", "in\n"),
    ]


def test_calls_count_where_a_reader_meets_them() -> None:
    """Titles, headings, captions and cells have calls too, in reading order."""
    heading = nodes.Heading(
        span=S, level=2, children=(t("H"), inline_note("heading")), attributes=h("H", "one-h").attributes
    )
    shown = nodes.Figure(span=S, image=figure().image, caption=(t("C"), inline_note("caption")))
    text = chapter(
        "one",
        heading,
        shown,
        table((t("x"), inline_note("cell")), (t("y"), inline_note("next cell"))),
        p("z", inline_note("text")),
        title=(t("One"), inline_note("title")),
    )
    notes = document(composed(book(text)), "one").notes
    assert [(n.number, sketch(n.children)) for n in notes] == [
        ("1", "title\n"),
        ("2", "heading\n"),
        ("3", "caption\n"),
        ("4", "cell\n"),
        ("5", "next cell\n"),
        ("6", "text\n"),
    ]


def test_numbers_start_again_as_the_book_asks() -> None:
    """By chapter, or not at all."""
    texts = [chapter(stem, p("x", inline_note("n")), title=stem) for stem in ("one", "two")]
    by_chapter = composed(book(*texts))
    by_book = composed(book(*texts, note_restart=NoteRestart.BOOK))
    assert [n.number for d in by_chapter.documents for n in d.notes] == ["1", "1"]
    assert [n.number for d in by_book.documents for n in d.notes] == ["1", "2"]


def test_equal_notes_have_ids_of_their_own() -> None:
    """Those of two equal inline notes tell their paragraphs, so that others can be added before; in one they are counted."""
    text = chapter("one", p("x", inline_note("n"), "y", inline_note("n")), p("z", inline_note("n")), title="One")
    ids = [note.id for note in document(composed(book(text)), "one").notes]
    assert ids == [f"one-note-{digest('n')}{end}" for end in ("", f"-{digest('xy')}", f"-{digest('z')}")]


def test_a_second_call_of_a_note_is_an_error() -> None:
    """It is reported where it stands, with the first call beside it; the first is composed."""
    text = chapter(
        "one", p("x", note("n", at(4)), "y", note("n", at(9))), title="One", notes=[definition("n", "words")]
    )
    made, (found,) = composed_with(book(text))
    assert (found.finding, found.message, str(found.span)) == (
        NOTE_CALLED_TWICE,
        "the note “n” is called a second time",
        "manuscript/01-one.md:9:1",
    )
    assert found.hint == "write a second note, or say in words where the first one is"
    assert [(r.label, str(r.span)) for r in found.related] == [("first called here", "manuscript/01-one.md:4:1")]
    assert len(document(made, "one").notes) == 1


def test_one_name_in_two_files_is_two_notes() -> None:
    """Names are local to their file, so the same name elsewhere is no second call."""
    texts = [chapter(stem, p("x", note("n")), title=stem, notes=[definition("n", stem)]) for stem in ("one", "two")]
    made = composed(book(*texts))
    assert [n.id for d in made.documents for n in d.notes] == ["one-note-n", "two-note-n"]


def test_a_call_inside_a_link_stands_behind_it() -> None:
    """A link cannot hold another."""
    link = Link(span=S, children=(t("site"), inline_note("n")), href="https://example.org/")
    one = document(composed(book(chapter("one", p("A ", link, "."), title="One"))), "one")
    assert sketch(one.children) == f"A site[^{one.notes[0].id}].\n"
    (paragraph,) = one.children
    assert isinstance(paragraph, nodes.Paragraph)
    assert isinstance(paragraph.children[2], nodes.NoteCall)


def test_two_calls_stand_apart() -> None:
    """1 and 2 must not read as 12."""
    one = document(composed(book(chapter("one", p("x", inline_note("a"), inline_note("b")), title="One"))), "one")
    first, second = one.notes
    assert sketch(one.children) == f"x[^{first.id}]\u202f[^{second.id}]\n"


def test_the_call_of_a_term_follows_punctuation_in_english() -> None:
    """Behind commas, stops and closing quotation marks; the author's own calls stay where they are."""
    text = chapter("one", p("“", use("EEAS"), ",” and ", use("NATO"), "-led; x", inline_note("n"), ", y"), title="One")
    one = document(composed(book(text, terms=[term("EEAS", "S"), term("NATO", "N")])), "one")
    assert sketch(one.children).startswith(
        "#one-use-eeas “EEAS,”[^one-note-term-eeas] and NATO[^one-note-term-nato]-led; x[^"
    )
    assert sketch(one.children).endswith("], y\n")


def test_a_note_in_an_annotation_is_words_in_brackets() -> None:
    """Generated matter has no notes, and loses no words."""
    entry = reference("k")
    with_note = type(entry)(
        key="k", id="ref-k", csl={}, annotation=(t("Read it"), inline_note("twice"), t(".")), span=S,
        rendered=inlines("K."),
    )  # fmt: skip
    made = composed(book(chapter("one", p("x"), title="One"), references=[with_note], back=["related-reading"]))
    assert sketch(document(made, "related-reading").children) == "K.\nRead it (twice).\n"
