"""The keys of an EPUB that differ by what its readers take: a store, a device, an app."""

from __future__ import annotations

from octavo.config.schema import Choice, Flag, Key, Table, Whole
from octavo.model.edition import NoteMarkup

_FEWEST_LEVELS = 2  # parts and the chapters in them, which no menu may miss

_TABLE_LIMIT = Table(
    keys=(
        Key(name="rows", kind=Whole(minimum=0, maximum=10000), doc="The rows that a table may have; 0 for any number."),
        Key(name="columns", kind=Whole(minimum=0, maximum=1000), doc="The columns that it may have; 0 for any number."),
    )
)
READER_SETTINGS = (
    Key(
        name="note-markup",
        kind=Choice(values=tuple(NoteMarkup)),
        doc="How notes are written, so that readers of a kind show them where they are called.",
    ),
    Key(name="kepub", kind=Flag(), doc="Whether the file is in the form of Kobo's own readers, and named so."),
    Key(name="cover-page", kind=Flag(), doc="Whether the cover is a page besides being a picture."),
    Key(
        name="contents-levels",
        kind=Whole(minimum=_FEWEST_LEVELS, maximum=6),
        doc="How deep the menu of contents is nested.",
    ),
    Key(
        name="transparency",
        kind=Flag(),
        doc="Whether pictures may be transparent, and drawings; else they are made pixels on white.",
    ),
    Key(name="vertical", kind=Flag(), doc="Whether lines run from top to bottom, as in Japanese books."),
    Key(name="table-limit", kind=_TABLE_LIMIT, doc="The size beyond which a table is reported."),
)
"""They belong to EPUB_SETTINGS."""
