"""Pictures: looked into, measured, or broken with a reason that ends “the picture …”."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from octavo.model.sources import BrokenPicture, Picture
from octavo.read import read_sources
from octavo.read.pictures import look_into
from support.small_book import CHAPTER, SMALLEST, loaded


def raster(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small picture with something in it."""
    image = Image.effect_noise(size, 80).convert(mode)
    stream = BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def turned_jpeg() -> bytes:
    """Return a JPEG that its EXIF data turn by a quarter."""
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "data", "media_type", "size"),
    [
        ("a.png", raster("PNG"), "image/png", (40, 30)),
        ("a.PNG", raster("PNG", "RGBA"), "image/png", (40, 30)),
        ("a.png", raster("PNG", "P"), "image/png", (40, 30)),
        ("a.jpg", raster("JPEG"), "image/jpeg", (40, 30)),
        ("a.jpeg", raster("JPEG", "CMYK"), "image/jpeg", (40, 30)),
        ("a.jpg", raster("JPEG", "L", (3, 2)), "image/jpeg", (3, 2)),
        ("a.jpg", turned_jpeg(), "image/jpeg", (30, 40)),
        ("a.gif", raster("GIF", "P"), "image/gif", (40, 30)),
        ("a.webp", raster("WEBP"), "image/webp", (40, 30)),
    ],
)
def test_whole_pictures_are_measured(file: str, data: bytes, media_type: str, size: tuple[int, int]) -> None:
    """All modes that these formats have; CMYK is what printers want."""
    picture = look_into(file, data)
    assert picture == Picture(file=file, media_type=media_type, width_px=size[0], height_px=size[1], data=data)


@pytest.mark.parametrize(
    ("file", "data", "reason"),
    [
        ("a.png", b"", "is empty"),
        ("a.png", b"PNG", "is no PNG file, whatever its name says"),
        ("a.png", raster("JPEG"), "is a JPEG file although its name says PNG"),
        ("a.jpg", b"\xff\xd8\xff", "is damaged (its header cannot be read)"),
        ("a.png", huge_png(20_000, 20_000), "has more than 89 million pixels"),
        ("a.png", huge_png(10_000, 9_500), "has more than 89 million pixels"),
        ("a.tif", b"II*\0", "has a format that books cannot use: save it as PNG, JPEG, WebP, GIF or SVG"),
        ("a.svgz", b"\x1f\x8b", "has a format that books cannot use: save it as PNG, JPEG, WebP, GIF or SVG"),
    ],
)
def test_broken_pictures_have_a_reason(file: str, data: bytes, reason: str) -> None:
    """Empty, of another kind than their name says, or too large for any machine."""
    assert look_into(file, data) == BrokenPicture(file=file, reason=reason)


@pytest.mark.parametrize(
    ("file", "kind", "mode"),
    [("a.png", "PNG", "RGB"), ("a.jpg", "JPEG", "RGB"), ("a.gif", "GIF", "P"), ("a.webp", "WEBP", "RGB")],
)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_pictures_cut_short_are_damaged(file: str, kind: str, mode: str, share: float) -> None:
    """Half a download is found, wherever it broke off."""
    whole = raster(kind, mode, (200, 150))
    found = look_into(file, whole[: int(len(whole) * share)])
    assert isinstance(found, BrokenPicture)
    assert found.reason.startswith(("is damaged", "is no "))


def test_a_png_with_a_flipped_bit_is_damaged() -> None:
    """Its checksums say so."""
    data = bytearray(raster("PNG"))
    data[len(data) // 2] ^= 1
    found = look_into("a.png", bytes(data))
    assert isinstance(found, BrokenPicture)
    assert found.reason.startswith("is damaged (")


def test_pictures_are_found_below_the_manuscript_folder(tmp_path: Path) -> None:
    """In the order of their names, hidden files and files of other kinds left out."""
    files = {
        **CHAPTER,
        "images/b.png": raster("PNG"),
        "images/a.jpg": raster("JPEG"),
        "images/deep/c.gif": b"",
        "z.webp": raster("WEBP"),
        ".hidden/d.png": b"",
        "images/.e.png": b"",
        "images/data.csv": b"",
    }
    sources = read_sources(loaded(tmp_path, SMALLEST, files)).value
    assert sources is not None
    assert list(sources.pictures) == ["images/a.jpg", "images/b.png", "images/deep/c.gif", "z.webp"]
    assert isinstance(sources.pictures["images/deep/c.gif"], BrokenPicture)


def test_a_book_without_a_manuscript_folder_leaves_output_and_styles_alone(tmp_path: Path) -> None:
    """What was built before is no picture of the book."""
    config = loaded(tmp_path, SMALLEST, {**CHAPTER, "output/a.png": b"", "styles/b.png": b"", "c.png": b""})
    sources = read_sources(replace(config, root=config.folder)).value
    assert sources is not None
    assert list(sources.pictures) == ["c.png"]


def test_a_picture_behind_a_link_out_of_the_book_is_broken(tmp_path: Path) -> None:
    """One behind a link that stays inside is not; a folder behind a link is not looked into."""
    (tmp_path / "out.png").write_bytes(raster("PNG"))
    folder = tmp_path / "book"
    config = loaded(folder, SMALLEST, {**CHAPTER, "in.png": raster("PNG")})
    (folder / "manuscript" / "out.png").symlink_to(tmp_path / "out.png")
    (folder / "manuscript" / "link.png").symlink_to("in.png")
    (folder / "manuscript" / "dead.png").symlink_to("nothing.png")
    (folder / "manuscript" / "folder").symlink_to(tmp_path)
    sources = read_sources(config).value
    assert sources is not None
    reasons = {file: p.reason if isinstance(p, BrokenPicture) else "" for file, p in sources.pictures.items()}
    assert reasons == {
        "dead.png": "is no regular file",
        "in.png": "",
        "link.png": "",
        "out.png": "leads out of the book by a symbolic link",
    }


def test_half_a_jpeg_is_broken_whatever_the_layout_engine_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint tells Pillow, for the whole process, to overlook what is missing."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    data = raster("JPEG", size=(200, 200))
    assert isinstance(look_into("a.jpg", data), Picture)
    assert isinstance(look_into("a.jpg", data[: len(data) // 2]), BrokenPicture)
