"""Where each element of an XML file begins: the tree's own parser keeps lines only, and those of where tags end."""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat


@lru_cache(maxsize=32)
def element_places(data: bytes) -> tuple[tuple[int, int], ...]:
    """Return line and column (1-based) of each start tag, in document order; none of a file that breaks off.

    Columns count code points, of a file that is not in UTF-8 bytes.
    """
    parser = expat.ParserCreate()
    found: list[tuple[int, int]] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, LookupError):
        return ()
    return tuple(_with_columns(data, found))


def _with_columns(data: bytes, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return lines and columns of lines and bytes; each stretch of the file is looked at once."""
    placed: list[tuple[int, int]] = []
    line_before, seen, column = 0, 0, 1
    for line, byte in found:
        if line != line_before:
            seen, column = data.rfind(b"\n", seen, byte) + 1 or seen, 1
        column += len(data[seen:byte].decode("utf-8", "replace"))
        placed.append((line, column))
        line_before, seen = line, byte
    return placed
