"""Where a book lies, and where styles live: beside it, and with Octavo."""

from __future__ import annotations

from pathlib import Path

from octavo.model.text_file import is_regular_file

BOOK_FILE = "book.toml"
MANUSCRIPT = "manuscript"
_PACKAGE = Path(__file__).resolve().parent.parent


def builtin_styles() -> Path:
    """Return the folder of the styles that come with Octavo: inside the wheel, or ``styles/`` of a checkout."""
    shipped = _PACKAGE / "styles"
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent / "styles"


def style_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders to search for presets, themes, CSS and fonts: the book's own first, if it has one."""
    own = root / "styles"
    builtin = builtin_styles()
    return (own, builtin) if own.is_dir() and own.resolve() != builtin.resolve() else (builtin,)


def book_file(book: Path) -> Path | None:
    """Return the ``book.toml`` of a book, given its folder, that of its texts or the file itself; None where is none."""
    inside = (book / MANUSCRIPT / BOOK_FILE, book / BOOK_FILE)
    files = (book, *inside) if book.name == BOOK_FILE else inside
    return next((file for file in files if is_regular_file(file)), None)


def book_root(book: Path) -> Path | None:
    """Return the absolute folder that the output of a book lies in, and that its paths begin in; None where is no book."""
    file = book_file(book)
    if file is None:
        return None
    folder = file.parent.resolve()
    return folder.parent if folder.name == MANUSCRIPT else folder
