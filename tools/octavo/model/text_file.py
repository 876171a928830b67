"""Text files of a book: read whole, within bounds and as UTF-8, or the diagnostic that says why not.

Here, and not in a stage, because load (book.toml, presets) and read (chapters) share it.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.span import file_span

MAX_TEXT_BYTES = 50_000_000
"""More than any book: the Bible has four million characters. Beyond it a file was named by mistake."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What XML 1.0 does not allow, or advises against (2.2, Characters)."""
_MOST_CONTROLS = 10
"""Reported of one file: more of them, and it is no text."""

NOT_UTF8 = Finding(
    name="not-utf8",
    severity=Severity.ERROR,
    message="“{file}” is not UTF-8: the byte 0x{byte:02X} does not belong here",
    why="Octavo reads UTF-8 and nothing else: a guess at another encoding would put wrong letters into print.",
    fix="save the file as UTF-8 in your editor",
)
TEXT_TOO_LARGE = Finding(
    name="text-too-large",
    severity=Severity.ERROR,
    message="“{file}” holds {megabytes} MB of text, more than the {limit} MB a book can have",
    why="A text of that size is no chapter; it would only exhaust the machine's memory.",
    fix="divide the file, or name another one",
)
UNREADABLE_FILE = Finding(
    name="unreadable-file",
    severity=Severity.ERROR,
    message="“{file}” cannot be read: {reason}",
    why="The system keeps the file from Octavo, so the book cannot be complete.",
    fix="check the file's permissions",
)
FILE_OUTSIDE_BOOK = Finding(
    name="file-outside-book",
    severity=Severity.ERROR,
    message="“{file}” lies outside the book",
    why="A book is built from its own folder alone, so that it builds alike everywhere and reads nothing it should not.",
    fix="put the file into the manuscript folder and name it by a path that stays there",
)

CONTROL_CHARACTER = Finding(
    name="control-character",
    severity=Severity.ERROR,
    message="“{key}” holds the control character U+{code:04X}",
    why="No book, page or catalogue can show it, and an EPUB that holds one cannot be opened.",
    fix="take the character out",
)

FINDINGS = (CONTROL_CHARACTER, NOT_UTF8, TEXT_TOO_LARGE, UNREADABLE_FILE, FILE_OUTSIDE_BOOK)


def is_inside(folder: Path, file: Path) -> bool:
    """Return whether a file lies in a folder once all symbolic links are followed (a loop of links does not)."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def is_regular_file(file: Path) -> bool:
    """Return whether a file is there and no folder or device; no, too, for a name that no system could bear."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def read_text(file: Path, path: str) -> str | Diagnostic:
    """Return a file's text without its byte order mark, or why there is none; ``path`` names it in spans.

    Findings: unreadable-file, text-too-large, not-utf8.
    """
    try:
        size = file.stat().st_size
        if size > MAX_TEXT_BYTES:
            limit = MAX_TEXT_BYTES // 1_000_000
            return TEXT_TOO_LARGE.at(file_span(path), file=path, megabytes=size // 1_000_000, limit=limit)
        data = file.read_bytes()
    except OSError as problem:
        return UNREADABLE_FILE.at(file_span(path), file=path, reason=problem.strerror or str(problem))
    return decode_text(data, path)


def source_lines(root: Path, name: str) -> list[str]:
    """Return the lines of a file that a span names, without their ends; none when it is no text inside the book's folder."""
    for folder in (root, root / "manuscript"):
        try:
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()):
                return _LINE_END.split(path.read_bytes().decode("utf-8-sig", "replace"))
        except (OSError, ValueError):
            continue
    return []


def decode_text(data: bytes, path: str) -> str | Diagnostic:
    """Return bytes as text without a byte order mark, or not-utf8 at the first byte that is wrong."""
    try:
        return data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as problem:
        before = _LINE_END.split(data[: problem.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
        line, column = len(before), len(before[-1]) + 1
        byte = data[problem.start]
        return NOT_UTF8.at(Span(path, line, column, line, column + 1), hint=_hint(data, byte), file=path, byte=byte)


def control_characters(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return a control-character for each of the first characters of a text that no book can hold."""
    found = []
    for match in islice(CONTROL.finditer(text), _MOST_CONTROLS):
        before = _LINE_END.split(text[: match.start()])
        line, column = len(before), len(before[-1]) + 1
        span = Span(path, line, column, line, column + 1)
        found.append(CONTROL_CHARACTER.at(span, key=path, code=ord(match[0])))
    return tuple(found)


def _hint(data: bytes, byte: int) -> str:
    if data.startswith(_UTF16_MARKS):
        return "the file looks like UTF-16; save it as UTF-8 in your editor"
    letter = bytes([byte]).decode("cp1252", errors="ignore")
    return f"in Windows-1252 it would be “{letter}”; save the file as UTF-8 in your editor" if letter else ""
