"""No file of a book, however mangled, makes Octavo raise: on the way from text to EPUB there are findings only."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from hostile.fuzzing import SOUND, TARGETS, outcome
from properties.test_parse import MARKDOWN

SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def picture() -> bytes:
    """Return a small PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (5, 3), "red").save(stream, "PNG")
    return stream.getvalue()


STARTS = {
    **SOUND,
    "images/y.png": picture(),
    "../styles/book.css": b'p:hover > a[x="y"] { color: rgb(1, 2%, 3); --a: var(--b, 3) } @media x { @page { margin: 1in } }',
}
WORDS = {
    "book.toml": ["[book]", "[[suppress]]", "[lint]", 'title = "x"', "= [", "{", "}", '"""', "2026-11-22", "[editions.print]", "true", "\n", "body = []", "9e999"],
    "glossary.md": ['\nA (B) {aliases="C, D"}\n: E', "\n: ", "EU", "{sort=x}", "[@a]", "^[n]", "\n\n", "  ", "(", ")", "# T\n"],
    "related-reading.yaml": ["\n- ", "id: ", "title:", " a", "&x", "*x", "!!python/name:os.system", "[", "{", ": ", "\n  ", "issued: 2024-13-45", "author:", "|\n", "\t", "---\n"],
    "images/x.svg": ["<g>", "</g>", "<use href='#a'/>", "<!DOCTYPE x [", "<!ENTITY a '&a;'>", "]>", "&a;", " id='a'", "<style>", "url(#a)", "viewBox='0 0 1e9 -1'", "NaN", "<image href='data:,x'/>", "\0", "<?x?>", "<![CDATA["],
    "../styles/book.css": ["@import ", "url(", ")", "{", "}", "var(--a)", "--a:", "calc(", "1px/0", "@page", ":is(", "\\", "/*", "*/", "!important", "content:", "'", "@media", ";", "#1g", "font: "],
}  # fmt: skip
"""Pieces that files of a kind are made of."""


@st.composite
def mangled(draw: st.DrawFn, name: str) -> bytes:
    """Return a file with some bytes changed, cut, doubled, or pieces of its kind put in."""
    data = bytearray(STARTS[name])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["put", "cut", "word", "twice"])):
            case "put":
                data[at : at + 1] = draw(st.binary(max_size=4))
            case "cut":
                del data[at : at + draw(st.integers(1, 20))]
            case "word":
                data[at:at] = "".join(draw(st.lists(st.sampled_from(WORDS.get(name, [" "])), max_size=6))).encode()
            case _:
                data[at:at] = data[at : at + 40] * draw(st.integers(1, 4))
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_no_file_is_too_mangled(name: str) -> None:
    """Findings come of it, or an edition."""

    @SOME
    @given(mangled(name))
    def fuzz(data: bytes) -> None:
        assert isinstance(outcome(name, data), tuple)

    fuzz()


@SOME
@given(MARKDOWN)
def test_no_markdown_is_too_odd_for_an_epub(text: str) -> None:
    """From the parser to the package."""
    assert isinstance(outcome("01-one.md", f"# One\n\nx {text}\n".encode("utf-8", "surrogatepass")), tuple)
