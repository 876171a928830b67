"""Hostile books: each is a sound small book with some files that mean harm.

``@SECRET@`` stands for a folder outside the book that no build may read, ``@LINK@name`` for a symbolic link to a file of it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

Files = Mapping[str, str | bytes]

PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8"/></svg>'
)
TOML = '[book]\ntitle = "Hostile"\nlanguage = "en-GB"\nidentifier = "urn:uuid:9a89468a-6255-57a9-bc7d-fbf795f954c8"\n'
SECRETS: Files = {
    "secret.svg": PIXEL.replace("<rect", "<title>TOPSECRET</title><rect"),
    "secret.md": "# TOPSECRET\n\nTOPSECRET\n",
    "secret.css": 'p::before { content: "TOPSECRET" }\n',
    "secret.yaml": "- id: s\n  type: book\n  title: TOPSECRET\n",
    "secret.toml": 'extends = "trade-paperback"\nfont-size = "77pt"\n',
    "secret.txt": "TOPSECRET\n",
}


def chapter(text: str) -> Files:
    """Return a book whose one chapter says this."""
    return {"01-one.md": f"# One\n\n{text}\n"}


def svg(inner: str, prologue: str = "", attributes: str = 'viewBox="0 0 8 8" width="8" height="8"') -> Files:
    """Return a book with a picture."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return {
        **chapter('![Alt.](images/x.svg "Caption.")'),
        "images/x.svg": f"{prologue}{head} {attributes}>{inner}</svg>",
    }


def css(text: str) -> Files:
    """Return a book with styles of its own."""
    return {**chapter("Words."), "../styles/book.css": text}


def toml(lines: str) -> Files:
    """Return a book whose book.toml has some more lines."""
    return {**chapter("Words."), "book.toml": TOML + lines}


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG that claims a size, whatever data it has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


ENTITIES = '<!DOCTYPE svg [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{("&" + old + ";") * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
ALIASES = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

DEPTH = 4000
"""Openings without an end; more than any stack holds."""

READING: dict[str, Files] = {
    "picture above the book": chapter("![x](../../@SECRET@/secret.svg)"),
    "picture by its absolute path": chapter("![x](/@SECRET@/secret.svg)"),
    "picture by file address": chapter("![x](file:///@SECRET@/secret.svg)"),
    "picture on a share": chapter("![x](\\\\\\\\server\\\\share\\\\x.png) ![y](//server/share/x.png)"),
    "picture by link": {**chapter("![x](images/x.svg)"), "images/x.svg": "@LINK@secret.svg"},
    "picture of the web": chapter("![x](https://example.org/x.png) ![y](data:image/svg+xml,<svg/>)"),
    "chapter by link": {"01-one.md": "@LINK@secret.md"},
    "chapter above the book": toml('[contents]\nbody = ["../../@SECRET@/secret.md"]\n'),
    "chapter by its absolute path": toml('[contents]\nbody = ["/@SECRET@/secret.md"]\n'),
    "glossary above the book": toml('[terms]\nfile = "../../@SECRET@/secret.md"\n'),
    "references above the book": toml('[references]\nfiles = ["/@SECRET@/secret.yaml"]\n'),
    "style above the book": toml('[references]\nstyle = "../../@SECRET@/secret.csl"\n'),
    "cover above the book": toml('cover = { image = "../../@SECRET@/secret.svg", alt = "x" }\n'),
    "preset above the book": toml('[editions.print]\npreset = "../../@SECRET@/secret"\n'),
    "theme above the book": toml('[editions.print]\ntheme = "../../@SECRET@"\n'),
    "output intent above the book": toml('[editions.print]\npdf-variant = "pdf/x-4"\noutput-intent = "/@SECRET@/secret.txt"\n'),
    "preset by link": {**toml('[editions.print]\npreset = "x"\n'), "../styles/presets/x.toml": "@LINK@secret.toml"},
    "styles by link": {**chapter("Words."), "../styles/book.css": "@LINK@secret.css"},
    "styles that import": css('@import url("file:///@SECRET@/secret.css");\n@import "../../@SECRET@/secret.css";'),
    "styles that import the web": css('@import url("https://example.org/x.css");'),
    "styles with pictures": css(
        'p { background: url("/@SECRET@/secret.svg") } h1::after { content: url("file:///@SECRET@/secret.svg") }'
    ),
    "styles with a font": css('@font-face { font-family: x; src: url("file:///@SECRET@/secret.txt") } p { font-family: x }'),
    "styles that attach": css('a { -weasy-link: url("file:///@SECRET@/secret.txt") } @page { background: url(//server/x.png) }'),
    "drawing with a picture": svg('<image href="file:///@SECRET@/secret.svg" width="8" height="8"/>'),
    "drawing with a picture by xlink": svg('<image xlink:href="/@SECRET@/secret.svg" width="8" height="8"/>'),
    "drawing with a picture of the web": svg('<image href="https://example.org/x.png" width="8" height="8"/>'),
    "drawing that uses another": svg('<use href="file:///@SECRET@/secret.svg#a"/><use xlink:href="../../@SECRET@/secret.svg#a"/>'),
    "drawing with an entity": svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///@SECRET@/secret.txt">]>'),
    "drawing with a parameter entity": svg("<g/>", '<!DOCTYPE svg [<!ENTITY % x SYSTEM "file:///@SECRET@/secret.txt"> %x;]>'),
    "drawing with a document type": svg("<g/>", '<!DOCTYPE svg SYSTEM "file:///@SECRET@/secret.txt">'),
    "drawing with a style sheet": svg("<g/>", '<?xml-stylesheet href="file:///@SECRET@/secret.css"?>'),
    "drawing with styles": svg('<style>@import url("file:///@SECRET@/secret.css"); rect { fill: url("/@SECRET@/secret.svg#a") }</style><rect width="8" height="8"/>'),
    "drawing with HTML": svg('<foreignObject width="8" height="8"><iframe xmlns="http://www.w3.org/1999/xhtml" src="file:///@SECRET@/secret.txt"/></foreignObject>'),
    "drawing that includes": svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///@SECRET@/secret.txt" parse="text"/>'),
    "drawing with a script": svg('<script>fetch("file:///@SECRET@/secret.txt")</script><a href="javascript:alert(1)"><g/></a>'),
    "HTML that loads": chapter('<img src="file:///@SECRET@/secret.svg"> <iframe src="/@SECRET@/secret.txt"></iframe> <object data="file:///@SECRET@/secret.txt"></object>'),
    "links to files": chapter("[x](file:///@SECRET@/secret.txt) [y](../../@SECRET@/secret.md) <file:///@SECRET@/secret.txt>"),
    "BibTeX that reads": {**toml('[references]\nfiles = ["x.bib"]\n'), "x.bib": "@book{x, title = {\\input{/@SECRET@/secret.txt} \\include{/@SECRET@/secret}}, author = {\\write18{touch x}}}"},
    "YAML that runs": {**toml('[references]\nfiles = ["x.yaml"]\n'), "x.yaml": "- !!python/object/apply:os.system ['touch /@SECRET@/run']\n"},
    "mathematics that reads": chapter("$\\input{/@SECRET@/secret.txt}$ $\\write18{touch x}$ $\\href{file:///@SECRET@/secret.txt}{x}$"),
    "style that fetches": {**toml('[references]\nstyle = "x.csl"\n'), "x.csl": '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title><id>x</id><link href="https://example.org/parent.csl" rel="independent-parent"/></info></style>'},
    "style with an entity": {**toml('[references]\nstyle = "x.csl"\n'), "x.csl": '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///@SECRET@/secret.txt">]><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>&x;</title></info></style>'},
}  # fmt: skip
"""Books that want to read what is not theirs, or to run something."""

