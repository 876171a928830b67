"""Where each element of an XML file begins: the tree's own parser keeps lines only, and those of where tags end."""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat


@lru_cache(maxsize=32)
def element_places(data: bytes) -> tuple[tuple[int, int], ...]:
    """Return line (1-based) and byte (0-based) of each start tag, in document order; none of a file that breaks off."""
    parser = expat.ParserCreate()
    found: list[tuple[int, int]] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, LookupError):
        return ()
    return tuple(found)


def column_of(data: bytes, byte: int) -> int:
    """Return the column (1-based, in code points) of a byte of a file in UTF-8."""
    return len(data[data.rfind(b"\n", 0, byte) + 1 : byte].decode("utf-8", "replace")) + 1
