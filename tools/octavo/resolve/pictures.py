"""Pictures: every one that the text or the cover names is there, inside the book, and whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from posixpath import normpath
from urllib.parse import unquote

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.suggest import did_you_mean, renamed
from octavo.model.nodes import Figure, Image, Node
from octavo.model.sources import BrokenPicture, Picture
from octavo.model.walk import descend

MISSING_PICTURE = Finding(
    name="missing-picture",
    severity=Severity.ERROR,
    message="there is no picture “{file}”",
    why="The page would show a gap where the picture belongs.",
    fix="put the file into the manuscript folder, or correct its name (capitals count)",
)

BROKEN_PICTURE = Finding(
    name="broken-picture",
    severity=Severity.ERROR,
    message="the picture “{file}” {reason}",
    why="Neither a printer nor a reading system could show it.",
    fix="export the picture again from the program that made it",
)

PICTURE_OUTSIDE_BOOK = Finding(
    name="picture-outside-book",
    severity=Severity.ERROR,
    message="the picture “{file}” is not in the book's folder",
    why="A book must build the same everywhere, and takes no file from the network or from elsewhere on the disk.",
    fix="copy the picture into the manuscript folder and name it from there, as in images/route.svg",
)

PICTURE_WITHOUT_ALT = Finding(
    name="picture-without-alt",
    severity=Severity.WARNING,
    message="the picture “{file}” has no alternative text",
    why="A reader who cannot see the picture learns nothing of it; shops and the law ask for the text.",
    fix="say in the brackets what the picture shows: ![A chart of …](file); an ornament gets {.decorative}",
)

DESCRIPTION_IN_LINE = Finding(
    name="description-in-line",
    severity=Severity.WARNING,
    message="the picture “{file}” has a long description, and stands in a line of text",
    why="The description stands below a figure, or is linked from its caption. In the middle of a paragraph there is no "
    "place for it: it is left out.",
    fix="give the picture a paragraph of its own, or describe it in the text",
)

_DECORATIVE = "decorative"
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|webp|gif|svg)\Z", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBinder:
    """Checks pictures against the files that were read."""

    pictures: Mapping[str, Picture | BrokenPicture]
    diagnostics: list[Diagnostic]

    def bind(self, image: Image) -> Image:
        """Return the image with its path as the pictures are known by.

        Findings: missing-picture, broken-picture, picture-outside-book.
        """
        file = self.find(image.src, image.src_span)
        return image if file == image.src else replace(image, src=file)

    def find(self, src: str, span: Span) -> str:
        """Return the file that a path means, after reporting what is wrong with it."""
        file = normpath(src) if src else src
        if file not in self.pictures and unquote(file) in self.pictures:
            file = unquote(file)
        picture = self.pictures.get(file)
        if isinstance(picture, BrokenPicture):
            self.diagnostics.append(BROKEN_PICTURE.at(span, file=src, reason=picture.reason))
        elif picture is None and (_ELSEWHERE.match(src) or file.split("/")[0] == ".."):
            self.diagnostics.append(PICTURE_OUTSIDE_BOOK.at(span, file=src))
        elif picture is None:
            as_written = span.line == span.end_line and span.end_column - span.column == len(file)
            repair = renamed(file, self.pictures, span) if file and as_written else None
            self.diagnostics.append(MISSING_PICTURE.at(span, hint=self._hint(file), repair=repair, file=src))
        return file if picture is not None else src

    def _hint(self, file: str) -> str:
        if not file:
            return "write the picture's file between the round brackets: ![words](images/picture.png)"
        meant = did_you_mean(file, self.pictures)
        return meant or (
            "" if _PICTURE_NAME.search(file) else "name a file that ends in .png, .jpg, .webp, .gif or .svg"
        )


def check_alternatives(roots: Iterable[Node]) -> list[Diagnostic]:
    """Return a diagnostic for each picture without alternative text that is no ornament, and for descriptions that are lost.

    Findings: picture-without-alt, description-in-line.
    """
    found: list[Diagnostic] = []
    ornament: Image | None = None
    for node in descend(roots):
        if isinstance(node, Figure) and _DECORATIVE in node.attributes.classes:
            ornament = node.image
        if isinstance(node, Image) and node.attributes.get("longdesc"):
            found.append(DESCRIPTION_IN_LINE.at(node.span, file=node.src))
        if not isinstance(node, Image) or node.alt.strip() or node is ornament:
            continue
        if _DECORATIVE not in node.attributes.classes:
            found.append(PICTURE_WITHOUT_ALT.at(node.span, file=node.src))
    return found
