"""What a press asks of a file beyond the page: its standard, its inks' profile, how sharp and how dark pictures may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PressStandard:
    """A part of ISO 15930, with what sets it apart from the others."""

    title: str
    """What the file calls itself: ``PDF/X-4``."""
    pdf_version: str
    transparency: bool
    """Whether something may shine through something else."""


PRESS_STANDARDS: Mapping[str, PressStandard] = {
    "pdf/x-4": PressStandard(title="PDF/X-4", pdf_version="1.6", transparency=True),
    "pdf/x-1a:2003": PressStandard(title="PDF/X-1a:2003", pdf_version="1.4", transparency=False),
}
"""By what ``pdf-variant`` calls them (ISO 15930-7 and 15930-4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressProfile:
    """The output intent: how a press, on its paper, shows each mixture of the four inks (an ICC profile)."""

    file: str
    """As the edition names it."""
    condition: str
    """What the profile calls itself: ``Coated FOGRA39``."""
    data: bytes = field(repr=False)
    span: Span
    """Where the edition names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What only a paged edition for a press heeds."""

    single_pages: bool = False
    """Whether the file is for a printer on demand: an even number of pages, the last one blank, and no marks."""
    bleed_at_spine: bool = False
    """Whether the sheets of single pages bleed on all sides, instead of the three that are trimmed."""
    wanted_ppi: int = 300
    """Pixels to the inch under which a picture is worth a warning; 0 for none."""
    least_ppi: int = 200
    """Those under which it is an error; 0 for none."""
    ink_limit: int = 330
    """The most that the inks of one place may come to, in per cent: what profiles of coated paper go to at most."""
    report_rgb: bool = True
    """Whether a picture that had to be separated into inks is worth a warning."""
    profile: PressProfile | None = None


def press_standard(variant: str) -> PressStandard | None:
    """Return the standard for presses that a ``pdf-variant`` names; None for any other."""
    return PRESS_STANDARDS.get(variant)
