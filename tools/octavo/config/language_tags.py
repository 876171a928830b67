"""Language tags (BCP 47)."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extlang>-[a-z]{3})?(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)


def language_tag(text: str) -> str | None:
    """Return a well-formed tag in its usual capitals (``zh-Hant-TW``); None for what is none."""
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    parts = (match["language"].lower(), (match["extlang"] or "").lower(), (match["script"] or "").title())
    return "".join((*parts, (match["region"] or "").upper(), match["rest"].lower()))
