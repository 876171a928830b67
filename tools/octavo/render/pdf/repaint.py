"""Raster pictures in other colours: in shades of grey for a press that prints black ink alone, in sRGB for archives."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from octavo.render.srgb import in_srgb

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG_QUALITY = 95
"""A photograph is compressed a second time: so high that no press shows it."""
_ORIENTATION = 0x0112
"""EXIF's name for the side that a camera was held on."""
_SHADES_16 = 257
"""65,535 / 255."""


def greyed(data: bytes) -> bytes:
    """Return a raster picture as a grey one, with its transparency; other data, and what is grey already, as it is.

    Shades are the luma of Rec. 601 of the sRGB colours, to which a picture's own profile is converted first.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        picture = Image.open(BytesIO(data))
        kind = picture.format
        if picture.mode in {"L", "LA"} and "transparency" not in picture.info:
            return data
        grey = _grey(ImageOps.exif_transpose(picture))
    except (UnidentifiedImageError, OSError):
        return data  # a drawing or a font; what is damaged, the engine reports
    written = BytesIO()
    if kind in {"JPEG", "MPO"}:
        grey.save(written, "JPEG", quality=_JPEG_QUALITY)
    else:
        grey.save(written, "PNG")
    return written.getvalue()


def without_inks(data: bytes) -> bytes:
    """Return a raster picture of process inks (CMYK) in sRGB; other data as it is.

    An archive file may hold such colours only with the profile of a press for them.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(BytesIO(data))
        if picture.mode != "CMYK":
            return data
        shown = in_srgb(picture, picture.info.get("icc_profile")).convert("RGB")
    except (UnidentifiedImageError, OSError):
        return data  # as above
    written = BytesIO()
    shown.save(written, "JPEG", quality=_JPEG_QUALITY)
    return written.getvalue()


def upright(data: bytes) -> bytes:
    """Return a photograph that its camera wrote sideways as it is to be seen; other data as it is.

    WeasyPrint turns it too, but compresses it as for a screen and forgets which colours it has.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        picture = Image.open(BytesIO(data))
        if picture.format not in {"JPEG", "MPO"} or picture.getexif().get(_ORIENTATION, 1) == 1:
            return data
        profile, turned = picture.info.get("icc_profile"), ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError):
        return data  # as above
    written = BytesIO()
    turned.save(written, "JPEG", quality=_JPEG_QUALITY, subsampling=0, icc_profile=profile)
    return written.getvalue()


def parted(picture: Image) -> tuple[Image, Image | None]:
    """Return a picture in mode L, RGB or CMYK, and its transparency; None where all of it is opaque."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda shade: shade * (1 / _SHADES_16)).convert("L"), None
    if "A" in picture.mode or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return clear.convert("L" if picture.mode in {"L", "LA"} else "RGB"), clear.getchannel("A")
    return picture.convert({"CMYK": "CMYK", "1": "L", "L": "L"}.get(picture.mode, "RGB")), None


def _grey(picture: Image) -> Image:
    shown, alpha = parted(picture)
    grey = in_srgb(shown, picture.info.get("icc_profile")).convert("L")
    if alpha is not None:
        grey.putalpha(alpha)
    return grey
