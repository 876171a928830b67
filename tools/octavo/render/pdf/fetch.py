"""What the layout engine may read: the publication's own pictures, its fonts, its styles, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from octavo.model.sources import Picture

BASE = "https://octavo.invalid/"
"""A host that cannot exist (RFC 2606), under which documents, pictures, fonts and styles have their addresses."""


def picture_url(file: str) -> str:
    """Return the address of a picture, named as in the publication."""
    return f"{BASE}pictures/{quote(file)}"


def style_url(name: str) -> str:
    """Return the address of a file of the styles folders, named relative to them."""
    return f"{BASE}styles/{quote(name)}"


def font_url(path: Path) -> str:
    """Return the address of a font file."""
    return f"{BASE}fonts/{quote(path.name)}"


class BookFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers for addresses under ``BASE`` and for ``data:`` URLs; refuses every other."""

    def __init__(
        self,
        pictures: Mapping[str, Picture],
        fonts: Mapping[str, Path],
        styles: tuple[Path, ...],
        repaint: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """Serve pictures from memory, fonts by file name, styles from the folders in their order.

        Raster pictures come in the colours that ``repaint`` gives them, wherever they are from.
        """
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._pictures = pictures
        self._fonts = fonts
        self._styles = styles
        self._repaint = repaint

    def fetch(self, url: str, headers: object = None) -> object:
        """Return a response. Raises ValueError for what is not the book's."""
        if url.startswith("data:"):
            response = super().fetch(url, headers)
            if self._repaint is None:
                return response
            body, media_type = response.read(), response.content_type
        else:
            body, media_type = self._found(url)
        if self._repaint is not None and not url.startswith(f"{BASE}fonts/"):
            body = self._repaint(body)
        return URLFetcherResponse(url, body, {"Content-Type": media_type})

    def _found(self, url: str) -> tuple[bytes, str]:
        if url.startswith(BASE):
            folder, _, name = unquote(urlsplit(url).path).lstrip("/").partition("/")
            if folder == "pictures" and name in self._pictures:
                picture = self._pictures[name]
                return picture.data, picture.media_type
            if folder == "fonts" and name in self._fonts:
                return self._fonts[name].read_bytes(), "application/octet-stream"
            if folder == "styles" and (path := self._style(name)) is not None:
                return path.read_bytes(), ""
        raise ValueError(f"{url.removeprefix(BASE)} is not part of the book")

    def _style(self, name: str) -> Path | None:
        for folder in self._styles:
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                return path
        return None
