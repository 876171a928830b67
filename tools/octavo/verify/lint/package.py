"""What is in the package besides the text: files nobody refers to, fonts that readers cannot use, the cover."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.span import file_span
from octavo.verify.epub_file import MIB, EpubFile, Item, target_of
from octavo.verify.epub_parts import XHTML_TYPE, elements, references, values

EPUB_UNREFERENCED_FILE = Finding(
    name="epub-unreferenced-file",
    severity=Severity.WARNING,
    message="nothing in the book refers to {entry}",
    why="It makes the file larger, and may be a draft, or a picture that was meant to be shown.",
    fix="leave it out, or put it where it belongs",
)
EPUB_OBFUSCATED_FONT = Finding(
    name="epub-obfuscated-font",
    severity=Severity.WARNING,
    message="{entry} is obfuscated",
    why="Kindle's converter drops such fonts, older readers show garbage, and EPUB 3.4 calls the method outdated.",
    fix="embed a font of which the licence allows it, as it is",
)
EPUB_FONT_FORMAT = Finding(
    name="epub-font-format",
    severity=Severity.WARNING,
    message="{entry} is a {format} font, and there is no other format of it",
    why="Kobo and Apple Books read TrueType and OpenType fonts only.",
    fix="embed the TTF or OTF",
)
EPUB_FONTS_SWITCHED_OFF = Finding(
    name="epub-fonts-switched-off",
    severity=Severity.WARNING,
    message="“{file}” embeds fonts, and does not tell Apple Books to show them",
    why="Apple Books shows its own fonts unless the book asks for the publisher's.",
    fix="add META-INF/com.apple.ibooks.display-options.xml with specified-fonts, or the metadata ibooks:specified-fonts",
)
EPUB_COVER_MISSING = Finding(
    name="epub-cover-missing",
    severity=Severity.WARNING,
    message="“{file}” has no cover image",
    why="Shops and shelves show a grey box in its place, and most shops refuse the book.",
    fix="add a JPEG or PNG of 1600 × 2560 pixels with the property cover-image",
)
EPUB_COVER_SMALL = Finding(
    name="epub-cover-small",
    severity=Severity.WARNING,
    message="the cover {entry} is {size} pixels",
    why="Apple asks for 1400 on the shorter side, Amazon for 1600 × 2560; a smaller one is refused or shown coarse.",
    fix="make it at least 1600 × 2560 pixels",
)
EPUB_PICTURE_LARGE = Finding(
    name="epub-picture-large",
    severity=Severity.WARNING,
    message="{entry} has {size} megapixels",
    why="Apple Books takes 5.6 megapixels at most, and readers with little memory show a hole in the page.",
    fix="make the picture smaller: 3200 pixels on the longer side fill any screen",
)
EPUB_DOCUMENT_LARGE = Finding(
    name="epub-document-large",
    severity=Severity.WARNING,
    message="this document has {size} KiB",
    why="Readers lay out a whole document before they show its first page; beyond 300 KiB old ones take minutes or fail.",
    fix="divide it, best where a chapter begins",
)
EPUB_FILE_LARGE = Finding(
    name="epub-file-large",
    severity=Severity.WARNING,
    message="“{file}” has {size} MiB",
    why="Amazon takes 650 MiB at most and charges by size; Google and Kobo stop before 1 GiB and 2 GiB.",
    fix="make pictures smaller",
)

FINDINGS = (
    EPUB_UNREFERENCED_FILE,
    EPUB_OBFUSCATED_FONT,
    EPUB_FONT_FORMAT,
    EPUB_FONTS_SWITCHED_OFF,
    EPUB_COVER_MISSING,
    EPUB_COVER_SMALL,
    EPUB_PICTURE_LARGE,
    EPUB_DOCUMENT_LARGE,
    EPUB_FILE_LARGE,
)

KIB = 1024
LARGEST_DOCUMENT = 300 * KIB
LARGEST_FILE = 650 * MIB
MOST_PIXELS = 5_600_000
SHORTER_SIDE = 1400
MEGA = 1_000_000

_ENCRYPTION = "META-INF/encryption.xml"
_APPLE = "META-INF/com.apple.ibooks.display-options.xml"
_FONT = re.compile(r"\.(?:otf|ttf|woff2?)$", re.IGNORECASE)
_WEB_FONT = re.compile(r"\.woff2?$", re.IGNORECASE)
_BITMAPS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_ALWAYS_WANTED = frozenset({"nav", "cover-image"})
_UNSHOWN = frozenset({"application/x-dtbncx+xml", "text/plain", "application/smil+xml", "application/vnd.adobe-page-template+xml"})  # fmt: skip


def check_package(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what shops and readers refuse, or nobody sees. Findings: all of ``FINDINGS``."""
    yield from _unreferenced(epub)
    yield from _fonts(epub)
    yield from _cover(epub)
    yield from _sizes(epub)


