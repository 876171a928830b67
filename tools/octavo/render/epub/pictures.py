"""Pictures as readers take them: no larger than shops allow, in a screen's colours, upright, without metadata.

A picture that needs no change keeps its pixels to the bit. Drawings (SVG) and moving pictures stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from octavo.model.artifact import UsedPicture
from octavo.model.edition import PictureLimits
from octavo.model.sources import Picture
from octavo.render.epub.metadata_stripped import stripped
from octavo.render.srgb import in_srgb, is_srgb

if TYPE_CHECKING:
    from PIL.Image import Image

SVG = "image/svg+xml"
_JPEG = "image/jpeg"
_JPEG_KINDS = ("JPEG", "MPO")
_ORIENTATION = 0x0112
_UPRIGHT = 1
_PALETTE = 256
_SHADES_16 = 257
"""65,535 / 255."""
_ENCODED = {_JPEG: "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


def prepared(picture: Picture, limits: PictureLimits) -> Picture:
    """Return a picture as the EPUB carries it, of the same type. Equal pictures and limits give equal bytes."""
    from PIL import Image, ImageOps

    if picture.media_type == SVG:
        return picture
    with Image.open(BytesIO(picture.data)) as opened:
        scale = scale_within(limits, *opened.size)
        moves = picture.media_type != _JPEG and getattr(opened, "is_animated", False)
        if moves or (scale == 1 and _fits_a_screen(opened)):
            return replace(picture, data=stripped(picture.data, picture.media_type))
        shown = _in_screen_colours(ImageOps.exif_transpose(opened) if picture.media_type == _JPEG else opened)
    if scale < 1:
        shown = _smaller(shown, scale)
    data = _encoded(shown, picture.media_type, limits.quality)
    return replace(picture, data=data, width_px=shown.width, height_px=shown.height)


def scale_within(limits: PictureLimits, width_px: float, height_px: float) -> float:
    """Return by how much a picture is made smaller to keep within the limits; 1 when it does."""
    by_pixels = sqrt(limits.pixels / (width_px * height_px))
    return min(1.0, by_pixels, limits.side_px / max(width_px, height_px))


def is_clear(picture: Picture) -> bool:
    """Return whether the page shows through a picture: a drawing's ground does, and that of a bitmap with transparency."""
    from PIL import Image

    if picture.media_type == SVG:
        return True
    with Image.open(BytesIO(picture.data)) as opened:
        return opened.has_transparency_data


def used(before: Picture, after: Picture) -> UsedPicture:
    """Return what the build record says of a picture."""
    return UsedPicture(
        file=before.file,
        width_px=round(after.width_px),
        height_px=round(after.height_px),
        bytes=len(after.data),
        bytes_before=len(before.data),
        smaller=after.width_px * after.height_px < before.width_px * before.height_px,
    )


def _fits_a_screen(picture: Image) -> bool:
    profile = picture.info.get("icc_profile") or b""
    foreign = picture.mode == "RGB" and profile != b"" and not is_srgb(profile)
    turned = picture.format in _JPEG_KINDS and picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
    return picture.mode not in {"CMYK", "YCCK"} and not foreign and not turned


def _in_screen_colours(picture: Image) -> Image:
    """Return a copy of the picture in grey, RGB or RGBA; its profile is spent."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda shade: shade * (1 / _SHADES_16)).convert("L")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        alpha = clear.getchannel("A")
        shown = in_srgb(clear.convert("RGB"), profile if picture.mode == "RGBA" else None)
        shown.putalpha(alpha)
        return shown
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    return in_srgb(picture.copy(), profile).convert("RGB")


def _smaller(picture: Image, scale: float) -> Image:
    from PIL import Image

    size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(picture: Image, media_type: str, quality: int) -> bytes:
    from PIL import Image

    written = BytesIO()
    picture.info.clear()  # or its remarks are written again
    match _ENCODED[media_type]:
        case "JPEG":  # not progressive: e-paper of some makers shows such pictures grey
            picture.save(written, "JPEG", quality=quality, optimize=True)
        case "WEBP":
            picture.save(written, "WEBP", quality=quality, method=6)
        case "GIF":
            method = Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else Image.Quantize.MEDIANCUT
            picture.quantize(_PALETTE, method).save(written, "GIF")
        case other:
            picture.save(written, other, optimize=True)
    return written.getvalue()
