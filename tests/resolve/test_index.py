"""Index marks: entries with words, classes with an entry, ranges with two ends."""

from __future__ import annotations

import pytest

from support.drafts import draft, problems

NAMES = ("one", "two")


def found(*texts: str) -> list[str]:
    """Return what is wrong with chapters of these texts, without excerpts."""
    return [line.split(" |")[0] for line in wrong(*(f"# Title\n\n{text}\n" for text in texts))]


def wrong(*files: str) -> list[str]:
    """Return what is wrong with chapters as whole files."""
    return problems(
        draft({f"0{number}-{name}.md": text for number, (name, text) in enumerate(zip(NAMES, files, strict=False), 1)})
    )


@pytest.mark.parametrize(
    "text",
    [
        '[]{.index-start index="Sea"}A ship.\n\n[]{.index-end index="Sea"}',
        (
            '[]{.index-start index="Sea"}A [ship]{.index-end index="Sea"}. [More]{.index-start index="Sea"} of '
            '[it]{.index-end index="Sea"}.'
        ),
        (
            '{.index-start index="Sea"}\n> A ship.\n\n[]{.index-start index="Sea, deep"}x [y]{.index-end index="Sea"} '
            '[z]{.index-end index="Sea, deep"}'
        ),
        '::: {.index-start .index-end index="Sea"}\nA ship.\n:::',
        '## Ships {.index-start index="Sea"}\n\nA ship.[^a]\n\n[^a]: Its [end]{.index-end index="Sea"}.',
        '[x]{.index-main index="Sea"}',
    ],
)
def test_ranges_may_lie_anywhere(text: str) -> None:
    """Across blocks, one after the other, across ranges of other entries, and into notes."""
    assert found(text) == []


def test_a_range_may_span_chapters() -> None:
    """Their order is that of the book; a title means its chapter as a whole."""
    assert found('[]{.index-start index="Sea"}x', '[]{.index-end index="Sea"}x') == []
    assert wrong('# A {.index-start index="Sea"}\n\nx\n', '# B {.index-end index="Sea"}\n\nx\n') == []
    assert wrong('# A {.index-end index="Sea"}\n\n[x]{.index-start index="Sea"}\n') == []


def test_a_range_without_an_end_is_an_error() -> None:
    """Other words are another entry; an end before the beginning is pointed out."""
    assert found('A [ship]{.index-start index="Sea"} and [end]{index="Sea"}.') == [
        "manuscript/01-one.md:3:9 index-range-not-ended: the index range “Sea” is never ended"
    ]
    text = 'An [end]{.index-end index="Sea"}, [then]{.index-start index="Sea"}.'
    (early, late) = wrong(f"# One\n\n{text}\n")
    assert early.startswith("manuscript/01-one.md:3:9 index-range-not-begun: the index range “Sea” ends here, but")
    assert late.startswith("manuscript/01-one.md:3:41 index-range-not-ended: the index range “Sea” is never ended")
    assert 'mark its end: []{.index-end index="Sea"}' in late


def test_a_range_without_a_beginning_is_an_error() -> None:
    """The nearest range that is open is named."""
    text = '[a]{.index-start index="Piracy"} [b]{.index-end index="Piracies"} [c]{.index-end index="Piracy"}'
    (line,) = wrong(f"# One\n\n{text}\n")
    assert line.startswith("manuscript/01-one.md:3:37 index-range-not-begun: the index range “Piracies” ends here")
    assert "did you mean “Piracy”?" in line
    assert len(found('[a]{.index-start index="Sea"} [b]{.index-end index="Sea"} [c]{.index-end index="Sea"}')) == 1


def test_a_range_begun_twice_is_an_error() -> None:
    """Also by a block that is a range by itself, inside the first."""
    text = '[a]{.index-start index="Sea"} [b]{.index-start index="Sea"} [c]{.index-end index="Sea"}'
    assert found(text) == [
        "manuscript/01-one.md:3:34 index-range-begun-twice: the index range “Sea” begins again before it has ended"
    ]
    inner = '::: {.index-start .index-end index="Sea"}\nx\n:::'
    assert len(found(f'[a]{{.index-start index="Sea"}}\n\n{inner}\n\n[c]{{.index-end index="Sea"}}')) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a]{.index-main}", "3:4"),
        ("[a]{.index-start .other}", "3:4"),
        ('[a]{.index-end index-sort="b"}', "3:4"),
        ("## A {.index-main}", "3:6"),
    ],
)
def test_a_class_without_an_entry_is_an_error(text: str, place: str) -> None:
    """It would say how nothing is indexed."""
    (line,) = found(text)
    assert line.startswith(f"manuscript/01-one.md:{place} index-class-without-entry: “.index-")
    assert found("[a]{.main} [b]{.index-maine}") == []
