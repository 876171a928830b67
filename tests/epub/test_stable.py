"""What readers keep their place by, the names of files and ids, stays from one edition of a book to the next."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from octavo.pipeline import Request, build
from support.small_book import SMALLEST, write_book

TOML = f"""{SMALLEST}author = "Ada Keeper"

[contents]
front = ["title-page", "contents", "figures"]
body = [BODY]
back = ["glossary", "index"]

[terms]
index = true

[editions]
print = false
screen = false
"""
GLOSSARY = """neap tide
: The small tide of the half moon.

spring tide
: The large one.
"""
EBB = """# Ebb

The sea goes out,[^moon] and a neap tide is small. [Waves]{index="Waves"} follow.^[Save the sand.]

[^moon]: The moon calls it.

## Notes

A second neap tide, with [waves]{index="Waves"} again.^[See above.]

### Seen

![Waves](images/sea.svg "The sea")

Table: Heights in metres

| Place | Height |
|-------|--------|
| Cove  | 2      |

## Harbours

### Seen

A spring tide comes.^[See above.]

"""
FLOW = """# Flow

And comes back, as a neap tide does.^[See above.] [Waves]{index="Waves"} too.

### Notes

![Sand](images/sand.svg "The sand")
"""
CALM = """# Calm

A neap tide, a spring tide, [waves]{index="Waves"}.^[See above.]

## Notes

![Waves](calm/sea.svg "The sea again")
"""
ADDED = """[Waves]{index="Waves"} before all.^[See above.]^[And below.]

![Boats](images/boats.svg "Boats")

Table: Heights in feet

| Place | Height |
|-------|--------|
| Cove  | 6      |

"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4" width="80" height="40"><path d="M0 2H8" stroke="#000"/></svg>'
SOME = 30
PARSED = (".xhtml", ".opf", ".ncx")
TELLING = ("EPUB/nav.xhtml", "EPUB/text/figures.xhtml", "EPUB/text/index.xhtml", "EPUB/text/glossary.xhtml")
"""Files that tell of others, whose lists grow."""
PICTURES = {f"{name}.svg": SVG for name in ("images/sea", "images/sand", "images/boats", "calm/sea")}


def epub(folder: Path, texts: Mapping[str, str], order: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Build a book; return the first letters of each element with an id, by file of its EPUB and id."""
    body = ", ".join(f'"{name}"' for name in order)
    files = {**PICTURES, **texts, "glossary.md": GLOSSARY}
    done = build(Request(book=write_book(folder, TOML.replace("BODY", body), files)), lambda _stage, _detail: None)
    assert [d.message for d in done.diagnostics] == []
    with zipfile.ZipFile(done.files[0][0]) as archive:
        return {name: words(archive.read(name)) if name.endswith(PARSED) else {} for name in archive.namelist()}


def words(data: bytes) -> dict[str, str]:
    root = ET.fromstring(data)  # noqa: S314 - made here
    return {i: re.sub(r"[\W\d]+", "", "".join(e.itertext()))[:SOME] for e in root.iter() if (i := e.get("id"))}


def lost(before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the files that are not there any more, and the ids that are not, or stand for something else."""
    gone = [name for name in before if name not in after]
    return gone + [
        f"{name}: {identifier}"
        for name in before
        if name in after and name not in TELLING
        for identifier, text in before[name].items()
        if after[name].get(identifier) != text
    ]


FIRST = {"01-ebb.md": EBB, "02-flow.md": FLOW}


def test_a_chapter_more(tmp_path: Path) -> None:
    """A chapter before all others, which repeats notes, titles and names of pictures. The notes of terms move: it uses them first."""
    before = epub(tmp_path / "first", FIRST, ("01-ebb.md", "02-flow.md"))
    texts = {"01-calm.md": CALM, "02-ebb.md": EBB, "03-flow.md": FLOW}
    after = epub(tmp_path / "second", texts, ("01-calm.md", "02-ebb.md", "03-flow.md"))
    notes = ("ebb-note-term-neap-tide", "ebb-note-term-spring-tide")
    moved = {f"EPUB/text/ebb.xhtml: {identifier}" for note in notes for identifier in (note, f"call-{note}")}
    assert set(lost(before, after)) == moved
    assert set(after) - set(before) == {"EPUB/text/calm.xhtml", "EPUB/images/calm-sea.svg"}


def test_a_note_a_figure_and_a_table_more(tmp_path: Path) -> None:
    """What is added inside a chapter, before what is like it, takes no id from it but the one that says no more than its words."""
    before = epub(tmp_path / "first", FIRST, ("01-ebb.md", "02-flow.md"))
    more = {**FIRST, "01-ebb.md": EBB.replace("## Notes\n", f"{ADDED}## Notes\n")}
    after = epub(tmp_path / "second", more, ("01-ebb.md", "02-flow.md"))
    assert lost(before, after) == []
    assert set(after) - set(before) == {"EPUB/images/boats.svg"}
