"""EPUBs damaged in every way that verification knows, and changed in ways that do no harm."""

from __future__ import annotations

import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from octavo.verify import epub_file
from octavo.verify.element_places import element_places
from octavo.verify.epub_file import open_epub
from support.damage import Change, add, damaged, drop, swap
from verify.conftest import Made

OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
ONE, TWO, SEA, CSS = "EPUB/text/one.xhtml", "EPUB/text/two.xhtml", "EPUB/images/sea.svg", "EPUB/styles/epub.css"
CONTAINER = "META-INF/container.xml"


def changed(file: Made, folder: Path, *changes: Change) -> Path:
    """Return a copy of an EPUB in which files have been changed."""
    return damaged(file.path, folder / file.path.name, *changes)


CALL = 'href="#one-note-moon"'
BACK = 'href="#call-one-note-moon"'
TO_FIGURE = 'href="two.xhtml#fig-sea"'

FAULTS: tuple[tuple[str, tuple[Change, ...], str, list[str]], ...] = (
    ("no container", (drop(CONTAINER),), "epub-container", ["META-INF/container.xml:1: this does not lead to a package document"]),
    ("a container that leads astray", (swap(CONTAINER, "content.opf", "book.opf"),), "epub-container",
     ["META-INF/container.xml:1: this does not lead to a package document"]),
    ("a tag that is not closed", (swap(TWO, "</figure>", ""),), "epub-not-well-formed",
     [f"{TWO}:20: this is not well-formed XML: Opening and ending tag mismatch: figure line 17 and section"]),
    ("an entity of HTML", (swap(TWO, "The sea", "The&nbsp;sea"),), "epub-not-well-formed",
     [f"{TWO}:17: this is not well-formed XML: Entity 'nbsp' not defined"]),
    ("an empty package document", (add(OPF),), "epub-not-well-formed",
     [f"{OPF}:1: this is not well-formed XML: Document is empty"]),
    ("a font left out of the archive", (drop("EPUB/fonts/source-serif-pro-licence.txt"),), "epub-missing-file",
     [f"{OPF}:1: the manifest lists EPUB/fonts/source-serif-pro-licence.txt, which is not in the archive"]),
    ("a file that is not listed", (add("EPUB/text/draft.txt"),), "epub-unlisted-file",
     [f"{OPF}:1: EPUB/text/draft.txt is in the archive, but the manifest does not list it"]),
    ("a spine that names nothing", (swap(OPF, 'idref="text-two"', 'idref="two"'),), "epub-unknown-spine-item",
     [f"{OPF}:1: the spine names “two”, which is not in the manifest"]),
    ("an id given twice", (swap(TWO, "<p>And", '<p id="fig-sea">And'),), "epub-duplicate-id",
     [f"{TWO}:19: this has the id “fig-sea” again, first seen in line 17"]),
    ("a link to no file", (swap(ONE, TO_FIGURE, 'href="three.xhtml#x"'),), "epub-dead-link",
     [f"{ONE}:17: this leads to “three.xhtml#x”, but there is no such file"]),
    ("a link to no id", (swap(ONE, TO_FIGURE, 'href="two.xhtml#fig-land"'),), "epub-dead-link",
     [f"{ONE}:17: this leads to “two.xhtml#fig-land”, but no element has that id"]),
    ("a picture that is not there", (swap(TWO, "../images/sea.svg", "images/sea.svg"),), "epub-dead-link",
     [f"{TWO}:17: this leads to “images/sea.svg”, but there is no such file"]),
    ("a place in the NCX that is not there", (swap(NCX, "#why", "#because"),), "epub-dead-link",
     [f"{NCX}:22: this leads to “text/one.xhtml#because”, but no element has that id"]),
    ("a drawing that uses what it lacks", (swap(SEA, "</svg>", '<use href="#ship"/></svg>'),), "epub-dead-link",
     [f"{SEA}:1: this leads to “#ship”, but no element has that id"]),
    ("a stylesheet that wants a picture", (add(CSS, "body { background: url( 'paper.png' ) }"),), "epub-dead-link",
     [f"{CSS}:1: this leads to “paper.png”, but there is no such file"]),
    ("no navigation document", (swap(OPF, ' properties="nav"', ""),), "epub-no-navigation",
     ["“tides.epub” has no navigation document with a table of contents"]),
    ("a navigation document without contents", (swap(NAV, '"toc" role="doc-toc"', '"lot"'),), "epub-no-navigation",
     ["“tides.epub” has no navigation document with a table of contents"]),
    ("a chapter that contents leave out", (swap(NAV, 'href="text/two.xhtml"', 'href="text/one.xhtml"'),), "epub-not-in-contents",
     [f"{NAV}:12: the contents do not lead to “Flow”"]),
    ("a call that leads to a heading", (swap(ONE, CALL, 'href="#why"'),), "epub-call-without-note",
     [f"{ONE}:17: this calls note 1, but what it leads to is no note"]),
    ("a note that leads elsewhere", (swap(ONE, BACK, 'href="#one"'),), "epub-note-without-backlink",
     [f"{ONE}:21: note 1 does not lead back to its call"]),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "name", "messages"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_named(
    changes: tuple[Change, ...], name: str, messages: list[str], tmp_path: Path, made: dict[str, Made]
) -> None:
    """Once, with the file inside and the line, and nothing else is."""
    complaints = made["epub"].complaints(changed(made["epub"], tmp_path, *changes))
    assert complaints == [(name, words) for words in messages]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((), id="packed anew"),
        pytest.param((add("META-INF/encryption.txt"),), id="a file that needs no listing"),
        pytest.param((swap(ONE, TO_FIGURE, 'href="../text/%74wo.xhtml#fig%2Dsea"'),), id="a link that is written otherwise"),
        pytest.param((swap(ONE, TO_FIGURE, 'href="http://[bad"'),), id="an address out of the book that is none"),
        pytest.param((swap(TWO, "sea.svg", "sea.svg#sea"),), id="a part of a drawing"),
        pytest.param((swap(TWO, "<p>And", "<p>And <img src='data:image/png;base64,AA=='/>"),), id="a picture in the address"),
        pytest.param((add(CSS, "/* url(old.png) */ p { background: url(../images/sea.svg) }"),), id="a comment in a stylesheet"),
        pytest.param((swap(ONE, 'id="why"', 'id="two"'), swap(TWO, "one.xhtml#why", "one.xhtml#two"), swap(NAV, "#why", "#two"), swap(NCX, "#why", "#two")), id="one id in two files"),
        pytest.param((swap(ONE, ' role="doc-noteref"', ""),), id="a call of one vocabulary"),
    ],
)  # fmt: skip
def test_what_does_no_harm_passes(changes: tuple[Change, ...], tmp_path: Path, made: dict[str, Made]) -> None:
    """Another way of saying the same is none of our business."""
    assert made["epub"].complaints(changed(made["epub"], tmp_path, *changes)) == []


