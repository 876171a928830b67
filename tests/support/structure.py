"""The structure tree of a finished PDF, read back with the text that each element holds (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf

_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_INLINE = frozenset(
    {"Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "Note", "Formula", "Ruby", "RB", "RT"}
)
_PICTURES = frozenset({"Figure", "Formula"})
"""What they hold is drawn: their words are in the alternative text."""

Key = tuple[tuple[int, int], int]
"""Page or form, and the number of the marked content in it."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element."""

    type: str
    object: Object
    up: Element | None
    kids: list[Element | Object | str] = field(default_factory=list)
    """In document order: elements, link annotations, text."""

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        yield self
        for kid in self.elements():
            yield from kid.walk()

    def all(self, *types: str) -> list[Element]:
        """Return the elements of some types here and below."""
        return [element for element in self.walk() if element.type in types]

    def elements(self) -> list[Element]:
        """Return the elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def annotations(self) -> list[Object]:
        """Return the annotations directly below."""
        return [kid for kid in self.kids if isinstance(kid, Object)]

    def text(self, without: Container[Element] = ()) -> str:
        """Return the text here and below, some elements left out; blocks are parted by a space."""
        return "".join(self._pieces(without))

    def _pieces(self, without: Container[Element]) -> Iterator[str]:
        apart = "" if self.type in _INLINE else " "
        yield apart
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid if self.type not in _PICTURES else ""
            elif isinstance(kid, Element) and kid not in without:
                yield from kid._pieces(without)
            elif isinstance(kid, Element) and kid.ends_with_space():
                yield " "
        yield apart

    def ends_with_space(self) -> bool:
        """Return whether the last character here and below is a space."""
        texts = [kid for element in self.walk() for kid in element.kids if isinstance(kid, str)]
        return bool(texts) and texts[-1][-1:].isspace()

    def property(self, name: str) -> str:
        """Return a text property (Alt, Lang, ID); empty when there is none."""
        return str(self.object.get(f"/{name}", ""))

    def attribute(self, name: str) -> Object | None:
        """Return an entry of any of its attribute objects."""
        owned = self.object.get("/A")
        owners = [] if owned is None else [*owned.as_list()] if isinstance(owned, Array) else [owned]
        return next((owner[f"/{name}"] for owner in owners if f"/{name}" in owner), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """What a page shows that is no part of the text."""

    page: int
    kind: str
    """``/Header``, ``/Footer``, ``/Pagination`` (what later pages repeat), ``/Layout``; empty for others."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A tagged file."""

    pdf: Pdf
    root: Element
    artifacts: tuple[Artifact, ...]
    pages: dict[tuple[int, int], int]
    """Page object → index."""

    def page_of(self, annotation: Object) -> int:
        """Return the index of the page that an annotation of the file stands on."""
        found = [i for i, page in enumerate(self.pdf.pages) if annotation.objgen in _annotations(page)]
        assert len(found) == 1
        return found[0]

    def links(self) -> list[Object]:
        """Return all annotations of all pages."""
        return [annotation for page in self.pdf.pages for annotation in page.get("/Annots", [])]


def read_structure(path: Path) -> Structure:
    """Return the structure of a tagged file.

    Asserts on the way that all text is marked, that each piece of marked content belongs to one element and knows it,
    and that annotations know theirs.
    """
    pdf = pikepdf.open(path)
    texts: dict[Key, str] = {}
    artifacts: list[Artifact] = []
    reader = _TextReader()
    for number, page in enumerate(pdf.pages):
        marked, loose = reader.read(page.obj, page.obj.Resources)
        texts.update({(page.obj.objgen, mcid): text for mcid, text in marked.items()})
        artifacts += (Artifact(page=number, kind=kind, text=text) for kind, text in loose)
    builder = _Builder(pdf, texts, reader)
    root = builder.element(pdf.Root.StructTreeRoot.K[0], None)
    builder.check(root)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return Structure(pdf=pdf, root=root, artifacts=tuple(artifacts), pages=pages)


