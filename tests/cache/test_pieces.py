"""Divisions that are kept from one build to the next: they save time, and never change a byte."""

from __future__ import annotations

import os
import pickle
import random
import zlib
from pathlib import Path

import pytest

from octavo.cache import pieces
from octavo.cache.folder import FOLDER, sealed
from octavo.cache.pieces import PieceCache
from octavo.pipeline import Request, build
from support.prose import paragraph
from support.small_book import SMALLEST, write_book

TOML = (
    f'{SMALLEST}date = 2026-11-22\n[contents]\nfront = ["title-page", "contents"]\nback = ["index"]\n'
    '[editions.print]\nopening = "next"\n[editions.screen]\n[editions.epub]\npages-from = "print"\n'
)
EDITS = 4


def chapter(name: str, rng: random.Random) -> str:
    """Return a chapter with a reference to another, an index entry, a note and a formula."""
    return (
        f"# {name} {{#{name}}}\n\n{paragraph(rng, 150)}[^a] See [](#one){{.page}} and $x^2$.\n\n"
        f'{paragraph(rng, 100)} [Tides]{{index="tides"}} run.\n\n[^a]: {paragraph(rng, 20)}\n'
    )


def edited(book: Path, rng: random.Random) -> str:
    """Change something in a book; return what."""
    chapters = sorted((book / "manuscript").glob("0*.md"))
    file, what = rng.choice(chapters), rng.choice(["word", "paragraph", "heading", "style", "gutter", "back"])
    text = file.read_text()
    match what:
        case "word":
            file.write_text(text.replace("run.", "run out.", 1))
        case "paragraph":
            file.write_text(f"{text}\n{paragraph(rng, 150)}\n")
        case "heading":
            file.write_text(text.replace("# ", "# Once more, ", 1))
        case "style":
            (book / "styles").mkdir(exist_ok=True)
            (book / "styles" / "book.css").write_text(f"p {{ word-spacing: {rng.randint(0, 3) / 10}pt }}")
        case "gutter":
            toml = book / "manuscript" / "book.toml"
            toml.write_text(TOML.replace('"next"', rng.choice(['"next"', '"recto"'])))
        case _:
            file.write_text(text.replace("run out.", "run.", 1))
    return f"{what} in {file.name}"


def made(book: Path, output: Path, *, cache: bool, jobs: int) -> dict[str, object]:
    """Return the files of a book, by name, and what was told of it, measured on its pages and found in its fonts."""
    done = build(Request(book=book, output=output, cache=cache, jobs=jobs), lambda *_: None)
    assert [str(d) for d in done.diagnostics if d.is_error] == []
    told = {f"of {edition.name}": (artifact.typography, artifact.fonts) for _, edition, artifact in done.files}
    return {path.name: path.read_bytes() for path, _, _ in done.files} | {"found": done.diagnostics, **told}


def test_edits_come_out_as_without_a_cache(tmp_path: Path) -> None:
    """Whatever is changed, and whatever was kept before; and whether one process works or two."""
    rng = random.Random(2)  # noqa: S311 - the same edits in every run
    files = {f"0{n}-{name}.md": chapter(name, rng) for n, name in enumerate(("one", "two", "three"), 1)}
    book = write_book(tmp_path / "book", TOML, files)
    told = ["as it was"]
    for number in range(EDITS):
        kept = made(book, tmp_path / "kept", cache=True, jobs=2)
        anew = made(book, tmp_path / "anew", cache=False, jobs=1)
        assert len(kept) == 7
        assert kept == anew, f"edit {number}: {told}"
        told.append(edited(book, rng))


