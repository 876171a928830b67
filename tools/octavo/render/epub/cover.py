"""The cover: a picture in pixels, which stores ask for, on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable

from octavo.diagnostics import Outcome
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.render.epub.layout import COVER_PAGE, Resource
from octavo.render.epub.text import Page
from octavo.render.findings import COVER_NOT_DRAWN
from octavo.render.fonts import Face
from octavo.render.images import SUFFIXES, rasterised
from octavo.render.xhtml import Target, element, language, write_head
from octavo.render.xhtml.elements import EPUB_TYPE

_SVG = "image/svg+xml"
_SHORT_PX, _LONG_PX = 1600, 2560  # what Apple, Kobo and Kindle recommend


def cover_image(publication: Publication, faces: Iterable[Face]) -> Outcome[Resource]:
    """Return the cover as a file; a drawing is turned into a PNG of at least 1600 × 2560 pixels. None without cover.

    Finding: ``cover-not-drawn``.
    """
    cover = publication.metadata.cover
    if cover is None or cover.image not in publication.pictures:
        return Outcome(None)
    picture = publication.pictures[cover.image]
    media_type, data = picture.media_type, picture.data
    if media_type == _SVG:
        try:
            media_type, data = "image/png", _pixels(picture, faces)
        except ValueError as error:
            return Outcome(None, (COVER_NOT_DRAWN.at(cover.span, file=cover.image, reason=str(error)),))
    path = f"cover{SUFFIXES[media_type]}"
    image = Resource(id="cover-image", path=path, media_type=media_type, data=data, properties=("cover-image",))
    return Outcome(image)


def _pixels(picture: Picture, faces: Iterable[Face]) -> bytes:
    scale = max(_SHORT_PX / picture.width_px, _LONG_PX / picture.height_px)
    width_px, height_px = round(picture.width_px * scale), round(picture.height_px * scale)
    return rasterised(picture.data, width_px=width_px, height_px=height_px, faces=faces)


def cover_page(publication: Publication, image: Resource, target: Target) -> Page:
    """Return the page that shows the cover."""
    cover = publication.metadata.cover
    alt = cover.alt if cover else ""
    words = publication.words["cover"]
    shown = element("img", {"src": image.path, "alt": alt or words, "role": "doc-cover"})
    section = element("section", {EPUB_TYPE: "cover", "class": "cover", "aria-label": words}, [shown])
    body = element("body", {"class": "cover"}, [section])
    tree = element("html", language(target.language), [write_head(words, target), body])
    return Page(id="cover", path=COVER_PAGE, tree=tree)
