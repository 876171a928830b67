"""Pictures: whether a file holds what its name says, whole, and how large it is."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from octavo.model.sources import BrokenPicture, Picture
from octavo.read.svg import SvgError, svg_size

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
_MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "SVG": "image/svg+xml",
}
_SIGNATURES = {"PNG": b"\x89PNG", "JPEG": b"\xff\xd8", "GIF": b"GIF8", "WEBP": b"RIFF"}
_UNSUPPORTED = (
    ".tif", ".tiff", ".bmp", ".avif", ".heic", ".jxl", ".pdf", ".eps", ".psd", ".svgz", ".emf", ".wmf",
)  # fmt: skip
KNOWN_SUFFIXES = (*_FORMATS, *_UNSUPPORTED)
"""File names that mean a picture, whether Octavo can place it or not."""

_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)
"""EXIF's numbers for pictures that are shown turned by a quarter."""
_FASTEST_SCALE = 8


def look_into(file: str, data: bytes) -> Picture | BrokenPicture:
    """Return a picture with its size in pixels, or the reason why nobody could show it."""
    expected = _FORMATS.get(PurePosixPath(file).suffix.lower())
    if expected is None:
        return BrokenPicture(
            file=file, reason="has a format that books cannot use: save it as PNG, JPEG, WebP, GIF or SVG"
        )
    if not data:
        return BrokenPicture(file=file, reason="is empty")
    if expected == "SVG" and data.startswith(tuple(_SIGNATURES.values())):
        return BrokenPicture(file=file, reason="is no SVG file, whatever its name says")
    try:
        width, height = svg_size(data) if expected == "SVG" else _raster_size(data, expected)
    except (SvgError, _RasterError) as problem:
        return BrokenPicture(file=file, reason=str(problem))
    return Picture(file=file, media_type=_MEDIA_TYPES[expected], width_px=width, height_px=height, data=data)


class _RasterError(Exception):
    """Why a picture cannot be shown; the text ends the sentence “the picture …”."""


def _raster_size(data: bytes, expected: str) -> tuple[float, float]:
    from PIL import Image, UnidentifiedImageError

    too_large = f"has more than {(Image.MAX_IMAGE_PIXELS or 0) // 1_000_000} million pixels"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on odd metadata; what spoils a picture is raised
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
                found = _format(image)
                if found != expected:
                    raise _RasterError(f"is a {found} file although its name says {expected}")
                size = _shown_size(image)
                _check_whole(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise _RasterError(too_large) from bomb
        except UnidentifiedImageError as unknown:
            raise _RasterError(_unknown(data, expected)) from unknown
        except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error) as damage:
            raise _RasterError(f"is damaged ({damage})") from damage
    return size


def _unknown(data: bytes, expected: str) -> str:
    if data.startswith(_SIGNATURES[expected]):
        return "is damaged (its header cannot be read)"
    return f"is no {expected} file, whatever its name says"


def _format(image: Image) -> str:
    """Return what a file is: a phone's JPEG with a second picture behind the first is a JPEG."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def _shown_size(image: Image) -> tuple[float, float]:
    """Return width and height as a reader shows the picture: cameras write JPEGs sideways and say so in EXIF."""
    width, height = image.size
    sideways = _format(image) == "JPEG" and image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
    return (height, width) if sideways else (width, height)


def _check_whole(image: Image) -> None:
    """Raise when data are missing or damaged: by PNG's checksums; by decoding otherwise, a JPEG at an eighth."""
    if image.format == "PNG":
        image.verify()
        return
    if _format(image) == "JPEG":
        image.draft(image.mode, (image.width // _FASTEST_SCALE or 1, image.height // _FASTEST_SCALE or 1))
    with _strict_decoding():
        image.load()


@contextmanager
def _strict_decoding() -> Iterator[None]:
    """Let Pillow refuse a picture that ends early: WeasyPrint tells it to be lenient, for the whole process."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
