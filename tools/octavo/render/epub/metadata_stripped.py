"""Raster files without what cameras and programs write into them: places, owners, dates, thumbnails, remarks.

Pixels are copied as they are, to the bit. What a reader needs to show them stays: sizes, colours, transparency, motion.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_KEPT = (0xE0, 0xEE)  # of the segments of programs: JFIF's, and Adobe's, which says how colours are coded
_JPEG_PROGRAMS, _JPEG_COMMENT = range(0xE0, 0xF0), 0xFE
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # inside a scan, what is no data and no restart
_PNG_START = 8
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"iCCP"})
_WEBP_START = 12
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP ", b"ICCP"})
_WEBP_FLAGS = 0b0010_1100  # of the extended header: profile, EXIF, XMP


def stripped(data: bytes, media_type: str) -> bytes:
    """Return a raster file without metadata and colour profile; of a type other than JPEG, PNG and WebP, as it is."""
    writer = _WRITERS.get(media_type)
    return data if writer is None else b"".join(writer(data))


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the pieces of the first picture of a file: phones put others behind it."""
    yield data[:2]
    at = 2
    while (found := _JPEG_MARKER.search(data, at)) is not None:
        at, marker = found.start(), data[found.start() + 1]
        if marker == _JPEG_END:
            yield data[at : at + 2]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        after = at + 2 + length
        if marker in _JPEG_KEPT or (marker not in _JPEG_PROGRAMS and marker != _JPEG_COMMENT):
            yield data[at:after]
        at = after
        if marker == _JPEG_SCAN:
            found = _JPEG_MARKER.search(data, at)
            at = found.start() if found else len(data)
            yield data[after:at]


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:_PNG_START]
    at = _PNG_START
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, after = data[at + 4 : at + 8], at + 12 + length
        if kind not in _PNG_DROPPED:
            yield data[at:after]
        if kind == b"IEND":
            return
        at = after


def _webp(data: bytes) -> Iterator[bytes]:
    body = b"".join(_webp_chunks(data))
    yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at = _WEBP_START
    while at + 8 <= len(data):
        kind, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        after = at + 8 + length + length % 2
        if kind == b"VP8X":
            yield data[at : at + 8] + bytes([data[at + 8] & ~_WEBP_FLAGS]) + data[at + 9 : after]
        elif kind not in _WEBP_DROPPED:
            yield data[at:after]
        at = after


_WRITERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
