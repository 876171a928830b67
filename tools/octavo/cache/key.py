"""A digest of values: equal ones have the same, in every run and on every machine."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any


class _UnknownKindError(Exception):
    """A value of a kind whose digest nobody has thought of."""


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value of the model, with the files of its paths; empty when it holds anything else."""
    digest = hashlib.sha256()
    try:
        for piece in _pieces(value):
            digest.update(b"%d:" % len(piece))
            digest.update(piece)
    except _UnknownKindError:
        return ""
    return digest.hexdigest()


def quick_digest(value: object) -> str:
    """Return the SHA-256 of a value of the model that holds neither sets nor paths: of large ones, in a tenth of the time.

    Without a memory of what it has seen, pickle writes equal values alike, whatever objects they share.
    """
    data = BytesIO()
    pickler = pickle.Pickler(data, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return hashlib.sha256(data.getbuffer()).hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:
    """Yield what tells a value from any other: kinds, sizes and contents, in order."""
    yield type(value).__name__.encode()
    match value:
        case Enum():
            yield from _pieces(value.value)
        case None | bool() | int() | float() | date():
            yield repr(value).encode()
        case str():
            yield value.encode("utf-8", "surrogatepass")
        case bytes():
            yield value
        case Path():
            yield from _files(value)
        case Mapping():
            yield from _all([part for item in value.items() for part in item])
        case tuple() | list():
            yield from _all(value)
        case frozenset() | set():
            yield from _all(sorted(value))
        case _ if is_dataclass(value):
            yield from _all([getattr(value, field.name) for field in fields(value)])
        case _:
            raise _UnknownKindError


def _all(values: Any) -> Iterator[bytes]:
    yield b"%d" % len(values)
    for value in values:
        yield from _pieces(value)


def _files(path: Path) -> Iterator[bytes]:
    """Yield the name and the content of a file, or of all files below a folder."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    for file in files:
        if file.is_file():
            yield file.relative_to(path).as_posix().encode("utf-8", "surrogateescape")
            yield file.read_bytes()