def _unreferenced(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield manifest items that no file names; the spine, navigation, covers, licences and the like are wanted as such."""
    named = {target[0] for source, _, reference in references(epub) if (target := target_of(source, reference))}
    for _, element in elements(epub, "img", "source"):
        named |= {word for word in element.get("srcset", "").split() if "." in word}
    spine, cover = set(epub.spine), set(values(epub, "cover"))
    for item in epub.items:
        wanted = (
            item.id in spine | cover or item.media_type in _UNSHOWN or not item.properties.isdisjoint(_ALWAYS_WANTED)
        )
        if not wanted and item.path not in named and item.path in epub.data and "licen" not in item.path.lower():
            yield EPUB_UNREFERENCED_FILE.at(epub.place(epub.package), entry=item.path)


def _fonts(epub: EpubFile) -> Iterator[Diagnostic]:
    fonts = sorted(path for path in epub.data if _FONT.search(path))
    if _ENCRYPTION in epub.trees:
        hidden = {reference.get("URI", "") for reference in epub.trees[_ENCRYPTION].iter("{*}CipherReference")}
        for path in fonts:
            if path in hidden:
                yield EPUB_OBFUSCATED_FONT.at(epub.place(_ENCRYPTION), entry=path)
    plain = {_FONT.sub("", path) for path in fonts if not _WEB_FONT.search(path)}
    for path in fonts:
        if _WEB_FONT.search(path) and _FONT.sub("", path) not in plain:
            yield EPUB_FONT_FORMAT.at(epub.place(epub.package), entry=path, format=path.rpartition(".")[2].upper())
    if fonts and not _switched_on(epub):
        yield EPUB_FONTS_SWITCHED_OFF.at(file_span(epub.name), file=epub.name)


def _switched_on(epub: EpubFile) -> bool:
    options = epub.trees[_APPLE].iter("{*}option") if _APPLE in epub.trees else ()
    asked = any(option.get("name") == "specified-fonts" and (option.text or "").strip() == "true" for option in options)
    return asked or "true" in values(epub, "ibooks:specified-fonts")


def cover_item(epub: EpubFile) -> Item | None:
    """Return the item of the cover image, by property or by the old ``meta name="cover"``."""
    named = set(values(epub, "cover"))
    return next((item for item in epub.items if "cover-image" in item.properties or item.id in named), None)


def _cover(epub: EpubFile) -> Iterator[Diagnostic]:
    cover = cover_item(epub)
    if cover is None:
        yield EPUB_COVER_MISSING.at(file_span(epub.name), file=epub.name)
        return
    size = _pixels(epub, cover)
    if size is not None and min(size) < SHORTER_SIDE:
        shown = f"{size[0]} × {size[1]}"
        yield EPUB_COVER_SMALL.at(epub.place(epub.package), entry=cover.path, size=shown)


def _sizes(epub: EpubFile) -> Iterator[Diagnostic]:
    for item in epub.items:
        size = _pixels(epub, item)
        if size is not None and size[0] * size[1] > MOST_PIXELS:
            shown = f"{size[0] * size[1] / MEGA:.1f}"
            yield EPUB_PICTURE_LARGE.at(epub.place(epub.package), entry=item.path, size=shown)
        length = len(epub.data.get(item.path, b""))
        if item.media_type == XHTML_TYPE and length > LARGEST_DOCUMENT:
            yield EPUB_DOCUMENT_LARGE.at(epub.place(item.path), size=length // KIB)
    if epub.size > LARGEST_FILE:
        yield EPUB_FILE_LARGE.at(file_span(epub.name), file=epub.name, size=epub.size // MIB)


def _pixels(epub: EpubFile, item: Item) -> tuple[int, int] | None:
    """Return a bitmap's width and height by its header; None of what is none; of an absurd one what it has at least."""
    from PIL import Image

    if item.media_type not in _BITMAPS or item.path not in epub.data:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(epub.data[item.path])) as picture:
                return picture.size
    except Image.DecompressionBombError:
        return 2 * (Image.MAX_IMAGE_PIXELS or MOST_PIXELS), 1
    except (OSError, ValueError, SyntaxError):
        return None
