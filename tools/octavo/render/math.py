"""LaTeX mathematics: MathML for EPUBs, drawn for PDFs.

``latex2mathml`` reads LaTeX leniently: what it does not know comes out as text, a missing argument as a fraction
without denominator. Such results are refused here.
"""

from __future__ import annotations

import base64
import copy
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from octavo.diagnostics import Diagnostic, Outcome
from octavo.model import nodes
from octavo.model.publication import Publication
from octavo.model.walk import document_nodes
from octavo.render.findings import MATH_SYNTAX
from octavo.render.xhtml.elements import MATHML, element, local_name

_ARGUMENTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_EM = 100.0  # formulas are drawn this large, and measured in hundredths of their em
_OVER, _UNDER = 0.05, 0.15
"""Of an em: so far a formula may reach beyond its line, into the white that ascenders and descenders leave, before the
line grows. With a fraction, a sum or an integral in them, the lines of facing pages stay level."""
_LARGE_OPERATOR = re.compile(
    "<mo>(&#x0(?:220F|221[01]|222[B-F]|223[0-3]|22C[0-3]|2A[01][0-9A-F]);)"
)  # products, sums, integrals, unions
_REASONS = {
    "NoAvailableTokensError": "something is missing at its end",
    "NumeratorNotFoundError": "a fraction has no numerator",
    "DenominatorNotFoundError": "a fraction has no denominator",
    "ExtraLeftOrMissingRightError": "\\left stands without \\right",
    "MissingSuperScriptOrSubscriptError": "^ or _ stands without what it raises or lowers",
    "DoubleSubscriptsError": "one symbol has two subscripts",
    "DoubleSuperscriptsError": "one symbol has two superscripts",
    "MissingEndError": "\\begin stands without \\end",
    "LimitsMustFollowMathOperatorError": "\\limits follows something that takes none",
}


class MathError(Exception):
    """A formula that is not LaTeX as we can set it; the text ends the sentence “cannot be set: …”."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a publication, converted once each."""

    elements: Mapping[tuple[str, bool], Element]

    def __call__(self, text: str, display: bool) -> Element:  # noqa: FBT001 - the writer calls it by position
        """Return a new element for a formula."""
        return copy.deepcopy(self.elements[text, display])


def prepare_formulas(publication: Publication, convert: Callable[[str, bool], Element]) -> Outcome[Formulas]:
    """Return all formulas converted; a broken one is a ``math-syntax`` error, and stands as its source."""
    elements: dict[tuple[str, bool], Element] = {}
    diagnostics: list[Diagnostic] = []
    for document in publication.documents:
        for node in document_nodes(document):
            if not isinstance(node, nodes.Math | nodes.MathBlock):
                continue
            display = isinstance(node, nodes.MathBlock) or node.display
            try:
                elements.setdefault((node.text, display), convert(node.text, display))
            except MathError as error:
                elements[node.text, display] = element("code", {"class": "math"}, [node.text])
                diagnostics.append(MATH_SYNTAX.at(node.span, formula=node.text.strip(), reason=str(error)))
    return Outcome(Formulas(elements), tuple(diagnostics))


def mathml(text: str, display: bool) -> Element:  # noqa: FBT001 - as above
    """Return a ``math`` element whose ``alttext`` is the LaTeX. Raises MathError."""
    made = _parsed(text, display=display)
    made.set("alttext", " ".join(text.split()))
    for part in made.iter():
        _check(part)
    return made


def drawing(text: str, display: bool) -> Element:  # noqa: FBT001 - as above
    """Return an ``img`` that holds the formula as SVG in a data URL, sized in em, sitting on its baseline. Raises MathError."""
    mathml(text, display)  # ziamath reads by the same parser, and asserts where we explain
    svg = _drawn(text, display=display)
    image = ET.fromstring(svg)  # noqa: S314 - made here, not read from outside
    _left, top, width, height = (float(number) / _EM for number in image.get("viewBox", "0 0 0 0").split())
    over, under = (0.0, 0.0) if display else (_OVER, _UNDER)
    style = (
        f"width: {width:.3f}em; height: {height:.3f}em; margin: {-over}em 0 {-under}em; "
        f"vertical-align: {under - height - top:.3f}em"
    )
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return element("img", {"class": "math", "src": source, "alt": " ".join(text.split()), "style": style})


def _drawn(text: str, *, display: bool) -> str:
    """Return a formula as SVG, 100 units to its em; its origin lies on the baseline."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the way in which the library opens its own font
            from ziamath.zmath import Latex, Math

            formula: Any = Latex(text, size=_EM) if display else Math(_in_line(text), size=_EM)
            return str(formula.svg())
    except _leaks() as error:
        raise MathError("the drawing library does not know how") from error


def _in_line(text: str) -> str:
    """Return a formula as MathML whose sums and integrals fit a line, unless the author asks for those of a display."""
    from ziamath.tex import tex2mml

    source: str = tex2mml(text, inline=True)
    if r"\displaystyle" in text:
        return source
    return _LARGE_OPERATOR.sub(r'<mo stretchy="false" displaystyle="false">\1', source)


def _leaks() -> tuple[type[Exception], ...]:
    """Return what the parser raises on LaTeX that it did not expect: its own errors, and slips of its code."""
    from latex2mathml import exceptions

    own = tuple(
        value for value in vars(exceptions).values() if isinstance(value, type) and issubclass(value, Exception)
    )
    return (
        *own,
        ET.ParseError,
        AssertionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        StopIteration,
    )


def _parsed(text: str, *, display: bool) -> Element:
    from latex2mathml.converter import convert

    try:
        return ET.fromstring(convert(text, display="block" if display else "inline"))  # noqa: S314 - as above
    except _leaks() as error:
        raise MathError(_REASONS.get(type(error).__name__, "this is not LaTeX mathematics")) from error


def _check(part: Element) -> None:
    name, text = local_name(part), part.text or ""
    wanted = _ARGUMENTS.get(name)
    if wanted is not None and len(part) != wanted:
        raise MathError("a command lacks an argument")
    if name in {"mi", "mo"} and text.startswith("\\") and text[1:].isalpha():
        raise MathError(f"the command “{text}” is not known")


def is_formula(made: Element) -> bool:
    """Whether an element is MathML's ``math``."""
    return made.tag == f"{{{MATHML}}}math"
