"""Where everything lies inside the EPUB, and how one file refers to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.model.page_map import PageMap
from octavo.model.publication import ContentDocument, Publication
from octavo.render.images import file_names, images_of

NAV = "nav.xhtml"
NCX = "toc.ncx"
COVER_PAGE = "cover.xhtml"

XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of the package, relative to the package document's folder."""

    id: str
    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    """As the manifest gives them: ``nav``, ``cover-image``, ``mathml``, ``svg``."""
    spine: bool = False
    """Whether it is read in its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paths of a publication's files."""

    publication: Publication
    pictures: Mapping[str, str]
    """Picture, as documents name it → path in the package."""
    contents: ContentDocument | None
    """The page of contents, which the navigation document takes the place of: one list, not two."""
    page_map: PageMap | None = None
    """Of the edition whose folios it lists; None for an EPUB without a page list."""

    def folio(self, identifier: str) -> str:
        """Return the folio that an id has in the edition with pages; empty for none."""
        return self.page_map.folio_of(identifier) if self.page_map is not None else ""

    def last_folio(self, identifier: str) -> str:
        """Return the folio of the page that an id ends on in the edition with pages; empty for none."""
        return self.page_map.last_folio_of(identifier) if self.page_map is not None else ""

    def document_path(self, name: str) -> str:
        """Return the path of a content document."""
        return NAV if self.contents is not None and name == self.contents.name else f"text/{name}.xhtml"

    def place(self, identifier: str) -> str:
        """Return the path and fragment of an id; a document's own id needs no fragment."""
        name = self.publication.homes.get(identifier, identifier)
        path = self.document_path(name)
        starts = any(d.name == name and d.id == identifier for d in self.publication.documents)
        return path if starts else f"{path}#{identifier}"

    def link(self, source: str, identifier: str) -> str:
        """Return what a link in the file ``source`` says to lead to an id."""
        place = self.place(identifier)
        path, hash_sign, fragment = place.partition("#")
        if path == source:
            return f"#{fragment or identifier}"
        return relative(source, path) + hash_sign + fragment


def lay_out(publication: Publication, page_map: PageMap | None = None) -> Layout:
    """Return the paths of a publication: documents in ``text/``, the pictures that they show in ``images/``."""
    names = file_names(publication, (image.src for image in images_of(publication)))
    contents = next((d for d in publication.documents if d.role == "contents"), None)
    return Layout(
        publication=publication,
        pictures={file: f"images/{name}" for file, name in names.items()},
        contents=contents,
        page_map=page_map,
    )


def relative(source: str, path: str) -> str:
    """Return a path as seen from the folder of a file."""
    return posixpath.relpath(path, posixpath.dirname(source) or ".")
