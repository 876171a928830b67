"""The cache of page maps: it saves a layout, and never changes a byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.cache.folder import FOLDER
from octavo.cache.key import digest_of, quick_digest
from octavo.cache.map_records import decoded, encoded
from octavo.cache.page_cache import PageCache
from octavo.model.edition import Format
from octavo.model.page_map import PageEntry, PageMap, PageStart
from octavo.pipeline import Request, build
from support.small_book import SMALLEST, write_book
from support.tongue import prose

TOML = f'{SMALLEST}[editions.epub]\npages-from = "print"\n'

MAP = PageMap(
    pages=(PageEntry(folio="i", document="one"), PageEntry(folio="ii", document="", blank=True)),
    places={"one": 0},
    ends={"one": 1},
    starts=(PageStart(page=0, document="one", offset=3, exact=False),),
    texts={"one": ("Å “text”", "\U0001f600 more")},
)


def built(source: Path, out: Path, *, cache: bool) -> tuple[bytes, bool]:
    """Return the bytes of a book's EPUB, built alone, and whether its print edition was laid out for it."""
    said: list[str] = []
    done = build(
        Request(book=source, editions=("epub",), output=out, cache=cache), lambda stage, what: said.append(stage + what)
    )
    ((path, _, _),) = done.files
    return path.read_bytes(), any(line.startswith("printlaying out") for line in said)


def entries(source: Path) -> list[Path]:
    return sorted((source / FOLDER).glob("*.json"))


def test_a_second_build_lays_nothing_out(tmp_path: Path) -> None:
    """And is the same to the byte; so is one without the cache, and one whose entry was damaged."""
    source = write_book(tmp_path / "book", TOML, {"01-one.md": f"# One\n\n{prose(500, 1)}\n"})
    first = built(source, tmp_path / "a", cache=True)
    second = built(source, tmp_path / "b", cache=True)
    assert (first[1], second[1]) == (True, False)
    (entry,) = entries(source)
    entry.write_bytes(entry.read_bytes().replace(b'"1"', b'"7"'))
    for piece in (source / FOLDER).glob("*.piece"):
        piece.unlink()
    damaged = built(source, tmp_path / "c", cache=True)
    without = built(source, tmp_path / "d", cache=False)
    assert (damaged[1], without[1]) == (True, True)
    assert len({first[0], second[0], damaged[0], without[0]}) == 1
    assert (source / FOLDER / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("01-one.md", f"# One\n\n{prose(400, 3)}\n"),
        ("book.toml", f'{TOML}[editions.print]\npreset = "b-format"\n'),
        ("../styles/book.css", "p { margin-bottom: 9pt }\n"),
    ],
)
def test_what_changes_pages_is_laid_out_anew(file: str, content: str, tmp_path: Path) -> None:
    """Text, measures, styles: the list is then that of a build without the cache."""
    source = write_book(tmp_path / "book", TOML, {"01-one.md": f"# One\n\n{prose(500, 1)}\n"})
    built(source, tmp_path / "a", cache=True)
    path = source / "manuscript" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    changed = built(source, tmp_path / "b", cache=True)
    assert changed[1]
    assert changed[0] == built(source, tmp_path / "c", cache=False)[0]
    assert len(entries(source)) == 2


def test_nothing_is_kept_without_the_cache(tmp_path: Path) -> None:
    """A build that was told so leaves no folder."""
    source = write_book(tmp_path / "book", TOML)
    built(source, tmp_path / "a", cache=False)
    assert not (source / FOLDER).exists()


def test_a_folder_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    """A manuscript is not to be trusted: nothing is written behind its links."""
    source, elsewhere = write_book(tmp_path / "book", TOML), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (source / FOLDER).symlink_to(elsewhere)
    assert built(source, tmp_path / "a", cache=True)[1]
    assert list(elsewhere.iterdir()) == []


def test_a_map_comes_back_as_it_was(tmp_path: Path) -> None:
    """From its own bytes, and from no others."""
    assert decoded(encoded(MAP)) == MAP
    assert decoded(b"") is None
    cache = PageCache(tmp_path, ())
    cache.store(publication(), MAP)
    (entry,) = entries(tmp_path)
    data = entry.read_bytes()
    for at in range(len(data)):
        entry.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.load(publication()) is None, at
    entry.write_bytes(data)
    assert cache.load(publication()) == MAP


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """The folder does not grow for ever."""
    for number in range(20):
        PageCache(tmp_path, (str(number),)).store(publication(), MAP)
    assert len(entries(tmp_path)) == 12
    assert PageCache(tmp_path, ("19",)).load(publication()) == MAP
    assert PageCache(tmp_path, ("0",)).load(publication()) is None


@dataclass(frozen=True)
class _Stand:
    """Stands for a publication."""

    name: str = "x"


def publication():  # type: ignore[no-untyped-def]
    return _Stand()


def test_equal_values_have_equal_digests(tmp_path: Path) -> None:
    """And others have others: kinds, bounds, order and the contents of files count."""
    (tmp_path / "a.css").write_text("p {}")
    values = [(), ("ab",), ("a", "b"), (b"ab",), (1,), (True,), ("1",), (None,), {"a": "b"}, (("a",), "b"), Format.PDF]
    digests = [digest_of(value) for value in (*values, tmp_path)]
    assert len(set(digests)) == len(digests)
    assert digest_of(frozenset({"a", "b", "c"})) == digest_of(frozenset({"c", "b", "a"}))
    (tmp_path / "a.css").write_text("q {}")
    assert digest_of(tmp_path) != digests[-1]
    assert digest_of(object()) == ""


def test_a_quick_digest_tells_values_apart() -> None:
    """And not objects: it is the same for equal ones, whatever they share."""
    word = "tide" * 2
    assert quick_digest((word, word)) == quick_digest(("tide" * 2, "tidetide"))
    values = [
        (),
        ("ab",),
        ("a", "b"),
        (b"ab",),
        (1,),
        (True,),
        ("1",),
        (None,),
        {"a": "b"},
        (("a",), "b"),
        Format.PDF,
        MAP,
    ]
    assert len({quick_digest(value) for value in values}) == len(values)
    assert quick_digest(MAP) == quick_digest(decoded(encoded(MAP)))
