"""Findings of editions."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

NO_EDITIONS = Finding(
    name="no-editions",
    severity=Severity.ERROR,
    message="every edition is switched off",
    why="There would be nothing to build.",
    fix="take one of the lines “… = false” out of [editions]",
)
EDITION_WITHOUT_PRESET = Finding(
    name="edition-without-preset",
    severity=Severity.ERROR,
    message="the edition “{name}” names neither a preset nor a format",
    why="Only print, screen and epub exist by themselves; any other edition must say what it is.",
    fix='add preset = "…" to its table',
)
UNKNOWN_EDITION_REFERENCE = Finding(
    name="unknown-edition-reference",
    severity=Severity.ERROR,
    message="“pages-from” names “{name}”, which is {what}",
    why="The page list gives the folios of a paged edition that is built with the book.",
    fix="name a PDF edition that is switched on",
)
UNKNOWN_THEME = Finding(
    name="unknown-theme",
    severity=Severity.ERROR,
    message="there is no theme “{name}”",
    why="A theme is a folder of styles/themes/, the book's own or one that comes with Octavo.",
    fix="name a theme that exists",
)
DUPLICATE_ISBN = Finding(
    name="duplicate-isbn",
    severity=Severity.WARNING,
    message="the editions “{first}” and “{second}” have the same ISBN",
    why="Every edition that is sold by itself needs an ISBN of its own, or shops will mix them up.",
    fix="give one of them its own ISBN",
)
MARGINS_TOO_WIDE = Finding(
    name="margins-too-wide",
    severity=Severity.ERROR,
    message="the margins of the edition “{name}” leave no room for text: {left} of {whole} {direction}",
    why="A column narrower or lower than an inch cannot be set.",
    fix="make the margins smaller or the trim larger",
)
KEY_WITHOUT_EFFECT = Finding(
    name="key-without-effect",
    severity=Severity.WARNING,
    message="“{key}” means nothing in the edition “{name}”, which is {what}",
    why="A key that changes nothing misleads whoever reads the file next.",
    fix="take the line out",
)
VERTICAL_PAGES = Finding(
    name="vertical-pages",
    severity=Severity.ERROR,
    message="the edition “{name}” is a PDF, whose lines cannot run from top to bottom",
    why="The engine that lays out pages knows horizontal lines alone; the pages would not be those that were asked for.",
    fix='take “vertical” out for horizontal pages, or make a vertical EPUB of the book: preset = "epub-vertical-ja"',
)

FINDINGS = (
    NO_EDITIONS,
    EDITION_WITHOUT_PRESET,
    UNKNOWN_EDITION_REFERENCE,
    UNKNOWN_THEME,
    DUPLICATE_ISBN,
    MARGINS_TOO_WIDE,
    KEY_WITHOUT_EFFECT,
    VERTICAL_PAGES,
)
