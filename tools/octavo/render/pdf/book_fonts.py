"""The fonts of a book: one subset of each, made of the glyphs that all divisions use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from octavo.render.pdf.drawn import DrawnFont

if not hasattr(harfbuzz, "hb_blob_create"):
    ffi.cdef(
        """
        typedef enum { HB_MEMORY_MODE_DUPLICATE, HB_MEMORY_MODE_READONLY } hb_memory_mode_t;
        hb_blob_t * hb_blob_create (const char *data, unsigned int length, hb_memory_mode_t mode, void *u, void *d);
        hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
        """,
        override=True,
    )

FontFiles = Mapping[str, bytes]
"""SHA-256 of a font's file → what is in it."""


class BookFont(Font):  # type: ignore[misc]  # WeasyPrint has no types
    """A font of WeasyPrint's that no text engine is needed for."""

    def __init__(self, drawn: DrawnFont, content: bytes) -> None:
        """Begin with what one division uses of a font."""
        for name, value in drawn.facts.items():
            setattr(self, name, value)
        self.used_in_forms: bool = drawn.facts["used_in_forms"]
        self.widths, self.to_unicode = dict(drawn.facts["widths"]), dict(drawn.facts["to_unicode"])
        self.variations = dict(drawn.facts["variations"])
        self.missing = dict(drawn.missing)
        self.digest = drawn.digest
        self.file_content = content
        self._content = ffi.from_buffer(content)
        blob = harfbuzz.hb_blob_create(
            self._content, len(content), harfbuzz.HB_MEMORY_MODE_READONLY, ffi.NULL, ffi.NULL
        )
        blob = ffi.gc(blob, harfbuzz.hb_blob_destroy)
        self.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, self.index), harfbuzz.hb_face_destroy)

    def take(self, drawn: DrawnFont) -> None:
        """Take in what another division uses of it; of a glyph that both use, what is known stays."""
        self.widths = {**drawn.facts["widths"], **self.widths}
        self.to_unicode = {**drawn.facts["to_unicode"], **self.to_unicode}
        self.missing = {**drawn.missing, **self.missing}
        self.used_in_forms = self.used_in_forms or drawn.facts["used_in_forms"]


def book_fonts(parts: Iterable[Mapping[int, DrawnFont]], files: FontFiles) -> dict[int, BookFont]:
    """Return the fonts of all divisions, by WeasyPrint's key, in the order of their first use."""
    fonts: dict[int, BookFont] = {}
    for part in parts:
        for key, drawn in part.items():
            if key in fonts:
                fonts[key].take(drawn)
            else:
                fonts[key] = BookFont(drawn, files[drawn.digest])
    return fonts
