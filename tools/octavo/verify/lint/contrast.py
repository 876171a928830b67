"""Letters and ground of a stylesheet that are too much alike (WCAG 2.2, 1.4.3 and its definition of contrast ratio)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity, Span

EPUB_CONTRAST_LOW = Finding(
    name="epub-contrast-low",
    severity=Severity.WARNING,
    message="“{selector}” sets letters of {colour} on {ground}: a contrast of {ratio} to 1, and 4.5 is the least",
    why="Many people cannot read letters that are so near to their ground, and nobody can in the sun.",
    fix="make the letters darker or the ground lighter (or the other way round), or leave colours to the reader",
)

FINDINGS = (EPUB_CONTRAST_LOW,)

_LEAST = 4.5


def low_contrast(selector: str, declarations: Sequence[tuple[str, list[Any], Span]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a rule that sets both colours itself, and too much alike; ``(name, tokens, place)`` of each.

    What a rule does not say it may inherit: of other rules nothing can be known for sure.
    """
    found = {name: (tokens, place) for name, tokens, place in declarations}
    letters, ground = found.get("color"), found.get("background-color") or found.get("background")
    if letters is None or ground is None:
        return
    front, behind = _colour(letters[0]), _colour(ground[0])
    if front is None or behind is None:
        return
    dark, bright = sorted((luminance(front), luminance(behind)))
    ratio = (bright + 0.05) / (dark + 0.05)
    if ratio < _LEAST:
        colour, behind_it = _shown(letters[0]), _shown(ground[0])
        yield EPUB_CONTRAST_LOW.at(letters[1], selector=selector, colour=colour, ground=behind_it, ratio=f"{ratio:.1f}")


def luminance(colour: tuple[float, float, float]) -> float:
    """Return the relative luminance of an sRGB colour, whose parts are between 0 and 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]  # noqa: PLR2004 - the standard's
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour(tokens: list[Any]) -> tuple[float, float, float] | None:
    """Return the one colour that tokens say, if it hides what lies behind it."""
    from tinycss2.color3 import parse_color

    said = parse_color(tokens[0]) if len(tokens) == 1 else None
    if said is None or said == "currentColor" or said.alpha < 1:
        return None
    return said.red, said.green, said.blue


def _shown(tokens: list[Any]) -> str:
    import tinycss2

    return str(tinycss2.serialize(tokens)).strip()
