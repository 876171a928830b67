"""``[editions]``: which there are, and each with its preset, its own settings and the defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.config.edition_findings import (
    DUPLICATE_ISBN,
    EDITION_WITHOUT_PRESET,
    KEY_WITHOUT_EFFECT,
    NO_EDITIONS,
    UNKNOWN_EDITION_REFERENCE,
    UNKNOWN_THEME,
    VERTICAL_PAGES,
)
from octavo.config.keys import EPUB_SETTINGS, MEDIA, PAGE_SETTINGS
from octavo.config.page import read_page
from octavo.config.presets import Presets, Settings, settings_of
from octavo.config.reader import read_reader
from octavo.config.section import Section
from octavo.diagnostics import Diagnostic, Outcome, Related, Span
from octavo.diagnostics.suggest import did_you_mean, nearest
from octavo.model.edition import Edition, Format, Links, NotePlace, PageGeometry, PictureLimits, TermNote

_BUILT_IN = {"print": "trade-paperback", "screen": "screen", "epub": "epub"}
"""The editions that every book has, with their presets, in the order they are built."""
_FORMAT_PRESETS = {Format.PDF: "trade-paperback", Format.EPUB: "epub"}
"""What an edition starts from that names its format alone."""
_SAID = {"epub": "epub", "kepub.epub": "epub-kobo"}
"""What a file's name ends in → the edition that this says enough of."""
_WITHOUT_EFFECT = {
    Format.PDF: ("a PDF", tuple(key.name for key in EPUB_SETTINGS)),
    Format.EPUB: ("an EPUB", tuple(key.name for key in PAGE_SETTINGS)),
}
_VERTICAL = "vertical"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContext:
    """What editions depend on besides their own table."""

    slug: str
    term_note: TermNote
    presets: Presets
    themes: tuple[str, ...]
    """The names of all themes there are, sorted."""
    folders: tuple[Path, ...]
    """Those in which a profile that an edition names is looked for, in this order."""


def read_editions(editions: Section, context: EditionContext) -> tuple[tuple[Edition, ...], tuple[Diagnostic, ...]]:
    """Return the editions that are on, from a checked ``[editions]``; those with errors are left out.

    Findings: those of edition_findings, page and presets, and all that a preset file may have.
    """
    reader = _Reader(editions, context)
    names = reader.names()
    built = tuple(edition for name in names if (edition := reader.edition(name)) is not None)
    later = (*reader.wrong_references(names, built), *reader.equal_isbns(built))
    found = [*reader.found, *dict.fromkeys(context.presets.found), *later]
    if not names and not any(d.is_error for d in found):
        found.append(NO_EDITIONS.at(editions.span))
    return built, tuple(found)


