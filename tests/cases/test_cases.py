"""Literate cases: each file here tells of one construct, and shows what becomes of it.

A block ````manuscript```` is parsed; the blocks ``tree``, ``xhtml`` and ``diagnostics`` after it say what comes out.
``manuscript chapter`` and ``manuscript glossary`` are parsed by the rules of those files, ``lang=de`` sets a language.
Without a block ``diagnostics`` there must be none. ``--update-golden`` rewrites what is expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from octavo.diagnostics import Diagnostic
from octavo.diagnostics.span import file_span
from octavo.model.config import Entry, Matter
from octavo.model.nodes import Block
from octavo.model.sources import TextSource
from octavo.parse import parse_blocks, parse_chapter, parse_glossary
from octavo.render.xhtml import Context, Target, serialise, write_blocks
from support.tree import dump, report

FOLDER = Path(__file__).parent
FENCED = re.compile(r"^````(?P<kind>\w+)(?P<options>[^\n]*)\n(?P<text>.*?)^````$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
PROLOGUE = re.compile(r"(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE html>\s*)?")
NAMESPACE = ' xmlns="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True)
class Case:
    """A manuscript and what is expected of it: the matches of its blocks in the file."""

    file: Path
    title: str
    manuscript: re.Match[str]
    expected: tuple[re.Match[str], ...]


def cases() -> list[Case]:
    """Return the cases of all files."""
    found = []
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        blocks = list(FENCED.finditer(text))
        starts = [i for i, block in enumerate(blocks) if block["kind"] == "manuscript"]
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            titles = HEADING.findall(text, 0, blocks[start].start())
            found.append(Case(file, titles[-1] if titles else "", blocks[start], tuple(blocks[start + 1 : end])))
    return found


def name(case: Case) -> str:
    """Return what pytest calls a case."""
    return f"{case.file.stem}-{re.sub(r'[^a-z0-9]+', '-', case.title.lower())}-{case.manuscript.start()}"


@pytest.mark.parametrize("case", cases(), ids=name)
def test_case(case: Case, update_golden: bool) -> None:  # noqa: FBT001 - a fixture
    """What comes out is what the case says."""
    values, blocks, diagnostics = parsed(case.manuscript["options"].split(), case.manuscript["text"])
    actual = {"tree": dump(values), "xhtml": xhtml(blocks), "diagnostics": report(diagnostics)}
    if update_golden:
        update(case, actual)
        return
    for block in case.expected:
        assert actual[block["kind"]] == block["text"]
    if "diagnostics" not in {block["kind"] for block in case.expected}:
        assert not actual["diagnostics"]


def update(case: Case, actual: dict[str, str]) -> None:
    """Write what came out into the file of a case (whose other cases may have moved since it was read)."""
    text = case.file.read_text(encoding="utf-8")
    at = text.index(case.manuscript[0])
    for block in case.expected:
        at = text.index(block[0], at)
        new = f"````{block['kind']}\n{actual[block['kind']]}````"
        text = text[:at] + new + text[at + len(block[0]) :]
        at += len(new)
    case.file.write_text(text, encoding="utf-8")


def parsed(options: list[str], text: str) -> tuple[object, tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Return a manuscript as a tree, its blocks, and its diagnostics."""
    language = next((option.removeprefix("lang=") for option in options if option.startswith("lang=")), "en")
    source = TextSource(path="a.md", file="a.md", text=text)
    if "glossary" in options:
        terms = parse_glossary(source, language)
        return (terms.value.terms if terms.value else ()), (), terms.diagnostics
    if "chapter" in options:
        entry = Entry(matter=Matter.BODY, role="chapter", file="a.md", span=file_span("book.toml"))
        chapter = parse_chapter(entry, source, language)
        return chapter.value, (chapter.value.children if chapter.value else ()), chapter.diagnostics
    blocks = parse_blocks(text, "a.md", language)
    return blocks.value, blocks.value or (), blocks.diagnostics


def xhtml(blocks: tuple[Block, ...]) -> str:
    """Return blocks as the writer gives them, one element after the other."""
    target = Target(
        epub=True,
        notes_inline=False,
        href=lambda identifier: f"#{identifier}",
        picture=lambda file: file,
        folio=lambda _: "",
        last_folio=lambda _: "",
        math=lambda latex, _: Element("math", {"alttext": latex}),
        words={},
        language="en",
    )
    context = Context(target=target, notes={}, note=lambda *_: None, after_calls=False)
    made = (serialise(element).decode() for element in write_blocks(blocks, context))
    return "".join(PROLOGUE.sub("", text).replace(NAMESPACE, "").rstrip("\n") + "\n" for text in made)
