"""A book of two chapters with one of everything that a linter looks at, and no fault."""

from __future__ import annotations

from pathlib import Path

from octavo.pipeline import Request, build
from support.small_book import SMALLEST, write_book

TOML = f"""{SMALLEST}author = "Ada Keeper"
cover = {{ image = "cover.svg", alt = "Tides: white letters on a blue ground" }}

[contents]
front = ["title-page", "contents"]
body = ["01-ebb.md", "02-flow.md"]
back = ["glossary", "index"]

[editions.print]
isbn = "978-1-4028-9462-6"

[editions.epub]
pages-from = "print"
"""
PARAGRAPH = "The water goes out a long way here, and comes back over the flats faster than a horse can walk. " * 9
EBB = f"""# Ebb

The sea goes out,[^moon] as [the next chapter](02-flow.md) says, and [海]{{lang=ja}} is a word for it. A neap tide is small.

[^moon]: The moon calls it.

## Why {{#why}}

It rises by $h = 2$ metres. [Waves]{{index="Waves"}} follow. Another neap tide.

Table: Heights {{#tbl-heights}}

| Place | Height |
|-------|--------|
| Cove  | 2      |
| Sound | 3      |

{PARAGRAPH}

{PARAGRAPH}

{PARAGRAPH}

{PARAGRAPH}

{PARAGRAPH}
"""
FLOW = """# Flow

![Waves, drawn by hand](sea.svg "The sea"){#fig-sea}

And comes back, as [](#why) says, with all that it took.^[Save the sand.]
"""
GLOSSARY = """neap tide {name-ja="小潮"}
: The small tide of the half moon.
"""
SEA = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40">
<defs><linearGradient id="deep"><stop offset="0" stop-color="#036"/><stop offset="1" stop-color="#6af"/></linearGradient></defs>
<rect width="80" height="40" fill="url(#deep)"/>
</svg>
"""
COVER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2560" width="1600" height="2560">
<rect width="1600" height="2560" fill="#036"/>
</svg>
"""
FILES = {"01-ebb.md": EBB, "02-flow.md": FLOW, "glossary.md": GLOSSARY, "sea.svg": SEA, "cover.svg": COVER}


def clean_epub(folder: Path) -> Path:
    """Write the book into a folder, build its EPUB and return it; ``folder`` is then the book's."""
    done = build(Request(book=write_book(folder, TOML, FILES), editions=("epub",)), lambda _stage, _detail: None)
    assert done.diagnostics == ()
    ((path, _, _),) = done.files
    return path
