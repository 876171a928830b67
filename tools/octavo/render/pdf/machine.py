"""The layout engine's libraries on this machine, and the fonts that it finds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def engine_versions() -> Mapping[str, str]:
    """Return the versions of WeasyPrint, Pango and HarfBuzz. Raises OSError where a library cannot be loaded."""
    import weasyprint
    from weasyprint.text.ffi import harfbuzz, pango

    number = pango.pango_version()
    versions = ((major, minor) for major in range(20, 0, -1) for minor in range(30, -1, -1))
    major, minor = next(v for v in versions if harfbuzz.hb_version_atleast(*v, 0))
    return {
        "WeasyPrint": weasyprint.__version__,
        "Pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "HarfBuzz": f"{major}.{minor}",
    }


def fonts_for(samples: Iterable[str]) -> Mapping[str, str]:
    """Return, for each text, the family of a system font that has all its letters; empty where there is none."""
    from fontTools.ttLib import TTFont, TTLibError

    found = dict.fromkeys(samples, "")
    for file in sorted(system_fonts()):
        if all(found.values()):
            break
        try:
            with Path(file).open("rb") as stream, TTFont(stream, lazy=True, fontNumber=0) as font:
                letters = font.getBestCmap() or {}
                family = font["name"].getBestFamilyName() or file
        except (OSError, TTLibError, KeyError):
            continue  # a bitmap or Type 1 font, which the engine does not set either
        for sample, known in found.items():
            if not known and all(ord(letter) in letters for letter in sample):
                found[sample] = family
    return found


def system_fonts() -> set[str]:
    """Return the files of the system's fonts."""
    from weasyprint.text.ffi import ffi, fontconfig

    with _settings() as settings:
        fonts = fontconfig.FcConfigGetFonts(settings, fontconfig.FcSetSystem)
        found, name = set(), ffi.new("FcChar8 **")
        for number in range(fonts.nfont if fonts != ffi.NULL else 0):
            if fontconfig.FcPatternGetString(fonts.fonts[number], b"file", 0, name) == fontconfig.FcResultMatch:
                found.add(ffi.string(name[0]).decode(errors="surrogateescape"))
    return found


def font_settings() -> set[str]:
    """Return the files that say which font is taken for which."""
    from weasyprint.text.ffi import ffi, fontconfig

    found = set()
    with _settings() as settings:
        listed = fontconfig.FcConfigGetConfigFiles(settings)
        while (file := fontconfig.FcStrListNext(listed)) != ffi.NULL:
            found.add(ffi.string(file).decode(errors="surrogateescape"))
    return found


@contextmanager
def _settings() -> Iterator[Any]:
    from weasyprint.text.ffi import fontconfig

    settings = fontconfig.FcInitLoadConfigAndFonts()
    try:
        yield settings
    finally:
        fontconfig.FcConfigDestroy(settings)
