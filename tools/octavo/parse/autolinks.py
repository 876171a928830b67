"""Addresses between angle brackets."""

from __future__ import annotations

import re

_AUTOLINK = re.compile(
    r"<(?:(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*)"
    r"|(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*))>"
)


def autolink_at(text: str, at: int) -> re.Match[str] | None:
    """Return the autolink at an offset: group ``url`` or ``mail`` (CommonMark 0.31.2, section 6.5)."""
    return _AUTOLINK.match(text, at)
