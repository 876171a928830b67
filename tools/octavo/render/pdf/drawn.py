"""A division drawn: its pages as objects of a PDF, of no file yet, and nothing of the engine in them.

WeasyPrint draws a document into a file of its own. Here it is stopped before fonts are put in: what it has made by then
is taken out, and ``join`` makes one file of all divisions, with one subset of each font.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

import pydyf
import weasyprint
import weasyprint.pdf
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from octavo.model.pdf_variant import archive_level
from octavo.render.pdf.archive import own_profile
from octavo.render.pdf.engine import Engine, engine_faults, overheard
from octavo.render.pdf.gradients import inks_in_gradients
from octavo.render.pdf.pen import drawn_from_glyphs
from octavo.render.pdf.plates import plates_made
from octavo.render.pdf.shortcuts import shortcuts_taken
from octavo.render.pdf.tags.links import merge_links
from octavo.render.pdf.tags.spaces import restore_spaces
from octavo.render.pdf.tags.writing import Tagged, tag_pages

_HANDLES = frozenset({"hb_font", "hb_face", "file_content", "missing"})


class Painted(pydyf.Stream):  # type: ignore[misc]  # pydyf has no types
    """A stream that paints: of a page, a drawing or the tiles of a pattern. Other streams are pictures and profiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFont:
    """A font as it is used in a division."""

    facts: Mapping[str, Any]
    """What WeasyPrint knows of it."""
    missing: Mapping[int, int]
    """Character → number of a glyph that stands for it, of those that the font lacks."""
    digest: str
    """SHA-256 of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The pages of a division as objects of a PDF. Their references count from the first of them."""

    objects: tuple[Any, ...]
    """pydyf's, each with its number."""
    pages: tuple[Any, ...]
    """The dictionaries of the pages, which are objects too."""
    file: Mapping[str, int]
    """Numbers of the objects that a file has once: ``pages`` and ``fonts``."""
    resources: Any
    """What the pages draw with, an object too."""
    places: Mapping[str, Any]
    """Id → where a link to it leads."""
    elsewhere: frozenset[str]
    """Ids that its links lead to and that are in other divisions."""
    tagged: Tagged | None
    fonts: Mapping[int, DrawnFont]
    """By WeasyPrint's key."""
    messages: tuple[str, ...] = ()
    """What the engine had to say of the drawing."""
    darkest: float = 0.0
    """The most that the inks of one place come to in any of its pictures, in per cent; 0 where no press is asked."""


class _Missing(dict[int, int]):
    """Numbers for characters that a font lacks, which do not depend on the order in which a division comes upon them."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._first = first

    def __setitem__(self, character: int, _glyph: int) -> None:
        super().__setitem__(character, self._first + character % (0xFFFF - self._first))


class _Fonts(dict[int, Any]):
    """The fonts of a document that stay out of its file."""

    def values(self) -> Any:
        return ()

    def __setitem__(self, key: int, font: Any) -> None:
        font.missing = _Missing(font.glyph_count)
        super().__setitem__(key, font)


def draw_pages(engine: Engine, pages: list[Any], name: str, language: str, missing: frozenset[str]) -> Drawn:
    """Return WeasyPrint's pages of one division, drawn; ``missing`` are ids that stand nowhere in the book.

    ``name`` tells apart what is named in the structure of several divisions. Raises EngineFault.
    """
    merge_links(pages)
    restore_spaces(pages)
    return _drawn(engine, pages, name, language, missing)


def draw_margins(engine: Engine, pages: list[Any]) -> Drawn:
    """Return what stands in the margins of WeasyPrint's pages, drawn, and nothing else of them. Raises EngineFault."""
    for page in pages:
        box = page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        box.children = tuple(child for child in box.children if isinstance(child, boxes.MarginBox))
        page.links, page.anchors = [], {}
        page.paint = partial(_paint_children, box)
    return _drawn(engine, pages, "", "", frozenset())


def _paint_children(page_box: Any, stream: Any, scale: float) -> None:
    """Paint what is on a page, and not its own background."""
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        draw_stacking_context(stream, StackingContext.from_page(page_box))


