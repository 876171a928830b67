"""Page numbers, settled: lay out, read where ids landed, put the numbers in, lay out again what names a changed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import lcm
from typing import TypeVar

from octavo.diagnostics import Diagnostic
from octavo.model.page_map import PageEntry, PageMap, PageStart
from octavo.model.walk import block_text
from octavo.processes import Workshop
from octavo.render import LAID_OUT, LAYING_OUT
from octavo.render.means import UNAIDED, Means
from octavo.render.pdf.asking import Answer, ForMargins, ForPiece, Question, answer
from octavo.render.pdf.divisions import LayoutFailed, Typesetter
from octavo.render.pdf.drawn import Drawn
from octavo.render.pdf.findings import UNSETTLED_PAGES
from octavo.render.pdf.folios import Folios, References, references_of
from octavo.render.pdf.kept import Kept
from octavo.render.pdf.pieces import Piece, Placed
from octavo.render.pdf.plan import Division, Start, folio

QuestionT = TypeVar("QuestionT", bound=Question)

_ROUNDS = 8
"""Two suffice for most books; a contents that grows by a page takes a third."""

_USUAL_PAGES = 2
"""Of a division, as long as nobody knows."""


@dataclass(frozen=True, slots=True)
class SettledBook:
    """All pages of the book, blanks included, and what stands where."""

    pieces: tuple[Placed, ...]
    """Divisions and blanks, in their order."""
    page_map: PageMap
    numbers: tuple[tuple[int, bool], ...]
    """For each page its number, and whether its folio is roman."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Setting:
    """A division while the numbers settle."""

    division: Division
    references: References
    """Those to pages."""
    weight: int
    """Letters in it."""
    number: int = 0
    """Of its first page, when it was laid out."""
    piece: Piece | None = None

    def holds(self, number: int, folios: tuple[str, ...], missing: frozenset[str], *, mirrored: bool) -> bool:
        """Return whether it would come out the same for another number, with other folios, with ids missing."""
        piece = self.piece
        if piece is None or piece.folios != folios or (piece.drawn and piece.drawn.elsewhere & missing):
            return False
        if piece.margins_apart:
            return not mirrored or number % 2 == self.number % 2
        return number == self.number


def settle(
    typesetter: Typesetter, divisions: tuple[Division, ...], progress: Callable[[str], None], means: Means = UNAIDED
) -> SettledBook:
    """Return the book with literal page numbers that are right. Finding: ``unsettled-pages``."""
    settings = [
        _Setting(division, references_of(division.document), len(block_text(division.document.children)))
        for division in divisions
    ]
    changed: list[_Setting] = []
    with Workshop(partial(answer, typesetter, divisions), means.hands) as workshop:
        work = _Work(typesetter, settings, progress, workshop, Kept.of(means.store, typesetter, divisions))
        for number in range(_ROUNDS):
            changed = work.round(final=number > 0)
            if number and not changed:
                break
            work.folios, work.missing = _folios(settings), _missing(settings)
        margins = work.margins()
    unsettled = [
        UNSETTLED_PAGES.at(s.division.document.span, document=s.division.document.plain_title) for s in changed
    ]
    return _assembled(typesetter, settings, margins, tuple(unsettled))


@dataclass(slots=True)
class _Work:
    """The laying out of a book, round after round."""

    typesetter: Typesetter
    settings: list[_Setting]
    progress: Callable[[str], None]
    workshop: Workshop[Question, Answer]
    kept: Kept
    folios: Folios = field(default_factory=Folios)
    """As the round before left them."""
    missing: frozenset[str] = frozenset()

    def round(self, *, final: bool) -> list[_Setting]:
        """Lay out every division that would come out otherwise than when it was laid out last; return those.

        In the first round, which is not ``final``, divisions that name pages are not drawn.
        """
        changed: dict[int, _Setting] = {}
        while stale := self._stale(final=final):
            if self.workshop.hands.alone:
                del stale[1:]  # before it all is settled, so its number is right
            changed |= {question.division: self.settings[question.division] for question in stale}
            for question, piece in self._answers(stale):
                if isinstance(piece, Piece):
                    setting = self.settings[question.division]
                    setting.piece, setting.number = piece, question.number
        return [changed[index] for index in sorted(changed)]

    def margins(self) -> dict[int, Drawn]:
        """Return what stands in the margins of divisions where it is set apart, by their places."""
        pieces = [(index, setting.number, _piece(setting)) for index, setting in enumerate(self.settings)]
        questions = [
            ForMargins(
                division=index,
                number=number,
                names=tuple(page.name for page in piece.pages),
                heads=tuple(piece.heads.items()),
                rules=piece.rules,
            )
            for index, number, piece in pieces
            if piece.margins_apart
        ]
        return {q.division: drawn for q, drawn in self._answers(questions) if isinstance(drawn, Drawn)}

    def _stale(self, *, final: bool) -> list[ForPiece]:
        """Return what to ask for, for the divisions that are to be laid out; numbers are guesses behind the first."""
        found, free, mirrored = [], 1, _mirrored(self.typesetter)
        for index, setting in enumerate(self.settings):
            number = first_number(setting.division, free, mirrored=mirrored)
            undrawn = final and setting.piece is not None and setting.piece.drawn is None
            if undrawn or not setting.holds(
                number, self.folios.said(setting.references), self.missing, mirrored=mirrored
            ):
                draw = final or not setting.references
                named = self.folios.of(setting.references)
                found.append(ForPiece(division=index, number=number, folios=named, missing=self.missing, draw=draw))
            else:
                setting.number = number
            free = number + (len(setting.piece.pages) if setting.piece is not None else _USUAL_PAGES)
        return found

    def _answers(self, questions: Sequence[QuestionT]) -> Iterator[tuple[QuestionT, Piece | Drawn]]:
        """Yield the answers to questions as they come, those that are kept first. Raises LayoutFailed."""
        asked = []
        for question in questions:
            kept = self.kept.load(question)
            if kept is None:
                asked.append(question)
            else:
                yield question, kept
        asked.sort(
            key=lambda question: -self.settings[question.division].weight
        )  # the longest first: no worker is idle
        for index, (made, files, seconds) in self.workshop.answers(asked, partial(self._tell, asked)):
            if isinstance(made, LayoutFailed):
                raise made
            what = "" if isinstance(made, Piece) else "margins of "
            self.progress(f"{LAID_OUT}{what}{self._name(asked[index])}, {seconds:.4f}")
            self.typesetter.engine.font_files.update(files)
            self.kept.save(asked[index], made, files)
            yield asked[index], made

    def _tell(self, questions: Sequence[Question], index: int) -> None:
        question = questions[index]
        if isinstance(question, ForPiece):
            self.progress(f"{LAYING_OUT}{self._name(question)}, {question.division + 1} of {len(self.settings)}")

    def _name(self, question: Question) -> str:
        return self.settings[question.division].division.document.name