def test_one_cause_has_one_finding(tmp_path: Path, made: dict[str, Made]) -> None:
    """A call to a note that is gone is one thing, the link that misses its place is the other name of it."""
    copy = changed(made["epub"], tmp_path, swap(ONE, CALL, 'href="#gone"'))
    assert [name for name, _ in made["epub"].complaints(copy)] == ["epub-call-without-note"]


@pytest.mark.parametrize(
    ("names", "compressed", "data", "reason"),
    [
        (["META-INF/container.xml", "mimetype"], False, b"application/epub+zip", "the first entry is “META-INF/container.xml”"),
        (["mimetype"], True, b"application/epub+zip", "it is compressed"),
        (["mimetype"], False, b"application/epub+zip\n", "it does not say application/epub+zip"),
        ([], False, b"", "the first entry is “”"),
    ],
)  # fmt: skip
def test_the_beginning_of_the_archive_is_checked(
    names: list[str], compressed: bool, data: bytes, reason: str, tmp_path: Path, made: dict[str, Made]  # noqa: FBT001
) -> None:  # fmt: skip
    """Readers look for the same words at the same byte of every EPUB."""
    copy = tmp_path / "tides.epub"
    with ZipFile(copy, "w") as archive:
        for name in names:
            archive.writestr(
                name, data if name == "mimetype" else b"<container/>", ZIP_DEFLATED if compressed else None
            )
    assert made["epub"].complaints(copy) == [
        ("epub-mimetype", f"“tides.epub” does not begin with a bare “mimetype”: {reason}"),
        ("epub-container", "META-INF/container.xml:1: this does not lead to a package document"),
    ]


