"""Half title, title page, copyright page, colophon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import octavo
from compose.builders import (
    EPUB,
    META,
    PRINT,
    STAMP,
    book,
    chapter,
    composed,
    composed_with,
    document,
    figure,
    inlines,
    p,
    sketch,
)
from octavo.compose import compose_edition
from octavo.compose.contributors import ROLE_WITHOUT_WORDS
from octavo.compose.credits import ranges
from octavo.model import nodes
from octavo.model.book import Book
from octavo.model.config import Contributor, Series
from octavo.model.publication import Stamp

FULL = replace(
    META,
    subtitle="A Subtitle",
    series=Series(name="Small Books", number="3"),
    place="Ghent",
    publisher="Test Press",
    date=date(2026, 11, 22),
    edition_statement="First edition",
    rights="© 2026 A. Author",
    licence="CC BY 4.0",
    printing="Printed in Ghent",
    contributors=(
        Contributor(name="Azzurra Bassetti", role="ant"),
        Contributor(name="A. Author"),
        Contributor(name="B. Author"),
        Contributor(name="T. One", role="trl"),
        Contributor(name="E. One", role="edt"),
        Contributor(name="E. Two", role="edt"),
        Contributor(name="E. Three", role="edt"),
    ),
)


def full(**settings: object) -> Book:
    noted = nodes.Figure(
        span=figure().span, image=figure().image, caption=inlines("Chart"),
        credit=inlines("Drawn by us", nodes.InlineNote(span=figure().span, children=inlines("in ink"))),
    )  # fmt: skip
    text = chapter("one", noted, figure("", "", "A. Photo"), title="One")
    made = book(text, front=["half-title", "title-page", "copyright-page"], back=["colophon"])
    return replace(made, config=replace(made.config, metadata=FULL, **settings))  # type: ignore[arg-type]


def lines(blocks: tuple[nodes.Block, ...]) -> list[tuple[str, str]]:
    """Return the class and the words of each paragraph, those of groups too, a rule before each group but the first."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        if isinstance(block, nodes.Division):
            found += [("--", ""), *lines(block.children)] if found else lines(block.children)
        elif isinstance(block, nodes.Paragraph):
            found.append((".".join(block.attributes.classes), sketch(block.children)))
    return found


def test_a_half_title_is_the_title_alone() -> None:
    """It has no heading, and an EPUB has none of it."""
    made = composed(full())
    half = document(made, "half-title")
    assert (half.title, half.plain_title, half.listed) == ((), "Half title", False)
    assert lines(half.children) == [("book-title", "A Book")]
    assert "half-title" not in {d.name for d in composed(full(), EPUB).documents}


def test_a_title_page_names_everyone_by_what_they_did() -> None:
    """Authors first, the antecedent work last."""
    assert lines(document(composed(full()), "title-page").children) == [
        ("book-title", "A Book"),
        ("book-subtitle", "A Subtitle"),
        ("contributors.author", "A. Author and B. Author"),
        ("contributors.editor", "Edited by E. One, E. Two and E. Three"),
        ("contributors.translator", "Translated by T. One"),
        ("contributors.antecedent", "Based on a work by Azzurra Bassetti"),
        ("series", "Small Books 3"),
        ("edition-statement", "First edition"),
        ("publisher", "Test Press"),
        ("place", "Ghent"),
    ]


def test_a_copyright_page_says_rights_editions_credits_and_build() -> None:
    """Each edition's ISBN by its name; a credit's note is not repeated."""
    editions = (
        replace(PRINT, isbn="9781402894626"),
        replace(EPUB, isbn="9783161484100"),
        replace(PRINT, name="large", isbn="9780306406157"),
    )
    assert lines(document(composed(full(editions=editions)), "copyright-page").children) == [
        ("book-title", "A Book"),
        ("edition-statement", "First edition"),
        ("--", ""),
        ("rights", "© 2026 A. Author"),
        ("licence", "CC BY 4.0"),
        ("--", ""),
        ("contributors.editor", "Edited by E. One, E. Two and E. Three"),
        ("contributors.translator", "Translated by T. One"),
        ("contributors.antecedent", "Based on a work by Azzurra Bassetti"),
        ("--", ""),
        ("publisher", "Test Press, Ghent, 2026"),
        ("series", "Small Books 3"),
        ("--", ""),
        ("isbn", "ISBN 978-1-4028-9462-6 (print)"),
        ("isbn", "ISBN 978-3-16-148410-0 (EPUB)"),
        ("isbn", "ISBN 978-0-306-40615-7 (large)"),
        ("--", ""),
        ("printing", "Printed in Ghent"),
        ("--", ""),
        ("credits", "Picture credits. Figure 1: Drawn by us; “A picture”: A. Photo"),
        ("--", ""),
        ("build", f"Made with Octavo {octavo.__version__}, revision abc1234, 2026-11-22."),
    ]


