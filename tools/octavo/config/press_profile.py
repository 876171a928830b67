"""The output intent of an edition: an ICC profile of a press (ICC.1:2022, 7), found beside the manuscript or in styles.

The file comes with the book, so nothing in it is believed: its size is bounded and its header and table of tags are
read by the byte. Whether colours can be converted through it, render finds out.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.model.press import PressProfile
from octavo.model.text_file import FILE_OUTSIDE_BOOK, UNREADABLE_FILE, is_inside, is_regular_file

MISSING_PROFILE_FILE = Finding(
    name="missing-output-intent",
    severity=Severity.ERROR,
    message="there is no profile “{file}”",
    why="Colours are made of inks by the profile of the press and its paper; another one would give other colours.",
    fix="put the ICC profile that the printer names beside the manuscript, or into the book's own styles/",
)
NO_PRESS_PROFILE = Finding(
    name="no-press-profile",
    severity=Severity.ERROR,
    message="“{file}” is no profile of a press: {reason}",
    why="A file for a press must say which inks on which paper its colours are meant for.",
    fix="take the CMYK profile that the printer names (Coated FOGRA39, GRACoL2006, PSO Uncoated …)",
)

FINDINGS = (MISSING_PROFILE_FILE, NO_PRESS_PROFILE)

LARGEST_PROFILE = 20_000_000
"""Bytes; the largest in use have 9 million."""

_HEADER = 128
_TAG = struct.Struct(">4sII")
_MOST_TAGS = 200
_LATER_THAN_PDF_1_4 = 4
"""The version of ICC profiles that PDF knows from 1.5 on."""


def read_profile(
    name: str, span: Span, folders: tuple[Path, ...], *, old: bool = False
) -> tuple[PressProfile | None, tuple[Diagnostic, ...]]:
    """Return the profile that an edition names at ``span``, or why there is none.

    ``old``: version 4 of the format is too new for the file. Findings: missing-output-intent, no-press-profile,
    file-outside-book, unreadable-file.
    """
    folder = next((folder for folder in folders if is_regular_file(folder / name)), None)
    if folder is None:
        return None, (MISSING_PROFILE_FILE.at(span, file=name),)
    file = folder / name
    if not is_inside(folder, file):
        return None, (FILE_OUTSIDE_BOOK.at(span, file=name),)
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST_PROFILE else b""
    except OSError as problem:
        return None, (UNREADABLE_FILE.at(span, file=name, reason=problem.strerror or problem),)
    reason = _reason(data, old=old) if data else f"it is empty, or larger than {LARGEST_PROFILE // 1_000_000} MB"
    if reason:
        return None, (NO_PRESS_PROFILE.at(span, file=name, reason=reason),)
    return PressProfile(file=name, condition=_description(data) or file.stem, data=data, span=span), ()


def _reason(data: bytes, *, old: bool) -> str:
    """Return why data are no profile of a press, ending the sentence “it is no profile: …”; empty when they are one."""
    if len(data) <= _HEADER or data[36:40] != b"acsp":
        return "it is no ICC profile at all"
    kind, colours = data[12:16], data[16:20]
    if colours != b"CMYK":
        return f"its colours are {colours.decode('latin-1').strip()} and not the four inks of a press (CMYK)"
    if kind != b"prtr":
        return "it describes no printer (its class should be “prtr”)"
    if old and data[8] >= _LATER_THAN_PDF_1_4:
        return f"it has version {data[8]} of the format, and PDF/X-1a knows version 2 alone"
    tags = _tags(data)
    lacking = [name for name in ("A2B0", "B2A0") if name.encode() not in tags]
    return f"it is damaged or has no tables ({', '.join(lacking)})" if lacking else ""


def _tags(data: bytes) -> Mapping[bytes, bytes]:
    """Return the tags that lie inside the file, by their signatures."""
    tags: dict[bytes, bytes] = {}
    if len(data) < _HEADER + 4:
        return tags
    count = min(int.from_bytes(data[_HEADER : _HEADER + 4]), _MOST_TAGS)
    for index in range(count):
        start = _HEADER + 4 + index * _TAG.size
        if start + _TAG.size > len(data):
            break
        signature, offset, size = _TAG.unpack_from(data, start)
        if size > 0 and offset + size <= len(data):
            tags[signature] = data[offset : offset + size]
    return tags


def _description(data: bytes) -> str:
    """Return what a profile calls itself, by either version of the format; empty when it does not say."""
    tag = _tags(data).get(b"desc", b"")
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12])
        text = tag[12 : 12 + length].decode("ascii", "ignore")
    elif tag[:4] == b"mluc":
        length, offset = int.from_bytes(tag[20:24]), int.from_bytes(tag[24:28])
        text = tag[offset : offset + length].decode("utf-16-be", "ignore")
    else:
        return ""
    return "".join(letter for letter in text.partition("\0")[0] if letter.isprintable()).strip()
