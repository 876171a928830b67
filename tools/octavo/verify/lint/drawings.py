"""Drawings: SVG names keep their capitals, scripts and outside files stay out (SVG 1.1; EPUB 3.3, 5.3 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import REFERENCES, SVG, XHTML, local_name, sheet_references

EPUB_SVG_NAME_CASE = Finding(
    name="epub-svg-name-case",
    severity=Severity.ERROR,
    message="“{found}” is no name that SVG knows: it is “{right}”",
    why="In XML capitals count: readers leave the gradient or the clipping out, or show the drawing at the wrong size.",
    fix="write the name with its capitals; a program that reads HTML has lost them",
)
EPUB_SCRIPT = Finding(
    name="epub-script",
    severity=Severity.WARNING,
    message="this {what} a script",
    why="Most readers run no scripts, shops refuse them, and what a script makes is not in the book for anyone else.",
    fix="put what the script makes into the text, and leave the script out",
)
EPUB_REMOTE_RESOURCE = Finding(
    name="epub-remote-resource",
    severity=Severity.WARNING,
    message="this fetches “{address}” from the network",
    why="Without a connection there is a hole in the book, and with one somebody learns who reads it.",
    fix="put the file into the book",
)

FINDINGS = (EPUB_SVG_NAME_CASE, EPUB_SCRIPT, EPUB_REMOTE_RESOURCE)

_ELEMENTS = (
    "animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight "
    "feTile feTurbulence foreignObject linearGradient radialGradient textPath"
)
_ATTRIBUTES = (
    "attributeName attributeType baseFrequency calcMode clipPathUnits diffuseConstant edgeMode filterUnits "
    "gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust "
    "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength "
    "patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio "
    "primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant "
    "specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX "
    "targetY textLength viewBox xChannelSelector yChannelSelector zoomAndPan"
)
_RIGHT = {name.lower(): name for name in (*_ELEMENTS.split(), *_ATTRIBUTES.split())}
_FETCHED = frozenset({"img", "image", "audio", "video", "source", "track", "object", "embed", "iframe", "link", "use", "script"})  # fmt: skip
_NETWORK = ("http:", "https:", "//")
_SHOWN = 80


def check_drawings(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what a reader will not draw, run or find. Findings: all of ``FINDINGS``."""
    listed = {item.path for item in epub.items}
    for path, tree in epub.trees.items():
        if path not in listed:
            continue
        for element in tree.iter(f"{XHTML}*", f"{SVG}*"):
            if element.tag.startswith(SVG):
                yield from _names(epub, path, element)
            yield from _scripts(epub, path, element)
            yield from _remote(epub, path, element)
    for path, text in epub.sheets.items():
        for reference in sheet_references(text):
            if reference.strip().lower().startswith(_NETWORK):
                yield EPUB_REMOTE_RESOURCE.at(epub.place(path), address=reference[:_SHOWN])


def _names(epub: EpubFile, path: str, element: Any) -> Iterator[Diagnostic]:
    for name in (local_name(element), *(str(name) for name in element.attrib if not name.startswith("{"))):
        right = _RIGHT.get(name.lower(), name)
        if name != right:
            yield EPUB_SVG_NAME_CASE.at(epub.place(path, element), found=name, right=right)


def _scripts(epub: EpubFile, path: str, element: Any) -> Iterator[Diagnostic]:
    if local_name(element) == "script" and "json" not in element.get("type", ""):
        yield EPUB_SCRIPT.at(epub.place(path, element), what="is")
    for name, value in element.attrib.items():
        if name.lower().startswith("on") or value.strip().lower().startswith("javascript:"):
            yield EPUB_SCRIPT.at(epub.place(path, element), what=f"has in its attribute “{name}”")


def _remote(epub: EpubFile, path: str, element: Any) -> Iterator[Diagnostic]:
    if local_name(element) in _FETCHED:
        for reference in (element.get(name, "") for name in REFERENCES):
            if reference.strip().lower().startswith(_NETWORK):
                yield EPUB_REMOTE_RESOURCE.at(epub.place(path, element), address=reference[:_SHOWN])
