"""Mathematics between dollar signs, by pandoc's rule."""

from __future__ import annotations

import re

_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)+)(?<!\s)\$(?!\d)", re.DOTALL)
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.)+)\$\$", re.DOTALL)


def math_at(text: str, at: int, end: int) -> tuple[re.Match[str], bool] | None:
    """Return the mathematics at a dollar sign, and whether it is display mathematics; None for mere dollars.

    Inline: no space after the opening sign or before the closing one, and no digit after that.
    """
    display = text.startswith("$$", at)
    match = (_DISPLAY if display else _INLINE).match(text, at, end)
    return (match, display) if match else None


def math_end(text: str, at: int, end: int) -> int | None:
    """Return the offset after the mathematics at a dollar sign, or None."""
    found = math_at(text, at, end)
    return found[0].end() if found else None
