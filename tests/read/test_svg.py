"""SVG: measured as readers show it, refused when it is more than a drawing."""

from __future__ import annotations

import pytest

from octavo.model.sources import BrokenPicture, Picture
from octavo.read.pictures import look_into

BOX = 'viewBox="0 0 200 100"'


def svg(inside: str = "", attributes: str = BOX, before: str = "") -> bytes:
    """Return a drawing."""
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
        f"{inside}</svg>"
    ).encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (BOX, (200, 100)),
        ('viewBox="-5,-5 , 200 1e2"', (200, 100)),
        ('width="96" height="48px"', (96, 48)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="72pt" height="6pc"', (96, 96)),
        (f'width="100%" height="100%" {BOX}', (200, 100)),
        (f'width="50mm" {BOX}', (50 / 25.4 * 96, 25 / 25.4 * 96)),
        (f'height="50" {BOX}', (100, 50)),
        (f'width="10" height="10" {BOX}', (10, 10)),
    ],
)
def test_drawings_are_measured(attributes: str, size: tuple[float, float]) -> None:
    """Width and height, completed from the viewBox."""
    picture = look_into("a.svg", svg(attributes=attributes))
    assert isinstance(picture, Picture)
    assert (picture.media_type, picture.width_px, picture.height_px) == ("image/svg+xml", *map(pytest.approx, size))


