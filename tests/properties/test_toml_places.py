"""The index of places knows exactly the keys that tomllib finds, whatever way a document is written."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.config.positions import KeyPath, index_places

BARE = st.text("abz-_09", min_size=1, max_size=4)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)
KEYS = st.one_of(BARE, WORDS)
SCALARS = st.one_of(
    st.integers(-99, 99).map(str),
    st.sampled_from(
        [
            "true",
            "1.5e3",
            "inf",
            "0xFF",
            "2026-11-22",
            "2026-11-22 10:00:00Z",
            "07:32:00",
            "'lit#eral'",
            '""',
            '"""a"""',
            '"""\n"two" \\""" x"""""',
            "'''it's\n'''''",
            '"a\\"b"',
        ]
    ),
    WORDS.map(lambda word: json.dumps(word, ensure_ascii=False).replace("\x7f", "")),
)
BLANKS = st.sampled_from(["", " ", "\t"])
BREAKS = st.sampled_from(["", " ", "\n", "\r\n  ", " # , ] } = [\n"])


def written_key(key: str, quote: bool) -> str:  # noqa: FBT001
    """Return a key as TOML may write it."""
    bare = key.isascii() and key != "" and all(c.isalnum() or c in "-_" for c in key)
    return json.dumps(key, ensure_ascii=False).replace("\x7f", "") if quote or not bare else key


@st.composite
def arrays(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """Return an array with blanks, line ends and comments where they may be."""
    items = draw(st.lists(values, max_size=3))
    body = ",".join(f"{draw(BREAKS)}{item}{draw(BREAKS)}" for item in items)
    comma = "," if items and draw(st.booleans()) else ""
    return f"[{body}{comma}{draw(BREAKS)}]"


@st.composite
def inline_tables(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """Return an inline table, keys distinct in their first part."""
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    return "{" + ",".join(f"{draw(BLANKS)}{draw(dotted(key))}={draw(BLANKS)}{draw(values)} " for key in keys) + "}"


@st.composite
def dotted(draw: st.DrawFn, first: str) -> str:
    """Return a key, perhaps dotted, that begins with a part given."""
    parts = [first, *draw(st.lists(KEYS, max_size=2))]
    dot = f"{draw(BLANKS)}.{draw(BLANKS)}"
    return dot.join(written_key(part, draw(st.booleans())) for part in parts)


VALUES = st.recursive(SCALARS, lambda values: arrays(values) | inline_tables(values), max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a document: pairs, tables, and arrays of tables with tables in them, all with keys of their own."""
    names = iter(draw(st.lists(KEYS, min_size=9, max_size=9, unique=True)))
    text = draw(pairs())
    for name in list(names)[: draw(st.integers(0, 4))]:
        header = draw(dotted(name))
        if draw(st.booleans()):
            text += f"{draw(BLANKS)}[{header}]{draw(BLANKS)}# note\n" + draw(pairs())
        else:
            inner = draw(pairs())
            for _ in range(draw(st.integers(1, 3))):
                text += f"[[{header}]]\n{inner}[{header}.'in side']\n{draw(pairs())}"
    return text


@st.composite
def pairs(draw: st.DrawFn) -> str:
    """Return lines of keys and values."""
    keys = draw(st.lists(KEYS.filter(lambda key: key != "in side"), max_size=3, unique=True))
    return "".join(f"{draw(BLANKS)}{draw(dotted(key))} = {draw(VALUES)}{draw(BLANKS)}\n" for key in keys)


def paths(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of everything below a value that tomllib made."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*above, key)
        yield from paths(inner, (*above, key))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_same_keys_are_found_as_by_tomllib(text: str) -> None:
    """No key is missed, none is made up; and each value, read by itself, is the value found there."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # dotted keys of two lines or tables may collide
    places = index_places(text, "book.toml")
    assert set(places) == set(paths(values))
    lines = text.split("\n")
    for path, place in places.items():
        span = place.key
        written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        if isinstance(path[-1], str):
            assert list(tomllib.loads(f"{written} = 1")) == [path[-1]]