def test_extra_fields_are_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """They move the words from their place."""
    copy = tmp_path / "tides.epub"
    entry = ZipInfo("mimetype")
    entry.extra = b"\xfe\xca\x00\x00"
    with ZipFile(copy, "w") as archive:
        archive.writestr(entry, b"application/epub+zip")
    found = made["epub"].complaints(copy)
    assert found[0] == (
        "epub-mimetype",
        "“tides.epub” does not begin with a bare “mimetype”: its entry has extra fields",
    )


def test_a_file_that_is_no_archive_is_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """With the library's reason and a way out."""
    copy = tmp_path / "tides.epub"
    copy.write_bytes(b"Words.")
    (found,) = made["epub"].found(copy)
    assert (found.finding.name, str(found.span)) == ("epub-unreadable", "tides.epub:1:1")
    assert found.message == "“tides.epub” cannot be unpacked: File is not a zip file"
    assert found.hint == "build it again; if it stays so, look whether the disk is full or failing"


def test_a_damaged_entry_is_reported(tmp_path: Path, made: dict[str, Made]) -> None:
    """A bit that fell over on the disk, in a font that no other check looks into."""
    with ZipFile(made["epub"].path) as archive:
        entry = archive.getinfo("EPUB/fonts/SourceSerifPro-Bold.otf")
    data = bytearray(made["epub"].path.read_bytes())
    data[entry.header_offset + entry.compress_size // 2] ^= 1
    copy = tmp_path / "tides.epub"
    copy.write_bytes(data)
    assert [name for name, _ in made["epub"].complaints(copy)] == ["epub-unreadable"]


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("MOST_ENTRIES", 10, "files, and 10 at most are read"),
        ("MOST_BYTES", 1000, "unpacks into 0 MiB, and 0 at most are read"),
        ("MOST_BYTES_OF_TEXT", 100, "a file in it unpacks into 0 MiB of text"),
    ],
)
def test_what_takes_too_much_room_is_not_unpacked(
    limit: str, value: int, reason: str, tmp_path: Path, made: dict[str, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what the archive says of itself, before anything of it is read."""
    monkeypatch.setattr(epub_file, limit, value)
    (found,) = open_epub(made["epub"].path).diagnostics
    assert found.finding.name == "epub-too-large"
    assert reason in found.message


def test_a_bomb_of_zeros_is_not_unpacked(tmp_path: Path) -> None:
    """A file of one megabyte that would fill a thousand."""
    bomb = tmp_path / "bomb.epub"
    with ZipFile(bomb, "w", ZIP_DEFLATED, compresslevel=1) as archive, archive.open("zeros", "w") as entry:
        for _ in range(epub_file.MOST_BYTES // epub_file.MIB + 1):
            entry.write(bytes(epub_file.MIB))
    assert [d.finding.name for d in open_epub(bomb).diagnostics] == ["epub-too-large"]


def test_a_bomb_of_entities_does_not_go_off(tmp_path: Path, made: dict[str, Made]) -> None:
    """Names that stand for many of another: read in no time, or refused."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
    bomb = swap(TWO, "<!DOCTYPE html>", doctype)
    copy = changed(
        made["epub"], tmp_path, bomb, swap(TWO, "And comes back", "&l11;"), swap(TWO, "<p>", '<p title="&l11;">')
    )
    started = time.monotonic()
    made["epub"].complaints(copy)
    assert time.monotonic() - started < 5


def test_columns_count_characters() -> None:
    """From 1, those of the line; the first element of a line may stand behind words."""
    data = "<a>\n  <b/>é<c/>\n\n漢字<d/><e\n x='1'/>\n</a>".encode()
    assert element_places(data) == ((1, 1), (2, 3), (2, 8), (4, 3), (4, 7))
    assert element_places(b"<a><b>") == ()
