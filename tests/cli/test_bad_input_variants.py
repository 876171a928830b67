"""Mistakes of authors in many forms: each is told once, at the exact words, with what to do about it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from cli.test_bad_input import EARLIER, PIXEL, TOML, build, chapter, make_book, toml

Files = Mapping[str, str | bytes | None]


def picture(kind: str, *, half: bool = False) -> bytes:
    """Return a raster picture, or its first half."""
    stream = io.BytesIO()
    Image.effect_noise((120, 120), 60).save(stream, kind)
    data = stream.getvalue()
    return data[: len(data) // 2] if half else data


def drawing(inside: str) -> str:
    """Return an SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{inside}</svg>'


def shown(file: str, data: str | bytes) -> dict[str, str | bytes | None]:
    """Return a picture file, and a chapter that shows it."""
    return {**chapter(f"![A pixel.]({file})"), file: data}


def edition(lines: str) -> dict[str, str | bytes | None]:
    """Return a change of the print edition; its first line is the sixth of book.toml."""
    return toml(f"[editions.print]\n{lines}\n")


def cover(file: str) -> dict[str, str | bytes | None]:
    """Return a cover; its file's name is at 5:19 of book.toml."""
    return toml(f'cover = {{ image = "{file}", alt = "A." }}\n')


def references(text: str) -> dict[str, str | bytes | None]:
    """Return a reading list."""
    return {"related-reading.yaml": text}


ENTRY = "- id: a\n  type: book\n  title: T\n"
BOMB = "".join(f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * 10}</g>' for n in range(9))
LATIN_1 = b"Caf\xe9"

