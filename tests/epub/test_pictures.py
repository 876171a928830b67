"""Pictures as an EPUB carries them: within the limits of shops, in a screen's colours, upright, without metadata."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageCms

from octavo.model.artifact import UsedPicture
from octavo.model.edition import PictureLimits
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.read.pictures import look_into
from octavo.render.epub import render_epub
from octavo.render.epub.pictures import is_clear, prepared
from support.press import profile, screen_profile

LIMITS = PictureLimits(pixels=20_000, side_px=180)
PLACE = {0x0132: "2026:01:02 03:04:05", 0x8825: {1: "N", 2: (52.0, 5.0, 7.0), 3: "E", 4: (4.0, 18.0, 27.0)}}


def shades(mode: str, width: int, height: int) -> Image.Image:
    """Return a picture in which no two columns and no two rows are the same."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    made = Image.merge("RGB", (across, down, across)).convert(mode)
    if mode == "RGBA":
        made.putalpha(down)
    return made


def picture(image: Image.Image, kind: str = "JPEG", **options: object) -> Picture:
    """Return a picture as the book's folder gives it."""
    written = io.BytesIO()
    image.save(written, kind, **options)  # type: ignore[arg-type]
    suffix = {"JPEG": "jpg", "MPO": "jpg"}.get(kind, kind.lower())
    found = look_into(f"a.{suffix}", written.getvalue())
    assert isinstance(found, Picture), found
    return found


