"""WeasyPrint, set up once for a publication: fonts, stylesheets, what it may read, what it has to say."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from traceback import walk_tb
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2  # type: ignore[import-untyped]
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration

from octavo.diagnostics import Diagnostic, Outcome, Span
from octavo.diagnostics.span import file_span
from octavo.model.edition import Inks
from octavo.model.pdf_variant import archive_level
from octavo.model.press import press_standard
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.render.fonts import Face, available_faces, font_faces
from octavo.render.pdf.archive import engine_variant
from octavo.render.pdf.drawings import with_own_fonts
from octavo.render.pdf.fetch import BASE, BookFetcher, font_url, style_url
from octavo.render.pdf.findings import IGNORED_CSS, LAYOUT_FAILED
from octavo.render.pdf.margins import stand_apart
from octavo.render.pdf.plates import Plates, plates_for
from octavo.render.pdf.repaint import greyed, upright, without_inks
from octavo.render.pdf.scripts import Scripts, scripts_of
from octavo.render.properties import hanging_of, opening_of
from octavo.render.styles import Stylesheet, cascade, printed_inks
from octavo.render.unset_properties import unset_properties
from octavo.render.xhtml import Opening

_PLACE = re.compile(r" at (\d+):(\d+)")
_QUOTE = re.compile(r"`\s*([^`]*?)\s*`")


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Collect what WeasyPrint and fontTools log, in order, and keep it from the terminal."""
    messages: list[str] = []
    handler = _Collector(messages)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.disabled, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.disabled = False  # whatever the program that calls us does with its logs: a page may depend on it
        logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        for logger, (disabled, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.disabled = disabled
            logger.setLevel(level)


class EngineFault(Exception):  # noqa: N818 - names what it is
    """WeasyPrint broke down; the text says how."""


@contextmanager
def engine_faults() -> Iterator[None]:
    """Turn an exception that arises in the engine's own code into an EngineFault; ours stay what they are: bugs."""
    try:
        yield
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        NotImplementedError,
        RecursionError,
        TypeError,
        ValueError,
    ) as fault:
        innermost = list(walk_tb(fault.__traceback__))[-1][0]
        if str(innermost.f_globals["__name__"]).startswith("octavo."):
            raise
        raise EngineFault(f"{type(fault).__name__}: {fault}".removesuffix(": ")) from fault


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self._messages:
            self._messages.append(message)


class _Pictures(dict[str, Any]):
    """Decoded pictures, by address. A drawing is not kept: WeasyPrint draws what repeats in it twice the second time."""

    def __setitem__(self, address: str, picture: Any) -> None:
        if not isinstance(picture, SVGImage):
            super().__setitem__(address, picture)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tree on its pages, and the computed styles of its elements."""

    document: Any
    style_for: Any

    def hidden(self, element: Element) -> bool:
        """Return whether a stylesheet takes an element off the page."""
        style = self.style_for(element)
        return style is not None and style["display"] == ("none",)


@dataclass(frozen=True, slots=True)
class Engine:
    """Lays out trees of HTML. One a publication: all its documents share fonts and pictures."""

    fetcher: BookFetcher
    fonts: Any
    sheets: tuple[Any, ...]
    faces: tuple[Face, ...]
    """Those that the stylesheets name."""
    named: str
    """The text of all stylesheets and drawings, in which a family must stand to be used on purpose."""
    variant: str
    """``pdf_variant`` of the edition."""
    opening: Opening
    """How the theme has the first words of chapters set."""
    hanging: bool
    """Whether the theme has signs hang into the margin."""
    scripts: Scripts
    """Characters that the typefaces have superscripts and subscripts for."""
    plates: Plates | None
    """Pictures and colours for a press; None for a screen."""
    margins_apart: bool
    """Whether what stands in margins depends on nothing of the text."""
    font_files: dict[str, bytes] = field(default_factory=dict)
    """SHA-256 of a font's file → what is in it, of the fonts that were drawn with."""
    pictures: dict[str, Any] = field(default_factory=_Pictures)
    """Decoded pictures, by address."""

    def lay_out(self, tree: Element, page_rules: str) -> Sheet:
        """Return the pages of a tree; ``page_rules`` end the cascade."""
        html = weasyprint.HTML.__new__(weasyprint.HTML)
        html.base_url, html.url_fetcher, html.media_type = BASE, self.fetcher, "print"
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        html.etree_element = tree
        rules = _compiled(page_rules, "pages.css", self.fetcher, self.fonts)
        options = {
            **weasyprint.DEFAULT_OPTIONS,
            "stylesheets": [*self.sheets, rules],
            "cache": self.pictures,
            "pdf_variant": engine_variant(self.variant),
        }
        return _rendered(html, self.fonts, options)


