"""The cover: a picture in pixels, which stores ask for, on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from octavo.diagnostics import Outcome
from octavo.diagnostics.span import file_span
from octavo.model.config import Cover
from octavo.model.edition import PictureLimits
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.render.epub.cover_drawing import alternative, drawn
from octavo.render.epub.layout import COVER_PAGE, Resource
from octavo.render.epub.pictures import prepared
from octavo.render.epub.text import Page
from octavo.render.findings import COVER_NOT_DRAWN, COVER_SMALL
from octavo.render.fonts import Face
from octavo.render.images import SUFFIXES, rasterised
from octavo.render.styles import theme_file
from octavo.render.xhtml import Target, element, language, write_head
from octavo.render.xhtml.elements import EPUB_TYPE

_SVG = "image/svg+xml"
_SHORT_PX, _LONG_PX = 1600, 2560  # what Apple, Kobo and Kindle recommend
_LEAST_PX = 1400  # of the shorter side: what Apple takes
_DRAWING = "cover.svg"


def cover_image(publication: Publication, properties: Mapping[str, str], faces: Iterable[Face]) -> Outcome[Resource]:
    """Return the cover as a file: the book's own, else one that the theme draws of title and names.

    A drawing is turned into a PNG of at least 1600 × 2560 pixels. ``properties`` are the custom properties of the cascade.
    No value for a book that wants no cover. Findings: ``cover-not-drawn``, ``cover-small``.
    """
    metadata = publication.metadata
    if metadata.cover is not None:
        own = publication.pictures.get(metadata.cover.image)
        return Outcome(None) if own is None else _own(own, metadata.cover, publication.edition.pictures, faces)
    template = theme_file(publication, _DRAWING) if metadata.cover_made else None
    if template is None:
        return Outcome(None)
    try:
        drawing = drawn(template.read_bytes(), metadata, properties, faces)
        data = rasterised(drawing, width_px=_SHORT_PX, height_px=_LONG_PX, faces=faces)
    except ValueError as error:
        place = f"styles/themes/{template.parent.name}/{_DRAWING}"
        return Outcome(None, (COVER_NOT_DRAWN.at(file_span(place), file=place, reason=str(error)),))
    return Outcome(_file("image/png", data))


def _own(picture: Picture, cover: Cover, limits: PictureLimits, faces: Iterable[Face]) -> Outcome[Resource]:
    if picture.media_type != _SVG:
        made = prepared(picture, limits)
        small = min(made.width_px, made.height_px) < _LEAST_PX
        size = f"{made.width_px:.0f} × {made.height_px:.0f}"
        found = (COVER_SMALL.at(cover.span, file=cover.image, size=size),) if small else ()
        return Outcome(_file(made.media_type, made.data), found)
    try:
        return Outcome(_file("image/png", _pixels(picture, faces)))
    except ValueError as error:
        return Outcome(None, (COVER_NOT_DRAWN.at(cover.span, file=cover.image, reason=str(error)),))


def _file(media_type: str, data: bytes) -> Resource:
    path = f"cover{SUFFIXES[media_type]}"
    return Resource(id="cover-image", path=path, media_type=media_type, data=data, properties=("cover-image",))


def _pixels(picture: Picture, faces: Iterable[Face]) -> bytes:
    scale = max(_SHORT_PX / picture.width_px, _LONG_PX / picture.height_px)
    width_px, height_px = round(picture.width_px * scale), round(picture.height_px * scale)
    return rasterised(picture.data, width_px=width_px, height_px=height_px, faces=faces)


def cover_page(publication: Publication, image: Resource, target: Target) -> Page:
    """Return the page that shows the cover."""
    cover = publication.metadata.cover
    alt = cover.alt if cover else alternative(publication.metadata)
    words = publication.words["cover"]
    shown = element("img", {"src": image.path, "alt": alt or words, "role": "doc-cover"})
    section = element("section", {EPUB_TYPE: "cover", "class": "cover", "aria-label": words}, [shown])
    body = element("body", {"class": "cover"}, [section])
    tree = element("html", language(target.language), [write_head(words, target), body])
    return Page(id="cover", path=COVER_PAGE, tree=tree)
