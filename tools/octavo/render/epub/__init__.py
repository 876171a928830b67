"""EPUB 3.3: a publication as a package of XHTML files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.artifact import Artifact, PageList
from octavo.model.page_map import PageMap
from octavo.model.publication import Landmark, Publication
from octavo.model.sources import Picture
from octavo.render.epub.accessibility import accessibility_metadata, examine
from octavo.render.epub.cover import cover_image, cover_page
from octavo.render.epub.kepub import as_kepub
from octavo.render.epub.layout import NAV, NCX, Layout, Resource, lay_out
from octavo.render.epub.limits import large_tables, on_white, with_opaque_pictures
from octavo.render.epub.metadata import package_metadata
from octavo.render.epub.navigation import all_landmarks, landmark_place, navigation_page
from octavo.render.epub.ncx import ncx
from octavo.render.epub.package import pack
from octavo.render.epub.page_list import PageMark
from octavo.render.epub.pictures import is_clear, prepared, used
from octavo.render.epub.stylesheets import (
    FONT_SHEET,
    CarriedFont,
    carried_fonts,
    faces_named,
    font_files,
    missing_fonts,
    renamed,
    resolved,
    sheet_files,
)
from octavo.render.epub.subset import new_names
from octavo.render.epub.text import Page, content_pages, mark_clear, target
from octavo.render.epub.vertical import set_upright
from octavo.render.fonts import Face, available_faces, borrowed_faces
from octavo.render.math import Formulas, mathml, prepare_formulas
from octavo.render.properties import opening_of, root_properties
from octavo.render.style_files import StyleFile, linked_files
from octavo.render.styles import Stylesheet, cascade
from octavo.render.xhtml import Opening, set_directions

MEDIA_TYPE = "application/epub+zip"
_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


def render_epub(
    publication: Publication,
    page_map: PageMap | None,
    progress: Callable[[str], None],
) -> Outcome[Artifact]:
    """Return the EPUB of a publication, with a list of the pages of the map: equal publications give equal bytes.

    Findings: ``math-syntax``, ``font-damaged``, ``font-missing``, ``font-restricted``, ``not-utf8``,
    ``stylesheet-link``, ``opening-option``, ``cover-not-drawn``, ``cover-small``, ``drawing-without-pixels``,
    ``table-beyond-reader``.
    """
    formulas, styles = prepare_formulas(publication, mathml), cascade(publication)
    fonts, linked = available_faces(publication.styles), linked_files(styles.value or (), publication.styles)
    diagnostics = (*formulas.diagnostics, *styles.diagnostics, *fonts.diagnostics, *linked.diagnostics)
    if formulas.value is None or styles.value is None or fonts.value is None:
        return Outcome(None, diagnostics)
    sheets = resolved(styles.value)
    diagnostics += tuple(missing_fonts(sheets, fonts.value))
    opening = opening_of(styles.value)
    diagnostics += opening.diagnostics
    looks = _Looks(
        sheets=sheets,
        linked=linked.value or (),
        faces=faces_named(sheets, publication.metadata.language, (*fonts.value, *borrowed_faces())),
        opening=opening.value or Opening(),
    )
    cover = cover_image(publication, root_properties(styles.value), fonts.value)
    diagnostics += cover.diagnostics
    publication, picture, found = _fitted(publication, cover.value, fonts.value)
    diagnostics += found
    layout = lay_out(publication, page_map)
    made = _make(layout, formulas.value, looks, picture)
    progress(f"wrote {len(made.pages)} documents")
    artifact = Artifact(
        name=publication.edition.file_name,
        media_type=MEDIA_TYPE,
        data=_packed(publication, made),
        documents=len(made.pages),
        fonts=tuple(font.face.used() for font in made.fonts),
        pictures=tuple(used(publication.pictures[file], picture) for file, picture in made.pictures.items()),
        page_list=_page_list(made.marks),
    )
    return Outcome(artifact, (*diagnostics, *made.found))


def _fitted(
    publication: Publication, cover: Resource | None, faces: tuple[Face, ...]
) -> tuple[Publication, Resource | None, tuple[Diagnostic, ...]]:
    """Return what the edition's readers take of a publication's pictures and of its cover, and what was found."""
    reader = publication.edition.reader
    tables = tuple(large_tables(publication, reader))
    if reader.transparency:
        return publication, cover, tables
    fitted, found = with_opaque_pictures(publication, faces)
    return fitted, _flat(cover), (*tables, *found)


def _flat(cover: Resource | None) -> Resource | None:
    data = on_white(cover.data) if cover is not None else b""
    if cover is None or data is cover.data:
        return cover
    return replace(cover, data=data, media_type="image/png", path="cover.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """What the theme and the book's own styles make of the package."""

    sheets: tuple[Stylesheet, ...]
    linked: tuple[StyleFile, ...]
    """The files that the stylesheets ask for."""
    faces: tuple[Face, ...]
    """Those that the stylesheets name; not all of them need set any text."""
    opening: Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """Everything that goes into the package."""

    layout: Layout
    pages: tuple[Page, ...]
    """In reading order."""
    landmarks: tuple[Landmark, ...]
    marks: tuple[PageMark, ...]
    """Where pages of the print edition begin."""
    resources: tuple[Resource, ...]
    """Stylesheets, fonts, pictures."""
    fonts: tuple[CarriedFont, ...]
    found: tuple[Diagnostic, ...]
    """What is wrong with fonts."""
    pictures: Mapping[str, Picture]
    """As they are carried, by the author's file."""
    cover: Resource | None


