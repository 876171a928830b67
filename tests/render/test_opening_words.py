"""The first words of chapters: what a theme asks for, and what the writer makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.diagnostics.span import file_span
from octavo.model import nodes as n
from octavo.model.attributes import NONE, Attributes
from octavo.model.config import Matter
from octavo.model.publication import ContentDocument
from octavo.render.properties import opening_of
from octavo.render.styles import Stylesheet
from octavo.render.xhtml import Opening, OpeningWords
from octavo.render.xhtml.opening import opened

HERE = file_span("manuscript/01-sample.md")
LONG = " on a coast that nobody had charted with any care" * 5
BOTH = OpeningWords.DROP_CAP_LEAD_IN
EVERYTHING = Opening(words=BOTH, tails="Q")


def chapter(words: str, attributes: Attributes = NONE, **more: object) -> ContentDocument:
    paragraph = n.Paragraph(span=HERE, children=(n.Text(span=HERE, text=words),), attributes=attributes)
    document = ContentDocument(
        name="one", id="one", matter=Matter.BODY, role="chapter", title=(n.Text(span=HERE, text="One"),),
        plain_title="One", children=(paragraph,), language="en", span=HERE,
    )  # fmt: skip
    return replace(document, **more)  # type: ignore[arg-type]


def written(blocks: tuple[n.Block, ...]) -> str:
    """Return the last paragraph in short: phrases as ``name(words)``."""
    paragraph = blocks[-1]
    assert isinstance(paragraph, n.Paragraph)
    classes = ".".join(paragraph.attributes.classes)
    return f"{classes}|" * bool(classes) + "".join(map(_short, paragraph.children))


def _short(inline: n.Inline) -> str:
    match inline:
        case n.Text():
            return inline.text
        case n.Phrase():
            return f"{'.'.join(inline.attributes.classes)}({''.join(map(_short, inline.children))})"
        case _:
            return ""


PDF = [
    (
        "In the bleak midwinter frost",
        "drop-word(drop-cap(drop-letter(I))lead-in(n))lead-in( the bleak midwinter) frost",
    ),
    ("“Now, then,” he said", "drop-word(drop-cap(drop-quote(“)drop-letter(N))lead-in(ow,))lead-in( then),” he said"),
    ("A man came in here", "drop-word(drop-cap(drop-letter(A))lead-in( man))lead-in( came in) here"),
    ("L’eau claire monte en mai", "drop-word(drop-cap(drop-letter(L))lead-in(’eau))lead-in( claire monte en) mai"),
    ("Quite so, said he", "drop-word(drop-cap.tailed(drop-letter(Q))lead-in(uite))lead-in( so), said he"),
    ("IJsland ligt daar ver weg", "drop-word(drop-cap(drop-letter(IJ))lead-in(sland))lead-in( ligt daar ver) weg"),
]


@pytest.mark.parametrize(("words", "expected"), PDF)
def test_a_drop_cap_on_pages(words: str, expected: str) -> None:
    """The letter, what stands before it, the rest of its word, and the words that lead in."""
    assert written(opened(chapter(words + LONG), EVERYTHING, epub=False)) == expected + LONG


@pytest.mark.parametrize("words", [words for words, _ in PDF])
def test_words_stay_as_they_are(words: str) -> None:
    """Whatever is marked, the text is the author's, in both media."""
    for epub in (True, False):
        for kind in OpeningWords:
            blocks = opened(chapter(words + LONG), Opening(words=kind), epub=epub)
            texts = []
            stack = list(blocks)
            while stack:
                node = stack.pop(0)
                if isinstance(node, n.Text):
                    texts.append(node.text)
                stack = [*getattr(node, "children", ()), *stack]
            assert "".join(texts) == words + LONG


def parted(*pieces: n.Inline) -> ContentDocument:
    """A chapter whose first words are several inlines."""
    whole = chapter(LONG)
    paragraph = n.Paragraph(span=HERE, children=(*pieces, n.Text(span=HERE, text=LONG)))
    return replace(whole, children=(paragraph,))


def word(text: str) -> n.Text:
    return n.Text(span=HERE, text=text)


MARK = n.Anchor(span=HERE, id="index-1")


@pytest.mark.parametrize(
    "pieces",
    [
        (MARK, n.Phrase(span=HERE, children=(word("Salt"),), attributes=NONE), word(" was dear")),
        (word("Salt "), MARK, n.Phrase(span=HERE, children=(word("was"),), attributes=NONE), word(" dear")),
        (MARK, n.Phrase(span=HERE, children=(), attributes=NONE), MARK, word("Salt was dear")),
    ],
)
def test_index_marks_do_not_decide_how_a_chapter_begins(pieces: tuple[n.Inline, ...]) -> None:
    """Nobody sees them: the words beside them lead in as if they were not there, and the marks are kept."""
    blocks = opened(parted(*pieces), EVERYTHING, epub=False)
    assert written(blocks).startswith("drop-word(drop-cap(drop-letter(S))lead-in(alt))lead-in( was dear on) a")
    paragraph = blocks[-1]
    assert isinstance(paragraph, n.Paragraph)
    assert sum(isinstance(child, n.Anchor) for child in paragraph.children) == pieces.count(MARK)


