"""Where keys and values stand in a TOML text."""

from __future__ import annotations

import tomllib

from octavo.config.positions import index_places

TEXT = '''# a comment with = and [brackets]
title = "Tides # not a comment"   # comment
"quoted key" = 'C:\\path'
a.b."c" = 1979-05-27 07:32:00

[book]
list = [ "one", # first ]
  [2, 3],
  { x = 1, y.z = "}" },
]
text = """
two "quotes"" and \\""" inside
"""""
[editions.print]
isbn = "1"
[[people]]
name = "A"
[people.home]
city = "B"
[[people]]
name = "C"
'''


def spans() -> dict[tuple[str | int, ...], tuple[str, str]]:
    """Return what stands at the place of each key and value of TEXT."""
    lines = TEXT.split("\n")

    def words(span: object) -> str:
        start, end = (span.line, span.column), (span.end_line, span.end_column)  # type: ignore[attr-defined]
        if start[0] == end[0]:
            return lines[start[0] - 1][start[1] - 1 : end[1] - 1]
        return f"{lines[start[0] - 1][start[1] - 1 :]}…{lines[end[0] - 1][: end[1] - 1]}"

    places = index_places(TEXT, "book.toml").items()
    return {path: (words(place.key), words(place.value)) for path, place in places}


def test_each_key_and_value_has_its_place() -> None:
    """Tables, dotted keys, inline tables, arrays, arrays of tables, dates and strings over several lines."""
    tomllib.loads(TEXT)
    assert spans() == {
        ("title",): ("title", '"Tides # not a comment"'),
        ("quoted key",): ('"quoted key"', "'C:\\path'"),
        ("a",): ("a", "1979-05-27 07:32:00"),
        ("a", "b"): ("b", "1979-05-27 07:32:00"),
        ("a", "b", "c"): ('"c"', "1979-05-27 07:32:00"),
        ("book",): ("book", "[book]"),
        ("book", "list"): ("list", '[ "one", # first ]…]'),
        ("book", "list", 0): ('"one"', '"one"'),
        ("book", "list", 1): ("[2, 3]", "[2, 3]"),
        ("book", "list", 1, 0): ("2", "2"),
        ("book", "list", 1, 1): ("3", "3"),
        ("book", "list", 2): ('{ x = 1, y.z = "}" }', '{ x = 1, y.z = "}" }'),
        ("book", "list", 2, "x"): ("x", "1"),
        ("book", "list", 2, "y"): ("y", '"}"'),
        ("book", "list", 2, "y", "z"): ("z", '"}"'),
        ("book", "text"): ("text", '"""…"""""'),
        ("editions",): ("editions", "[editions.print]"),
        ("editions", "print"): ("print", "[editions.print]"),
        ("editions", "print", "isbn"): ("isbn", '"1"'),
        ("people",): ("people", "[[people]]"),
        ("people", 0): ("people", "[[people]]"),
        ("people", 0, "name"): ("name", '"A"'),
        ("people", 0, "home"): ("home", "[people.home]"),
        ("people", 0, "home", "city"): ("city", '"B"'),
        ("people", 1): ("people", "[[people]]"),
        ("people", 1, "name"): ("name", '"C"'),
    }
