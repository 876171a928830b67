"""The keys of an edition that a printer asks for, and few others need."""

from __future__ import annotations

from octavo.config.schema import Choice, Flag, Key, Table, Text, Whole

RGB_PICTURES = ("report", "convert")
"""What is done with a picture of screen colours: both are separated into inks, one says so."""

_PPI = Whole(minimum=0, maximum=2400)
RESOLUTION = Table(
    keys=(
        Key(name="wanted", kind=_PPI, doc="Pixels to the inch under which a picture is a warning; 0 for none."),
        Key(name="least", kind=_PPI, doc="Pixels to the inch under which a picture is an error; 0 for none."),
    )
)
PRESS_SETTINGS = (
    Key(
        name="single-pages",
        kind=Flag(),
        doc="Whether the file is for a printer on demand: an even number of pages, the last one blank, no marks.",
    ),
    Key(
        name="bleed-at-spine",
        kind=Flag(),
        doc="Whether sheets of single pages bleed at the spine too, as few printers on demand want them to.",
    ),
    Key(
        name="output-intent",
        kind=Text(),
        doc="The ICC profile of the press and its paper, a file beside the manuscript or in styles/.",
    ),
    Key(
        name="rgb-pictures",
        kind=Choice(values=RGB_PICTURES),
        doc="Whether each picture that is separated into inks is reported.",
    ),
    Key(
        name="ink-limit",
        kind=Whole(minimum=100, maximum=400),
        doc="The most that the inks of one place may come to, in per cent.",
    ),
    Key(name="resolution", kind=RESOLUTION, doc="How sharp pictures are to be where they are printed."),
)
"""They belong to PAGE_SETTINGS."""
