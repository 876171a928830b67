"""Mathematics: MathML with its source as alternative text, drawings that sit on the line, findings for what is no LaTeX."""

from __future__ import annotations

import pytest

from octavo.render.math import MathError, drawing, mathml
from octavo.render.xhtml.elements import local_name

BROKEN = [
    (r"\frac{a}", "a command lacks an argument"),
    (r"\foo{x}", "the command “\\foo” is not known"),
    ("{", "something is missing at its end"),
    ("", "something is missing at its end"),
    (r"\begin{matrix} a", "\\begin stands without \\end"),
    ("x^2^3", "one symbol has two superscripts"),
    (r"\left( x", "\\left stands without \\right"),
    ("a & b", "this is not LaTeX mathematics"),
]


@pytest.mark.parametrize(("latex", "reason"), BROKEN)
def test_broken_formula(latex: str, reason: str) -> None:
    """What is no LaTeX is refused with a reason, for either medium."""
    for convert in (mathml, drawing):
        with pytest.raises(MathError) as caught:
            convert(latex, False)  # noqa: FBT003
        assert str(caught.value) == reason


def test_mathml() -> None:
    """A formula becomes MathML whose alternative text is the LaTeX."""
    made = mathml("\\frac{a}{b}\n + 1", True)  # noqa: FBT003
    assert (made.get("display"), made.get("alttext")) == ("block", r"\frac{a}{b} + 1")
    assert "mfrac" in {local_name(part) for part in made.iter()}


def test_drawing() -> None:
    """A drawing is a picture in a data URL, measured in em, its LaTeX as alternative text; the same every time."""
    made = drawing("x^2", False)  # noqa: FBT003
    assert made.get("alt") == "x^2"
    assert made.get("src", "").startswith("data:image/svg+xml;base64,")
    assert made.get("style", "").count("em") == 5
    assert made.get("src") == drawing("x^2", False).get("src")  # noqa: FBT003
