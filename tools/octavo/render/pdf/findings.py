"""What can go wrong between a publication and its pages."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

IGNORED_CSS = Finding(
    name="ignored-css",
    severity=Severity.WARNING,
    message="the stylesheet “{name}” says something that has no effect: {reason}",
    why="The layout engine knows a part of CSS only; what it does not know it leaves out, and the page looks otherwise than the stylesheet says.",
    fix="correct the declaration, or take it out",
)
RIGHT_TO_LEFT_PAGES = Finding(
    name="right-to-left-pages",
    severity=Severity.WARNING,
    message="“{edition}” has pages for a spine on the left, and its language “{language}” is read from right to left",
    why="The layout engine sets lines from right to left, and knows no book that is bound on the right: rectos, running "
    "heads and margins are where an English book has them, columns of tables too, and text of two directions in one "
    "line may stand in the wrong order.",
    fix="look at each page; for print, leave the paged editions out ([editions] print = false) or build them elsewhere",
)
LAYOUT_WARNING = Finding(
    name="layout-warning",
    severity=Severity.WARNING,
    message="the layout engine warns about “{document}”: {reason}",
    why="The engine could lay the page out, but not as it was asked to.",
    fix="look at the page; simplify what the message names",
)
LAYOUT_FAILED = Finding(
    name="layout-failed",
    severity=Severity.ERROR,
    message="the layout engine fails at “{document}”: {reason}",
    why="The engine has faults that unusual stylesheets, drawings or texts bring out. No page came of it.",
    fix="take out what is unusual there, a calculation in the book's own stylesheet first, and build again",
)
PICTURE_NOT_DRAWN = Finding(
    name="picture-not-drawn",
    severity=Severity.ERROR,
    message="the layout engine cannot draw a picture: {reason}",
    why="Its alternative text would be printed in its place.",
    fix="save the picture anew as PNG, JPEG or a plain SVG that uses no other files",
)
MISSING_GLYPH = Finding(
    name="missing-glyph",
    severity=Severity.ERROR,
    message="no font has the character “{character}” ({code})",
    why="An empty box would be printed in its place.",
    fix="put a font that has the character into styles/fonts/ and name it in the theme, or write something else",
)
UNPLANNED_FONT = Finding(
    name="unplanned-font",
    severity=Severity.WARNING,
    message="“{characters}” is set in “{family}”, a font that this machine happens to have",
    why="No font of the theme has these characters. On another machine they look different, or are missing.",
    fix="put a font that has them into styles/fonts/ and name it in the theme, or write something else",
)
UNKNOWN_ENGINE = Finding(
    name="unknown-layout-engine",
    severity=Severity.WARNING,
    message="paragraphs are broken line by line: this is WeasyPrint {version}, and only {known} is known to take whole ones",
    why="Lines that are chosen together are put through functions of the engine that may change with any version of it.",
    fix="install the WeasyPrint that is known, or set paragraphs to “greedy” in the edition",
)
TEXT_LOST = Finding(
    name="text-lost-in-layout",
    severity=Severity.ERROR,
    message="the layout of “{document}” lost or doubled text near “{words}”",
    why="The layout engine has faults in rare cases, most of them notes called inside lists or columns that break over a page. Such a page must not be printed.",
    fix="move the note out of the list item, change the text a little so that the page breaks elsewhere, or let the edition "
    'have its notes at the end of chapters (notes = "chapter-endnotes")',
)
LONG_RUNNING_HEAD = Finding(
    name="long-running-head",
    severity=Severity.WARNING,
    message="the running head “{head}” does not fit its page: “{cut}” is printed",
    why="A head has one line, which it shares with the folio or with another head.",
    fix='say how it is shortened: # Title {short-title="…"}',
)
LONG_FOOTNOTE = Finding(
    name="long-footnote",
    severity=Severity.ERROR,
    message="note {number} of “{document}” is taller than a page",
    why="A note at the foot of the page is never broken: this one would run off the paper.",
    fix="shorten the note, bring some of it into the text, or let the edition have its notes at the end of chapters "
    '(notes = "chapter-endnotes") or of the book ("book-endnotes"), where they break over pages',
)
LOW_RESOLUTION = Finding(
    name="low-resolution",
    severity=Severity.WARNING,
    message="“{file}” has {ppi} pixels to the inch where it is printed: {pixels} pixels on {width}",
    why="A press shows what a screen hides: under 300 pixels to the inch, edges and fine detail turn soft.",
    fix="use a picture of more pixels, or print it smaller",
)
UNPRINTABLE_RESOLUTION = Finding(
    name="unprintable-resolution",
    severity=Severity.ERROR,
    message="“{file}” has only {ppi} pixels to the inch where it is printed: {pixels} pixels on {width}",
    why="Under 200 pixels to the inch every reader sees the pixels, and printers turn the file away.",
    fix="use a picture of more pixels, or print it smaller",
)
RGB_PICTURE = Finding(
    name="rgb-picture",
    severity=Severity.WARNING,
    message="“{file}” has the colours of a screen and was separated into inks by {way}",
    why="A press shows fewer colours than a screen: bright blues and greens turn dull, and somebody should look first.",
    fix='look at a proof, then write rgb-pictures = "convert" for the edition; or hand in a picture of four inks (CMYK JPEG)',
)
TOO_MUCH_INK = Finding(
    name="too-much-ink",
    severity=Severity.ERROR,
    message="{what} comes to {ink} % of ink, where the edition allows {limit} %",
    why="Paper takes so much ink and no more: beyond it, the ink does not dry, rubs off on the facing page and tears the sheet.",
    fix="name the profile of the press (output-intent), separate the picture anew with a lower limit, or raise ink-limit",
)
SEE_THROUGH = Finding(
    name="see-through-page",
    severity=Severity.ERROR,
    message="something on page {page} of “{file}” is not opaque, which PDF/X-1a does not allow",
    why="The older standard has no means to let one thing shine through another, and a printer's system turns it away.",
    fix='take opacity out of the style or the drawing, or write pdf-variant = "pdf/x-4"',
)
UNUSABLE_PROFILE = Finding(
    name="unusable-profile",
    severity=Severity.ERROR,
    message="no colour can be converted through “{file}”: {reason}",
    why="The profile says how the press mixes its inks. One that is damaged says nothing.",
    fix="get the file anew from whoever made it",
)
TALLER_THAN_PAGE = Finding(
    name="taller-than-page",
    severity=Severity.ERROR,
    message="{what} in “{document}” is taller than the page",
    why="It cannot be broken over two pages: this one runs off the paper at its foot.",
    fix="print it smaller (width=…), or divide it",
)
HEADLESS_TABLE = Finding(
    name="headless-table",
    severity=Severity.WARNING,
    message="a table in “{document}” begins with a row too tall for its page, and its head stands on the next one only",
    why="A reader meets the columns without knowing what they hold.",
    fix="divide the first row into several, or set what stands in it as text below the table",
)
OVERRUNNING = Finding(
    name="overrunning-text",
    severity=Severity.ERROR,
    message="{what} in “{document}” runs {where}",
    why="It cannot be broken, or its columns cannot be narrower: some of it would be cut off, or could not be read.",
    fix="divide the table or the formula, shorten what stands in its columns, or lay it on its side (.landscape)",
)
WIDER_THAN_LINE = Finding(
    name="wider-than-line",
    severity=Severity.WARNING,
    message="{what} in “{document}” reaches {points} points into the margin",
    why="It cannot be broken, or its columns cannot be narrower. A margin is as wide as it is for the reader's thumb.",
    fix="divide the table or the formula, shorten what stands in its columns, or lay it on its side (.landscape)",
)
SHRUNK_FORMULA = Finding(
    name="shrunk-formula",
    severity=Severity.WARNING,
    message="the formula “{formula}” is wider than the line, and printed at {percent} percent of its size",
    why="A formula is never broken by itself; drawn smaller, its indices soon cannot be read.",
    fix="break it by hand: \\begin{aligned} … \\\\ … \\end{aligned}, or give its parts names",
)
UNSETTLED_PAGES = Finding(
    name="unsettled-pages",
    severity=Severity.ERROR,
    message="page numbers do not settle: those in “{document}” change its own length each time they are put in",
    why="A number that is printed would name a wrong page.",
    fix="change a few words near a page reference in it, so that its lines break differently",
)

FINDINGS = (
    IGNORED_CSS,
    RIGHT_TO_LEFT_PAGES,
    LAYOUT_WARNING,
    LAYOUT_FAILED,
    PICTURE_NOT_DRAWN,
    MISSING_GLYPH,
    UNPLANNED_FONT,
    TEXT_LOST,
    LONG_FOOTNOTE,
    LONG_RUNNING_HEAD,
    LOW_RESOLUTION,
    UNPRINTABLE_RESOLUTION,
    RGB_PICTURE,
    TOO_MUCH_INK,
    SEE_THROUGH,
    UNUSABLE_PROFILE,
    TALLER_THAN_PAGE,
    HEADLESS_TABLE,
    OVERRUNNING,
    WIDER_THAN_LINE,
    UNKNOWN_ENGINE,
    SHRUNK_FORMULA,
    UNSETTLED_PAGES,
)
