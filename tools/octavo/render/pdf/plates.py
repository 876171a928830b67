"""Raster pictures as a press needs them: in its inks, and where the standard asks for it with nothing shining through.

WeasyPrint writes pictures in the colours of a screen, whatever the file is to be. While it writes, what it makes of a
picture is replaced here by its separation; a picture that is grey in disguise is printed in black ink alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.images import RasterImage

from octavo.diagnostics import Diagnostic
from octavo.model.edition import Inks
from octavo.model.press import press_standard
from octavo.model.publication import Publication
from octavo.render.pdf.findings import UNUSABLE_PROFILE
from octavo.render.pdf.repaint import parted
from octavo.render.pdf.separation import ProfileUnusable, Separation
from octavo.render.styles import printed_inks

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG = frozenset({"JPEG", "MPO"})
_JPEG_QUALITY = 95
"""A photograph is compressed a second time: so high that no press shows it."""
_NEIGHBOURS = 3
"""Ink is summed up over squares of so many pixels: one dark pixel smears nothing."""
_PER_CENT = 100 / 255


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture, ready for the press."""

    mode: str
    """L or CMYK."""
    size: tuple[int, int]
    jpeg: bool
    """Whether it is compressed as a photograph."""
    data: bytes = field(repr=False)
    """Compressed; empty when the file's own data serve."""
    alpha: bytes = field(repr=False)
    """Its transparency, compressed; empty for none."""
    separated: bool
    """Whether its colours were those of a screen."""
    ink: float
    """The most that the inks of one place come to, in per cent."""


@dataclass(frozen=True, slots=True)
class Plates:
    """Makes plates of pictures, each once."""

    separation: Separation | None
    """None for black ink alone: the fetcher has made shades of all pictures."""
    flatten: bool
    """Whether what is transparent is laid on white."""
    _made: dict[str, Plate] = field(default_factory=dict)

    def plate(self, data: bytes) -> Plate:
        """Return the plate of a picture, given as a file. Raises OSError for what is no picture."""
        key = sha256(data).hexdigest()
        if key not in self._made:
            self._made[key] = self._plate(data)
        return self._made[key]

    def _plate(self, data: bytes) -> Plate:
        from PIL import Image

        picture = Image.open(BytesIO(data))
        jpeg, embedded = picture.format in _JPEG, picture.info.get("icc_profile") or b""
        if picture.mode == "CMYK" or (picture.mode == "L" and "transparency" not in picture.info):
            return Plate(picture.mode, picture.size, jpeg, b"", b"", separated=False, ink=ink_of(picture))
        shown, alpha = parted(picture)
        if alpha is not None and self.flatten:
            shown, alpha = Image.composite(shown, Image.new(shown.mode, shown.size, "white"), alpha), None
        if shown.mode == "L" or _is_grey(shown) or self.separation is None:
            shown = shown.convert("L")
        else:
            shown = self.separation.picture(shown, embedded)
        clear = b"" if alpha is None else zlib.compress(alpha.tobytes())
        separated = shown.mode == "CMYK"
        return Plate(shown.mode, shown.size, jpeg, _compressed(shown, jpeg=jpeg), clear, separated, ink_of(shown))


def plates_for(publication: Publication) -> tuple[Plates | None, tuple[Diagnostic, ...]]:
    """Return what makes pictures and colours fit for the edition's press; None for a screen. Finding: unusable-profile."""
    page, inks = publication.edition.page, printed_inks(publication.edition)
    if page is None or inks is None:
        return None, ()
    standard = press_standard(page.pdf_variant)
    flatten = standard is not None and not standard.transparency
    profile = page.press.profile
    try:
        separation = Separation.through(profile)
    except ProfileUnusable as fault:
        file, span = (profile.file, profile.span) if profile else ("", None)
        return None, (UNUSABLE_PROFILE.at(span, file=file, reason=fault),)
    return Plates(None if inks is Inks.BLACK else separation, flatten), ()


@contextmanager
def plates_made(plates: Plates | None) -> Iterator[list[Plate]]:
    """Let WeasyPrint write pictures as plates, and yield these; as it likes, where there are none to be made."""
    usual = RasterImage.get_x_object
    used: list[Plate] = []

    def get_x_object(image: Any, interpolate: bool, ratio: float) -> Any:  # noqa: FBT001 (WeasyPrint's own signature)
        plate = None if plates is None else plates.plate(image.image_data.data)
        if plate is not None:
            used.append(plate)
        if plate is None or not plate.data:
            return usual(image, interpolate, ratio)
        return _x_object(plate, interpolate=interpolate)

    RasterImage.get_x_object = get_x_object
    try:
        yield used
    finally:
        RasterImage.get_x_object = usual


def ink_of(picture: Image) -> float:
    """Return the most that the inks of one place of a picture (of mode L or CMYK) come to, in per cent."""
    from PIL import ImageMath

    if picture.mode != "CMYK":
        return 100.0
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], **bands)
    places = total.reduce(_NEIGHBOURS) if min(total.size) >= _NEIGHBOURS else total
    most = places.getextrema()[1]
    return float(most) * _PER_CENT


def _is_grey(picture: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _compressed(picture: Image, *, jpeg: bool) -> bytes:
    if not jpeg:
        return zlib.compress(picture.tobytes())
    data = BytesIO()
    picture.save(data, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return data.getvalue()


def _x_object(plate: Plate, *, interpolate: bool) -> Any:
    inked = plate.mode == "CMYK"
    extra = _image(plate.size, "/DeviceCMYK" if inked else "/DeviceGray", interpolate=interpolate)
    extra["Filter"] = "/DCTDecode" if plate.jpeg else "/FlateDecode"
    if plate.jpeg and inked:
        extra["Decode"] = pydyf.Array((1, 0) * 4)  # JPEGs hold inks turned over, by Adobe's example
    if plate.alpha:
        mask = _image(plate.size, "/DeviceGray", interpolate=interpolate)
        extra["SMask"] = pydyf.Stream([plate.alpha], {**mask, "Filter": "/FlateDecode"})
    return pydyf.Stream([plate.data], extra)


def _image(size: tuple[int, int], space: str, *, interpolate: bool) -> Any:
    return pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": size[0],
            "Height": size[1],
            "ColorSpace": space,
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
        }
    )
