"""Colours as mixtures of the four inks of a press: through the profile of the press, or by formula where none is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from octavo.model.press import PressProfile

if TYPE_CHECKING:
    from PIL.Image import Image

Inked = tuple[float, float, float, float]
"""Shares of cyan, magenta, yellow and black, from 0 to 1."""
_FULL = 255


class ProfileUnusable(Exception):  # noqa: N818 - names what it is
    """The colour engine finds no way through a profile; the text says why."""


@dataclass(frozen=True, slots=True)
class Separation:
    """Makes inks of the colours of a screen. Whatever is grey needs the black ink alone."""

    profile: PressProfile | None
    _ways: dict[bytes, Any] = field(default_factory=dict)
    """Conversions of the colour engine, by the profile of the picture."""
    _known: dict[tuple[float, ...], Inked] = field(default_factory=dict)

    @classmethod
    def through(cls, profile: PressProfile | None) -> Separation:
        """Return the separation for a press. Raises ProfileUnusable when colours cannot be converted by its profile."""
        from PIL import ImageCms

        made = cls(profile)
        if profile is not None:
            try:
                made._ways[b""] = made._way(b"")
            except (ImageCms.PyCMSError, OSError) as fault:
                raise ProfileUnusable(str(fault)) from fault
        return made

    def inks(self, rgb: tuple[float, ...]) -> Inked:
        """Return the inks of a colour given as shares of red, green and blue (sRGB)."""
        from PIL import Image

        if rgb not in self._known:
            red, green, blue = (min(1.0, max(0.0, share)) for share in rgb)
            if red == green == blue:
                self._known[rgb] = (0.0, 0.0, 0.0, 1 - red)
            else:
                one = Image.new("RGB", (1, 1), tuple(round(share * _FULL) for share in (red, green, blue)))
                cyan, magenta, yellow, black = self.picture(one, b"").tobytes()
                self._known[rgb] = (cyan / _FULL, magenta / _FULL, yellow / _FULL, black / _FULL)
        return self._known[rgb]

    def picture(self, rgb: Image, embedded: bytes) -> Image:
        """Return a picture of red, green and blue in the four inks; ``embedded`` is its own profile, sRGB when empty."""
        from PIL import ImageCms

        if self.profile is None:
            return _by_formula(rgb)
        if embedded not in self._ways:
            try:
                self._ways[embedded] = self._way(embedded)
            except (ImageCms.PyCMSError, OSError):  # a damaged profile, or one of other colours
                self._ways[embedded] = self._ways[b""]
        return ImageCms.applyTransform(rgb, self._ways[embedded]) or rgb

    def _way(self, embedded: bytes) -> Any:
        """Return a conversion that keeps colours as they are where it can, and the shades of what is too dark apart."""
        from PIL import ImageCms

        source = ImageCms.ImageCmsProfile(BytesIO(embedded)) if embedded else ImageCms.createProfile("sRGB")
        press = ImageCms.ImageCmsProfile(BytesIO(self.profile.data if self.profile else b""))
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(source, press, "RGB", "CMYK", intent, flags)


def _by_formula(rgb: Image) -> Image:
    """Return a picture in inks, whose shared grey is printed in black (ISO 32000-1, 10.3.4)."""
    from PIL import Image, ImageChops

    cyan, magenta, yellow = (ImageChops.invert(band) for band in rgb.split())
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    return Image.merge("CMYK", [*(ImageChops.subtract(ink, black) for ink in (cyan, magenta, yellow)), black])
