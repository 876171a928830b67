"""What an edition says for the press: its standard, the profile of its inks, and what pictures must be."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from octavo.config.presets import Settings
from octavo.config.press_profile import read_profile
from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.press import Press, PressProfile, press_standard

STANDARD_WITHOUT_PROFILE = Finding(
    name="standard-without-output-intent",
    severity=Severity.ERROR,
    message="“{variant}” asks for an output intent, and the edition “{name}” names none",
    why="A file by a printers' standard says which inks on which paper its colours are made for, or is turned away.",
    fix='write output-intent = "NAME.icc": the CMYK profile that the printer asks for, a file beside the manuscript '
    "or in the book's own styles/",
)
STANDARD_ON_SCREEN = Finding(
    name="press-standard-on-screen",
    severity=Severity.ERROR,
    message="“{variant}” is a standard for presses, and the edition “{name}” is made for screens",
    why="Such a file has neither links nor the colours of a screen.",
    fix='write medium = "print", or take the line out',
)
MARKS_ON_SINGLE_PAGES = Finding(
    name="marks-on-single-pages",
    severity=Severity.ERROR,
    message="the edition “{name}” is for a printer on demand (single-pages), who wants no crop marks",
    why="Printers on demand cut by the boxes of the file, and turn away one with anything printed outside them.",
    fix="take “marks” out, or “single-pages”",
)

FINDINGS = (STANDARD_WITHOUT_PROFILE, STANDARD_ON_SCREEN, MARKS_ON_SINGLE_PAGES)

_FIELDS = {
    "single-pages": "single_pages",
    "bleed-at-spine": "bleed_at_spine",
    "ink-limit": "ink_limit",
    "resolution.wanted": "wanted_ppi",
    "resolution.least": "least_ppi",
}


def read_press(
    name: str, settings: Settings, folders: tuple[Path, ...], *, screen: bool
) -> tuple[Press, tuple[Diagnostic, ...]]:
    """Return what an edition says for the press. Profiles are looked for in ``folders``, in this order.

    Findings: those of this module and of press_profile.
    """
    usual = {field: settings[key].value for key, field in _FIELDS.items() if key in settings}
    profile, found = _profile(name, settings, folders)
    press = Press(
        profile=profile,
        report_rgb="rgb-pictures" not in settings or settings["rgb-pictures"].value == "report",
        **usual,  # type: ignore[arg-type]  # the schema has checked each value's type
    )
    return press, (*found, *_contradictions(name, settings, press, screen=screen))


def _profile(
    name: str, settings: Settings, folders: tuple[Path, ...]
) -> tuple[PressProfile | None, tuple[Diagnostic, ...]]:
    variant = settings.get("pdf-variant")
    standard = press_standard(str(variant.value)) if variant else None
    intent = settings.get("output-intent")
    if intent is not None:
        old = standard is not None and not standard.transparency
        return read_profile(cast("str", intent.value), intent.span, folders, old=old)
    if variant is None or standard is None:
        return None, ()
    return None, (STANDARD_WITHOUT_PROFILE.at(variant.span, variant=variant.value, name=name),)


def _contradictions(name: str, settings: Settings, press: Press, *, screen: bool) -> tuple[Diagnostic, ...]:
    found = []
    variant, marks = settings.get("pdf-variant"), settings.get("marks")
    if screen and variant is not None and press_standard(str(variant.value)):
        found.append(STANDARD_ON_SCREEN.at(variant.span, variant=variant.value, name=name))
    if press.single_pages and marks is not None and marks.value:
        found.append(MARKS_ON_SINGLE_PAGES.at(marks.span, name=name))
    return tuple(found)
