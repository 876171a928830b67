"""The page of a paged edition, from its settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import cast

from octavo.config.edition_findings import MARGINS_TOO_WIDE
from octavo.config.findings import MISSING_KEY
from octavo.config.presets import Settings
from octavo.config.press import read_press
from octavo.diagnostics import Diagnostic, Outcome, Span
from octavo.model.edition import Inks, LineBreaks, Opening, PageGeometry, Paragraphs
from octavo.model.pdf_variant import NO_VARIANT
from octavo.model.units import POINTS_PER_UNIT, Margins, Trim

_REQUIRED = ("trim", "margins.inside", "margins.outside", "margins.top", "margins.bottom")
_SMALLEST_TEXT_PT = 72.0


def read_page(
    name: str, settings: Settings, span: Span, folders: tuple[Path, ...], *, screen: bool
) -> Outcome[PageGeometry]:
    """Return the page of an edition, without a value when its size or a margin is not known.

    ``span`` is the edition's own place, ``folders`` hold the files that it names. Findings: missing-key,
    margins-too-wide, and those of press.
    """
    missing = [key for key in _REQUIRED if key not in settings]
    if missing:
        table = f"the edition “{name}”, with its preset,"
        return Outcome(None, tuple(MISSING_KEY.at(span, table=table, key=key) for key in missing))
    trim, margins = cast("Trim", settings["trim"].value), _margins(settings)
    usual = {field: settings[key].value for key, field in _FIELDS.items() if key in settings}
    variant = settings["pdf-variant"].value if "pdf-variant" in settings else NO_VARIANT
    opening = settings["opening"].value if "opening" in settings else Opening.RECTO
    inks = settings["inks"].value if "inks" in settings else Inks.COLOUR
    paragraphs = settings["paragraphs"].value if "paragraphs" in settings else Paragraphs.TOTAL_FIT
    press, of_press = read_press(name, settings, folders, screen=screen)
    page = PageGeometry(
        press=press,
        trim=trim,
        margins=margins,
        opening=Opening(str(opening)),
        inks=Inks(str(inks)),
        paragraphs=Paragraphs(str(paragraphs)),
        line_breaks=_line_breaks(settings),
        gutter_grows="gutter" in settings and settings["gutter"].value == "grows",
        pdf_variant="" if variant == NO_VARIANT else str(variant),
        **usual,  # type: ignore[arg-type]  # the schema has checked each value's type
    )
    return Outcome(page, (*of_press, *_too_wide(name, settings, trim, margins)))


_FIELDS = {
    "mirrored": "mirrored",
    "bleed": "bleed_pt",
    "marks": "marks",
    "signature": "signature",
    "font-size": "font_size_pt",
    "smallest-size": "smallest_size_pt",
    "line-height": "line_height_pt",
    "justify": "justify",
    "hyphenate": "hyphenate",
    "line-numbers": "line_numbers",
}
"""Keys whose values go into the model as they are; what an edition leaves out has the model's default."""


_LINE_BREAKS = {field.name: f"line-breaks.{field.name.replace('_', '-')}" for field in fields(LineBreaks)}
"""Field → key."""


def _line_breaks(settings: Settings) -> LineBreaks:
    given = {name: settings[key] for name, key in _LINE_BREAKS.items() if key in settings}
    return LineBreaks(**{name: cast("int", setting.value) for name, setting in given.items()})


def _margins(settings: Settings) -> Margins:
    inside, outside, top, bottom = (cast("float", settings[key].value) for key in _REQUIRED[1:])
    return Margins(inside_pt=inside, outside_pt=outside, top_pt=top, bottom_pt=bottom)


def _too_wide(name: str, settings: Settings, trim: Trim, margins: Margins) -> tuple[Diagnostic, ...]:
    found = []
    for key, direction, whole, used in (
        ("margins.inside", "across", trim.width_pt, margins.inside_pt + margins.outside_pt),
        ("margins.top", "down", trim.height_pt, margins.top_pt + margins.bottom_pt),
    ):
        if whole - used < _SMALLEST_TEXT_PT:
            left, all_of_it = _in_mm(whole - used), _in_mm(whole)
            place = settings[key].span
            found.append(MARGINS_TOO_WIDE.at(place, name=name, left=left, whole=all_of_it, direction=direction))
    return tuple(found)


def _in_mm(points: float) -> str:
    return f"{points / POINTS_PER_UNIT['mm']:.0f}mm"
