"""Makes the guide's pictures of the themes: one specimen text (tests/books/themes), two pages of it in each look.

Run by ``make specimens``; needs Poppler. Look at the pictures before you keep them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "tests" / "books" / "themes"
IMAGES = ROOT / "tools" / "guide" / "manuscript" / "images"
FIRST_PAGE = 5
"""Of the file: where the chapter opens."""
DPI = 150
EDGE = "#808080"
EDGE_PX = 6
SHADES = 48

CHANGED = """:root {
  --accent: #1d5c3f;
  --font-display: "Source Sans Pro", sans-serif;
  --title-weight: 600;
  --opening-align: left;
  --opening-ornament: none;
  --opening-words: drop-cap-lead-in;
  --drop-colour: var(--accent);
  --drop-weight: 600;
  --drop-capital: 0.66;
  --scene-break: "◆";
}
"""
LOOKS = {"classic": ("print", ""), "modern": ("modern", ""), "changed": ("coloured", CHANGED)}
"""Picture → the edition that it shows, and what the book's own styles say."""
COLOURED = '\n[editions.coloured]\npreset = "trade-paperback"\ninks = "colour"\n'


def main() -> None:
    """Write one picture a look."""
    for name, (edition, styles) in LOOKS.items():
        with tempfile.TemporaryDirectory() as folder:
            picture = spread(built(Path(folder), edition, styles))
        path = IMAGES / f"theme-{name}.png"
        picture.quantize(SHADES).save(path, optimize=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def built(folder: Path, edition: str, styles: str) -> Path:
    """Return the file of an edition of the specimen book, with styles of its own."""
    shutil.copytree(BOOK / "manuscript", folder / "manuscript")
    toml = folder / "manuscript" / "book.toml"
    toml.write_text(toml.read_text("utf-8") + COLOURED, "utf-8")
    (folder / "styles").mkdir()
    (folder / "styles" / "book.css").write_text(styles, "utf-8")
    command = [sys.executable, "-m", "octavo", "build", folder, "-o", folder / "output", "-e", edition, "--quiet"]
    subprocess.run(command, check=True)
    (path,) = (folder / "output").glob("*.pdf")
    return path


def spread(path: Path) -> Image.Image:
    """Return the opening of the chapter and the page behind it, side by side on a grey ground."""
    first, second = (Image.open(io.BytesIO(drawn(path, page))) for page in (FIRST_PAGE, FIRST_PAGE + 1))
    width, height = first.size
    ground = Image.new("RGB", (2 * width + 3 * EDGE_PX, height + 2 * EDGE_PX), EDGE)
    ground.paste(first, (EDGE_PX, EDGE_PX))
    ground.paste(second, (width + 2 * EDGE_PX, EDGE_PX))
    return ground


def drawn(path: Path, page: int) -> bytes:
    """Return a page as a PNG."""
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", path]
    return subprocess.run(command, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
