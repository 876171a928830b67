"""What a printer's preflight asks of a PDF: its page boxes, and the inks it needs (ISO 32000-1, 14.11.2 and 8.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.edition import Inks
from octavo.model.pdf_variant import archive_level
from octavo.model.publication import Publication
from octavo.model.units import POINTS_PER_UNIT

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

WRONG_BOXES = Finding(
    name="wrong-boxes",
    severity=Severity.ERROR,
    message="{pages} of “{file}”: {fault}",
    why="Printers' systems place pages on the plate by these boxes, and cut by them.",
    fix="take “bleed” and “marks” out of the @page rules in the book's own styles: the edition's keys decide",
)
COLOUR_LEFT = Finding(
    name="colour-in-black-edition",
    severity=Severity.ERROR,
    message="page {page} of “{file}” needs {what}, where the edition is printed with black ink alone",
    why="A printer charges the whole book as a colour book for one page, or turns it to grey as it pleases.",
    fix='write inks = "colour" for the edition, or take the colour out of the picture or the style',
)
SCREEN_COLOURS_LEFT = Finding(
    name="screen-colour-in-print-edition",
    severity=Severity.ERROR,
    message="page {page} of “{file}” has {what} as a screen shows them, where the edition is printed with four inks",
    why="A press has no red, green and blue: it would make inks of them by a rule that nobody has seen.",
    fix="this is a fault of Octavo and not of the book: please report it",
)

FINDINGS = (WRONG_BOXES, COLOUR_LEFT, SCREEN_COLOURS_LEFT)

TOLERANCE_PT = 0.1
"""What rounding may do to a page's size; a printer's tolerance is thirty times as much."""

_COLOURED = re.compile(rb"(?:^|\s)(?:rg|RG|k|K|cs|CS)(?=\s|$)")
_SPACES = {
    Inks.BLACK: frozenset({"/DeviceGray", "/CalGray", "/Pattern"}),
    Inks.COLOUR: frozenset({"/DeviceGray", "/DeviceCMYK", "/Pattern"}),
}
_OPERATORS = {Inks.BLACK: frozenset({"rg", "RG", "k", "K"}), Inks.COLOUR: frozenset({"rg", "RG"})}
"""Those that set a colour of other inks, whatever it is."""


def check_boxes(pdf: Pdf, file: str, publication: Publication) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each run of pages of which a box is wrong in the same way. Finding: wrong-boxes."""
    geometry = publication.edition.page
    if geometry is None:
        return
    faults = [_box_fault(page, geometry.bleed_pt) for page in pdf.pages]
    for fault, run in groupby(range(len(faults)), key=lambda index: faults[index]):
        if fault:
            yield WRONG_BOXES.at(None, pages=pages_in_words(run), file=file, fault=fault)


def pages_in_words(run: Iterable[int]) -> str:
    """Return pages in a row, given by their indexes from 0: “page 3”, “pages 3 to 7”."""
    first, *rest = run
    return f"pages {first + 1} to {rest[-1] + 1}" if rest else f"page {first + 1}"


def _box_fault(page: Page, bleed: float) -> str:
    media, trim, bled = (_sides(box) for box in (page.mediabox, page.trimbox, page.bleedbox))
    if not _near(media[:2], (0, 0)):
        return "the sheet does not begin at 0, 0"
    reach = (trim[0] - bled[0], trim[1] - bled[1], bled[2] - trim[2], bled[3] - trim[3])
    if not _near(reach, (bleed,) * 4):
        return f"it bleeds by {_shown(min(reach))}, where the edition says {_shown(bleed)}"
    outside = (bled[0] - media[0], bled[1] - media[1], media[2] - bled[2], media[3] - bled[3])
    return "the bleed reaches beyond the sheet" if min(outside) < -TOLERANCE_PT else ""


def _sides(box: Object) -> tuple[float, ...]:
    return tuple(float(side) for side in box.as_list())


def _near(found: tuple[float, ...], expected: tuple[float, ...]) -> bool:
    return all(abs(one - other) <= TOLERANCE_PT for one, other in zip(found, expected, strict=True))


def _shown(length: float) -> str:
    return f"{length / POINTS_PER_UNIT['mm']:.2f} mm"


def check_inks(pdf: Pdf, file: str, publication: Publication) -> Iterator[Diagnostic]:
    """Yield the first page of each kind that needs other inks than the edition's.

    Findings: colour-in-black-edition, screen-colour-in-print-edition.
    """
    geometry = publication.edition.page
    if geometry is None or "screen" in publication.edition.media:
        return
    if geometry.inks is not Inks.BLACK and archive_level(geometry.pdf_variant):
        return  # an archive's colours are those of a screen
    seen: set[tuple[int, int]] = set()
    told: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        for what in _wanted(page, geometry.inks, seen):
            if what not in told:
                told.add(what)
                finding = COLOUR_LEFT if geometry.inks is Inks.BLACK else SCREEN_COLOURS_LEFT
                yield finding.at(None, page=number, file=file, what=what)


def _wanted(page: Page, inks: Inks, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield what on a page, or in its pictures and drawings, wants other inks."""
    contents = page.obj.get("/Contents")
    if contents is not None and _colour_operators(b"\n".join(_parts(contents)), page.obj, inks):
        yield "colours for text or rules"
    yield from _wanted_below(page.resources, inks, seen)


def _parts(contents: Object) -> list[bytes]:
    from pikepdf import Array

    return [part.read_bytes() for part in (contents.as_list() if isinstance(contents, Array) else [contents])]


def _wanted_below(resources: Object, inks: Inks, seen: set[tuple[int, int]]) -> Iterator[str]:
    for kind in ("/XObject", "/Pattern", "/Shading"):
        for _, resource in sorted(resources.get(kind, {}).items()):
            if resource.objgen in seen:
                continue
            if resource.is_indirect:
                seen.add(resource.objgen)
            if _coloured(resource, inks):
                yield "colours for a picture"
            if "/Resources" in resource:
                if _colour_operators(resource.read_bytes(), resource, inks):
                    yield "colours for a drawing"
                yield from _wanted_below(resource.Resources, inks, seen)


def _coloured(resource: Object, inks: Inks) -> bool:
    """Return whether a picture or a gradient has a colour space of other inks."""
    return "/ColorSpace" in resource and _named(resource.ColorSpace) not in _SPACES[inks]


def _named(space: Object) -> str:
    """Return the name of a colour space that is one, and the kind of a palette's colours."""
    from pikepdf import Array

    if not isinstance(space, Array):
        return str(space)
    return _named(space[1]) if space[0] == "/Indexed" else str(space[0])


def _colour_operators(code: bytes, stream: Object, inks: Inks) -> bool:
    """Return whether a content stream sets a colour of other inks."""
    from pikepdf import parse_content_stream

    if not _COLOURED.search(code):
        return False
    for instruction in parse_content_stream(stream, "rg RG k K cs CS"):
        operands, name = instruction.operands, str(instruction.operator)
        if name in _OPERATORS[inks] or (name in {"cs", "CS"} and str(operands[0]) not in _SPACES[inks]):
            return True
    return False
