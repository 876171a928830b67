"""The keys of ``[contents]``: files and pages in their order, and what a file can be."""

from __future__ import annotations

from octavo.config.schema import Choice, Either, Key, ListOf, Table, Text
from octavo.model.config import PartNumbers

FILE_ROLES = (
    "chapter",
    "dedication",
    "epigraph",
    "foreword",
    "preface",
    "acknowledgments",
    "introduction",
    "prologue",
    "epilogue",
    "conclusion",
    "afterword",
    "appendix",
)
"""What a manuscript file can be; most come from its name, ``role`` says it outright."""

FILE_ENTRY = Table(
    keys=(
        Key(name="file", kind=Text(), doc="A Markdown file below the manuscript folder.", required=True),
        Key(name="role", kind=Choice(values=FILE_ROLES), doc="What the file is, where its name does not say it."),
    )
)
_ENTRY = Either(kinds=(Text(), FILE_ENTRY))
PART = Table(
    keys=(
        Key(name="part", kind=Text(), doc="The title of the part.", required=True),
        Key(name="chapters", kind=ListOf(of=_ENTRY, may_be_empty=False), doc="Its chapters, in order.", required=True),
    )
)
CONTENTS = Table(
    keys=(
        Key(
            name="front", kind=ListOf(of=_ENTRY), doc="What comes before the body: matter that Octavo makes, and files."
        ),
        Key(
            name="body", kind=ListOf(of=Either(kinds=(Text(), FILE_ENTRY, PART))), doc="The chapters, or parts of them."
        ),
        Key(name="back", kind=ListOf(of=_ENTRY), doc="What comes after the body."),
        Key(name="part-numbers", kind=Choice(values=tuple(PartNumbers)), doc="What stands over the titles of parts."),
    )
)