def test_pictures_of_one_source_share_a_credit() -> None:
    """Said once, with the numbers of all."""
    text = chapter("one", figure("", "A", "By us"), figure("", "B", "Theirs"), figure("", "C", "By us"), title="One")
    made = composed(book(text, front=["copyright-page"]))
    assert ("credits", "Picture credits. Figures 1, 3: By us; Figure 2: Theirs") in lines(
        document(made, "copyright-page").children
    )


def test_figures_in_a_row_are_a_range() -> None:
    """Three and more; two are named each."""
    assert ranges((1, 2, 3, 5, 7, 8, 10, 11, 12, 13)) == ("1–3", "5", "7", "8", "10–13")
    assert ranges(()) == ()


def test_the_smallest_book_has_a_title_page_too() -> None:
    """What nobody gave is left out."""
    made = composed(book(chapter("one", p("x"), title="One"), front=["title-page", "copyright-page"]))
    assert lines(document(made, "title-page").children) == [("book-title", "A Book")]
    assert [name for name, _ in lines(document(made, "copyright-page").children)] == ["book-title", "--", "build"]


def test_a_publisher_may_be_a_contributor() -> None:
    """Role pbl fills the publisher's line where the key is left out, and makes no line of its own."""
    made = book(chapter("one", p("x"), title="One"), front=["title-page"])
    people = (Contributor(name="Press", role="pbl"),)
    made = replace(made, config=replace(made.config, metadata=replace(META, contributors=people)))
    assert lines(document(composed(made), "title-page").children) == [("book-title", "A Book"), ("publisher", "Press")]


def test_a_role_without_words_is_a_warning() -> None:
    """The book can give the words."""
    made = book(chapter("one", p("x"), title="One"), front=["title-page"])
    people = (Contributor(name="M. Usic", role="cmp"),)
    made = replace(made, config=replace(made.config, metadata=replace(META, contributors=people)))
    _, (found,) = composed_with(made)
    assert (found.finding, str(found.span), found.message, found.hint) == (
        ROLE_WITHOUT_WORDS,
        "manuscript/book.toml:1:1",
        "there are no words for what M. Usic did (role “cmp”), so the title page leaves the name out",
        'add to [words] in book.toml: role-cmp = "… by {names}"',
    )
    made = replace(made, config=replace(made.config, words={"role-cmp": "Music by {names}"}))
    assert ("contributors.contributor", "Music by M. Usic") in lines(document(composed(made), "title-page").children)


def test_a_colophon_says_what_is_known() -> None:
    """Version, engine, revision and date."""
    words = sketch(document(composed(full()), "colophon").children)
    assert words.startswith(f"A Book was made with Octavo {octavo.__version__}, ")
    assert words.endswith("It was built from revision abc1234 of its source, dated 2026-11-22.\n")
    assert "EPUB 3.3" in sketch(document(composed(full(), EPUB), "colophon").children)


def test_without_a_repository_there_is_no_revision() -> None:
    """Only the date is named then."""
    made = compose_edition(full(), PRINT, Stamp(modified=STAMP.modified)).value
    assert made is not None
    assert sketch(document(made, "colophon").children).endswith("Its source is dated 2026-11-22.\n")
    assert (
        lines(document(made, "copyright-page").children)[-1][1] == f"Made with Octavo {octavo.__version__}, 2026-11-22."
    )


def test_a_book_of_unknown_age_is_not_told_to_be_of_1980() -> None:
    """The time that an archive needs is no date of the book."""
    made = compose_edition(full(), PRINT, Stamp(modified="1980-01-01T00:00:00Z", known=False)).value
    assert made is not None
    pages = [sketch(document(made, name).children) for name in ("copyright-page", "colophon")]
    assert not any("1980" in page for page in pages)
    assert "Made with Octavo" in pages[0]
