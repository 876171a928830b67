"""An mdBook: the order of its SUMMARY.md, its parts, what its texts include.

Source: the mdBook guide, “SUMMARY.md” and “mdBook-specific features”.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from octavo.model.text_file import is_inside
from octavo.starting.brought import Brought, Group, Loss, NothingToBring, Text, safe_name
from octavo.starting.dialects import adapted
from octavo.starting.folder import pictures_below, read

SUMMARY = "SUMMARY.md"
_ITEM = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*+]|\d+\.)?\s*\[(?P<title>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<path>[^)]*)\)\s*$"
)
_PART = re.compile(r"#\s+(?P<title>.+?)\s*#*$")
_INCLUDE = re.compile(
    r"\{\{#(?P<what>include|rustdoc_include|playground|title)\s+(?P<path>[^}\s:]+)?(?::(?P<lines>[^}\s]*))?[^}]*\}\}"
)
_HTML = re.compile(r"(\]\([^)\s:]*|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*[^\s:]*)\.html(?=[#)]|[ \t]*$)", re.MULTILINE)
_RUST = re.compile(r"^(?P<fence>```+|~~~+)rust\b[^\n]*\n(?P<code>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class _Book:
    """An mdBook as its summary is read."""

    source: Path
    losses: list[Loss] = field(default_factory=list)
    groups: list[tuple[str, list[Text]]] = field(default_factory=lambda: [("", [])])
    back: list[Text] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    listed: bool = False
    """Whether a numbered chapter has come."""
    nested: int = 0


def is_mdbook(folder: Path) -> bool:
    """Return whether a folder is an mdBook, or the folder of its texts."""
    return (_texts(folder) / SUMMARY).is_file()


def bring_mdbook(folder: Path) -> Brought:
    """Return an mdBook. Raises NothingToBring."""
    book = _Book(_texts(folder))
    data = _settings(folder)
    for number, line in enumerate((read(book.source / SUMMARY, SUMMARY, book.losses) or "").splitlines(), 1):
        item, part = _ITEM.match(line), _PART.match(line)
        if part and book.seen:
            book.groups.append((part["title"], []))
        elif item:
            _take(book, item, number)
    texts = [text for _, texts in book.groups for text in texts]
    if book.nested:
        what = f"{book.nested} chapters that lay below others became chapters of their own"
        book.losses.append(Loss(file=SUMMARY, line=0, what=what))
    if not texts:
        raise NothingToBring(f"{SUMMARY} lists no chapter that is there")
    authors = data.get("authors")
    return Brought(
        title=str(data.get("title", "")),
        author=", ".join(map(str, authors)) if isinstance(authors, list) else "",
        language=str(data.get("language", "")),
        body=tuple(Group(title=title, texts=tuple(texts)) for title, texts in book.groups if texts),
        back=tuple(book.back),
        pictures=pictures_below(book.source, book.losses),
        losses=tuple(book.losses),
    )


def _texts(folder: Path) -> Path:
    source = _settings(folder).get("src", "src")
    inner = folder / str(source)
    return inner if (inner / SUMMARY).is_file() and is_inside(folder, inner) else folder


def _settings(folder: Path) -> dict[str, object]:
    try:
        data = tomllib.loads((folder / "book.toml").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    book, build = data.get("book"), data.get("build")
    src = build.get("src") if isinstance(build, dict) else None
    return {**({"src": src} if src else {}), **(book if isinstance(book, dict) else {})}


def _take(book: _Book, item: re.Match[str], number: int) -> None:
    path = posixpath.normpath(item["path"].strip().removeprefix("./")) if item["path"].strip() else ""
    file = book.source / path
    if not path or not is_inside(book.source, file) or not file.is_file():
        book.losses.append(
            Loss(file=SUMMARY, line=number, what=f"the chapter “{item['title']}” has no text yet: left out")
        )
        return
    if path in book.seen:
        book.losses.append(Loss(file=SUMMARY, line=number, what=f"“{path}” is listed a second time: left out"))
        return
    book.seen.add(path)
    book.nested += bool(item["indent"])
    made = adapted(_included(book, read(file, path, book.losses) or "", path), path, item["title"])
    book.losses += made.losses
    name = f"{posixpath.splitext(safe_name(path))[0]}.md"
    if not made.text:
        return
    if item["bullet"]:
        book.listed = True
        book.groups[-1][1].append(Text(file=name, text=made.text))
    elif book.listed:
        role = "appendix" if made.title.casefold().startswith("appendi") else "afterword"
        book.back.append(Text(file=name, text=made.text, role=role))
    else:
        book.groups[-1][1].append(Text(file=name, text=made.text, role="introduction"))


def _included(book: _Book, text: str, path: str) -> str:
    """Return a text with what it includes, without hidden lines of Rust, and with links to the texts and not to pages."""

    def fill(match: re.Match[str]) -> str:
        if match["what"] == "title":
            return ""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"] or ""))
        file = book.source / target
        allowed = is_inside(book.source.parent, file) and file.is_file()
        words = read(file, target, book.losses) if allowed else None
        if words is None:
            line = text.count("\n", 0, match.start()) + 1
            book.losses.append(Loss(file=path, line=line, what=f"“{target}” cannot be included: it is not there"))
            return ""
        return _chosen(words, match["lines"] or "")

    filled = _INCLUDE.sub(fill, text)
    filled = _RUST.sub(lambda m: m[0].replace(m["code"], _shown_rust(m["code"]), 1), filled)
    return _HTML.sub(r"\1.md", filled)


def _shown_rust(code: str) -> str:
    """Return code without the lines that mdBook hides: those that begin with a number sign and a space."""
    kept = (
        line for line in code.splitlines(keepends=True) if line.strip() != "#" and not line.lstrip().startswith("# ")
    )
    return "".join(kept)


def _chosen(words: str, lines: str) -> str:
    """Return the lines that an include names: a range, or those between the marks of an anchor."""
    every = words.splitlines()
    if re.fullmatch(r"\d*(?::\d*)?", lines):
        start, colon, end = lines.partition(":")
        first = max(int(start or 1) - 1, 0)
        last = int(end) if end else (len(every) if colon or not lines else first + 1)
        every = every[first:last]
    elif lines:
        marks = [n for n, line in enumerate(every) if re.search(rf"ANCHOR(?:_END)?:\s*{re.escape(lines)}\b", line)]
        every = every[marks[0] + 1 : marks[1]] if len(marks) > 1 else []
    return "\n".join(line for line in every if not re.search(r"ANCHOR(?:_END)?:", line))
