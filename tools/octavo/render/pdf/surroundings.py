"""What a layout depends on besides its publication: the code, the libraries and the fonts of this machine."""

from __future__ import annotations

import hashlib
import locale
import platform
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import octavo
from octavo.model.file_state import file_state
from octavo.render.pdf.machine import font_settings, system_fonts

_LIBRARIES = ("pango", "harfbuzz", "fontconfig", "freetype", "fribidi", "glib", "gobject", "thai")
_FONT_FOLDERS = ("~/.fonts", "~/.local/share/fonts", "/usr/share/fonts", "/usr/local/share/fonts")
"""Where fonts may come to be that had none before."""


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
    yield from map(file_state, sorted(file for file in _loaded() if any(name in file for name in _LIBRARIES)))


def _fonts() -> Iterator[str]:
    """Yield the fonts of the system, and the files that say which is taken for which."""
    yield from map(file_state, sorted({*system_fonts(), *font_settings()}))


def watched_files() -> tuple[str, ...]:
    """Return the files and folders of the system that pages depend on: whatever comes or goes there changes one of them."""
    files = {*system_fonts(), *font_settings()}
    folders = {str(folder) for file in files for folder in Path(file).parents if len(folder.parts) > 3}  # noqa: PLR2004 (/usr/share holds too much)
    own = {str(Path(folder).expanduser()) for folder in _FONT_FOLDERS}
    return tuple(sorted({*files, *folders, *own, *_loaded(), "/etc/ld.so.cache"}))


def _loaded() -> set[str]:
    """Return the libraries that this program has loaded, where the system tells."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return set()
    words = (line.split(maxsplit=5)[-1] for line in maps.read_text(errors="replace").splitlines())
    return {word for word in words if ".so" in word}
