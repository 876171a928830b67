"""Findings of what both formats share: mathematics, fonts, stylesheets."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

MATH_SYNTAX = Finding(
    name="math-syntax",
    severity=Severity.ERROR,
    message="the formula “{formula}” cannot be set: {reason}",
    why="A formula that cannot be read as LaTeX would be missing from the book, or stand there as source.",
    fix="correct the LaTeX between the dollar signs; for a plain dollar sign write \\$",
)
FONT_MISSING = Finding(
    name="font-missing",
    severity=Severity.WARNING,
    message="no file for the font “{family}” was found",
    why="The book would be set in whatever font the reader's device puts in its place.",
    fix="put the font's files into styles/fonts/, or name a font that is there",
)
FONT_DAMAGED = Finding(
    name="font-damaged",
    severity=Severity.ERROR,
    message="the font file “{file}” cannot be read: {reason}",
    why="A damaged font cannot be embedded, and the text it should set would fall back to another.",
    fix="replace the file by a sound TrueType or OpenType font",
)
FONT_RESTRICTED = Finding(
    name="font-restricted",
    severity=Severity.WARNING,
    message="the font file “{file}” says that it may not be embedded, and is left out",
    why="Its maker has set the bits by which fonts forbid to be carried in documents; a book with it could not be sold.",
    fix="get the edition of the font that its maker licenses for books, or take another font",
)
UNSET_PROPERTY = Finding(
    name="unset-property",
    severity=Severity.ERROR,
    message="no stylesheet sets {names}",
    why="What a stylesheet says with a property that has no value is lost, and the layout engine may fail over it. A "
    "theme sets all that Octavo's own stylesheets use; the theme “classic” is a model.",
    fix="set it in a rule for :root, in the theme or in styles/book.css",
)
OPENING_OPTION = Finding(
    name="opening-option",
    severity=Severity.ERROR,
    message="the property {property} cannot be “{value}”",
    why="Octavo reads it itself, while pages are made and before any stylesheet is applied: it says how the first words of "
    "a chapter are set, or whether signs hang. So the value must be one of a few words or numbers.",
    fix="write one of the values that the guide lists for it",
)
STYLESHEET_LINK = Finding(
    name="stylesheet-link",
    severity=Severity.ERROR,
    message="the stylesheet “{file}” asks for “{url}”, which is no file of the styles folder",
    why="A book carries all that it needs: it is built without the network, and read where there is none.",
    fix="put the file into styles/ and write its path relative to the stylesheet",
)
COVER_NOT_DRAWN = Finding(
    name="cover-not-drawn",
    severity=Severity.ERROR,
    message="the cover “{file}” cannot be drawn: {reason}",
    why="Shops want an EPUB's cover in pixels, so a drawing must be turned into some.",
    fix="save the cover anew as plain SVG, or as a PNG or JPEG of 1600 × 2560 pixels",
)
COVER_SMALL = Finding(
    name="cover-small",
    severity=Severity.WARNING,
    message="the cover “{file}” has only {size} pixels",
    why="Apple Books refuses covers whose shorter side has fewer than 1400 pixels, and others show them blurred.",
    fix="save the cover with 1600 × 2560 pixels or more, or as SVG",
)
DRAWING_WITHOUT_PIXELS = Finding(
    name="drawing-without-pixels",
    severity=Severity.ERROR,
    message="the drawing “{file}” cannot be turned into pixels: {reason}",
    why="The readers that the edition is made for take no drawings, or none with text in them.",
    fix="save it anew as plain SVG, or as a PNG",
)
TABLE_BEYOND_READER = Finding(
    name="table-beyond-reader",
    severity=Severity.WARNING,
    message="the table has {size} rows and columns, and readers of this edition take {limit}",
    why="They show larger tables cut off, or as a picture too small to read; a shop may refuse the book.",
    fix="part the table in two, or turn columns into rows; table-limit in the edition sets another limit",
)

FINDINGS = (
    COVER_NOT_DRAWN,
    COVER_SMALL,
    DRAWING_WITHOUT_PIXELS,
    TABLE_BEYOND_READER,
    MATH_SYNTAX,
    FONT_MISSING,
    FONT_DAMAGED,
    FONT_RESTRICTED,
    UNSET_PROPERTY,
    OPENING_OPTION,
    STYLESHEET_LINK,
)