def _rendered(html: Any, fonts: Any, options: dict[str, Any]) -> Sheet:
    """Do what ``HTML.render`` does, and keep the context of the layout, in which computed styles are."""
    contexts = []

    class Watched(weasyprint.Document):  # type: ignore[misc]  # WeasyPrint has no types
        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            contexts.append(super()._build_layout_context(*arguments))
            return contexts[-1]

    with engine_faults():
        document = Watched._render(html, fonts, CounterStyle(), {}, options)  # noqa: SLF001 (as said)
    return Sheet(document, contexts[-1].style_for)


def start_engine(publication: Publication) -> Outcome[Engine]:
    """Return the engine of a publication; None when it breaks down over a stylesheet or a profile, or might.

    Findings: ``ignored-css``, ``layout-failed``, ``opening-option``, ``unset-property``, ``unusable-profile``, and
    those of fonts and styles.
    """
    styles, found = cascade(publication), available_faces(publication.styles)
    sheets = styles.value or ()
    unset = tuple(unset_properties(sheets, publication.edition.theme))
    opening, hanging = opening_of(sheets), hanging_of(sheets)
    pictures = with_own_fonts(publication.pictures)
    named = "\n".join((*(sheet.text for sheet in sheets), *_drawn(pictures)))
    faces = tuple(face for face in found.value or () if names_family(named, face.family))
    files = {face.path.name: face.path for face in faces}
    fetcher = BookFetcher(pictures, files, publication.styles, _repaint(publication))
    fonts = FontConfiguration()
    _compiled(font_faces(faces, lambda face: font_url(face.path)), "fonts.css", fetcher, fonts)
    compiled = [_with_remarks(sheet, fetcher, fonts) for sheet in sheets]
    refused = not all(rules for rules, _ in compiled)
    plates, of_profile = plates_for(publication)
    rules = tuple(made for made, _ in compiled)
    variant = _variant(publication)
    scripts = scripts_of(sheets, faces)
    engine = Engine(
        fetcher=fetcher,
        fonts=fonts,
        sheets=rules,
        faces=faces,
        named=named,
        variant=variant,
        opening=opening.value or Opening(),
        hanging=hanging.value or False,
        scripts=scripts,
        plates=plates,
        margins_apart=stand_apart(sheets),
    )
    remarks = tuple(remark for _, found_in_sheet in compiled for remark in found_in_sheet)
    diagnostics = (
        *styles.diagnostics,
        *found.diagnostics,
        *opening.diagnostics,
        *hanging.diagnostics,
        *remarks,
        *unset,
        *of_profile,
    )
    return Outcome(None if unset or refused or of_profile else engine, diagnostics)


def _repaint(publication: Publication) -> Callable[[bytes], bytes] | None:
    """Return what is to be done to raster pictures; None for nothing."""
    inks = printed_inks(publication.edition)
    if inks is not None:
        return greyed if inks is Inks.BLACK else upright
    page = publication.edition.page
    return without_inks if page is not None and archive_level(page.pdf_variant) else None


def _variant(publication: Publication) -> str:
    """Return the standard that WeasyPrint is to keep; those of presses are ours."""
    page = publication.edition.page
    return "" if page is None or press_standard(page.pdf_variant) else page.pdf_variant


def _with_remarks(sheet: Stylesheet, fetcher: BookFetcher, fonts: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return a stylesheet as the engine has it, None when the engine breaks down over it, and what there is to say."""
    try:
        with overheard() as messages, engine_faults():
            rules = _compiled(sheet.text, sheet.name, fetcher, fonts)
    except EngineFault as fault:
        return None, (LAYOUT_FAILED.at(file_span(f"styles/{sheet.name}"), document=sheet.name, reason=fault),)
    return rules, tuple(ignored_css(sheet, message) for message in messages)


def names_family(styles: str, family: str) -> bool:
    """Return whether stylesheets name a font family: “DejaVu Sans” does not stand in “DejaVu Sans Mono”."""
    return re.search(rf"(?<![\w-]){re.escape(family)}(?!\s*[\w-])", styles) is not None


def _drawn(pictures: Mapping[str, Picture]) -> tuple[str, ...]:
    """Return the source of all drawings, whose words are set in fonts too."""
    drawings = (picture for picture in pictures.values() if picture.media_type == "image/svg+xml")
    return tuple(drawing.data.decode("utf-8", "replace") for drawing in drawings)


def ignored_css(sheet: Stylesheet, message: str) -> Diagnostic:
    """Return what WeasyPrint says of a stylesheet as a diagnostic, at its line when it is the book's own."""
    place = _PLACE.search(message)
    reason = _QUOTE.sub(r"`\1`", _PLACE.sub("", message))
    span = None
    if sheet.own and place is not None:
        line, column = int(place[1]), int(place[2])
        span = Span(f"styles/{sheet.name}", line, column, line, column + 1)
    return IGNORED_CSS.at(span, name=sheet.name, reason=reason)


def _compiled(text: str, name: str, fetcher: BookFetcher, fonts: Any) -> Any:
    return weasyprint.CSS(string=text, base_url=style_url(name), url_fetcher=fetcher, font_config=fonts)
