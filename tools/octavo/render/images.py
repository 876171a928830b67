"""Pictures: which ones documents show, what they are called inside the file, and a drawing as pixels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from octavo.model import nodes
from octavo.model.publication import Publication
from octavo.model.slugs import digest, slug
from octavo.model.walk import document_nodes
from octavo.render.fonts import Face

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}
"""Media types that EPUB 3.3 reading systems must show, with the suffix of our file names."""

_USUAL = "images"
_OTHER_SCRIPT = re.compile("[^\u0000-\u052f\u1e00-\u22ff]")  # beyond Latin, Greek, Cyrillic, punctuation, signs


def images_of(publication: Publication) -> Iterator[nodes.Image]:
    """Yield every use of a picture, in reading order."""
    for document in publication.documents:
        for node in document_nodes(document):
            if isinstance(node, nodes.Image):
                yield node


def file_names(publication: Publication, files: Iterable[str]) -> Mapping[str, str]:
    """Return a plain ASCII file name for each picture, made from its path, so that it stays whatever others are there.

    The folder ``images`` goes without saying; two paths that give one name are told apart by a digest.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for file in sorted(set(files)):
        path = PurePosixPath(file)
        suffix = SUFFIXES.get(publication.pictures[file].media_type, path.suffix.lower())
        stem = (
            slug("-".join((*(part for part in path.parent.parts if part != _USUAL), path.stem)))
            or f"picture-{digest(file)}"
        )
        name = f"{stem}-{digest(file)}{suffix}" if f"{stem}{suffix}" in taken else f"{stem}{suffix}"
        names[file] = name
        taken.add(name)
    return names


def rasterised(svg: bytes, *, width_px: int, height_px: int, faces: Iterable[Face]) -> bytes:
    """Return a drawing as PNG of the given size. Raises ValueError when it is not SVG.

    Text is set in our own fonts, a family that we lack in the nearest of them; the machine's fonts are asked only for
    scripts that ours do not have, so that elsewhere the same drawing gives the same picture.
    """
    import resvg_py

    text = svg.decode()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=text,
            width=width_px,
            height=height_px,
            font_files=[str(face.path) for face in faces],
            font_family="Source Serif Pro",
            serif_family="Source Serif Pro",
            sans_serif_family="Source Sans Pro",
            monospace_family="DejaVu Sans Mono",
            skip_system_fonts=_OTHER_SCRIPT.search(text) is None,
        )
    )
