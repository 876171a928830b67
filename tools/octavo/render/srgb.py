"""Raster pictures in sRGB, the colours of screens."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def in_srgb(picture: Image, profile: bytes | None) -> Image:
    """Return a picture in sRGB; as it is when it has no profile, or one that does not fit it."""
    from PIL import ImageCms

    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return picture if converted is None else converted


def is_srgb(profile: bytes) -> bool:
    """Return whether a profile says that it describes sRGB itself, under any of its makers' names."""
    from PIL import ImageCms

    try:
        names = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False
    return "srgb" in names.casefold()
