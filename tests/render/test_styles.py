"""The cascade, the files it refers to, and fonts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.config import load_config
from octavo.model.edition import Edition, Format, Inks, PageGeometry
from octavo.model.publication import Publication, Stamp
from octavo.model.units import Margins, Trim
from octavo.render.fonts import BUILTIN, Face, available_faces, builtin_faces, font_faces
from octavo.render.style_files import linked_files
from octavo.render.styles import Stylesheet, cascade
from octavo.render.unset_properties import unset_properties


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The book's styles, and the built-in ones."""
    own, builtin = tmp_path / "own", tmp_path / "builtin"
    (builtin / "themes/classic").mkdir(parents=True)
    own.mkdir()
    for name in ("base.css", "print.css", "epub.css", "themes/classic/theme.css", "themes/classic/print.css"):
        (builtin / name).write_text(f"/* {name} */", "utf-8")
    return own, builtin


def edition(kind: Format = Format.PDF, theme: str = "classic") -> Edition:
    page = PageGeometry(
        trim=Trim(width_pt=432, height_pt=648),
        margins=Margins(inside_pt=60, outside_pt=48.5, top_pt=50, bottom_pt=70),
    )
    return Edition(
        name="print",
        format=kind,
        media=frozenset({"print"}),
        file_name="a.pdf",
        theme=theme,
        page=page if kind is Format.PDF else None,
    )


def publication(tmp_path: Path, made: Edition, styles: tuple[Path, ...]) -> Publication:
    manuscript = tmp_path / "book"
    manuscript.mkdir(exist_ok=True)
    (manuscript / "book.toml").write_text('[book]\ntitle = "T"\nlanguage = "en"\n', "utf-8")
    (manuscript / "a.md").write_text("# A\n\nText.\n", "utf-8")
    config = load_config(manuscript).value
    assert config is not None
    return Publication(
        metadata=config.metadata,
        edition=made,
        documents=(),
        navigation=(),
        landmarks=(),
        homes={},
        pictures={},
        words={},
        stamp=Stamp(modified="2026-01-01T00:00:00Z"),
        styles=styles,
    )


