"""The width and height that an author gives a picture."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.diagnostics import Finding, Severity
from octavo.model.attributes import Attributes
from octavo.parse.attributes import Braces
from octavo.parse.context import Context
from octavo.parse.source import Content

UNUSABLE_SIZE = Finding(
    name="unusable-size",
    severity=Severity.WARNING,
    message="the {key} “{value}” of a picture cannot be used, and is left out",
    why="The picture would be printed at another size than the one that was meant.",
    fix='write a part of the line (width="2/3", width="50%"), or a length with its unit (width="8cm"); a height is a length',
)

_KEYS = ("width", "height")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:em|ex|ch|mm|cm|in|pt|pc|px)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_FRACTION = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")


def with_sizes(context: Context, content: Content, attributes: Attributes, braces: Braces | None) -> Attributes:
    """Return a picture's attributes with sizes as CSS has them. Findings: ``unusable-size``."""
    pairs = []
    for key, value in attributes.pairs:
        sound = _sound(key, value) if key in _KEYS else value
        if key in _KEYS and not sound and braces is not None:
            context.report(UNUSABLE_SIZE.at(content.span(*braces.values[key]), key=key, value=value))
            continue
        pairs.append((key, sound))
    return replace(attributes, pairs=tuple(pairs))


def _sound(key: str, value: str) -> str:
    """Return a size as CSS, a part of the line in percent; empty for one that is none, or more than the line."""
    length = _LENGTH.fullmatch(value)
    if length is not None:
        return value if float(length[1]) > 0 else ""
    percent = _share(value) if key == "width" else 0
    return f"{percent:.6g}%" if 0 < percent <= 100 else ""  # noqa: PLR2004 - the whole line


def _share(value: str) -> float:
    """Return a part of the line in percent."""
    if percent := _PERCENT.fullmatch(value):
        return float(percent[1])
    fraction = _FRACTION.fullmatch(value)
    return 100 * int(fraction[1]) / int(fraction[2]) if fraction and int(fraction[2]) else 0
