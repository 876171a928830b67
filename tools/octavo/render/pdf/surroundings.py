"""What a layout depends on besides its publication: the code, the libraries and the fonts of this machine."""

from __future__ import annotations

import hashlib
import locale
import platform
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import octavo
from octavo.render.pdf.machine import font_settings, system_fonts

_LIBRARIES = ("pango", "harfbuzz", "fontconfig", "freetype", "fribidi", "glib", "gobject", "thai")


def surroundings() -> tuple[str, ...]:
    """Return a line for each of them, with what tells one state of it from another."""
    lines = (*_code(), *_packages(), *_libraries(), *_fonts())
    return (platform.python_version(), platform.machine(), locale.setlocale(locale.LC_CTYPE), *lines)


def _code() -> Iterator[str]:
    """Yield Octavo itself: its version alone says too little where it is worked on."""
    folder = Path(octavo.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    yield f"octavo {octavo.__version__} {digest.hexdigest()}"


def _packages() -> Iterator[str]:
    yield from sorted({f"{package.metadata['Name']} {package.version}" for package in distributions()})


def _libraries() -> Iterator[str]:
    """Yield those that the engine has loaded, where the system tells; else the one that says its version."""
    from weasyprint.text.ffi import pango

    yield f"pango {pango.pango_version()}"
    loaded = Path("/proc/self/maps")
    if loaded.exists():
        words = (line.split(maxsplit=5)[-1] for line in loaded.read_text(errors="replace").splitlines())
        files = {word for word in words if ".so" in word and any(name in word for name in _LIBRARIES)}
        yield from map(_state, sorted(files))


def _fonts() -> Iterator[str]:
    """Yield the fonts of the system, and the files that say which is taken for which."""
    yield from map(_state, sorted({*system_fonts(), *font_settings()}))


def _state(file: str) -> str:
    """Return a file's name, size and age, which change when another takes its place."""
    try:
        status = Path(file).stat()
    except OSError:
        return file
    return f"{file} {status.st_size} {status.st_mtime_ns}"