def test_an_edit_lays_out_what_it_touches(tmp_path: Path) -> None:
    """One chapter, and what names its pages; a build with nothing new lays nothing out."""
    rng = random.Random(3)  # noqa: S311 - as above
    files = {f"0{n}-{name}.md": chapter(name, rng) for n, name in enumerate(("one", "two", "three"), 1)}
    book = write_book(tmp_path / "book", TOML, files)

    def laid_out() -> set[str]:
        said: list[str] = []
        request = Request(book=book, output=tmp_path / "out", editions=("print",), cache=True)
        build(request, lambda stage, what: said.append(f"{stage} {what}"))
        return {line.split()[3].rstrip(",") for line in said if line.startswith("print laying out")}

    assert laid_out() == {"title-page", "contents", "one", "two", "three", "index"}
    assert laid_out() == set()
    two = book / "manuscript" / "02-two.md"
    two.write_text(two.read_text().replace("run.", "ran."))
    assert laid_out() == {"two"}
    two.write_text(two.read_text().replace("ran.", "run."))
    assert laid_out() == set()


def test_a_link_to_what_a_style_hides_is_dropped(tmp_path: Path) -> None:
    """Only when all is laid out is it known that its end stands nowhere: the division is drawn again, and kept so."""
    files = {
        "01-one.md": "# One\n\nSee [the other](#there).\n",
        "02-two.md": "# Two\n\n::: {#there .gone}\nHidden.\n:::\n\nText.\n",
        "../styles/book.css": ".gone { display: none }\n",
    }
    book = write_book(tmp_path / "book", SMALLEST + "[editions]\nprint = false\nepub = false\n", files)
    for name in ("first", "second"):
        done = build(Request(book=book, output=tmp_path / name, cache=True), lambda *_: None)
        assert [d.message for d in done.diagnostics if "#there" in d.message], name
    assert made(book, tmp_path / "third", cache=False, jobs=1) == made(book, tmp_path / "first", cache=True, jobs=1)


class _Harm:
    """What a stranger's file might hold."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch harmed",)


@pytest.mark.parametrize(
    "body",
    [
        zlib.compress(pickle.dumps(_Harm())),
        zlib.compress(b"cos\nsystem\n(S'touch harmed'\ntR."),
        zlib.compress(b"cbuiltins\neval\n(S'1'\ntR."),
        zlib.compress(b"coctavo.render.pdf.pieces\nMapping\n."),
        zlib.compress(b"coctavo.render.pdf.drawn\nengine_faults\n."),
        zlib.compress(b"no pickle"),
        b"no archive",
        zlib.compress(pickle.dumps(b"1234"))[:-4],
    ],
    ids=range(8),
)
def test_a_strangers_entry_is_none(body: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in it is run; values of other kinds than ours are not made."""
    monkeypatch.chdir(tmp_path)
    cache = PieceCache(tmp_path, "")
    key = cache.key("x")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / f"{key}.piece").write_bytes(sealed(body))
    assert cache.load(key) is None
    assert not (tmp_path / "harmed").exists()


def test_what_is_kept_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own key; not when damaged, too large, or behind a folder that leads elsewhere."""
    cache, other = PieceCache(tmp_path, "here"), PieceCache(tmp_path, "there")
    key = cache.key("x", 1)
    cache.save(key, b"data")
    assert cache.load(key) == b"data"
    assert cache.load(other.key("x", 1)) is cache.load(cache.key("x", 2)) is cache.load("") is None
    monkeypatch.setattr(pieces, "_LARGEST", 3)
    assert cache.load(key) is None
    monkeypatch.undo()
    file = tmp_path / FOLDER / f"{key}.piece"
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.load(key) is None
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / FOLDER).symlink_to(elsewhere)
    PieceCache(tmp_path / "book", "").save(key, b"data")
    assert list(elsewhere.iterdir()) == []


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used is not old."""
    cache = PieceCache(tmp_path, "")
    keys = [cache.key(number) for number in range(4)]
    for age, key in enumerate(keys):
        cache.save(key, random.Random(age).randbytes(1000))  # noqa: S311 - any bytes
        os.utime(tmp_path / FOLDER / f"{key}.piece", (age, age))
    assert cache.load(keys[0])
    monkeypatch.setattr(pieces, "_MOST", 2500)
    cache.tidy()
    assert [cache.load(key) is not None for key in keys] == [True, False, False, True]
