"""What shines through something else on a page: PDF/X-1a has no means to say so (ISO 15930-4, 6.14)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

from octavo.diagnostics import Diagnostic
from octavo.model.publication import Publication
from octavo.render.pdf.findings import SEE_THROUGH

_USES = re.compile(rb"/(\S+) (gs|Do|scn|SCN|sh)")
_HOLDERS = {b"Do": "XObject", b"scn": "Pattern", b"SCN": "Pattern"}
_IN_DRAWINGS = re.compile(
    rb"""opacity\s*[=:]\s*["']?\s*(?:0?\.\d|0\b|\d?\d%)|<mask\b|mix-blend-mode|rgba\(|hsla\(|#(?:[0-9a-fA-F]{4}|[0-9a-fA-F]{8})\b"""
)


def see_through(pdf: Any, publication: Publication) -> Iterator[Diagnostic]:
    """Yield ``see-through-page`` for each page of a pydyf file on which something is not opaque."""
    objects = {thing.reference: thing for thing in pdf.objects}
    looked = _Look(objects)
    pages = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/Page"]
    suspects = ", ".join(f"“{file}”" for file in _drawings(publication))
    hint = f'take opacity out of {suspects}, or write pdf-variant = "pdf/x-4"' if suspects else ""
    for number, page in enumerate(pages, 1):
        if looked.is_clear(objects[page["Contents"]], objects[page["Resources"]]):
            yield SEE_THROUGH.at(None, hint=hint, page=number, file=publication.edition.file_name)


def _drawings(publication: Publication) -> Iterator[str]:
    """Yield the drawings that ask for something to shine through."""
    for file, picture in sorted(publication.pictures.items()):
        if picture.media_type == "image/svg+xml" and _IN_DRAWINGS.search(picture.data):
            yield file


class _Look:
    """Looks into streams, each once."""

    def __init__(self, objects: Mapping[bytes, Any]) -> None:
        self._objects = objects
        self._known: dict[bytes, bool] = {}

    def is_clear(self, stream: Any, resources: Any) -> bool:
        """Return whether a stream, or a drawing in it, sets something that is not opaque."""
        key = stream.reference
        if key not in self._known:
            self._known[key] = False  # a drawing that draws itself adds nothing
            self._known[key] = any(self._sets(use, resources) for use in _uses(stream))
        return self._known[key]

    def _sets(self, use: tuple[str, bytes], resources: Any) -> bool:
        name, operator = use
        if operator == b"gs":
            return _is_clear(resources["ExtGState"].get(name, {}))
        inner = self._objects.get(resources.get(_HOLDERS.get(operator, ""), {}).get(name))
        if inner is None:
            return False
        if "SMask" in inner.extra:
            return True
        held = inner.extra.get("Resources")
        return held is not None and self.is_clear(inner, self._objects[held])


def _uses(stream: Any) -> Iterator[tuple[str, bytes]]:
    """Yield what a stream draws or sets by name, each once."""
    lines = dict.fromkeys(line for line in stream.stream if isinstance(line, bytes | str))
    for line in lines:
        for found in _USES.finditer(line if isinstance(line, bytes) else line.encode()):
            yield found[1].decode("latin-1"), found[2]


def _is_clear(state: Any) -> bool:
    opaque = all(float(state.get(key, 1)) == 1 for key in ("ca", "CA"))
    return not opaque or isinstance(state.get("SMask"), pydyf.Dictionary) or state.get("BM", "/Normal") != "/Normal"