def test_words_that_are_more_than_text_are_left_alone() -> None:
    """A near miss: a phrase with attributes of its own keeps the chapter's beginning plain."""
    phrase = n.Phrase(span=HERE, children=(word("Salt"),), attributes=Attributes(classes=("name",)))
    document = parted(MARK, phrase, word(" was dear"))
    assert opened(document, EVERYTHING, epub=False) == document.children


def test_a_drop_cap_in_an_epub_leaves_the_word_whole() -> None:
    """The paragraph bears a class, and nothing parts the letter from its word."""
    made = written(opened(chapter("In the bleak midwinter frost" + LONG), EVERYTHING, epub=True))
    assert made.startswith("drop-cap|lead-in(In the bleak midwinter) frost")


@pytest.mark.parametrize(
    "document",
    [
        chapter("In short."),
        chapter("1984 was" + LONG),
        chapter("海 is" + LONG),
        chapter("the end" + LONG),
        chapter("In" + LONG, Attributes(classes=("plain",))),
        chapter("In" + LONG, role="part"),
        chapter("In" + LONG, matter=Matter.FRONT),
        chapter("In" + LONG, title=()),
        chapter("", children=()),
    ],
)
def test_what_stays_plain(document: ContentDocument) -> None:
    """Short paragraphs, figures, letters without capitals, what the author wants plain, what is no chapter."""
    assert opened(document, EVERYTHING, epub=False) == document.children


def test_a_paragraph_too_short_for_its_letter_still_leads_in() -> None:
    """Seventy letters fill one line, not three."""
    made = written(opened(chapter("In the bleak midwinter " + LONG[:50]), EVERYTHING, epub=False))
    assert made.startswith("lead-in(In the bleak midwinter)")


@pytest.mark.parametrize(
    ("words", "led"),
    [
        ("The keeper said “good morning” and left", "lead-in(The keeper said) “good"),
        ("He slept, and the", "lead-in(He slept), and"),
        ("See ", "See "),
    ],
)
def test_a_lead_in_ends_where_the_sentence_pauses(words: str, led: str) -> None:
    """Before a quotation, at a comma; one word before something else is left as it is."""
    long = chapter(words, children=(*chapter(words).children,))
    more = n.Text(span=HERE, text=LONG)
    link = n.Link(span=HERE, href="https://example.org", children=(more,))
    paragraph = replace(long.children[0], children=(*long.children[0].children, link))  # type: ignore[union-attr, type-var]
    made = opened(replace(long, children=(paragraph,)), Opening(words=OpeningWords.LEAD_IN), epub=True)
    assert written(made).startswith(led)


def test_the_text_begins_behind_an_epigraph() -> None:
    """An epigraph stays plain; the paragraph after it opens the chapter."""
    document = chapter("In the bleak midwinter" + LONG)
    epigraph = n.Division(span=HERE, children=(), attributes=Attributes(classes=("epigraph",)))
    made = opened(replace(document, children=(epigraph, *document.children)), EVERYTHING, epub=False)
    assert made[0] == epigraph
    assert "drop-word" in written(made)


def sheet(text: str) -> tuple[Stylesheet, ...]:
    theme = Stylesheet(name="themes/mine/theme.css", text=":root { --opening-words: lead-in; --drop-lines: 2 }")
    return theme, Stylesheet(name="book.css", text=text, own=True)


def test_a_book_says_how_chapters_open() -> None:
    """What the book says wins over the theme, which stays where the book says nothing."""
    made = opening_of(sheet(':root {\n  --opening-words: drop-cap-lead-in; --drop-tails: "QJ"\n}'))
    assert made.diagnostics == ()
    assert made.value == Opening(words=BOTH, lines=2, tails="QJ")


@pytest.mark.parametrize(
    ("text", "words"),
    [("opening-words: dropcap", "dropcap"), ("drop-lines: 9", "9"), ("lead-in-words: many", "many")],
)
def test_an_opening_that_is_none(text: str, words: str) -> None:
    """A value that is none of the few is found at its place."""
    made = opening_of(sheet(f":root {{\n  --{text};\n}}"))
    assert [(found.finding.name, str(found.span)) for found in made.diagnostics] == [
        ("opening-option", f"styles/book.css:2:{text.index(words) + 5}")
    ]
