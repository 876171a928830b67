"""EPUBs damaged in every way that verification knows, and changed in ways that do no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from verify.conftest import Made

Change = Callable[[dict[str, bytes]], None]

OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
ONE, TWO, SEA, CSS = "EPUB/text/one.xhtml", "EPUB/text/two.xhtml", "EPUB/images/sea.svg", "EPUB/styles/epub.css"
CONTAINER = "META-INF/container.xml"


def changed(file: Made, folder: Path, *changes: Change) -> Path:
    """Return a copy of an EPUB in which files have been changed."""
    copy = folder / file.path.name
    with ZipFile(file.path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(entries)
    with ZipFile(copy, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else None)
    return copy


def swap(name: str, old: str, new: str) -> Change:
    """Return a change of the first occurrence of some words in a file."""

    def change(entries: dict[str, bytes]) -> None:
        text = entries[name].decode()
        assert old in text
        entries[name] = text.replace(old, new, 1).encode()

    return change


def drop(name: str) -> Change:
    """Return a change that takes a file out."""

    def change(entries: dict[str, bytes]) -> None:
        del entries[name]

    return change


def add(name: str, text: str = "") -> Change:
    """Return a change that adds a file."""

    def change(entries: dict[str, bytes]) -> None:
        entries[name] = text.encode()

    return change


CALL = 'href="#one-note-moon"'
BACK = 'href="#call-one-note-moon"'
TO_FIGURE = 'href="two.xhtml#fig-sea"'

FAULTS: tuple[tuple[str, tuple[Change, ...], str, list[str]], ...] = (
    ("no container", (drop(CONTAINER),), "epub-container", ["META-INF/container.xml does not lead to a package document"]),
    ("a container that leads astray", (swap(CONTAINER, "content.opf", "book.opf"),), "epub-container",
     ["META-INF/container.xml does not lead to a package document"]),
    ("a tag that is not closed", (swap(TWO, "</figure>", ""),), "epub-not-well-formed",
     [f"{TWO}:20 is not well-formed XML: Opening and ending tag mismatch: figure line 17 and section"]),
    ("an entity of HTML", (swap(TWO, "The sea", "The&nbsp;sea"),), "epub-not-well-formed",
     [f"{TWO}:17 is not well-formed XML: Entity 'nbsp' not defined"]),
    ("an empty package document", (add(OPF),), "epub-not-well-formed",
     [f"{OPF}:1 is not well-formed XML: Document is empty"]),
    ("a font left out of the archive", (drop("EPUB/fonts/source-serif-pro-licence.txt"),), "epub-missing-file",
     ["the manifest lists EPUB/fonts/source-serif-pro-licence.txt, which is not in the archive"]),
    ("a file that is not listed", (add("EPUB/text/draft.txt"),), "epub-unlisted-file",
     ["EPUB/text/draft.txt is in the archive, but the manifest does not list it"]),
    ("a spine that names nothing", (swap(OPF, 'idref="text-two"', 'idref="two"'),), "epub-unknown-spine-item",
     ["the spine names “two”, which is not in the manifest"]),
    ("an id given twice", (swap(TWO, "<p>And", '<p id="fig-sea">And'),), "epub-duplicate-id",
     [f"{TWO}:19 has the id “fig-sea” again, first seen in line 17"]),
    ("a link to no file", (swap(ONE, TO_FIGURE, 'href="three.xhtml#x"'),), "epub-dead-link",
     [f"{ONE}:17 leads to “three.xhtml#x”, but there is no such file"]),
    ("a link to no id", (swap(ONE, TO_FIGURE, 'href="two.xhtml#fig-land"'),), "epub-dead-link",
     [f"{ONE}:17 leads to “two.xhtml#fig-land”, but no element has that id"]),
    ("a picture that is not there", (swap(TWO, "../images/sea.svg", "images/sea.svg"),), "epub-dead-link",
     [f"{TWO}:17 leads to “images/sea.svg”, but there is no such file"]),
    ("a place in the NCX that is not there", (swap(NCX, "#why", "#because"),), "epub-dead-link",
     [f"{NCX}:22 leads to “text/one.xhtml#because”, but no element has that id"]),
    ("a drawing that uses what it lacks", (swap(SEA, "</svg>", '<use href="#ship"/></svg>'),), "epub-dead-link",
     [f"{SEA}:1 leads to “#ship”, but no element has that id"]),
    ("a stylesheet that wants a picture", (add(CSS, "body { background: url( 'paper.png' ) }"),), "epub-dead-link",
     [f"{CSS} leads to “paper.png”, but there is no such file"]),
    ("no navigation document", (swap(OPF, ' properties="nav"', ""),), "epub-no-navigation",
     [" has no navigation document with a table of contents"]),
    ("a navigation document without contents", (swap(NAV, '"toc" role="doc-toc"', '"lot"'),), "epub-no-navigation",
     [" has no navigation document with a table of contents"]),
    ("a chapter that contents leave out", (swap(NAV, 'href="text/two.xhtml"', 'href="text/one.xhtml"'),), "epub-not-in-contents",
     [f"the contents in {NAV} do not lead to “Flow”"]),
    ("a call that leads to a heading", (swap(ONE, CALL, 'href="#why"'),), "epub-call-without-note",
     [f"{ONE}:17 calls note 1, but what it leads to is no note"]),
    ("a note that leads elsewhere", (swap(ONE, BACK, 'href="#one"'),), "epub-note-without-backlink",
     [f"note 1 at {ONE}:21 does not lead back to its call"]),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "name", "messages"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_named(
    changes: tuple[Change, ...], name: str, messages: list[str], tmp_path: Path, made: dict[str, Made]
) -> None:
    """Once, with the file inside and the line, and nothing else is."""
    complaints = made["epub"].complaints(changed(made["epub"], tmp_path, *changes))
    assert complaints == [(name, f"“tides.epub”{'' if words[0] == ' ' else ': '}{words}") for words in messages]


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
        ("epub-container", "“tides.epub”: META-INF/container.xml does not lead to a package document"),
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
    assert (found.finding.name, found.span) == ("epub-unreadable", None)
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