def _drawn(engine: Engine, pages: list[Any], name: str, language: str, missing: frozenset[str]) -> Drawn:
    profiles, intent = own_profile() if archive_level(engine.variant) else ({}, None)
    document = weasyprint.Document(
        pages, DocumentMetadata(lang=language), engine.fetcher, engine.fonts, profiles, intent
    )
    document.fonts = _Fonts()
    document.make_bookmark_tree = lambda *_arguments, **_options: []
    made: list[Drawn] = []
    tagged: list[Tagged] = []

    def tag(pdf: Any, document: Any, *arguments: Any) -> None:
        tagged.append(tag_pages(pdf, document, arguments[-1], name))

    with (
        overheard() as messages,
        shortcuts_taken(),
        drawn_from_glyphs(),
        plates_made(engine.plates) as plates,
        inks_in_gradients(),
        _links_lead(pages, missing) as elsewhere,
        _tagging(tag),
        engine_faults(),
    ):

        def take(document: Any, pdf: Any) -> None:
            engine.font_files.update((_digest(font), font.file_content) for font in dict.values(document.fonts))
            darkest = max((plate.ink for plate in plates), default=0.0)
            structure = tagged[0] if tagged else None
            taken = _taken(pdf, document.fonts, structure, elsewhere)
            made.append(replace(taken, messages=tuple(messages), darkest=darkest))
            pdf.write = lambda *_arguments: None

        document.write_pdf(BytesIO(), finisher=take, pdf_tags=bool(engine.variant), output_intent=intent)
    return made[0]


@contextmanager
def _links_lead(pages: list[Any], missing: frozenset[str]) -> Iterator[frozenset[str]]:
    """Let links lead to ids of other divisions, and yield these: WeasyPrint drops links whose end it does not see."""
    wanted = {link[1] for page in pages for link in page.links if link[0] == "internal"}
    here = set[str]().union(*(page.anchors for page in pages))
    lent = frozenset(wanted - here - missing)
    pages[0].anchors.update(dict.fromkeys(lent, (0, 0, 0, 0)))
    try:
        yield lent
    finally:
        for name in lent:
            del pages[0].anchors[name]


@contextmanager
def _tagging(tag: Callable[..., None]) -> Iterator[None]:
    """Let WeasyPrint leave the tagging of its pages to a function."""
    native = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = tag
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = native


def _taken(pdf: Any, fonts: _Fonts, tagged: Tagged | None, elsewhere: frozenset[str]) -> Drawn:
    """Return what a file of WeasyPrint's holds, without what makes it a file."""
    whole = {0, pdf.pages.number, pdf.catalog.number}
    objects = {thing.number: _plain(thing) for thing in pdf.objects if thing.number not in whole}
    pages = tuple(objects[number_of(reference)] for reference in pdf.page_references)
    resources = objects[number_of(pages[0]["Resources"])]
    named = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    places = {
        key.string: place for key, place in zip(named[::2], named[1::2], strict=True) if key.string not in elsewhere
    }
    if tagged is not None:
        tagged.forms = {key: objects[form.number] for key, form in tagged.forms.items()}
    font_list = number_of(resources["Font"])
    del objects[font_list]
    return Drawn(
        objects=tuple(objects.values()),
        pages=pages,
        file={"pages": pdf.pages.number, "fonts": font_list},
        resources=resources,
        places=places,
        elsewhere=elsewhere,
        tagged=tagged,
        fonts={key: _font(font) for key, font in fonts.items()},
    )


def number_of(reference: bytes) -> int:
    """Return the number in a reference."""
    return int(reference.split(b" ", 1)[0])


def _plain(thing: Any) -> Any:
    """Return an object without what ties it to the engine."""
    if not isinstance(thing, pydyf.Stream):
        return thing
    stream = [
        item.data if isinstance(item, pydyf.Object) and not isinstance(item, dict) else item for item in thing.stream
    ]
    made = (Painted if isinstance(thing, Stream) else pydyf.Stream)(stream, thing.extra, compress=thing.compress)
    made.number = thing.number
    return made


def _font(font: Any) -> DrawnFont:
    facts = {name: value for name, value in vars(font).items() if name not in _HANDLES}
    return DrawnFont(facts=facts, missing=dict(font.missing), digest=_digest(font))


def _digest(font: Any) -> str:
    return hashlib.sha256(font.file_content).hexdigest()