def opened(made: Picture) -> Image.Image:
    return Image.open(io.BytesIO(made.data))


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a phone writes into a photograph: where, when, and which way it was held."""
    made = Image.Exif()
    made.update({**PLACE, 0x0112: orientation})
    return made


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (shades("RGB", 90, 60), "JPEG"),
        (shades("RGB", 90, 60), "PNG"),
        (shades("L", 90, 60), "PNG"),
        (shades("P", 90, 60), "PNG"),
        (shades("RGBA", 90, 60), "WEBP"),
        (shades("P", 90, 60), "GIF"),
    ],
)
def test_a_picture_within_the_limits_stays_as_it_is(image: Image.Image, kind: str) -> None:
    """To the byte: what need not be made anew is not."""
    before = picture(image, kind)
    assert prepared(before, LIMITS) == before


@pytest.mark.parametrize(
    ("mode", "kind", "kept"),
    [
        ("RGB", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
        ("RGB", "PNG", "RGB"),
        ("1", "PNG", "L"),
        ("P", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("LA", "PNG", "RGBA"),
        ("I;16", "PNG", "L"),
        ("RGBA", "WEBP", "RGBA"),
        ("P", "GIF", "P"),
    ],
)
def test_a_large_picture_is_made_smaller(mode: str, kind: str, kept: str) -> None:
    """Its format and proportions stay, and so does what the page shows through."""
    large = shades("L", 400, 200) if mode == "I;16" else shades(mode, 400, 200)
    before = picture(
        large.convert("I").point(lambda shade: shade * 257).convert("I;16") if mode == "I;16" else large, kind
    )
    made = prepared(before, LIMITS)
    assert (made.media_type, made.width_px, made.height_px) == (before.media_type, 180, 90)
    assert (opened(made).mode, opened(made).size) == (kept, (180, 90))
    assert prepared(before, LIMITS) == made


def test_pixels_are_limited_as_well_as_sides() -> None:
    """A square has fewer pixels a side than a panorama."""
    made = prepared(picture(shades("RGB", 300, 300)), LIMITS)
    assert (made.width_px, made.height_px) == (141, 141)


def test_sixteen_bits_keep_their_shades() -> None:
    """A scan of deep greys does not turn white."""
    deep = Image.new("I;16", (400, 400), 128 * 257)
    assert opened(prepared(picture(deep, "PNG"), LIMITS)).getextrema() == (128, 128)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_places_and_dates_are_left_out(kind: str) -> None:
    """A photograph does not say where its maker lives; its pixels stay to the bit."""
    options = {"exif": exif(), "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    before = picture(shades("RGB", 90, 60), kind, **options)
    made = prepared(before, LIMITS)
    assert b"2026:01:02" in before.data
    assert b"2026:01:02" not in made.data
    assert len(made.data) < len(before.data)
    assert (dict(opened(made).getexif()), opened(made).info.get("icc_profile")) == ({}, None)
    assert opened(made).tobytes() == opened(before).tobytes()


def test_remarks_are_left_out_of_pictures_made_anew() -> None:
    """Making a picture smaller does not copy what its program wrote into it."""
    made = prepared(picture(shades("RGB", 400, 300), exif=exif(), comment=b"of Ada's garden"), LIMITS)
    assert b"garden" not in made.data
    assert dict(opened(made).getexif()) == {}


def test_the_second_picture_of_a_phone_is_left_out() -> None:
    """Phones put a picture for the small screen, or of depths, behind the first."""
    before = picture(shades("RGB", 90, 60), "MPO", save_all=True, append_images=[shades("RGB", 60, 90)])
    made = prepared(before, LIMITS)
    assert (opened(before).format, opened(made).format) == ("MPO", "JPEG")
    assert made.data.count(b"\xff\xd9") == 1
    assert opened(made).tobytes() == opened(before).tobytes()


def test_progressive_pictures_are_whole() -> None:
    """All scans are copied, with the tables between them."""
    before = picture(shades("RGB", 90, 60), progressive=True, comment=b"x")
    made = prepared(before, LIMITS)
    assert len(made.data) == len(before.data) - 5
    assert opened(made).tobytes() == opened(before).tobytes()


def test_a_photograph_taken_sideways_stands_upright() -> None:
    """Not every reading system turns pictures as EXIF says."""
    made = prepared(picture(shades("RGB", 90, 60), exif=exif(orientation=6)), LIMITS)
    red, green, _ = opened(made).convert("RGB").split()
    assert (made.width_px, made.height_px, opened(made).size) == (60, 90, (60, 90))
    assert red.getpixel((30, 5)) != red.getpixel((30, 85))
    assert abs(green.getpixel((30, 5)) - green.getpixel((30, 85))) < 5  # type: ignore[operator]


@pytest.mark.parametrize("by_profile", [False, True])
def test_inks_become_colours(by_profile: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """No reader promises to show CMYK."""
    options = {"icc_profile": profile()} if by_profile else {}
    made = prepared(picture(Image.new("CMYK", (60, 60), (0, 255, 255, 0)), **options), LIMITS)
    assert opened(made).mode == "RGB"
    red, green, blue = opened(made).getpixel((30, 30))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_colours_of_other_screens_are_converted() -> None:
    """A profile is not carried, so colours are told in the one that readers take for granted."""
    wide = screen_profile()
    made = prepared(picture(Image.new("RGB", (9, 9), (90, 180, 90)), "PNG", icc_profile=wide), LIMITS)
    red, green, _ = opened(made).getpixel((4, 4))  # type: ignore[misc]
    assert red < 80
    assert green > 180
    assert "icc_profile" not in opened(made).info


def test_moving_pictures_stay(everything: Publication) -> None:
    """All their frames would have to be made anew, one by one; the format has no metadata to speak of."""
    frames = [shades("P", 400, 300), shades("L", 400, 300).convert("P")]
    before = picture(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert prepared(before, LIMITS) == before


@pytest.mark.parametrize(("mode", "clear"), [("RGB", False), ("L", False), ("RGBA", True), ("LA", True)])
def test_what_the_page_shows_through(mode: str, clear: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_clear(picture(shades(mode, 9, 9), "PNG")) == clear


def test_clear_pictures_have_a_class(everything: Publication) -> None:
    """The stylesheet gives drawings a sheet of paper on dark pages, and leaves photographs alone."""
    outcome = render_epub(everything, None, lambda _: None)
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        page, style = (archive.read(f"EPUB/{name}").decode() for name in ("text/at-sea.xhtml", "styles/epub.css"))
        drawing = archive.read("EPUB/images/route.svg")
    shown = [ET.fromstring(found).attrib for found in re.findall(r"<img [^>]*/>", page)]  # noqa: S314 - ours
    assert [(image.get("class"), image["src"]) for image in shown] == [
        ("inline", "../images/flag.png"),
        ("clear", "../images/route.svg"),
    ]
    assert "img.clear { background-color: #fff" in style
    assert drawing == everything.pictures["images/route.svg"].data


def test_the_record_says_what_became_of_pictures(everything: Publication) -> None:
    """Whoever wonders why a file is large, or a picture coarse, finds it there."""
    photograph = replace(picture(shades("RGB", 400, 300)), file="images/flag.png", media_type="image/jpeg")
    limited = replace(everything.edition, pictures=LIMITS)
    outcome = render_epub(
        replace(everything, edition=limited, pictures={**everything.pictures, photograph.file: photograph}),
        None,
        lambda _: None,
    )
    assert outcome.value is not None
    flag, route = outcome.value.pictures
    size = len(everything.pictures["images/route.svg"].data)
    assert route == UsedPicture(
        file="images/route.svg", width_px=320, height_px=120, bytes=size, bytes_before=size, smaller=False
    )
    assert (flag.file, flag.width_px, flag.height_px, flag.smaller) == ("images/flag.png", 163, 122, True)
    assert flag.bytes < flag.bytes_before == len(photograph.data)
