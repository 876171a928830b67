"""The PDF standards that an edition can follow, by the names that ``pdf-variant`` gives them: ``pdf/a-3u+ua-1``.

One file can keep two of them: PDF/A (ISO 19005), for archives, and PDF/UA (ISO 14289), for readers who cannot see it.
"""

from __future__ import annotations

from octavo.model.press import PRESS_STANDARDS

NO_VARIANT = "none"
ACCESSIBLE = "pdf/ua-1"
_ARCHIVE, _AND_ACCESSIBLE = "pdf/a-", "+ua-1"
_LEVELS = ("2b", "2u", "2a", "3b", "3u", "3a")
"""Parts and conformance levels of PDF/A. Part 1 forbids whatever shines through; nobody asks for part 4 yet."""

PDF_VARIANTS = (
    NO_VARIANT,
    ACCESSIBLE,
    *(f"{_ARCHIVE}{level}{more}" for more in ("", _AND_ACCESSIBLE) for level in _LEVELS),
    *PRESS_STANDARDS,
)
"""All that ``pdf-variant`` may say."""


def is_accessible(variant: str) -> bool:
    """Return whether a file is to be PDF/UA-1."""
    return variant == ACCESSIBLE or variant.endswith(_AND_ACCESSIBLE)


def archive_level(variant: str) -> str:
    """Return the part and level of PDF/A that a file is to keep, “3u”; empty for none."""
    return variant.removeprefix(_ARCHIVE).removesuffix(_AND_ACCESSIBLE) if variant.startswith(_ARCHIVE) else ""


def in_words(variant: str) -> str:
    """Return a variant as people call it: “PDF/A-3u and PDF/UA-1”."""
    archive = f"PDF/A-{archive_level(variant)}" if archive_level(variant) else ""
    return " and ".join(filter(None, (archive, "PDF/UA-1" if is_accessible(variant) else "")))