def _make(
    layout: Layout,
    formulas: Formulas,
    looks: _Looks,
    cover: Resource | None,
) -> _Made:
    names = new_names(looks.faces)
    css = tuple(sheet_files(renamed(looks.sheets, names), looks.linked))
    sheets = [file.path for file in css if file.id.startswith("css-")]
    limits = layout.publication.edition.pictures
    links = (*([FONT_SHEET] if looks.faces else []), *sheets)
    reader = layout.publication.edition.reader
    landmarks = all_landmarks(layout, cover=cover is not None and reader.cover_page)
    front = target(layout, NAV, formulas, links)
    content = tuple(content_pages(layout, formulas, links, looks.opening))
    pictures = {file: prepared(layout.publication.pictures[file], limits) for file in sorted(layout.pictures)}
    mark_clear((page.tree for page in content), _clear(layout, pictures))
    if reader.vertical:
        for page in content:
            set_upright(page.tree)
    marks = tuple(mark for page in content for mark in page.marks)
    nav = navigation_page(layout, front, landmarks, marks)
    pages = tuple(_in_order(layout, content, nav))
    if cover is not None and reader.cover_page:
        pages = (cover_page(layout.publication, cover, front), *pages)
    trees = [page.tree for page in pages]
    fonts = carried_fonts(trees, looks.sheets, looks.faces, names, layout.publication.metadata.language)
    for page in pages:
        set_directions(page.tree)
    if reader.kepub:
        pages = tuple(replace(page, tree=as_kepub(page.tree)) for page in pages)
    return _Made(
        layout=layout,
        pages=pages,
        landmarks=landmarks,
        marks=marks,
        resources=(*(font_files(fonts.value or ()) if looks.faces else ()), *css, *_picture_files(layout, pictures)),
        pictures=pictures,
        fonts=fonts.value or (),
        found=fonts.diagnostics,
        cover=cover,
    )


def _in_order(layout: Layout, pages: Iterable[Page], nav: Page) -> Iterator[Page]:
    """Yield the pages in reading order: the contents at their place, or before the first document that they list."""
    by_path = {page.path: page for page in pages}
    waiting = layout.contents is None
    for document in layout.publication.documents:
        if document is layout.contents or (waiting and document.listed):
            yield nav
            waiting = False
        if document is not layout.contents:
            yield by_path[layout.document_path(document.name)]
    if waiting:
        yield nav


def _clear(layout: Layout, pictures: Mapping[str, Picture]) -> frozenset[str]:
    """Return the paths of the pictures that the page shows through."""
    return frozenset(layout.pictures[file] for file, picture in pictures.items() if is_clear(picture))


def _picture_files(layout: Layout, pictures: Mapping[str, Picture]) -> Iterator[Resource]:
    for file, picture in pictures.items():
        path = layout.pictures[file]
        name = path.removeprefix("images/").replace(".", "-")
        yield Resource(id=f"image-{name}", path=path, media_type=picture.media_type, data=picture.data)


def _packed(publication: Publication, made: _Made) -> bytes:
    fonts = bool(made.fonts)
    resources = made.resources if made.cover is None else (made.cover, *made.resources)
    content = examine((page.tree for page in made.pages), resources)
    accessibility = accessibility_metadata(content, publication.words)
    metadata = package_metadata(
        publication, accessibility, cover=made.cover is not None, fonts=fonts, pages=bool(made.marks)
    )
    table = Resource(id="ncx", path=NCX, media_type="application/x-dtbncx+xml", data=ncx(made.layout, made.marks))
    files = (*(page.resource() for page in made.pages), table, *resources)
    return pack(publication, metadata, files, _guide(made), fonts=fonts)


def _page_list(marks: tuple[PageMark, ...]) -> PageList | None:
    return PageList(pages=len(marks), approximate=sum(not mark.exact for mark in marks)) if marks else None


def _guide(made: _Made) -> Iterator[dict[str, str]]:
    """Yield the landmarks that reading systems of the EPUB 2 age know."""
    for landmark in made.landmarks:
        if landmark.kind in _GUIDE:
            place = landmark_place(made.layout, landmark)
            yield {"type": _GUIDE[landmark.kind], "title": landmark.title, "href": place}
