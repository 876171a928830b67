"""Whole books of made-up prose, the same on every machine: words of English length, in sentences and paragraphs."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "the of and to in that it was he for with as had his on be at by not which but from are they this have all one there"
    " were or an been their has would what will no more when who out so up into them then only could time than some other"
    " these two may any its over such our man most after also before through where much should well people down own just"
    " because good each those way never under might while house years little being great every without again another day"
    " harbour ledger captain evening against question thought morning nothing business together something government"
    " carefully remember understanding certainly afternoon conversation immediately particular possible correspondence"
    " extraordinary circumstances representative administration considerable neighbourhood independent establishment"
    " responsibility characteristic notwithstanding"
)
SMALLEST = """[book]
title = "Made-up Prose"
language = "en-GB"
author = "Nobody"
identifier = "urn:uuid:00000000-0000-4000-8000-000000000000"
date = 2026-11-22
"""


def paragraph(rng: random.Random, words: int) -> str:
    """Return so many words in sentences; short words come more often, as in any text."""
    known = WORDS.split()
    out: list[str] = []
    begins = True
    for left in range(words, 0, -1):
        word = known[int(len(known) * rng.random() ** 1.7)]
        out.append(word.capitalize() if begins else word)
        begins = left == 1 or rng.random() < 0.07
        if begins:
            out[-1] += "."
        elif rng.random() < 0.08:
            out[-1] += ","
    return " ".join(out)


def write_prose(folder: Path, *, chapters: int, seed: int = 1, paragraphs: int = 90) -> None:
    """Write a book of chapters into a folder: dialogue and long paragraphs by turns."""
    rng = random.Random(seed)  # noqa: S311 - the same books in every run
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True, exist_ok=True)
    (manuscript / "book.toml").write_text(SMALLEST, "utf-8")
    for chapter in range(1, chapters + 1):
        texts = [paragraph(rng, rng.choice((9, 16, 28, 45, 70, 120, 180))) for _ in range(paragraphs)]
        text = "\n\n".join((f"# Chapter of Number {chapter}", *texts))
        (manuscript / f"{chapter:02}-chapter.md").write_text(text + "\n", "utf-8")