def _piece(setting: _Setting) -> Piece:
    if setting.piece is None:
        raise RuntimeError("a division that was not laid out")
    return setting.piece


def _missing(settings: list[_Setting]) -> frozenset[str]:
    """Return the ids that links lead to and that stand on no page: a stylesheet may hide them."""
    pieces = [_piece(setting) for setting in settings]
    wanted = frozenset[str]().union(*(piece.drawn.elsewhere for piece in pieces if piece.drawn))
    return wanted.difference(*(page.anchors for piece in pieces for page in piece.pages))


def first_number(division: Division, free: int, *, mirrored: bool) -> int:
    """Return the number of a division's first page, given the first number that is free."""
    if division.restarts:
        return 1
    wanted = {Start.RECTO: 1, Start.VERSO: 0}.get(division.start)
    return free if not mirrored or wanted is None or free % 2 == wanted else free + 1


def _mirrored(typesetter: Typesetter) -> bool:
    page = typesetter.publication.edition.page
    return page is not None and page.mirrored


def _folios(settings: list[_Setting]) -> Folios:
    folios = Folios()
    for setting in settings:
        for number, page in enumerate(_piece(setting).pages, setting.number):
            folios.add(page, folio(number, roman=setting.division.roman))
    return folios


def _closing_blanks(typesetter: Typesetter, numbers: list[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    """Yield the numbers of the blank pages that fill the last signature, and whether their folios are roman.

    Single pages are for printers on demand, who print their mark on the last page, the back of a leaf.
    """
    page = typesetter.publication.edition.page
    if page is None or not numbers:
        return
    last, roman = numbers[-1]
    least, step = (1, lcm(page.signature, 2)) if page.press.single_pages else (0, page.signature)
    for further in range(1, least + -(len(numbers) + least) % step + 1):
        yield last + further, roman


def _assembled(
    typesetter: Typesetter, settings: list[_Setting], margins: Mapping[int, Drawn], unsettled: tuple[Diagnostic, ...]
) -> SettledBook:
    """Put the divisions together, with blanks where one starts on a side of its own."""
    placed: list[Placed] = []
    entries: list[PageEntry] = []
    numbers: list[tuple[int, bool]] = []
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    starts: list[PageStart] = []
    texts: dict[str, tuple[str, ...]] = {}

    def add(piece: Piece, number: int, margins: Drawn | None, *, roman: bool, document: str = "") -> None:
        placed.append(Placed(piece=piece, number=number, margins=margins))
        for further, page in enumerate(piece.pages, number):
            for anchor in page.anchors:
                if places.setdefault(anchor, len(entries)) != len(entries):
                    ends[anchor] = len(entries)
            numbers.append((further, roman))
            entries.append(PageEntry(folio=folio(further, roman=roman), document=document, blank=not document))

    mirrored = _mirrored(typesetter)
    for index, setting in enumerate(settings):
        piece, division = _piece(setting), setting.division
        if numbers:
            last, roman = numbers[-1]
            gap = last % 2 if division.restarts else setting.number - last - 1
            for number in range(last + 1, last + 1 + (gap if mirrored else 0)):
                add(typesetter.blank(number), number, None, roman=roman)
        name = division.document.name
        texts[name] = piece.blocks
        starts += [
            PageStart(page=len(entries) + word.page, document=name, offset=word.offset, exact=word.exact)
            for word in piece.words
        ]
        add(piece, setting.number, margins.get(index), roman=division.roman, document=name)
    for number, roman in tuple(_closing_blanks(typesetter, numbers)):
        add(typesetter.blank(number), number, None, roman=roman)
    page_map = PageMap(pages=tuple(entries), places=places, ends=ends, starts=tuple(starts), texts=texts)
    found = (*dict.fromkeys(d for one in placed for d in one.piece.diagnostics), *unsettled)
    return SettledBook(tuple(placed), page_map, tuple(numbers), found)
