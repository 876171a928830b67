"""A Word manuscript: pandoc reads it; each heading of the first level begins a chapter."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from octavo.pandoc import PandocError, word_as_markdown
from octavo.starting.brought import MOST_BYTES, PICTURES, Brought, Group, Loss, NothingToBring, Text
from octavo.starting.dialects import adapted

_TOP = re.compile(r"^# ", re.MULTILINE)
_TITLE = re.compile(r"<dc:title>([^<]+)</dc:title>")
_AUTHOR = re.compile(r"<dc:creator>([^<]+)</dc:creator>")
_NOT_SHOWN = (".emf", ".wmf", ".tif", ".tiff", ".bmp")


def bring_word(source: Path) -> Brought:
    """Return a .docx as chapters. Raises NothingToBring, and EnvironmentLack where there is no pandoc."""
    losses: list[Loss] = []
    try:
        if source.stat().st_size > MOST_BYTES:
            raise NothingToBring(f"“{source}” has more than {MOST_BYTES // 1_000_000} MB")
        data = source.read_bytes()
        markdown = word_as_markdown(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            core = _member(archive, "docProps/core.xml").decode("utf-8", "replace")
            pictures = _pictures(archive, source.name, losses)
            losses += _left(archive, source.name)
    except (OSError, PandocError, zipfile.BadZipFile, KeyError) as problem:
        raise NothingToBring(f"“{source}” cannot be read as a Word document: {problem}") from problem
    title = _found(_TITLE, core) or source.stem.replace("-", " ").replace("_", " ")
    return Brought(
        title=title,
        author=_found(_AUTHOR, core),
        body=(Group(title="", texts=_chapters(markdown, title, source.name, losses)),),
        pictures=pictures,
        losses=tuple(losses),
    )


def _chapters(markdown: str, title: str, file: str, losses: list[Loss]) -> tuple[Text, ...]:
    starts = [match.start() for match in _TOP.finditer(markdown)]
    notes = _notes(markdown)
    pieces = [markdown[: starts[0]] if starts else markdown]
    pieces += [markdown[a:b] for a, b in zip(starts, [*starts[1:], len(markdown)], strict=True)]
    texts: list[Text] = []
    for piece in pieces:
        body = _NOTE.sub("", piece).strip()
        if not body:
            continue
        called = dict.fromkeys(re.findall(r"\[\^([^\]]+)\]", body))
        text = "\n\n".join([body, *(notes[name].strip() for name in called if name in notes)])
        made = adapted(text, file, title)
        losses += [loss for loss in made.losses if loss.line]
        if not made.text:
            continue
        slug = re.sub(r"[^a-z0-9]+", "-", made.title.casefold()).strip("-")[:40] or "chapter"
        texts.append(Text(file=f"{len(texts) + 1:02}-{slug}.md", text=made.text))
    if not texts:
        raise NothingToBring("the document holds no text")
    return tuple(texts)


_NOTE = re.compile(r"^\[\^(?P<name>[^\]]+)\]:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def _notes(markdown: str) -> dict[str, str]:
    """Return the notes by name: pandoc puts them all at the end, and a manuscript has them in the file of their call."""
    return {match["name"]: match[0] for match in _NOTE.finditer(markdown)}


def _pictures(archive: zipfile.ZipFile, file: str, losses: list[Loss]) -> dict[str, bytes]:
    found = {}
    for name in archive.namelist():
        if not name.startswith("word/media/"):
            continue
        if name.lower().endswith(PICTURES):
            found[name.removeprefix("word/")] = _member(archive, name)
        elif name.lower().endswith(_NOT_SHOWN):
            losses.append(
                Loss(file=file, line=0, what=f"the picture {name} has a format that no reader shows: save it as PNG")
            )
    return found


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise NothingToBring(f"{name} is too large")
    return archive.read(name)


def _left(archive: zipfile.ZipFile, file: str) -> list[Loss]:
    """Return what a Word document may hold that no Markdown can say."""
    words = {
        "word/comments.xml": "comments were left out",
        "word/header1.xml": "headers and footers were left out: editions have their own",
        "word/embeddings/": "embedded objects were left out",
        "word/charts/": "charts were left out: save them as pictures",
    }
    names = archive.namelist()
    return [
        Loss(file=file, line=0, what=what) for part, what in words.items() if any(n.startswith(part) for n in names)
    ]


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip() if match else ""
