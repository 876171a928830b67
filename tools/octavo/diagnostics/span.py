"""Places in source files."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one source file.

    Lines and columns are 1-based; columns count code points of the line as it stands in the file (a tab is one).
    The end is exclusive: a span of one letter has ``end_column == column + 1``.
    """

    path: str
    """POSIX path relative to the book's folder, as a message shows it: ``manuscript/02-at-sea.md``."""
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of the other (of the same file)."""
        return replace(self, end_line=other.end_line, end_column=other.end_column)

    def __str__(self) -> str:
        """Return ``path:line:column``, the form editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


def file_span(path: str) -> Span:
    """Return the span that stands for a whole file: its first position."""
    return Span(path, 1, 1, 1, 1)
