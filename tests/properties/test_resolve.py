"""What holds for every manuscript that resolve lets pass."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from octavo.model.book import Book, Chapter, Draft
from octavo.model.glossary import Glossary
from octavo.model.nodes import Citation, CrossReference, Heading, Node, NoteReference, TermUse, Text
from octavo.model.slugs import is_safe
from octavo.model.walk import descend
from octavo.parse import parse_glossary
from octavo.resolve import resolve_book
from support.drafts import draft, source

GLOSSARY = (
    "EUNAVFOR (European Union Naval Force)\n: A force [@one], with [RoK] and EUNAVFOR Atalanta.\n\n"
    'EUNAVFOR Atalanta {aliases="Atalanta"}\n: An operation of EUNAVFOR.\n\n'
    "RoK (Republic of Korea)\n: A state.\n\nmultipolarity\n: Many poles.\n\nfree and open Indo-Pacific\n: A plan.\n"
)
REFERENCES = "- {id: one, type: book, annotation: As @two says}\n- {id: two, type: book}\n"
PIECES = st.sampled_from(
    [
        *(
            "EUNAVFOR",
            "EUNAVFOR Atalanta",
            "Atalanta’s",
            "RoK",
            "Republic of\nKorea",
            "multipolarity",
            "Multipolarities",
        ),
        *(
            "free and open\nIndo-Pacific",
            "European",
            "Union Naval Force",
            "s",
            "’s",
            "'s",
            "‘",
            "’",
            "–",
            "-",
            " ",
            "\n",
            " ",
        ),
        *(
            "[EUNAVFOR]",
            "[the state][RoK]",
            "[sic]",
            "*",
            "**",
            " ~~x~~",
            "`RoK`",
            "[RoK](#one)",
            "[](02-two.md)",
            "^[RoK]",
        ),
        *(
            "[@one, p. 3]",
            "@two",
            "[RoK]{lang=ja}",
            "[RoK]{lang=en-US}",
            "[x]{index=a}",
            "word",
            "é",
            "\u0301",
            "海",
            "。",
        ),
        *(
            "\n\n",
            "\n\n## RoK\n\n",
            "\n\n## Words\n\n",
            "\n\n- ",
            "\n\n> ",
            "\n\n## 海\n\n",
            "\n\n## Title\n\n",
            "[^n]",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=15).map(lambda pieces: f"# One\n\nStart. {''.join(pieces)}\n\n[^n]: A note.\n")
TWO = "# Two\n\n## Words\n\nText of EUNAVFOR.\n"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def resolved(text: str, two: str = TWO) -> Book:
    made = draft({"01-one.md": text, "02-two.md": two}, GLOSSARY, REFERENCES)
    outcome = resolve_book(made)
    assert outcome.value is not None
    assume(not outcome.failed)
    return outcome.value


def again(book: Book) -> Draft:
    return Draft(
        config=book.config,
        chapters=book.chapters,
        glossary=book.glossary,
        references=book.references,
        pictures=book.pictures,
    )


def chapter_nodes(chapter: Chapter) -> list[Node]:
    return list(descend((*chapter.title, *chapter.children, *(b for note in chapter.notes for b in note.children))))


def book_nodes(book: Book) -> list[Node]:
    definitions = [block for term in book.glossary.terms for block in term.definition]
    return [node for chapter in book.chapters for node in chapter_nodes(chapter)] + list(descend(definitions))


@QUICK
@given(TEXTS)
def test_no_name_is_left_unbound(text: str) -> None:
    """Every use has its term, every link its target, every key its entry, every call its note, every heading an id."""
    book = resolved(text)
    terms = {term.id for term in book.glossary.terms}
    keys = {reference.key for reference in book.references}
    for node in book_nodes(book):
        match node:
            case TermUse():
                assert node.term in terms
            case CrossReference():
                assert node.target in book.targets
            case Citation():
                assert all(item.key in keys for item in node.items)
            case Heading():
                assert node.attributes.id in book.targets
            case _:
                pass
    for chapter in book.chapters:
        calls = {node.name for node in chapter_nodes(chapter) if isinstance(node, NoteReference)}
        assert calls <= {note.name for note in chapter.notes}


@QUICK
@given(TEXTS)
def test_resolving_again_changes_nothing(text: str) -> None:
    """A resolved book given back as a draft comes out equal, with the same warnings."""
    made = draft({"01-one.md": text, "02-two.md": TWO}, GLOSSARY, REFERENCES)
    first = resolve_book(made)
    assert first.value is not None
    second = resolve_book(again(first.value))
    assert second.value == first.value
    assert second.diagnostics == first.diagnostics


@QUICK
@given(TEXTS, TEXTS)
def test_ids_are_unique_safe_and_stay_when_another_chapter_changes(text: str, other: str) -> None:
    """What one chapter says has no part in the ids of another."""
    first, second = resolved(text), resolved(other)
    for book in (first, second):
        headings = [node.attributes.id for node in book_nodes(book) if isinstance(node, Heading)]
        ids = [
            *headings,
            *(c.id for c in book.chapters),
            *(t.id for t in book.glossary.terms),
            *(r.id for r in book.references),
        ]
        assert len(ids) == len(set(ids))
        assert all(is_safe(identifier) for identifier in book.targets)
        assert set(ids) <= set(book.targets)
    assert first.chapters[1] == second.chapters[1]


@QUICK
@given(TEXTS)
def test_the_words_stay_as_they_are(text: str) -> None:
    """Terms found in the text take no letter away, and add none but the brackets that turned out to be plain."""
    made = draft({"01-one.md": text, "02-two.md": TWO}, GLOSSARY, REFERENCES)
    before = _letters(chapter_nodes(made.chapters[0]))
    assert _letters(chapter_nodes(resolved(text).chapters[0])) == before


def _letters(found: list[Node]) -> str:
    return "".join(node.text for node in found if isinstance(node, Text)).replace("[", "").replace("]", "")


@QUICK
@given(TEXTS)
def test_a_use_spans_its_words(text: str) -> None:
    """The source under a use's first and last piece is what they say."""
    lines = text.split("\n")
    for node in chapter_nodes(resolved(text).chapters[0]):
        if isinstance(node, TermUse) and not node.marked:
            pieces = [child for child in node.children if isinstance(child, Text) and not child.anchors]
            for piece in pieces:
                under = lines[piece.span.line - 1][piece.span.column - 1 : piece.span.end_column - 1]
                assert under.replace("'", "’") == piece.text.replace("'", "’")


def test_a_hundred_thousand_words_take_less_than_two_seconds() -> None:
    """Matching looks up the first word of each form, and tries no pattern on most words."""
    from time import process_time

    sentence = "Some words that go on and on without any EUNAVFOR in them, or so it seems to those who read.\n"
    terms = parse_glossary(source("glossary.md", "".join(f"Name{n} Word\n: A.\n\n" for n in range(500)) + GLOSSARY))
    made = draft({"01-one.md": "# One\n\n" + (sentence * 5 + "\n") * 1000, "02-two.md": TWO}, GLOSSARY, REFERENCES)
    assert terms.value is not None
    made = replace(made, glossary=Glossary(terms=terms.value.terms))
    start = process_time()
    resolve_book(made)
    assert process_time() - start < 2
