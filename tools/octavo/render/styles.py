"""The cascade of an edition: semantics, medium, theme, the edition's own measures, the book's own changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.direction import right_to_left
from octavo.model.edition import Edition, Format, Inks, Paragraphs
from octavo.model.pdf_variant import archive_level
from octavo.model.publication import Publication
from octavo.model.text_file import is_inside, is_regular_file, read_text
from octavo.model.units import css_length
from octavo.render.style_limits import endless_styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Stylesheet:
    """One stylesheet of the cascade."""

    name: str
    """Relative to its ``styles`` folder: ``themes/classic/theme.css``; ``edition.css`` is generated."""
    text: str
    path: Path | None = None
    """Absolute; None for the generated one."""
    own: bool = False
    """Whether it lies in the book's own folder."""


def medium_of(edition: Edition) -> str:
    """Return which medium's stylesheet an edition takes: print, screen or epub."""
    if edition.format is Format.EPUB:
        return "epub"
    return "screen" if "screen" in edition.media else "print"


def printed_inks(edition: Edition) -> Inks | None:
    """Return what an edition is printed with; None for one whose colours are a screen's, as those of an archive are."""
    page = edition.page
    if page is None or medium_of(edition) != "print":
        return None
    return None if page.inks is Inks.COLOUR and archive_level(page.pdf_variant) else page.inks


def cascade(publication: Publication) -> Outcome[tuple[Stylesheet, ...]]:
    """Return the stylesheets of an edition, later ones winning; a file of the book's folder hides the built-in one.

    Load has seen that the theme exists. Findings: those of reading a text file.
    """
    edition = publication.edition
    medium, theme = medium_of(edition), f"themes/{edition.theme}"
    diagnostics: list[Diagnostic] = []
    sheets: list[Stylesheet] = []
    sides = _flow(publication) if edition.page is None else ("facing" if edition.page.mirrored else "single",)
    media = ("print", "screen") if medium == "screen" else (medium,)  # a PDF on screen is a printed page with changes
    kinds = tuple(f"{name}.css" for name in (*media, *sides))
    names = ("base.css", *kinds, f"{theme}/theme.css", *(f"{theme}/{kind}" for kind in kinds))
    palette = (f"{theme}/press.css",) if _has_palette(publication, theme) else ()
    for name in (*names, *palette, "edition.css", "book.css"):
        sheet = _generated(edition) if name == "edition.css" else _read(publication, name, diagnostics)
        if sheet is not None:
            sheets.append(sheet)
    return Outcome(tuple(sheets), tuple(diagnostics))


def _flow(publication: Publication) -> tuple[str, ...]:
    """Return the stylesheets of an EPUB whose lines do not run from left to right."""
    vertical = publication.edition.reader.vertical
    turned = vertical or right_to_left(publication.metadata.language)
    return (*(("flow",) if turned else ()), *(("vertical",) if vertical else ()))


def _has_palette(publication: Publication, theme: str) -> bool:
    """Return whether the theme's inks are mixed by hand: not when the book's own theme stands in for a built-in one."""
    held = [folder for folder in publication.styles if _holds(folder, folder / f"{theme}/theme.css")][:1]
    colours = printed_inks(publication.edition) is Inks.COLOUR
    return colours and any(_holds(folder, folder / f"{theme}/press.css") for folder in held)


def theme_file(publication: Publication, name: str) -> Path | None:
    """Return a file of the edition's theme, else of the classic one, which has all that a theme may have."""
    themes = dict.fromkeys((publication.edition.theme, "classic"))
    places = [folder / "themes" / theme / name for theme in themes for folder in publication.styles]
    return next((place for place in places if _holds(place.parent, place)), None)


def _read(publication: Publication, name: str, diagnostics: list[Diagnostic]) -> Stylesheet | None:
    folder = next((folder for folder in publication.styles if _holds(folder, folder / name)), None)
    if folder is None:
        return None
    own = len(publication.styles) > 1 and folder == publication.styles[0]
    text = read_text(folder / name, f"styles/{name}")
    if not isinstance(text, str):
        diagnostics.append(text)
        return None
    endless = endless_styles(text, name, folder) if own else None
    if endless is not None:
        diagnostics.append(endless)
        return None
    return Stylesheet(name=name, text=text, path=folder / name, own=own)


def _holds(folder: Path, file: Path) -> bool:
    """Return whether a file is there, and is the folder's own: a link that leads out of it brings nothing in."""
    return is_regular_file(file) and is_inside(folder, file)


def _generated(edition: Edition) -> Stylesheet | None:
    """Return the measures of a paged edition as custom properties, and no colour for links without; an EPUB has none."""
    page = edition.page
    if page is None:
        return None
    properties = {
        "trim-width": css_length(page.trim.width_pt),
        "trim-height": css_length(page.trim.height_pt),
        "margin-inside": css_length(page.margins.inside_pt),
        "margin-outside": css_length(page.margins.outside_pt),
        "margin-top": css_length(page.margins.top_pt),
        "margin-bottom": css_length(page.margins.bottom_pt),
        "bleed": css_length(page.bleed_pt),
        "font-size": css_length(page.font_size_pt),
        "smallest-size": css_length(page.smallest_size_pt),
        "code-in-text": "1em" if page.smallest_size_pt else "0.82em",  # the engine takes no em in max()
        "line-height": css_length(page.line_height_pt),
        "text-align": "justify" if page.justify else "start",
        # Line by line, spaces are only ever widened: from the narrowest that still part words, about a fifth of an em.
        "word-space": "-0.02em" if page.justify and page.paragraphs is Paragraphs.GREEDY else "0",
        "hyphens": "auto" if page.hyphenate else "manual",
    }
    if not edition.colour_links:
        properties["link"] = "currentColor"
    lines = "\n".join(f"  --{name}: {value};" for name, value in properties.items())
    return Stylesheet(name="edition.css", text=f":root {{\n{lines}\n}}\n")
