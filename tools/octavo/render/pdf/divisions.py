"""One division laid out: a pure function of its tree, the stylesheets, the fonts, its first page and the folios it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from octavo.diagnostics import Diagnostic
from octavo.model.edition import NotePlace
from octavo.model.publication import ContentDocument, Publication
from octavo.render.math import Formulas
from octavo.render.pdf.continued import settle_heads
from octavo.render.pdf.drawn import Drawn, draw_margins, draw_pages
from octavo.render.pdf.engine import Engine, EngineFault, Sheet, overheard
from octavo.render.pdf.fetch import picture_url
from octavo.render.pdf.findings import LAYOUT_FAILED, TEXT_LOST
from octavo.render.pdf.folios import Folios, references_of
from octavo.render.pdf.footnotes import long_footnotes
from octavo.render.pdf.formulas import shrunk_formulas
from octavo.render.pdf.grid import on_grid
from octavo.render.pdf.heads import Heads, cut_heads, long_heads
from octavo.render.pdf.heard import layout_diagnostics
from octavo.render.pdf.intact import text_lost
from octavo.render.pdf.laid_notes import notes_laid_once
from octavo.render.pdf.line_numbers import number_lines
from octavo.render.pdf.margins import empty_pages, without_margins
from octavo.render.pdf.meter import DivisionMarks, measure_division
from octavo.render.pdf.note_heads import note_heads
from octavo.render.pdf.overrunning import overrunning_blocks
from octavo.render.pdf.page_rules import page_rules
from octavo.render.pdf.page_starts import first_words
from octavo.render.pdf.paragraphs import set_as_wholes
from octavo.render.pdf.pictures import coarse_pictures
from octavo.render.pdf.pieces import Piece, PiecePage
from octavo.render.pdf.plan import Division
from octavo.render.pdf.repairs import repaired
from octavo.render.pdf.scripts import mark_scaled
from octavo.render.pdf.shortcuts import shortcuts_taken
from octavo.render.pdf.spilled import spilled_blocks
from octavo.render.pdf.table_heads import headless_tables
from octavo.render.pdf.tree import division_tree
from octavo.render.styles import medium_of
from octavo.render.xhtml import Target

_OTHER_NOTE_RULES = tuple(f"\naside.note {{ footnote-policy: {policy} }}" for policy in ("auto", "block"))
"""WeasyPrint loses a note in rare cases, and not in the same ones under each policy."""


LEFT, RIGHT = 2, 1
"""Numbers of a page that stand for all of its side."""


class LayoutFailed(Exception):  # noqa: N818 - names what it is
    """The engine could not lay out a division."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the diagnostic that says which."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[LayoutFailed], tuple[Diagnostic]]:
        """Let it be sent from a worker."""
        return type(self), (self.diagnostic,)


