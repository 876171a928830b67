"""Where styles live: beside the book, and with Octavo."""

from __future__ import annotations

from pathlib import Path

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
