"""Drawn divisions put into one file: references are counted anew, and what several have alike is in it once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pydyf

from octavo.render.pdf.drawn import Drawn, Painted

_REFERENCE = re.compile(rb"\d+ 0 R")
_USE = re.compile(rb"/([a-z]+)(\d+) (gs|Do|scn|SCN|sh)")
_NAME = re.compile(r"([a-z]+)(\d+)")
_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")
_FURTHER = 100_000
"""What is drawn in margins is named by numbers from here on."""


def add_drawings(pdf: Any, drawings: Iterable[tuple[Drawn, Drawn | None]], fonts: bytes) -> dict[str, Any]:
    """Add the pages of drawn divisions to a pydyf file, each with what stands in its margins if that was drawn apart.

    Return where links lead: id → place, the first of its name. ``fonts`` is the reference of the file's fonts. The
    drawings become part of the file: nobody can use them again.
    """
    joiner = _Joiner(pdf, fonts)
    places: dict[str, Any] = {}
    for drawn, margins in drawings:
        joiner.add(drawn, drawn.objects if margins is None else _with_margins(drawn, margins))
        for name, place in drawn.places.items():
            places.setdefault(name, place)
    return places


@dataclass(slots=True)
class _Joiner:
    """Adds drawings to a file, one after the other."""

    pdf: Any
    fonts: bytes
    shared: dict[bytes, bytes] = field(default_factory=dict)
    """Digest of a picture or profile → its reference in the file."""

    def add(self, drawn: Drawn, objects: tuple[Any, ...]) -> None:
        references = {
            _reference(drawn.file["pages"]): self.pdf.pages.reference,
            _reference(drawn.file["fonts"]): self.fonts,
        }
        own = [thing for thing in objects if not self._share(thing, references)]
        masked = [thing for thing in own if not self._share(thing, references)]
        for thing in masked:
            before = thing.reference
            self.pdf.add_object(thing)
            references[before] = thing.reference
        for thing in (*masked, *drawn.places.values()):
            _refer_anew(thing, references)
        for page in drawn.pages:
            if "StructParents" in page:
                page["StructParents"] = self.pdf.pages["Count"]
            self.pdf.pages["Kids"].extend((page.number, 0, "R"))
            self.pdf.pages["Count"] += 1

    def _share(self, thing: Any, references: dict[bytes, bytes]) -> bool:
        """Return whether an object is a picture, mask or profile, which refers to nothing but others of these.

        It is then added to the file, unless one like it is there.
        """
        if not isinstance(thing, pydyf.Stream) or isinstance(thing, Painted):
            return False
        if any(reference not in references for reference in _references(thing.extra)):
            return False
        before = thing.reference
        _refer_anew(thing, references)
        key = sha256(thing.data).digest()
        if key not in self.shared:
            self.pdf.add_object(thing)
            self.shared[key] = thing.reference
        references[before] = self.shared[key]
        return True


def _with_margins(drawn: Drawn, margins: Drawn) -> tuple[Any, ...]:
    """Return the objects of a drawn division once what stands in its margins is drawn on its pages."""
    further = 1 + max(thing.number for thing in drawn.objects)
    references = {thing.reference: _reference(thing.number + further) for thing in margins.objects}
    references |= {_reference(margins.file[name]): _reference(number) for name, number in drawn.file.items()}
    for thing in margins.objects:
        _refer_anew(thing, references)
        thing.number += further
    numbered = {thing.reference: thing for thing in (*drawn.objects, *margins.objects)}
    left_out = {id(margins.resources)}
    for page, beside in zip(drawn.pages, margins.pages, strict=True):
        stream, added = numbered[page["Contents"]], numbered[beside["Contents"]]
        turned, *rest = added.stream
        if turned != stream.stream[0]:
            raise RuntimeError("a page and its margins are drawn to different scales")
        stream.stream.extend(map(_further_use, rest))
        left_out |= {id(beside), id(added)}
    for kind in _KINDS:
        drawn.resources[kind].update((_further_name(name), held) for name, held in margins.resources[kind].items())
    return (*drawn.objects, *(thing for thing in margins.objects if id(thing) not in left_out))


def _further_use(item: Any) -> Any:
    found = _USE.fullmatch(item) if isinstance(item, bytes) else None
    return item if found is None else b"/%s%d %s" % (found[1], int(found[2]) + _FURTHER, found[3])


def _further_name(name: str) -> str:
    found = _NAME.fullmatch(name)
    return name if found is None else f"{found[1]}{int(found[2]) + _FURTHER}"


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _references(value: Any) -> Iterable[bytes]:
    """Yield the references in a dictionary or array."""
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, bytes) and _REFERENCE.fullmatch(inner):
            yield inner
        elif isinstance(inner, dict | list):
            yield from _references(inner)


def _refer_anew(thing: Any, references: Mapping[bytes, bytes]) -> None:
    """Change the references in an object, in place."""
    if isinstance(thing, pydyf.Stream):
        _refer_anew(thing.extra, references)
    elif isinstance(thing, dict | list):
        for key, inner in list(thing.items() if isinstance(thing, dict) else enumerate(thing)):
            if isinstance(inner, bytes) and _REFERENCE.fullmatch(inner):
                thing[key] = references[inner]
            elif isinstance(inner, dict | list):
                _refer_anew(inner, references)
