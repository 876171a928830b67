"""The index of an EPUB with a page list: links to the very places, with the folios of the printed book as their text."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from octavo.pipeline import Request, build
from support.small_book import SMALLEST, write_book
from support.tongue import prose

TOML = f"""{SMALLEST}
[contents]
body = ["01-one.md"]
back = ["index"]
[editions.epub]
pages-from = "print"
[editions.alone]
preset = "epub"
"""

TEXT = f"""# One

[]{{.index-start index="Sea"}}{prose(900, 1)} [word]{{index="Ship"}} {prose(60, 2)}

::: {{only=epub}}
[Here]{{index="Ship"}} and [there]{{index="Boat"}}.
:::

{prose(400, 4)}[]{{.index-end index="Sea"}}

{{index="Ship"}}
> {prose(30, 5)}
"""


def entries(epub: Path) -> dict[str, str]:
    """Return the words of each entry of the index, with where its links lead to."""
    with ZipFile(epub) as archive:
        index = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/index.xhtml"))
        one = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/one.xhtml"))
    found = {}
    for item in re.findall(r"<li>.*?</li>", index):
        targets = re.findall(r'href="one.xhtml#([^"]+)"', item)
        assert all(f'id="{target}"' in one for target in targets)
        words, _, numbers = re.sub(r"<[^>]+>", "", item).partition(", ")
        found[words] = numbers
    return found


def places(epub: Path, name: str) -> list[str]:
    """Return the ids of the chapter that an entry leads to, in reading order."""
    with ZipFile(epub) as archive:
        one = next(archive.read(file).decode() for file in archive.namelist() if file.endswith("/one.xhtml"))
    return re.findall(rf'id="(one-index-{name}[^"]*)"', one)


def folio_before(epub: Path, identifier: str) -> str:
    """Return the folio of the last mark before a place of the chapter."""
    with ZipFile(epub) as archive:
        one = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/one.xhtml"))
    return re.findall(r'role="doc-pagebreak"[^>]*aria-label="([^"]+)"', one.partition(f'id="{identifier}"')[0])[-1]


def test_locators_are_the_folios_of_the_printed_book(tmp_path: Path) -> None:
    """A place that the print edition lacks lies on the page that goes on there; without pages places are counted."""
    write_book(tmp_path, TOML, {"01-one.md": TEXT})
    done = build(Request(book=tmp_path, editions=("print", "epub", "alone")), lambda _stage, _line: None)
    assert [str(diagnostic.message) for diagnostic in done.diagnostics if diagnostic.is_error] == []
    files = {edition.name: path for path, edition, _ in done.files}
    pages = next(artifact.page_map for _, edition, artifact in done.files if edition.name == "print")
    assert pages is not None
    sea, sea_end = (pages.folio_of(place) for place in places(files["epub"], "sea"))
    ship, of_epub, last_ship = (pages.folio_of(place) for place in places(files["epub"], "ship"))
    assert int(sea) == 1 < int(ship) < int(last_ship)
    assert of_epub == ""
    lacking = folio_before(files["epub"], "one-index-boat")
    assert pages.folio_of("one-index-boat") == ""
    assert entries(files["epub"]) == {
        "Boat": lacking,
        "Sea": f"1–{sea_end}",
        "Ship": ", ".join(dict.fromkeys((ship, lacking, last_ship))),
    }
    assert entries(files["alone"]) == {"Boat": "1", "Sea": "1", "Ship": "1, 2, 3"}
