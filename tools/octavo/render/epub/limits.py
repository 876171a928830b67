"""What some readers take less of: pictures without transparent parts, tables of so many cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo.diagnostics import Diagnostic
from octavo.model import nodes
from octavo.model.edition import ReaderProfile
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.model.walk import document_nodes
from octavo.render.findings import DRAWING_WITHOUT_PIXELS, TABLE_BEYOND_READER
from octavo.render.fonts import Face
from octavo.render.images import images_of, rasterised

_SVG, _PNG = "image/svg+xml", "image/png"
_LONG_PX = 2000  # of a drawing's longer side: 300 to the inch on the largest of these readers


def with_opaque_pictures(publication: Publication, faces: Iterable[Face]) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return a publication whose documents show pixels on white. Finding: ``drawing-without-pixels``, at the first use."""
    chosen, pictures = tuple(faces), dict(publication.pictures)
    diagnostics: list[Diagnostic] = []
    for image in {image.src: image for image in reversed([*images_of(publication)])}.values():
        try:
            pictures[image.src] = _opaque(pictures[image.src], chosen)
        except ValueError as error:
            diagnostics.append(DRAWING_WITHOUT_PIXELS.at(image.span, file=image.src, reason=str(error)))
    return replace(publication, pictures=pictures), tuple(diagnostics)


def _opaque(picture: Picture, faces: tuple[Face, ...]) -> Picture:
    if picture.media_type != _SVG:
        data = on_white(picture.data)
        return picture if data is picture.data else replace(picture, media_type=_PNG, data=data)
    scale = _LONG_PX / max(picture.width_px, picture.height_px, 1)
    width_px, height_px = (max(1, round(side * scale)) for side in (picture.width_px, picture.height_px))
    data = on_white(rasterised(picture.data, width_px=width_px, height_px=height_px, faces=faces))
    return replace(picture, media_type=_PNG, data=data, width_px=width_px, height_px=height_px)


def on_white(data: bytes) -> bytes:
    """Return a picture as a PNG on a white ground; the very same bytes when nothing in it is transparent."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        if not picture.has_transparency_data:
            return data
        pixels = picture.convert("RGBA")
        ground = Image.new("RGBA", pixels.size, "white")
        flat = Image.alpha_composite(ground, pixels).convert("RGB")
        file = io.BytesIO()
        flat.save(file, "PNG", icc_profile=picture.info.get("icc_profile"))
    return file.getvalue()


def large_tables(publication: Publication, reader: ReaderProfile) -> Iterator[Diagnostic]:
    """Yield a ``table-beyond-reader`` for each table of more rows or columns than readers take."""
    rows_most, columns_most = reader.table_rows, reader.table_columns
    for document in publication.documents:
        for table in document_nodes(document):
            if not isinstance(table, nodes.Table):
                continue
            rows = [*table.head, *table.rows]
            columns = max((len(row.cells) for row in rows), default=0)
            if 0 < rows_most < len(rows) or 0 < columns_most < columns:
                size = f"{len(rows)} × {columns}"
                yield TABLE_BEYOND_READER.at(table.span, size=size, limit=f"{rows_most or '∞'} × {columns_most or '∞'}")