MISTAKES: tuple[tuple[str, Files, tuple[str, ...], tuple[str, ...]], ...] = (
    # what, changes of the book, findings with their places, words of the answer (places of related ones too)
    ("empty book.toml", {"book.toml": ""}, ("missing-key book.toml:1:1",), ("add a [book] table",)),
    ("book.toml of blanks", {"book.toml": " \n\t\n"}, ("missing-key book.toml:1:1",), ()),
    ("book.toml in Latin-1", {"book.toml": b'[book]\ntitle = "Caf\xe9"\n'}, ("not-utf8 book.toml:2:13",), ("“é”",)),
    ("book.toml in UTF-16", {"book.toml": TOML.encode("utf-16")}, ("not-utf8 book.toml:1:1",), ("UTF-16",)),
    ("TOML: no quotation marks", toml("publisher = Me\n"), ("toml-syntax book.toml:5:13",), ("quotation marks",)),
    ("TOML: typographic quotes", toml("publisher = “Me”\n"), ("toml-syntax book.toml:5:13",), ("straight",)),
    ("TOML: colon", toml('publisher: "Me"\n'), ("toml-syntax book.toml:5:10",), ('key = "value"',)),
    ("TOML: open table", toml("[contents\n"), ("toml-syntax book.toml:5:10",), ()),
    ("TOML: NUL", toml("\0"), ("toml-syntax book.toml:5:1",), ()),
    ("TOML: key twice", toml('title = "B"\n'), ("toml-syntax book.toml:5:1",), ("“title”", "book.toml:2:1")),
    ("TOML: table twice", toml("[book]\n"), ("toml-syntax book.toml:5:1",), ("“[book]”", "book.toml:1:1")),
    ("TOML: deep lists", toml(f"x = {'[' * 3000}{']' * 3000}\n"), ("toml-syntax book.toml:1:1",), ("too deep",)),
    ("date for a title", {"book.toml": '[book]\ntitle = 2026-01-01\nlanguage = "en"\n'}, ("wrong-type book.toml:2:9",), ()),
    ("blank title", {"book.toml": '[book]\ntitle = " "\nlanguage = "en"\n'}, ("empty-value book.toml:2:9",), ()),
    ("misspelt required key", {"book.toml": '[book]\ntitel = "B"\nlanguage = "en"\n'}, ("unknown-key book.toml:2:1",), ("did you mean “title”?",)),
    (
        "unknown key in every table",
        toml(
            'cover = { image = "images/pixel.svg", alt = "x", al = "y" }\n'
            'subjects = [{ scheme = "T", code = "C", nam = "x" }]\n[[book.contributors]]\nname = "x"\nsortt = "y"\n'
            '[contents]\nfrnt = ["contents"]\nbody = [{ part = "P", chapers = ["one.md"] }, { file = "two.md", rol = "x" }]\n'
            '[terms]\nfil = "x"\n[notes]\nnumbr = "book"\n[references]\nstile = "x"\n[editions.print]\nprset = "x"\n'
            '[editions.print.margins]\ninsde = "3mm"\n[boook]\nx = 1\n'
        ),
        tuple(
            f"unknown-key book.toml:{place}"
            for place in ("5:50", "6:41", "9:1", "11:1", "12:23", "12:66", "14:1", "16:1", "18:1", "20:1", "22:1", "23:2")
        ),
        ("“alt”", "“name”", "“sort”", "“front”", "“chapters”", "“role”", "“file”", "“number”", "“style”", "“preset”", "“inside”", "“book”"),
    ),
    (
        "unknown key of a preset",
        {**edition('preset = "p"'), "../styles/presets/p.toml": 'extends = "a5"\ntrm = "1in x 1in"\n'},
        ("unknown-key styles/presets/p.toml:2:1",),
        ("“trim”",),
    ),
    (
        "broken preset",
        {**edition('preset = "p"'), "../styles/presets/p.toml": 'extends = "a5\n'},
        ("toml-syntax styles/presets/p.toml:1:14",),
        (),
    ),
    ("preset by a path", edition('preset = "../../p"'), ("unknown-preset book.toml:6:10",), ("trade-paperback",)),
    ("unknown preset, none near", edition('preset = "zzz"'), ("unknown-preset book.toml:6:10",), ("presets: a5",)),
    (
        "preset that extends an unknown one",
        {**edition('preset = "p"'), "../styles/presets/p.toml": 'extends = "a55"\n'},
        ("unknown-preset styles/presets/p.toml:1:11",),
        ("“a5”",),
    ),
    ("new edition without preset", toml("[editions.kindle]\n"), ("edition-without-preset book.toml:5:11",), ()),
    ("edition that is a number", toml("[editions]\nprint = 3\n"), ("wrong-type book.toml:6:9",), ()),
    ("length as a number", edition("bleed = 3"), ("length-without-unit book.toml:6:9",), ("“3mm”",)),
    ("length of nought without unit", edition('bleed = "0"'), ("length-without-unit book.toml:6:9",), ("“0mm”",)),
    ("negative length", edition('bleed = "-3mm"'), ("wrong-value book.toml:6:9",), ("not negative",)),
    ("unknown unit", edition('bleed = "3furlong"'), ("wrong-value book.toml:6:9",), ("mm, cm, in",)),
    ("no length", edition("bleed = true"), ("wrong-type book.toml:6:9",), ("write the value in the form",)),
    ("absurd trim", edition('trim = "1mm x 99999mm"'), ("wrong-value book.toml:6:8",), ("35mm to 1199mm",)),
    ("half a trim", edition('trim = "152mm x"'), ("wrong-value book.toml:6:8",), ("“152mm x”", "152mm x 229mm")),
    ("trim without unit", edition('trim = "152mm x 229"'), ("length-without-unit book.toml:6:8",), ("“229mm”",)),
    ("margins", edition('margins = { inside = "5", top = "-1mm" }'), ("length-without-unit book.toml:6:22", "wrong-value book.toml:6:33"), ()),
    ("ISBN-10, wrong digit", edition('isbn = "3161484101"'), ("isbn-check-digit book.toml:6:8",), ("would be X",)),
    ("ISBN as a number", edition("isbn = 9783161484100"), ("bad-isbn book.toml:6:8",), ("quotation marks",)),
    ("no ISBN", edition('isbn = "hello"'), ("bad-isbn book.toml:6:8",), ("thirteen digits",)),
    ("identifier with a wrong ISBN", {"book.toml": TOML.replace("8410", "8411")}, ("isbn-check-digit book.toml:4:14",), ()),
    ("unknown generated word", toml('[words]\nchapter = "Lecture"\nchaptre = "Lecture"\n'), ("unknown-word book.toml:7:1",), ("did you mean “chapter”?",)),
    # files
    ("missing chapter of a part", toml('[contents]\nbody = [{ part = "P", chapters = ["one.md", "tow.md"] }, "two.md"]\n'), ("missing-file book.toml:6:45",), ("“two.md”",)),
    ("chapter outside", toml('[contents]\nbody = ["one.md", "two.md", "../x.md"]\n'), ("file-outside-book book.toml:6:29",), ()),
    ("chapter by an address", toml('[contents]\nbody = ["one.md", "two.md", "file:///x.md"]\n'), ("file-outside-book book.toml:6:29",), ()),
    ("chapter twice", toml('[contents]\nbody = ["one.md", "two.md", "./one.md"]\n'), ("duplicate-entry book.toml:6:29",), ("book.toml:6:9",)),
    ("glossary in Latin-1", {"glossary.md": LATIN_1 + b"\n: x\n"}, ("not-utf8 glossary.md:1:4",), ()),
    ("reading list in Latin-1", {"related-reading.yaml": b"- id: " + LATIN_1}, ("not-utf8 related-reading.yaml:1:10",), ()),
    ("stylesheet in Latin-1", {"../styles/book.css": b"/* " + LATIN_1 + b" */"}, ("not-utf8 styles/book.css:1:7",), ()),
    ("control character", chapter("A \x1b[31m word."), ("control-character one.md:3:3",), ("U+001B",)),
    # names
    ("lone unknown acronym", chapter("The [NATO] fleet."), ("unknown-term one.md:3:5",), ("\\[",)),
    ("lone misspelt term", chapter("The [folioo] here."), ("unknown-term one.md:3:5",), ("did you mean “Folio”? (manuscript/glossary.md:1)",)),
    ("unknown citation, bare", {**chapter("As @aa says."), **references(ENTRY.replace("id: a", "id: aab"))}, ("unknown-reference one.md:3:4",), ("(manuscript/related-reading.yaml:1)",)),
    ("unknown place of a file", chapter("See [it](two.md#x)."), ("unknown-target one.md:3:5",), ("“two.md”", "{#x}")),
    ("place of another file", {"one.md": "# One\n\n[x](two.md#here)\n\n{#here}\nWords.\n"}, ("unknown-target one.md:3:1",), ("(manuscript/one.md:5)",)),
    ("misspelt id", chapter("See [](#tow)."), ("unknown-target one.md:3:5",), ("did you mean “two”? (manuscript/two.md:1)",)),
    ("link to nothing", chapter("See [it]()."), ("empty-link one.md:3:5",), ("[words](#id)",)),
    ("link to a picture", chapter("See [it](images/pixel.svg)."), ("unknown-chapter-link one.md:3:5",), ("link to a Markdown file",)),
    ("script in a link", chapter("[it](javascript:x)"), ("link-scheme one.md:3:6",), ()),
    ("unknown names in a definition", {"glossary.md": "Folio\n: See [QUIRE], [@nob] and [](#zz).\n"}, ("unknown-term glossary.md:2:7", "unknown-reference glossary.md:2:17", "unknown-target glossary.md:2:27"), ()),
    # duplicates
    ("id three times", chapter("## A {#x}\n\n## B {#x}\n\n{#x}\nWords."), ("duplicate-id one.md:5:6", "duplicate-id one.md:7:1"), ("one.md:3:6",)),
    ("id of a page that Octavo makes", chapter("## A {#contents}\n\nWords."), ("reserved-id one.md:3:6",), ("“contents”",)),
    ("id of a printed page", chapter("## A {#page-3}\n\nWords."), ("reserved-id one.md:3:6",), ()),
    ("id in glossary and figure", {**chapter('![A.](images/pixel.svg "C"){#f}'), "glossary.md": "Folio {#f}\n: A leaf.\n"}, ("duplicate-id glossary.md:1:7",), ("one.md:3:28",)),
    ("id that begins with a digit", chapter("## A {#1a}\n\nWords."), ("unsafe-id one.md:3:6",), ("letter a–z",)),
    ("alias that is a term", {"glossary.md": 'Folio\n: A.\n\nQuire {aliases="folio"}\n: B.\n'}, ("duplicate-term glossary.md:4:7",), ("glossary.md:1:1",)),
    ("alias twice", {"glossary.md": 'Folio {aliases="leaf"}\n: A.\n\nQuire {aliases="Leaf"}\n: B.\n'}, ("duplicate-term glossary.md:4:7",), ("glossary.md:1:7",)),
    ("note three times", chapter("W.[^a]\n\n[^a]: 1.\n\n[^a]: 2.\n\n[^a]: 3."), ("duplicate-note one.md:7:3", "duplicate-note one.md:9:3"), ("one.md:5:3",)),
    ("misspelt note", chapter("W.[^Ship]\n\n[^ship]: A vessel."), ("undefined-note one.md:3:3",), ("did you mean “ship”? (manuscript/one.md:5)",)),
    ("empty note", chapter("W.[^a]\n\n[^a]:"), ("empty-note one.md:5:3",), ()),
    ("reference twice", references(ENTRY + ENTRY), ("duplicate-reference related-reading.yaml:4:7",), ("related-reading.yaml:1:7",)),
    ("field twice", references(ENTRY + "  title: U\n"), ("duplicate-reference-field related-reading.yaml:4:3",), ("related-reading.yaml:3:3",)),
    # pictures
    ("half a PNG", shown("images/a.png", picture("PNG", half=True)), ("broken-picture one.md:3:13",), ("damaged",)),
    ("half a JPEG", shown("images/a.jpg", picture("JPEG", half=True)), ("broken-picture one.md:3:13",), ("damaged",)),
    ("words named .png", shown("images/a.png", "words"), ("broken-picture one.md:3:13",), ("no PNG",)),
    ("JPEG named .png", shown("images/a.png", picture("JPEG")), ("broken-picture one.md:3:13",), ("a JPEG file",)),
    ("PNG named .svg", shown("images/a.svg", picture("PNG")), ("broken-picture one.md:3:13",), ("no SVG file",)),
    ("TIFF", shown("images/a.tiff", picture("TIFF")), ("broken-picture one.md:3:13",), ("save it as PNG",)),
    ("text file for a picture", shown("images/a.txt", "x"), ("missing-picture one.md:3:13",), (".png, .jpg",)),
    ("folder for a picture", chapter("![A.](images)"), ("missing-picture one.md:3:7",), ()),
    ("no picture named", chapter("![A.]()"), ("missing-picture one.md:3:7",), ("between the round brackets",)),
    ("capitals of a picture", chapter("![A.](images/Pixel.SVG)"), ("missing-picture one.md:3:7",), ("“images/pixel.svg”",)),
    ("empty PNG", shown("images/a.png", b""), ("broken-picture one.md:3:13",), ("is empty",)),
    ("SVG with a script", shown("a.svg", drawing("<script>x</script>")), ("broken-picture one.md:3:13",), ("script",)),
    ("SVG with an event", shown("a.svg", drawing('<g onload="x()"/>')), ("broken-picture one.md:3:13",), ("onload",)),
    ("SVG with entities", shown("a.svg", '<!DOCTYPE svg [<!ENTITY a "aa">]>' + drawing("&a;")), ("broken-picture one.md:3:13",), ("entity",)),
    ("SVG from the network", shown("a.svg", drawing('<image href="http://x/y.png"/>')), ("broken-picture one.md:3:13",), ("outside itself",)),
    ("SVG from the disk", shown("a.svg", drawing('<image href="file:///etc/passwd"/>')), ("broken-picture one.md:3:13",), ("file:///etc/passwd",)),
    ("SVG that repeats itself", shown("a.svg", drawing('<g id="a"><use href="#a"/></g>')), ("broken-picture one.md:3:13",), ("without end",)),
    ("SVG bomb", shown("a.svg", drawing(f'<g id="a0"/>{BOMB}<use href="#a9"/>')), ("broken-picture one.md:3:13",), ("100,000",)),
    ("SVG cut off", shown("a.svg", drawing("<g>")[:60]), ("broken-picture one.md:3:13",), ("not well-formed",)),
    ("missing cover", cover("images/pixle.svg"), ("missing-picture book.toml:5:19",), ("“images/pixel.svg”",)),
    ("broken cover", {**cover("a.png"), "a.png": "x"}, ("broken-picture book.toml:5:19",), ("no PNG",)),
    ("empty cover", {**cover("a.svg"), "a.svg": ""}, ("broken-picture book.toml:5:19",), ("is empty",)),
    ("cover outside", cover("../../secret.svg"), ("picture-outside-book book.toml:5:19",), ()),
    ("cover from the network", cover("https://x.org/y.png"), ("picture-outside-book book.toml:5:19",), ()),
    ("cover without words", toml('cover = { image = "images/pixel.svg", alt = " " }\n'), ("empty-value book.toml:5:45",), ()),
    ("cover as a string", toml('cover = "images/pixel.svg"\n'), ("wrong-type book.toml:5:9",), ("image, alt",)),
    *(
        (f"picture {path}", chapter(f"![A.]({path})"), ("picture-outside-book one.md:3:7",), ("copy the picture",))
        for path in (
            "../images/pixel.svg", "images/../../secret.svg", "/etc/hostname.png", "file:///etc/hostname.png", "http://x/y.png",
            "https://x/y.png", "//x/y.png", "%2e%2e/%2e%2e/secret.svg", "..%2f..%2fsecret.svg", "C:/x.png", "data:image/png;base64,AA",
        )
    ),
    # chapters and raw HTML
    ("chapter of blanks", {"one.md": " \n\t\n"}, ("empty-chapter one.md:1:1",), ("or take it out",)),
    ("chapter with only a title", {"one.md": "# One\n"}, ("empty-chapter one.md:1:1",), ("below the title",)),
    ("chapter of a comment", {"one.md": "# One\n\n<!-- later -->\n"}, ("empty-chapter one.md:1:1",), ()),
    ("chapter without a title", {"one.md": "## One\n\nWords.\n"}, ("missing-title one.md:1:1",), ("“# Title”",)),
    ("title without words", {"one.md": "#\n\nWords.\n"}, ("missing-title one.md:1:1",), ("after the #",)),
    ("raw HTML block", chapter('<div class="x">\nhi\n</div>'), ("raw-html one.md:3:1",), ("fenced div",)),
    ("raw HTML script", chapter("<script>\nalert(1)\n</script>"), ("raw-html one.md:3:1",), ()),
    ("raw HTML in words", chapter("One <b>two</b> three."), ("raw-html one.md:3:5",), ("**words**",)),
    ("raw HTML in a table", chapter("| a |\n|---|\n| <video> |"), ("raw-html one.md:5:3",), ()),
    ("raw HTML in a quotation", chapter("> <iframe src=x>"), ("raw-html one.md:3:3",), ()),
    ("raw HTML attribute", chapter('a <sub onclick="x()">b</sub>'), ("raw-html-attribute one.md:3:3",), ("“onclick”",)),
    ("raw HTML not closed", chapter("a <kbd>b"), ("unclosed-tag one.md:3:3",), ("“<kbd>”",)),
    ("processing instruction", chapter("<?php x ?>"), ("raw-html one.md:3:1",), ()),
    # reading lists
    ("YAML: no list", references("hello"), ("no-reference-list related-reading.yaml:1:1",), ()),
    ("YAML: title with a colon", references("- id: a\n  title: A: B\n"), ("references-syntax related-reading.yaml:2:11",), ("quotation marks",)),
    ("YAML: bomb", references("a: &a [x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)) + "references: [*g,*g]\n"), ("references-syntax related-reading.yaml:1:10",), ("repeat",)),
    ("YAML: code", references("- !!python/object/apply:os.system [x]\n"), ("references-syntax related-reading.yaml:1:3",), ("no meaning",)),
    ("BibTeX: garbage", {**toml('[references]\nfiles = ["r.bib"]\n'), "r.bib": "@book{"}, ("references-syntax r.bib:1:7",), ("BibTeX",)),
    ("JSON: garbage", {**toml('[references]\nfiles = ["r.json"]\n'), "r.json": '[{"id": }]'}, ("references-syntax r.json:1:9",), ("JSON",)),
    ("missing reading list", toml('[references]\nfiles = ["r.yaml"]\n'), ("missing-file book.toml:6:10",), ()),
    ("style outside", toml('[references]\nstyle = "../x.csl"\n') | references(ENTRY), ("style-outside-book book.toml:6:9",), ()),
    ("style cut short", toml('[references]\nstyle = "chicago-auth"\n') | references(ENTRY), ("unknown-style book.toml:6:9",), ("“chicago-author-date”",)),
)  # fmt: skip
"""What, changes of the sound book, the findings with their places, words of the answer."""


@pytest.mark.parametrize(("files", "findings", "says"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_answered_once_and_in_place(
    files: Files, findings: tuple[str, ...], says: tuple[str, ...], tmp_path: Path
) -> None:
    """No more findings than mistakes, at the exact words; the way out is named, and earlier files stay."""
    make_book(tmp_path, files)
    result = build(tmp_path, "-e", "epub", "--quiet")
    lines = result.stderr.splitlines()
    names = [line.partition("[")[2].partition("]")[0] for line in lines if line.startswith(("error[", "warning["))]
    places = [
        line.partition("--> ")[2].removeprefix("manuscript/") for line in lines if line.lstrip().startswith("-->")
    ]
    assert tuple(f"{name} {place}" for name, place in zip(names, places, strict=True)) == findings
    assert [words for words in says if words not in result.stderr] == []
    assert result.exit_code == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()} == EARLIER


@pytest.mark.parametrize("link", ["../../../secret.svg", "/etc/hostname", "loop.svg"])
def test_a_link_that_leaves_the_book_is_no_picture(link: str, tmp_path: Path) -> None:
    """Symbolic links are followed before a picture is taken for the book's own."""
    book = tmp_path / "book"
    book.mkdir()
    make_book(book, chapter("![A.](images/loop.svg)"))
    (tmp_path / "secret.svg").write_text(PIXEL, "utf-8")
    (book / "manuscript" / "images" / "loop.svg").symlink_to(link)
    result = build(book, "-e", "epub", "--quiet")
    assert (result.exit_code, "error[broken-picture]" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    "files",
    [
        {"glossary.md": ""},
        {"glossary.md": " \n\n"},
        {"related-reading.yaml": ""},
        {"related-reading.yaml": "# none yet\n"},
        {"glossary.md": "Folio\n: See [Quire].\n\nQuire\n: See [Folio].\n", "one.md": "# One\n\nA folio, a quire.\n"},
        {"one.md": "\ufeff# One\r\rWords.\r", "two.md": "# Two\r\n\r\nWords.\r\n"},
        {"book.toml": "\ufeff" + TOML.replace("\n", "\r\n")},
        {"book.toml": TOML.replace("Small", 'A # \\"50 %\\" 😀 <b> & Ω/\\\\..')},
        {"one.md": None, **toml('[contents]\nbody = ["a # \\"b\\" 😀 100%.md", "two.md"]\n'), 'a # "b" 😀 100%.md': "# A “B” & \\<C> 😀\n\nWords.\n"},
        {"one.md": "# One\n\n![A.](<images/a # 😀 100%.svg>)\n", "images/a # 😀 100%.svg": PIXEL},
    ],
)  # fmt: skip
def test_what_is_odd_but_sound_is_built(files: Files, tmp_path: Path) -> None:
    """Empty lists, definitions that name each other, any line ends, and names with any character."""
    make_book(tmp_path, files)
    result = build(tmp_path, "-e", "epub", "--quiet", "--strict")
    assert (result.exit_code, [line for line in result.stderr.splitlines() if line.startswith("error")]) == (0, [])


def test_a_book_in_a_folder_with_any_name(tmp_path: Path) -> None:
    """Blanks, quotes, signs and emoji in a path do no harm."""
    book = tmp_path / 'b # %20 "é" 😀'
    book.mkdir()
    make_book(book, chapter("![A.](images/pixel.svg)"))
    assert build(book, "-e", "epub", "-e", "screen", "--quiet", "--strict").exit_code == 0


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a file system that takes no files")
@pytest.mark.parametrize("folder", ["/proc", "/proc/octavo", "/dev/null", "/dev/null/octavo"])
def test_an_output_folder_that_takes_no_file(folder: str, tmp_path: Path) -> None:
    """Told without a trace, even to root."""
    make_book(tmp_path, {})
    result = build(tmp_path, "-e", "epub", "-o", folder, "--quiet")
    assert (result.exit_code, "error[output-not-writable]: “small.epub”" in result.stderr) == (1, True)


@pytest.mark.parametrize("options", [("-e", "nope"), ("-e", ""), ("-e", "print", "-e", "nope"), ("--nope",), ("-e",)])
def test_wrong_usage_exits_with_2(options: tuple[str, ...], tmp_path: Path) -> None:
    """An edition that the book has not, or an option that there is not."""
    make_book(tmp_path, {})
    assert build(tmp_path, *options).exit_code == 2


def test_strict_writes_nothing_on_a_warning(tmp_path: Path) -> None:
    """The same book is built without --strict."""
    make_book(tmp_path, chapter("Words.\n\n[^idle]: Nobody calls."))
    strict = build(tmp_path, "-e", "epub", "--strict", "--quiet")
    assert (strict.exit_code, strict.stdout) == (1, "")
    assert (tmp_path / "output" / "small.epub").read_bytes() == EARLIER["small.epub"]
    assert build(tmp_path, "-e", "epub", "--quiet").exit_code == 0


def test_quiet_says_only_what_was_found(tmp_path: Path) -> None:
    """A sound book is built without a word."""
    make_book(tmp_path, {})
    result = build(tmp_path, "-e", "epub", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("files", "options", "status", "names"),
    [
        ({}, (), 0, []),
        (chapter("Words.\n\n[^idle]: x"), (), 0, ["unused-note"]),
        (chapter("Words.\n\n[^idle]: x"), ("--strict",), 1, ["unused-note"]),
        (chapter("[x][NOBODY]"), (), 1, ["unknown-term"]),
        ({"book.toml": None}, (), 1, ["missing-book-toml"]),
        ({}, ("-e", "nope"), 2, ["unknown-edition"]),
    ],
)
def test_json_is_all_that_is_said(
    files: Files, options: tuple[str, ...], status: int, names: list[str], tmp_path: Path
) -> None:
    """Standard output is one JSON record with the findings in it; standard error is silent."""
    make_book(tmp_path, files)
    result = build(tmp_path, "-e", "epub", "--format", "json", *options)
    assert (result.exit_code, result.stderr) == (status, "")
    record = json.loads(result.stdout)
    assert [diagnostic["name"] for diagnostic in record["diagnostics"]] == names
    assert len(record["files"]) == (status == 0)