HEAVY: dict[str, Files] = {
    **{
        f"depth of {name}": chapter(piece * DEPTH)
        for name, piece in {
            "quotations": "> ", "lists": "- ", "emphasis": "*a ", "brackets": "[", "pictures": "![", "notes": "^[",
            "divisions": "::: {.a}\n", "elements": "<sub>", "links": "[a](", "code": "`", "strikes": "~~a ", "math": "$",
            "braces": "{", "quotes": "\"'", "parentheses": "(", "citations": "[@a ", "details": "<details>\n<summary>a</summary>\n",
        }.items()
    },
    "one list in another, indented": chapter("\n".join("  " * n + "- a" for n in range(600))),
    "a word of a megabyte": chapter("a" * 1_000_000),
    "a line of ten megabytes": chapter("word " * 2_000_000),
    "thousands of notes": chapter("\n\n".join(f"a[^{n}]\n\n[^{n}]: b" for n in range(3000))),
    "a note called by thousands": chapter("a[^n]" * 3000 + "\n\n[^n]: b"),
    "thousands of definitions": chapter("\n".join(f"[{n}]: /a" for n in range(5000)) + "\n\n" + "[1] " * 5000),
    "a definition that grows": chapter("[" * 50 + "a" * 999 + "]: /" + "a" * 10000 + "\n\n" + "[a]" * 2000),
    "a table of a thousand columns": chapter("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "b|" * 1000),
    "backticks of all lengths": chapter(" ".join("`" * n for n in range(400))),
    "stars and underlines": chapter("*_" * 8000 + "a" + "_*" * 8000),
    "half tags": chapter("<a " * 8000 + "</a" * 8000 + "<!--" * 4000 + "<?" * 4000),
    "entities": chapter("&" * 20000 + "&#" * 10000 + "&#x110000;" * 2000),
    "thousands of headings with one name": chapter("\n\n".join(["## Same"] * 3000)),
    "a thousand terms": {**chapter("T1 T2 T3 " * 300), "glossary.md": "\n\n".join(f"T{n}\n: Means T{n + 1}." for n in range(1000))},
    "aliases": {**toml('[references]\nfiles = ["x.yaml"]\n'), "x.yaml": ALIASES},
    "a reference that refers to itself": {**toml('[references]\nfiles = ["x.bib"]\n'), "x.bib": "@book{a, crossref={b}}\n@book{b, crossref={a}}"},
    "deep JSON": {**toml('[references]\nfiles = ["x.json"]\n'), "x.json": "[" * 50000},
    "deep YAML": {**toml('[references]\nfiles = ["x.yaml"]\n'), "x.yaml": "[" * 20000},
    "deep TOML": toml("x = " + "[" * 20000 + "]" * 20000 + "\n"),
    "a TOML key of ten thousand parts": toml(".".join("a" * 10000) + " = 1\n"),
    "entities in entities": svg("<text>&i;</text>", ENTITIES),
    "a drawing that uses itself": svg('<g id="a"><use href="#a"/></g><use href="#a"/>'),
    "drawings that use one another": svg("".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(10)) + '<g id="g10"><rect width="1" height="1"/></g><use href="#g0"/>'),
    "a deep drawing": svg("<g>" * 20000 + "</g>" * 20000),
    "a drawing as large as a country": svg("<rect/>", attributes='width="1e9" height="1e9"'),
    "a drawing of no size": svg("<rect/>", attributes='width="0" height="NaN" viewBox="0 0 0 0"'),
    "a drawing with a great blur": svg('<filter id="f"><feGaussianBlur stdDeviation="1e6"/></filter><rect width="8" height="8" filter="url(#f)"/>'),
    "patterns in patterns": svg('<pattern id="p" width="1" height="1"><rect width="1" height="1" fill="url(#p)"/></pattern><rect width="8" height="8" fill="url(#p)"/>'),
    "a mask that masks itself": svg('<mask id="m"><rect width="8" height="8" mask="url(#m)"/></mask><rect width="8" height="8" mask="url(#m)"/>'),
    "a million dashes": svg('<path d="M0 0H1e7" stroke="black" stroke-dasharray="0.001"/>'),
    "a picture of a terapixel": {**chapter("![x](images/x.png)"), "images/x.png": png(1_000_000, 1_000_000)},
    "a picture of many pixels": {**chapter("![x](images/x.png)"), "images/x.png": png(30_000, 30_000, b"\0" * 1000)},
    "a broken picture": {**chapter("![x](images/x.png)"), "images/x.png": png(100, 100)[:60]},
    "a picture by another name": {**chapter("![x](images/x.jpg)"), "images/x.jpg": PIXEL},
    "styles that import themselves": css('@import "book.css";\n@import url(book.css);\n'),
    "styles with deep rules": css("@media print {" * 3000 + "p{color:red}" + "}" * 3000),
    "styles with a great calculation": css("p { width: calc(" + "(" * 3000 + "1px" + ")" * 3000 + ") }"),
    "styles with a variable in itself": css(":root { --a: var(--b); --b: var(--a) } p { color: var(--a); width: var(--a) }"),
    "variables that grow": css(":root {" + "--v0: a a;" + "".join(f"--v{n + 1}: var(--v{n}) var(--v{n});" for n in range(25)) + "} p { font-family: var(--v25) }"),
    "styles that hide all": css("* { display: none } @page { size: 1px 1px; margin: 9999px }"),
    "a column of a letter": css("p { width: 0; font-size: 999pt }"),
    "content without end": css('p::before { content: "' + "a" * 3000 + '" }'),
    "deep mathematics": chapter("$" + "{" * 2000 + "x" + "}" * 2000 + "$ $" + "\\sqrt{" * 300 + "x" + "}" * 300 + "$"),
    "mathematics that defines itself": chapter("$\\def\\a{\\a\\a}\\a$ $\\newcommand{\\x}{\\x}\\x$"),
    "code that no one can read": chapter("```python\n" + "(" * 20000 + "\n```\n\n```html\n" + "<a " * 20000 + "\n```"),
    "ruby and languages": chapter("[a]{lang=" + "x" * 5000 + "} [a]{.b .c #d e=f} " + "[漢]{ruby=" + "a" * 3000 + "}"),
    "an index of deep levels": chapter('[a]{index="' + "b, " * 500 + 'c"} [d]{index-see="a"} [e]{.index-start index="x"}'),
    "control characters": chapter("a\x01b\x02c\x0bd\x7fe\ufffef\u2028g\u202eh"),
    "bidirectional overrides": chapter("a\u202e\u2066\u2067\u2068b" * 500),
    "marks upon marks": chapter("a" + "\u0301" * 50000),
    "no text at all": {"01-one.md": b""},
    "not text": {"01-one.md": bytes(range(256)) * 40},
    "UTF-16": {"01-one.md": "# One\n\nWords.\n".encode("utf-16")},
    "names that no file has": toml('[contents]\nbody = ["a\\u0000b.md", "' + "x" * 5000 + '.md", "..", ".", "CON", "a/../../b.md"]\n'),
}  # fmt: skip
"""Books that want more time or memory than there is, or that no program was written for."""
