"""Long books to measure with: made up from a number, or a real mdBook folder; as one book of Octavo's and for pandoc."""

from __future__ import annotations

import random
import re
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.prose import paragraph

KINDS = ("prose", "notes", "code", "pictures", "japanese")
CHAPTER_WORDS = 6000

TOML = """[book]
title = "A Book of Length"
language = "{language}"
author = "Nobody"
identifier = "urn:uuid:00000000-0000-4000-8000-000000000000"
date = 2026-11-22

[contents]
front = ["title-page", "contents"]
body = {chapters}

[editions.print]
trim = "6in x 9in"

[editions.epub]
"""
KANA = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"
KANJI = "安全保障海上協力防衛自衛隊船航路港湾条約戦略対話演習情報宇宙国際秩序法律年月東西北"
SUMMARY_LINK = re.compile(r"\[[^\]]*\]\(\s*(?P<path>[^)\s]+\.md)\s*\)")


def write_book(folder: Path, *, words: int, seed: int, kind: str) -> list[Path]:
    """Write a made-up book of so many words and of some kind into a folder; return its chapters."""
    rng = random.Random(seed)  # noqa: S311 - the same book each time is wanted
    language = "ja" if kind == "japanese" else "en-GB"
    count = max(1, round(words / CHAPTER_WORDS))
    texts = {f"{n:03}-chapter.md": "\n\n".join(_chapter(n, rng, kind)) + "\n" for n in range(1, count + 1)}
    return _written(folder, texts, language, {"images/plain.png": _picture()} if kind == "pictures" else {})


def write_mdbook(folder: Path, source: Path) -> list[Path]:
    """Write the chapters of an mdBook folder as a book; what is no CommonMark of Octavo's is left out. Return them."""
    pages = source / "src"
    names = [match["path"] for match in SUMMARY_LINK.finditer((pages / "SUMMARY.md").read_text("utf-8"))]
    texts = {}
    for number, name in enumerate(dict.fromkeys(names), 1):
        texts[f"{number:03}-{Path(name).stem}.md"] = _plain((pages / name).read_text("utf-8"), Path(name).stem)
    return _written(folder, texts, "en-US", {})


def _written(folder: Path, texts: dict[str, str], language: str, files: dict[str, bytes]) -> list[Path]:
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True, exist_ok=True)
    (manuscript / "book.toml").write_text(TOML.format(language=language, chapters=sorted(texts)), "utf-8")
    for name, data in files.items():
        (manuscript / name).parent.mkdir(exist_ok=True)
        (manuscript / name).write_bytes(data)
    for name, text in texts.items():
        (manuscript / name).write_text(text, "utf-8")
    return [manuscript / name for name in sorted(texts)]


def _chapter(number: int, rng: random.Random, kind: str) -> Iterator[str]:
    if kind == "japanese":
        yield f"# 第{number}章の題"
        for _ in range(CHAPTER_WORDS // 80):
            yield "".join(_japanese(rng) for _ in range(rng.randrange(2, 7)))
        return
    yield f"# Chapter of Number {number}"
    left, notes = CHAPTER_WORDS, 0
    while left > 0:
        if rng.random() < 0.1:
            yield f"## A Section with {left} Words Left"
        text = paragraph(rng, length := rng.choice((16, 28, 45, 70, 120, 180)))
        left -= length
        if rng.random() < (0.35 if kind == "notes" else 0.06):
            notes += 1
            yield f"{text}[^n{notes}]"
            yield f"[^n{notes}]: {paragraph(rng, rng.randrange(8, 40))}"
            continue
        yield text
        if kind == "code" and rng.random() < 0.5:
            yield _code(rng)
        if kind == "pictures" and rng.random() < 0.2:
            yield f"![A plain field of one colour.](images/plain.png)\n\n{paragraph(rng, 20)}"
        if rng.random() < 0.04:
            yield _table(rng)


def _japanese(rng: random.Random) -> str:
    length = rng.randrange(12, 50)
    text = "".join(rng.choice(KANJI) if rng.random() < 0.35 else rng.choice(KANA) for _ in range(length))
    return text[: length // 2] + "、" + text[length // 2 :] + "。"


def _code(rng: random.Random) -> str:
    lines = [f"    {w} = {v}({rng.randrange(99)})  # {w}" for w, v in _names(rng, rng.randrange(4, 18))]
    return "\n".join(("```python", f"def {_names(rng, 1)[0][0]}(argument):", *lines, "```"))


def _names(rng: random.Random, count: int) -> list[tuple[str, str]]:
    words = paragraph(rng, 2 * count).lower().replace(",", "").replace(".", "").split()
    return [(f"{word}_{n}", other) for n, (word, other) in enumerate(zip(words[::2], words[1::2], strict=True))]


def _table(rng: random.Random) -> str:
    rows = [f"| {paragraph(rng, 3)} | {paragraph(rng, 6)} | {rng.randrange(1000)} |" for _ in range(5)]
    return "\n".join(("| Name | What it is | Number |", "|:--|:--|--:|", *rows))


def _plain(text: str, stem: str) -> str:
    """Return Markdown without what only mdBook reads: includes, raw HTML, links to other files, second titles."""
    fence, titled, lines = "", False, []
    for line in text.splitlines():
        mark = re.match(r" {0,3}(```+|~~~+)", line)
        if mark:
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
            lines.append(re.sub(r"^(\s*[`~]+)\s*(\w*).*", r"\1\2", line) if fence else line)
            continue
        if not fence:
            line = re.sub(r"\{\{[^}]*\}\}|<!--.*?-->|</?\w[^<>]*>", "", line)  # noqa: PLW2901
            line = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", line)  # noqa: PLW2901
            line = re.sub(r"^\[[^\]^]+\]:.*", "", line)  # noqa: PLW2901
            line = re.sub(r"[{}$@]", "", line)  # noqa: PLW2901
            if line.startswith("# "):
                line = line if not titled else f"#{line}"  # noqa: PLW2901
                titled = True
        lines.append(line)
    return "\n".join(lines if titled else [f"# {stem}", "", *lines]) + "\n"


def _picture(side: int = 1200) -> bytes:
    """Return a PNG with a pattern that compresses as a photograph does not, and is as large."""
    rng = random.Random(side)  # noqa: S311 - as above
    rows = b"".join(b"\0" + rng.randbytes(side // 8) * 8 for _ in range(side))
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))  # noqa: E731
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
