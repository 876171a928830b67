"""Books made up from a number: small pages, long paragraphs, and a reference to a page in nearly every one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from support.small_book import write_book

TOML = """[book]
title = "Made Up"
language = "en-GB"
author = "Ada Author"
identifier = "urn:uuid:4a3c7f0e-0d0c-4c2e-9d53-0f6f3c1b8a12"
[terms]
note = "{note}"
[contents]
front = ["title-page", "contents", "figures", "tables", "preface.md"]
body = {body}
back = ["glossary", "index"]
[editions.print]
trim = "100mm x 150mm"
margins = {{ inside = "15mm", outside = "12mm", top = "16mm", bottom = "16mm" }}
[editions.screen]
trim = "110mm x 140mm"
"""
WORDS = [
    "the",
    "ship",
    "left",
    "harbour",
    "under",
    "grey",
    "light",
    "and",
    "a",
    "coast",
    "that",
    "nobody",
    "had",
    "charted",
    "with",
    "care",
    "was",
    "responsible",
]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="160" height="80"><path d="M0 0h80v40z"/></svg>'
)
CHAPTERS, PARAGRAPHS = 4, 14


def write_generated(folder: Path, seed: int) -> Path:
    """Write the book of a number, and return its folder."""
    random = Random(seed)  # noqa: S311 - the same book each time is wanted
    names = [f"0{number}-part.md" for number in range(1, CHAPTERS + 1)]
    toml = TOML.format(note=random.choice(["first-in-book", "never", "first-in-chapter"]), body=names)
    terms = "\n\n".join(f"Term{letter}\n: What {letter} means, said shortly." for letter in "ABCDEFGH")
    files: dict[str, str | bytes] = {name: _chapter(number, random) for number, name in enumerate(names, 1)}
    return write_book(
        folder,
        toml,
        {**files, "preface.md": "# Preface\n\nBefore [](#p1-2){.page}.\n", "glossary.md": terms, "x.svg": DRAWING},
    )


def _chapter(number: int, random: Random) -> str:
    return f"# Chapter of {_words(random, 3)}\n\n" + "\n\n".join(_blocks(number, random)) + "\n"


def _blocks(number: int, random: Random) -> Iterator[str]:
    for index in range(1, PARAGRAPHS + 1):
        name = f"p{number}-{index}"
        if random.random() < 0.3:
            yield f"## {_words(random, 4).capitalize()} {{#{name}}}"
        elif random.random() < 0.3:
            yield f'![Some lines]({"x.svg"} "{_words(random, 5).capitalize()}"){{#{name}}}'
        elif random.random() < 0.2:
            yield f"Table: {_words(random, 4).capitalize()} {{#{name}}}\n\n| A | B |\n|---|---|\n| one | two |"
        else:
            yield f"{{#{name}}}\n{_paragraph(random)}"
            continue
        yield _paragraph(random)


def _paragraph(random: Random) -> str:
    """Return a paragraph with terms, marks and references strewn in at any place, so that some begin a page."""
    pieces = _words(random, random.randint(30, 160)).split()
    for _ in range(random.randint(1, 5)):
        at = random.choice([index for index, piece in enumerate(pieces) if piece.isalpha()])
        pieces[at] = random.choice(
            [
                f"Term{random.choice('ABCDEFGH')}",
                f'[{pieces[at]}]{{index="{pieces[at]}"}}',
                f"(see [](#p{random.randint(1, CHAPTERS)}-{random.randint(1, PARAGRAPHS)}){{.page}})",
                f"{pieces[at]}^[A note: {_words(random, 8)}.]",
            ]
        )
    return " ".join(pieces).capitalize() + "."


def _words(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count))