@dataclass(slots=True)
class _TextReader:
    """Decodes what content streams show."""

    fonts: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)

    def read(self, stream: Object, resources: Object) -> tuple[dict[int, str], list[tuple[str, str]]]:
        """Return the text of each marked content by number, and the texts of artifacts with their kinds."""
        marked: dict[int, str] = {}
        loose: list[tuple[str, str]] = []
        around: list[int | None] = []
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "BDC" | "BMC":
                    around.append(_opened(operands, marked, loose))
                case "EMC":
                    around.pop()
                case "Tf":
                    font = self._font(resources.Font[str(operands[0])])
                case "Tj" | "TJ":
                    text = _decoded(operands[0], font)
                    assert around, f"text outside marked content: {text}"
                    if around[-1] is None:
                        loose[-1] = (loose[-1][0], loose[-1][1] + text)
                    else:
                        marked[around[-1]] += text
                case _:
                    pass
        return marked, loose

    def _font(self, font: Object) -> dict[int, str]:
        if font.objgen not in self.fonts:
            pairs = _MAPPED.findall(font.ToUnicode.read_bytes())
            self.fonts[font.objgen] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs
            }
        return self.fonts[font.objgen]


def _opened(operands: list[Object], marked: dict[int, str], loose: list[tuple[str, str]]) -> int | None:
    """Take note of marked content that begins; return its number, None for an artifact."""
    properties = operands[1] if len(operands) > 1 else Dictionary()
    if "/MCID" in properties:
        marked[int(properties.MCID)] = ""
        return int(properties.MCID)
    assert str(operands[0]) == "/Artifact"
    loose.append((str(properties.get("/Subtype", properties.get("/Type", ""))), ""))
    return None


def _decoded(shown: Object, font: dict[int, str]) -> str:
    parts = shown.as_list() if isinstance(shown, Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[int.from_bytes(codes[i : i + 2], "big")] for i in range(0, len(codes), 2))


@dataclass(slots=True)
class _Builder:
    """Puts elements and texts together."""

    pdf: Pdf
    texts: dict[Key, str]
    reader: _TextReader
    used: dict[Key, Element] = field(default_factory=dict)

    def element(self, found: Object, up: Element | None) -> Element:
        """Return an element with all below it."""
        made = Element(type=str(found.S).removeprefix("/"), object=found, up=up)
        assert found.P.objgen == (self.pdf.Root.StructTreeRoot if up is None else up.object).objgen
        below = found.get("/K", Array())
        for kid in below.as_list() if isinstance(below, Array) else [below]:
            made.kids.append(self._kid(kid, made))
        return made

    def _kid(self, kid: Object, parent: Element) -> Element | Object | str:
        if isinstance(kid, int):
            return self._content((parent.object.Pg.objgen, kid), parent)
        if kid.get("/Type") == "/OBJR":
            return kid.Obj
        if kid.get("/Type") != "/MCR":
            return self.element(kid, parent)
        if "/Stm" in kid:
            marked, _ = self.reader.read(kid.Stm, kid.Stm.Resources)
            self.texts |= {(kid.Stm.objgen, mcid): text for mcid, text in marked.items()}
            return self._content((kid.Stm.objgen, int(kid.MCID)), parent)
        return self._content((kid.Pg.objgen, int(kid.MCID)), parent)

    def _content(self, key: Key, parent: Element) -> str:
        assert key not in self.used, "content used twice"
        self.used[key] = parent
        return self.texts[key]

    def check(self, root: Element) -> None:
        """Assert that the way back from content and annotations to elements is the same."""
        numbers = self.pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for element in root.walk():
            for annotation in element.annotations():
                assert parents[int(annotation.StructParent)].objgen == element.object.objgen
        assert set(self.used) == set(self.texts), "marked content of no element"
        for page in self.pdf.pages:
            entries = parents[int(page.obj.StructParents)].as_list()
            for (holder, mcid), element in self.used.items():
                if holder == page.obj.objgen:
                    assert entries[mcid].objgen == element.object.objgen


def _annotations(page: Page) -> set[tuple[int, int]]:
    return {annotation.objgen for annotation in page.get("/Annots", [])}