class _Reader:
    """Puts editions together; ``found`` grows."""

    def __init__(self, editions: Section, context: EditionContext) -> None:
        self.found: list[Diagnostic] = []
        self._editions = editions
        self._context = context

    def names(self) -> tuple[str, ...]:
        """Return the editions that are on, report those of the author's own that say nothing of themselves."""
        own = []
        for name in self._editions.values:
            table = self._editions.section(name)
            if name in _BUILT_IN:
                continue
            if "preset" in table or "format" in table:
                own.append(name)
            elif not table.wrote("preset", "format"):
                hint = did_you_mean(name, _BUILT_IN)
                self.found.append(EDITION_WITHOUT_PRESET.at(self._editions.key_span(name), hint=hint, name=name))
        return (*(name for name in _BUILT_IN if self._editions.values.get(name) is not False), *own)

    def edition(self, name: str) -> Edition | None:
        """Return an edition, or None after a report."""
        own = self._editions.section(name)
        settings = self._settings(name, own)
        if settings is None:
            self._check_theme(settings_of(own))
            return None
        if "format" not in settings:
            hint = 'add format = "pdf" or format = "epub", there or here'
            self.found.append(EDITION_WITHOUT_PRESET.at(own.span, hint=hint, name=name))
            return None
        kind = Format(str(settings["format"].value))
        self._report_without_effect(name, own, kind)
        self._check_vertical(name, kind, settings)
        self._check_theme(settings)
        medium = _medium(name, kind, own, settings)
        page = self._page(name, settings, own, medium) if kind is Format.PDF else Outcome(None)
        self.found += page.diagnostics
        if kind is Format.PDF and page.value is None:
            return None
        note, reader = settings.get("note"), read_reader(settings if kind is Format.EPUB else {})
        return Edition(
            name=name,
            format=kind,
            media=frozenset({name, medium}),
            file_name=_file_name(self._context.slug, name, kind, kepub=reader.kepub),
            theme=_text(settings, "theme", "classic"),
            isbn=_text(settings, "isbn"),
            term_note=TermNote(str(note.value)) if note else self._context.term_note,
            notes=NotePlace(_text(settings, "notes", NotePlace.FOOTNOTES)),
            page=page.value,
            pages_from=_text(settings, "pages-from") if kind is Format.EPUB else "",
            reader=reader,
            colour_links=bool(settings["colour-links"].value) if "colour-links" in settings else False,
            links=Links(_text(settings, "links", Links.HIDDEN)) if kind is Format.PDF else Links.HIDDEN,
            pictures=_pictures(settings),
        )

    def _page(self, name: str, settings: Settings, own: Section, medium: str) -> Outcome[PageGeometry]:
        return read_page(name, settings, own.span, self._context.folders, screen="screen" in {name, medium})

    def _settings(self, name: str, own: Section) -> Settings | None:
        written = settings_of(own)
        given = written.pop("preset", None)
        if given is not None:
            preset = self._context.presets.resolve(str(given.value), given.span)
        else:
            preset = self._context.presets.resolve(_default_preset(name, own.text("format")), own.span)
        if preset is None:
            return None
        if "margins.inside" in written:  # the author's own measure stands, whatever the preset would make of its own
            preset = {key: setting for key, setting in preset.items() if key != "gutter"}
        return {**preset, **written}

    def _report_without_effect(self, name: str, own: Section, kind: Format) -> None:
        what, keys = _WITHOUT_EFFECT[kind]
        for key in keys:
            if key in own and not (key == _VERTICAL and own.values[key] is True):
                self.found.append(KEY_WITHOUT_EFFECT.at(own.key_span(key), key=key, name=name, what=what))

    def _check_vertical(self, name: str, kind: Format, settings: Settings) -> None:
        vertical = settings.get(_VERTICAL)
        if kind is Format.PDF and vertical is not None and vertical.value is True:
            self.found.append(VERTICAL_PAGES.at(vertical.span, name=name))

    def _check_theme(self, settings: Settings) -> None:
        theme = settings.get("theme")
        if theme is None or theme.value in self._context.themes:
            return
        name = str(theme.value)
        listed = f"themes: {', '.join(self._context.themes)}"
        meant = nearest(name, self._context.themes)
        hint = f"did you mean “{meant}”? ({listed})" if meant else listed
        self.found.append(UNKNOWN_THEME.at(theme.span, hint=hint, name=name))

    def wrong_references(self, names: tuple[str, ...], built: tuple[Edition, ...]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each ``pages-from`` that names no paged edition that is on."""
        formats = {edition.name: edition.format for edition in built}
        paged = [name for name, kind in formats.items() if kind is Format.PDF]
        for edition in built:
            name = edition.pages_from
            if not name or name in paged or (name in names and name not in formats):
                continue  # the last: an edition that has its own errors, reported above
            off = self._editions.values.get(name) is False
            what = "switched off" if off else "no PDF" if name in formats else "no edition of this book"
            hint = did_you_mean(name, paged) or (f"PDF editions: {', '.join(paged)}" if paged else "")
            span = self._editions.section(edition.name).value_span("pages-from")
            yield UNKNOWN_EDITION_REFERENCE.at(span, hint=hint, name=name, what=what)

    def equal_isbns(self, built: tuple[Edition, ...]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each edition whose ISBN an earlier one has."""
        first: dict[str, tuple[str, Span]] = {}
        for edition in built:
            span = self._editions.section(edition.name).value_span("isbn")
            if edition.isbn in first:
                name, there = first[edition.isbn]
                related = (Related(f"the ISBN of “{name}”", there),)
                yield DUPLICATE_ISBN.at(span, related=related, first=name, second=edition.name)
            elif edition.isbn:
                first[edition.isbn] = (edition.name, span)


def _default_preset(name: str, written: str) -> str:
    """Return what an edition starts from that names no preset; ``written`` is its format, if it gives one."""
    built_in = _BUILT_IN.get(name, "")
    usual = Format.EPUB if name == Format.EPUB else Format.PDF
    return built_in if built_in and written in {"", usual} else _FORMAT_PRESETS[Format(written)]


def _medium(name: str, kind: Format, own: Section, settings: Settings) -> str:
    """Return what ``only=`` calls an edition besides its name; “screen” set by a print preset stays a screen edition."""
    if kind is Format.EPUB:
        return Format.EPUB.value
    return name if name in MEDIA and "medium" not in own else _text(settings, "medium", MEDIA[0])


def _file_name(slug: str, name: str, kind: Format, *, kepub: bool) -> str:
    """Return what an edition is called on disk; one whose ending says its whole name does not say it again."""
    ending = "kepub.epub" if kepub else kind.value
    return f"{slug}.{ending}" if _SAID.get(ending) == name else f"{slug}-{name}.{ending}"


def _pictures(settings: Settings) -> PictureLimits:
    fields = {"picture-pixels": "pixels", "picture-side": "side_px", "picture-quality": "quality"}
    given = {field: settings[key].value for key, field in fields.items() if key in settings}
    return PictureLimits(**given)  # type: ignore[arg-type]  # the schema has seen that they are whole numbers


def _text(settings: Settings, key: str, default: str = "") -> str:
    return str(settings[key].value) if key in settings else default