@pytest.mark.parametrize(
    "drawing",
    [
        svg('<use href="#a"/><use xlink:href="#b"/><image href="data:image/png;base64,AA=="/>'),
        svg('<rect fill="url(#g)" style="filter: url( \'#f\' )"/>'),
        svg('<g id="foreignObject" class="video"><metadata>iframe</metadata></g>'),
        svg("<style>@font-face { src: url(data:font/woff2;base64,AA) } .a { fill: red }</style>"),
        svg('<a href="https://example.org/"><text>x</text></a>'),
        svg("<metadata>on https://example.org url(x)</metadata>", f'{BOX} version="1.1" orient="auto" operator="over"'),
        svg(
            before='<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- by hand -->\n<!DOCTYPE svg PUBLIC '
            '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        ),
        svg("<text>é</text>", before='<?xml version="1.0" encoding="iso-8859-1"?>'),
        svg("<text>日本</text>").decode().encode("utf-16"),
    ],
)
def test_ordinary_drawings_are_whole(drawing: bytes) -> None:
    """What drawing programs write: links inside, data, a plain DOCTYPE, other encodings."""
    assert isinstance(look_into("a.svg", drawing), Picture)


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (b"", "is empty"),
        (b"<svg", "is not well-formed XML: unclosed token (line 1)"),
        (svg("<g>"), "is not well-formed XML: mismatched tag (line 1)"),
        (svg("<text>&nbsp;</text>"), "is not well-formed XML: undefined entity (line 1)"),
        (
            svg("\n<text>\xe9</text>").decode().encode("latin-1"),
            "is not well-formed XML: not well-formed (invalid token) (line 2)",
        ),
        (b"<html/>", "is no SVG: its first element is <html>"),
        (
            f"<svg {BOX}/>".encode(),
            'does not say that it is SVG: its first element needs xmlns="http://www.w3.org/2000/svg"',
        ),
        (
            svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
            "declares an entity (“a”), which no drawing needs: export it as plain SVG",
        ),
        (
            svg(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">]>'),
            "declares an entity (“a”), which no drawing needs: export it as plain SVG",
        ),
        (svg("<script>1</script>"), "holds a script"),
        (svg('<s:script xmlns:s="http://www.w3.org/2000/svg"/>'), "holds a script"),
        (svg("<switch><foreignObject/><text>x</text></switch>"), "holds a piece that is no drawing (<foreignObject>)"),
        (svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtml"/>'), "holds a piece that is no drawing (<iframe>)"),
        (svg('<g onclick="x()"/>'), "holds a script (in “onclick”)"),
        (svg(attributes=f'onload="x()" {BOX}'), "holds a script (in “onload”)"),
        (
            svg('<image href="https://example.org/a.png"/>'),
            "refers to something outside itself (“https://example.org/a.png”)",
        ),
        (svg('<image xlink:href="a.png"/>'), "refers to something outside itself (“a.png”)"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "refers to something outside itself (“file:///etc/passwd”)"),
        (svg('<use href="data:text/html,x"/>'), "refers to something outside itself (“data:text/html,x”)"),
        (svg('<a href="javascript:x()"/>'), "refers to something outside itself (“javascript:x()”)"),
        (svg('<rect fill="url(other.svg#g)"/>'), "refers to something outside itself (“other.svg#g”)"),
        (
            svg('<rect style="fill:u\\72l( &quot;http://x/&quot;)"/>'),
            "refers to something outside itself (“http://x/”)",
        ),
        (svg("<style>a{fill:url(http://x/)}</style>"), "refers to something outside itself (“http://x/”)"),
        (svg("<style><![CDATA[@import 'a.css';]]></style>"), "asks for a stylesheet in another file"),
        (svg(before='<?xml-stylesheet href="a.css"?>'), "asks for a stylesheet in another file"),
        (svg('<g xml:base="http://x/"/>'), "moves its references to another place (“xml:base”)"),
        (svg('<set attributeName="xlink:href" to="http://x/"/>'), "changes “xlink:href” by an animation"),
        (svg("<g>" * 250 + "</g>" * 250), "nests elements more than 200 deep"),
        (
            svg(attributes='width="1e999" height="10"'),
            "is endless: its width or height is a number beyond all measure",
        ),
        (
            svg(attributes='width="10" viewBox="0 0 1e-300 1e300"'),
            "gives no size: its first element needs a viewBox, or width and height",
        ),
        (svg(attributes=""), "gives no size: its first element needs a viewBox, or width and height"),
        (
            svg(attributes='width="100%" height="100%"'),
            "gives no size: its first element needs a viewBox, or width and height",
        ),
        (svg(attributes='viewBox="0 0 0 0"'), "gives no size: its first element needs a viewBox, or width and height"),
        (svg(attributes='width="0" height="10"'), "has no extent: its width or height is zero"),
    ],
)
def test_drawings_that_are_more_or_less_than_drawings_are_broken(drawing: bytes, reason: str) -> None:
    """Each with the words that end “the picture …”."""
    assert look_into("a.svg", drawing) == BrokenPicture(file="a.svg", reason=reason)


def repeated(times: int, depth: int) -> str:
    """Return groups of which each repeats the one before some times, and the last of them drawn."""
    groups = (f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * times}</g>' for n in range(depth))
    return f'<defs><path id="a0" d="M0 0"/>{"".join(groups)}</defs><use href="#a{depth}"/>'


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ('<g id="a"><use href="#a"/></g>', "repeats itself without end (by a <use> of “#a” inside it)"),
        (
            '<g id="a"><use xlink:href="#b"/></g><g id="b"><use href="#a"/></g>',
            "repeats itself without end (by a <use> of “#b” inside it)",
        ),
        (repeated(10, 9), "comes to more than 100,000 elements once each <use> is drawn"),
        (repeated(1, 5000), "comes to more than 100,000 elements once each <use> is drawn"),
    ],
)
def test_drawings_that_repeat_without_measure_are_refused(inside: str, reason: str) -> None:
    """A bomb of a few lines is found by counting, not by drawing."""
    picture = look_into("a.svg", svg(inside))
    assert isinstance(picture, BrokenPicture)
    assert picture.reason == reason


@pytest.mark.parametrize("inside", [repeated(10, 3), repeated(2, 12), '<use href="#nowhere"/>'])
def test_drawings_that_repeat_with_measure_are_whole(inside: str) -> None:
    """Patterns of some thousand parts are ordinary."""
    assert isinstance(look_into("a.svg", svg(inside)), Picture)