@dataclass(frozen=True, slots=True)
class Laid:
    """A division on its pages."""

    number: int
    """The number of its first page."""
    folios: tuple[str, ...]
    """What its page references said when it was laid out."""
    document: Any
    """WeasyPrint's."""
    diagnostics: tuple[Diagnostic, ...]
    unplanned: int
    """Paragraphs over which planning broke down, and whose lines the engine broke."""
    rules: str
    """Rules for its pages that were found out by laying it out: the heads over endnotes."""
    margins: bool = True
    """Whether its pages have what stands in margins."""

    @property
    def pages(self) -> list[Any]:
        """WeasyPrint's pages."""
        return list(self.document.pages)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Lays out the divisions of one publication."""

    publication: Publication
    engine: Engine
    formulas: Formulas
    heads: dict[str, Heads] = field(default_factory=dict)
    """Running heads that do not fit, for each division, by its name: found out once."""

    def piece(
        self, division: Division, number: int, folios: Folios, missing: frozenset[str] = frozenset(), *, draw: bool
    ) -> Piece:
        """Return a division laid out, and drawn if asked for; links to ``missing`` ids, which stand nowhere, are dropped.

        What stands in its margins, which is all that depends on more of ``number`` than the side of the first page, is
        left to ``margins`` where it can be.
        """
        if self.engine.margins_apart:
            laid = self.lay_out(division, LEFT if number % 2 == 0 else RIGHT, folios, margins=False)
            if all(map(_is_plain, laid.pages)):
                return self._piece(division, laid, number, missing, draw=draw)
        return self._piece(division, self.lay_out(division, number, folios), number, missing, draw=draw)

    def _piece(self, division: Division, laid: Laid, number: int, missing: frozenset[str], *, draw: bool) -> Piece:
        page = self.publication.edition.page
        marks = measure_division(laid.pages, page, first_is_left=number % 2 == 0)
        blocks, words = first_words(laid.pages)
        pages = tuple(map(_piece_page, laid.pages))
        return Piece(
            folios=laid.folios,
            pages=pages,
            diagnostics=laid.diagnostics,
            unplanned=laid.unplanned,
            blocks=blocks,
            words=words,
            marks=marks,
            heads=self._cut_heads(division),
            rules=laid.rules,
            margins_apart=not laid.margins,
            drawn=self._drawn(division, laid, missing) if draw else None,
        )

    def _drawn(self, division: Division, laid: Laid, missing: frozenset[str]) -> Drawn:
        number_lines(self.publication, self.engine, laid.pages)
        language = self.publication.metadata.language
        with _blamed(division):
            return draw_pages(self.engine, laid.pages, division.document.name, language, missing)

    def margins(self, division: Division, number: int, names: Sequence[str], heads: Heads, more: str) -> Drawn:
        """Return what stands in the margins of a division whose first page is ``number``: set on pages without a text.

        ``names`` are what stylesheets call its pages, ``more`` the rules that laying it out has brought.
        """
        rules = page_rules(self.publication, division, number, heads) + f"\n{more}"
        tree = empty_pages(self.publication, names)
        with overheard(), repaired(), shortcuts_taken(), _blamed(division):
            sheet = self.engine.lay_out(tree, rules)
            return draw_margins(self.engine, sheet.document.pages)

    def lay_out(self, division: Division, number: int, folios: Folios, *, margins: bool = True) -> Laid:
        """Return a division whose first page is ``number``, with the folios known so far put in.

        A layout that loses text is tried again with other rules for notes that do not fit their page.
        """
        self._cut_heads(division)  # they are measured in margins
        with nullcontext() if margins else without_margins():
            laid = self._best(division, number, folios)
        return replace(laid, margins=margins)

    def _best(self, division: Division, number: int, folios: Folios) -> Laid:
        first = laid = self._lay_out(division, number, folios, "")
        for rules in _OTHER_NOTE_RULES:
            if not any(diagnostic.finding is TEXT_LOST for diagnostic in laid.diagnostics):
                return laid
            laid = self._lay_out(division, number, folios, rules)
        return first if any(diagnostic.finding is TEXT_LOST for diagnostic in laid.diagnostics) else laid

    def _lay_out(self, division: Division, number: int, folios: Folios, more: str) -> Laid:
        document = division.document
        cut = self._cut_heads(division)
        rules = page_rules(self.publication, division, number, cut) + more
        tree = division_tree(document, self._target(folios))
        mark_scaled(tree, self.engine.scripts)
        page = self.publication.edition.page
        with (
            overheard() as messages,
            repaired(),
            shortcuts_taken(),
            notes_laid_once(),
            on_grid(page),
            set_as_wholes(self.publication, hanging=self.engine.hanging) as compositor,
            _blamed(division),
        ):
            sheet = self._sheet(document, tree, rules, folios)
            if heads := note_heads(self.publication, document, sheet.document.pages, folios):
                sheet = self.engine.lay_out(tree, f"{rules}\n{heads}")
        spilled = tuple(spilled_blocks(document, tree, sheet.document.pages))
        lost = (
            () if spilled else text_lost(document, tree, sheet.document.pages, sheet.hidden)
        )  # what runs off is lost too
        found = (
            *layout_diagnostics(document, messages),
            *long_heads(self.publication, division, cut),
            *lost,
            *long_footnotes(document, sheet.document.pages),
            *spilled,
            *headless_tables(document, tree, sheet.document.pages),
            *overrunning_blocks(document, tree, sheet.document.pages),
            *shrunk_formulas(document, sheet.document.pages),
            *self._coarse(document, tree, sheet.document.pages),
        )
        return Laid(number, folios.said(references_of(document)), sheet.document, found, len(compositor.faults), heads)

    def _cut_heads(self, division: Division) -> Heads:
        name = division.document.name
        if name not in self.heads:
            with overheard(), shortcuts_taken():
                self.heads[name] = cut_heads(self.engine, self.publication, division)
        return self.heads[name]

    def _coarse(self, document: ContentDocument, tree: Element, pages: list[Any]) -> Iterator[Diagnostic]:
        """Yield the pictures that are too coarse for a press; on a screen none is."""
        edition = self.publication.edition
        if edition.page is not None and medium_of(edition) == "print":
            yield from coarse_pictures(document, tree, pages, edition.page.press)

    def _sheet(self, document: ContentDocument, tree: Element, rules: str, folios: Folios) -> Sheet:
        """Return a tree on its pages; that of an index gets the heads that are said again, once its pages are known."""
        lay_out = partial(self.engine.lay_out, tree, rules)
        if document.role == "index" and all(folios.said(references_of(document))):
            return settle_heads(tree, self.publication.words["index-continued"], lay_out)
        return lay_out()

    def blank(self, number: int) -> Piece:
        """Return an empty page."""
        tree = Element("html", {"lang": self.publication.metadata.language})
        tree.extend((Element("head"), Element("body")))
        pages = self.engine.lay_out(tree, page_rules(self.publication, None, number)).document.pages[:1]
        marks = DivisionMarks(marks=(), lines=0, justified=0, spreads=0, calls=({},), feet=(frozenset(),))
        drawn = draw_pages(self.engine, pages, f"blank-{number}", self.publication.metadata.language, frozenset())
        return Piece(
            folios=(), pages=tuple(map(_piece_page, pages)), diagnostics=(), unplanned=0, blocks=(), words=(),
            marks=marks, heads={}, rules="", margins_apart=False, drawn=drawn,
        )  # fmt: skip

    def _target(self, folios: Folios) -> Target:
        return Target(
            epub=False,
            notes_inline=self.publication.edition.notes is NotePlace.FOOTNOTES,
            href=lambda target: f"#{target}",
            picture=picture_url,
            folio=folios.first_of,
            last_folio=folios.last_of,
            math=self.formulas,
            words=self.publication.words,
            language=self.publication.metadata.language,
            opening=self.engine.opening,
            sources=True,
        )


def _is_plain(page: Any) -> bool:
    """Return whether an empty page can be of the same kind as a page."""
    kind = page._page_box.page_type  # noqa: SLF001 (a page's boxes have no public name)
    return not kind.blank and not kind.groups


def _piece_page(page: Any) -> PiecePage:
    anchors = {name: (left, top) for name, (left, top, *_) in page.anchors.items()}
    return PiecePage(height=page.height, anchors=anchors, name=page._page_box.page_type.name or "")  # noqa: SLF001 (as above)


@contextmanager
def _blamed(division: Division) -> Iterator[None]:
    """Tell of a fault of the engine as one that a division brings out."""
    try:
        yield
    except EngineFault as fault:
        document = division.document
        failure = LAYOUT_FAILED.at(document.span, document=document.plain_title, reason=fault)
        raise LayoutFailed(failure) from fault
