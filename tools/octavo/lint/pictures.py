"""Alternative texts that tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.model.nodes import Figure, Image
from octavo.model.walk import plain_text

ALT_REPEATS_CAPTION = Finding(
    name="alt-repeats-caption",
    severity=Severity.WARNING,
    message="the alternative text says the same as the caption",
    why="A screen reader reads both, one after the other, and its user still does not know what the picture shows.",
    fix="say in the brackets what can be seen, and in the caption what it means",
)
ALT_IS_FILE_NAME = Finding(
    name="alt-is-file-name",
    severity=Severity.WARNING,
    message="the alternative text “{alt}” is the name of a file",
    why="A screen reader spells it out, and its user does not know what the picture shows.",
    fix="say in the brackets what can be seen: ![A chart of …](file)",
)

FINDINGS = (ALT_REPEATS_CAPTION, ALT_IS_FILE_NAME)

_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|tiff?|bmp|pdf|eps)", re.IGNORECASE)
_CAMERA = re.compile(r"(?:IMG|DSC|DSCN|P|Screenshot)[_ -]?\d[\w .-]*", re.IGNORECASE)


def empty_alternatives(proof: Proof) -> Iterator[Diagnostic]:
    """Yield alt-repeats-caption and alt-is-file-name."""
    for node in proof.nodes:
        if isinstance(node, Figure) and _same(node.image.alt, plain_text(node.caption)):
            yield ALT_REPEATS_CAPTION.at(node.image.span)
        if isinstance(node, Image) and _names_file(node):
            yield ALT_IS_FILE_NAME.at(node.span, alt=node.alt.strip())


def _same(alt: str, caption: str) -> bool:
    return bool(_bare(caption)) and _bare(alt) == _bare(caption)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _names_file(image: Image) -> bool:
    alt, name = image.alt.strip(), image.src.rsplit("/", 1)[-1]
    return bool(_FILE.fullmatch(alt) or _CAMERA.fullmatch(alt)) or (
        alt.casefold() == name.rsplit(".", 1)[0].casefold() and re.search(r"[\d_-]", alt) is not None
    )