def test_cascade_of_print(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """Semantics, medium, theme, the theme's medium, the edition's measures, the book's own sheet; in this order."""
    (folders[0] / "book.css").write_text("p { color: red }", "utf-8")
    sheets = cascade(publication(tmp_path, edition(), folders)).value or ()
    assert [(sheet.name, sheet.own) for sheet in sheets] == [
        ("base.css", False),
        ("print.css", False),
        ("themes/classic/theme.css", False),
        ("themes/classic/print.css", False),
        ("edition.css", False),
        ("book.css", True),
    ]
    assert "  --margin-outside: 48.5pt;\n" in sheets[4].text


PALETTE = "themes/classic/press.css"


def sheets_of_press(tmp_path: Path, folders: tuple[Path, Path], media: str = "print", **page: object) -> list[str]:
    """Return the names of the stylesheets of an edition, where the theme has a palette of inks."""
    (folders[1] / PALETTE).write_text(":root { --accent: device-cmyk(0 1 1 0) }", "utf-8")
    made = edition()
    assert made.page is not None
    made = replace(made, media=frozenset({media}), page=replace(made.page, **page))
    return [sheet.name for sheet in cascade(publication(tmp_path, made, folders)).value or ()]


@pytest.mark.parametrize("variant", ["", "pdf/x-4", "pdf/ua-1"])
def test_a_theme_mixes_its_inks_by_hand(variant: str, tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """For a press with four inks, after the rest of the theme and before the book."""
    names = sheets_of_press(tmp_path, folders, inks=Inks.COLOUR, pdf_variant=variant)
    assert names[-3:] == ["themes/classic/print.css", PALETTE, "edition.css"]


@pytest.mark.parametrize(
    ("media", "page"),
    [
        ("print", {"inks": Inks.BLACK}),
        ("print", {"inks": Inks.COLOUR, "pdf_variant": "pdf/a-2b"}),
        ("screen", {"inks": Inks.COLOUR}),
    ],
)
def test_other_editions_have_no_palette_of_inks(
    media: str, page: dict[str, object], tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    """Black ink has shades, archives and screens have their own colours."""
    assert PALETTE not in sheets_of_press(tmp_path, folders, media, **page)


def test_a_theme_of_the_book_keeps_its_colours(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """The palette of the built-in theme whose name it bears is not its own."""
    (folders[0] / "themes/classic").mkdir(parents=True)
    (folders[0] / "themes/classic/theme.css").write_text(":root { --accent: red }", "utf-8")
    assert PALETTE not in sheets_of_press(tmp_path, folders, inks=Inks.COLOUR)
    (folders[0] / PALETTE).write_text(":root { --accent: device-cmyk(0 1 1 0) }", "utf-8")
    assert PALETTE in sheets_of_press(tmp_path, folders, inks=Inks.COLOUR)


@pytest.mark.parametrize(("coloured", "said"), [(True, False), (False, True)])
def test_links_have_the_colour_of_their_text_where_the_edition_wants_it(
    tmp_path: Path, folders: tuple[Path, Path], *, coloured: bool, said: bool
) -> None:
    """``colour-links = false`` wins over the theme's colour."""
    made = replace(edition(), colour_links=coloured)
    sheets = {sheet.name: sheet.text for sheet in cascade(publication(tmp_path, made, folders)).value or ()}
    assert ("  --link: currentColor;\n" in sheets["edition.css"]) is said


def test_cascade_of_epub(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """An EPUB takes its own medium's sheet and has no measures."""
    sheets = cascade(publication(tmp_path, edition(Format.EPUB), folders)).value or ()
    assert [sheet.name for sheet in sheets] == ["base.css", "epub.css", "themes/classic/theme.css"]


def test_own_file_hides_the_builtin_one(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """The book's own styles win by name."""
    (folders[0] / "base.css").write_text("/* mine */", "utf-8")
    sheets = cascade(publication(tmp_path, edition(), folders)).value or ()
    assert (sheets[0].text, sheets[0].own) == ("/* mine */", True)


def test_stylesheet_not_utf_8(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """A stylesheet in another encoding is an error at the first byte that is wrong."""
    (folders[0] / "book.css").write_bytes(b"/* caf\xe9 */")
    (found,) = cascade(publication(tmp_path, edition(), folders)).diagnostics
    assert (found.finding.name, str(found.span)) == ("not-utf8", "styles/book.css:1:7")
    assert found.message == "“styles/book.css” is not UTF-8: the byte 0xE9 does not belong here"


def sheet(text: str, name: str = "book.css") -> Stylesheet:
    return Stylesheet(name=name, text=text, own=True)


def test_linked_files(folders: tuple[Path, Path]) -> None:
    """A stylesheet's addresses are files of the styles folders, relative to the sheet; data URLs and comments do not count."""
    (folders[0] / "paper.png").write_bytes(b"x")
    text = 'a { b: url("../paper.png") } c { d: url(data:x) } /* url(e) */ f { g: url(#h) }'
    found = linked_files([sheet(text, "themes/theme.css")], folders)
    assert ([file.name for file in found.value or ()], found.diagnostics) == (["paper.png"], ())


@pytest.mark.parametrize("url", ["gone.png", "https://example.org/a.png", "../../etc/passwd", "/etc/passwd"])
def test_stylesheet_link(folders: tuple[Path, Path], url: str) -> None:
    """An address that is no file of the styles folder is an error."""
    (found,) = linked_files([sheet(f"a {{ b: url('{url}') }}")], folders).diagnostics
    assert (found.finding.name, str(found.span)) == ("stylesheet-link", "styles/book.css:1:13")
    assert found.message == f"the stylesheet “styles/book.css” asks for “{url}”, which is no file of the styles folder"


def test_unset_properties() -> None:
    """A property that nothing sets is told at each use in the book's own sheets, once for all uses in Octavo's."""
    own = sheet("/* var(--a) */\np { a: var(--b);\n  c: calc(2 * var(--d)); e: var(--f, 1em) } :root { --b: 1 }")
    base = Stylesheet(name="base.css", text="q { a: var(--g) var(--h) var(--i) var(--g) var(--j) var(--k) }")
    found = list(unset_properties((base, own), "mine"))
    assert {d.finding.name for d in found} == {"unset-property"}
    assert [(str(d.span), d.message) for d in found] == [
        ("styles/book.css:3:19", "no stylesheet sets “--d”"),
        ("styles/themes/mine/theme.css:1:1", "no stylesheet sets “--g”, “--h”, “--i” and 2 more"),
    ]


def test_set_properties() -> None:
    """What any sheet sets may be used in all."""
    assert list(unset_properties((sheet("a { b: var(--c) }"), sheet(":root { --c: 1 }")), "mine")) == []


def test_builtin_faces_are_there() -> None:
    """Every file of the literal table exists, and is read as the face that the table says."""
    assert all(face.path.is_file() for face in builtin_faces())
    assert {face.family for face in builtin_faces()} == set(BUILTIN)


def test_own_font(folders: tuple[Path, Path]) -> None:
    """A font in styles/fonts/ is known by the name in its file, and hides a built-in family of that name."""
    fonts = folders[0] / "fonts"
    fonts.mkdir()
    bold = next(face for face in builtin_faces() if face.path.name == "SourceSerifPro-BoldIt.otf")
    (fonts / "mine.otf").write_bytes(bold.path.read_bytes())
    faces = available_faces(folders).value or ()
    assert [f for f in faces if f.family == "Source Serif Pro"] == [
        Face(family="Source Serif Pro", weight=700, italic=True, path=fonts / "mine.otf")
    ]


def test_damaged_font(folders: tuple[Path, Path]) -> None:
    """A file that is no font is an error that says why; a licence beside it is nothing."""
    (folders[0] / "fonts").mkdir()
    (folders[0] / "fonts/a.otf").write_bytes(b"not a font")
    (folders[0] / "fonts/OFL.txt").write_text("licence", "utf-8")
    (found,) = available_faces(folders).diagnostics
    assert (found.finding.name, str(found.span)) == ("font-damaged", "styles/fonts/a.otf:1:1")
    assert (
        found.message
        == "the font file “styles/fonts/a.otf” cannot be read: Not a TrueType or OpenType font (not enough data)"
    )


def test_font_face_rule(tmp_path: Path) -> None:
    """A face becomes a rule with its family, style, weight and address."""
    face = Face(family="Own", weight=400, italic=True, path=tmp_path / "Own.ttf")
    assert font_faces([face], lambda f: f"x/{f.path.name}") == (
        '@font-face {\n  font-family: "Own";\n  font-style: italic;\n  font-weight: 400;\n'
        '  src: url("x/Own.ttf") format("truetype");\n}\n'
    )


def test_a_link_out_of_the_styles_folder_brings_nothing_in(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """A stylesheet that is a link to a file elsewhere is passed over; a font likewise is damaged."""
    (tmp_path / "secret.css").write_text("/* secret */", "utf-8")
    (folders[0] / "book.css").symlink_to(tmp_path / "secret.css")
    sheets = cascade(publication(tmp_path, edition(), folders)).value or ()
    assert [sheet.text for sheet in sheets if "secret" in sheet.text] == []
    (folders[0] / "fonts").mkdir(exist_ok=True)
    (folders[0] / "fonts" / "a.otf").symlink_to(tmp_path / "secret.css")
    (found,) = available_faces(folders).diagnostics
    assert found.message == "the font file “styles/fonts/a.otf” cannot be read: it leads out of the styles folder"
