"""The keys of ``line-breaks``: what is good and bad in the lines of a paragraph that is set as a whole."""

from __future__ import annotations

from octavo.config.schema import Key, Table, Whole

LINE_BREAKS = Table(
    keys=(
        Key(
            name="stretch",
            kind=Whole(minimum=5, maximum=300),
            doc="By how many per cent word spaces may be wider before a line is called loose.",
        ),
        Key(
            name="shrink",
            kind=Whole(minimum=0, maximum=60),
            doc="By how many per cent word spaces may be narrower; no line is set tighter, but for a few that need it.",
        ),
        Key(
            name="hyphen",
            kind=Whole(minimum=0, maximum=100_000),
            doc="What a divided word costs: 0 nothing, 2000 so much that hardly a word is divided.",
        ),
        Key(
            name="two-hyphens",
            kind=Whole(minimum=0, maximum=1_000_000_000),
            doc="What a hyphen costs at a line end below another one; three in a row are avoided anyway.",
        ),
        Key(
            name="last-line",
            kind=Whole(minimum=0, maximum=1_000_000_000),
            doc="What a last line costs that is one word, or less than an eighth of the measure.",
        ),
    )
)
