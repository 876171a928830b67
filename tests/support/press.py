"""A press to print on: Ghostscript's free profile of the inks, and Ghostscript itself to see what each plate gets."""

from __future__ import annotations

from pathlib import Path

from support.machine import lacking, program, run

_PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
_SCREEN = _PROFILE.with_name("a98.icc")
CONDITION = "Artifex CMYK SWOP Profile"
"""What the profile calls itself."""


def profile() -> bytes:
    """Return an ICC profile of a press (SWOP); tests copy it into books."""
    if not _PROFILE.exists():
        lacking("A press profile", "sudo apt-get install libgs-common")
    return _PROFILE.read_bytes()


def screen_profile() -> bytes:
    """Return an ICC profile of a screen with more colours than sRGB has (Adobe RGB)."""
    if not _SCREEN.exists():
        lacking("A screen profile", "sudo apt-get install libgs-common")
    return _SCREEN.read_bytes()


def coverage(pdf: Path) -> list[tuple[float, ...]]:
    """Return for each page how much of it each ink covers: cyan, magenta, yellow, black, in shares of the sheet."""
    lines = run(program("gs"), "-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", pdf).splitlines()
    return [tuple(float(number) for number in line.split()[:4]) for line in lines if line.endswith("CMYK OK")]
