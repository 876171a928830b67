"""Verification of whatever a file holds: it ends with findings, never with a traceback."""

from __future__ import annotations

import io
import random
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from octavo.verify import Machine, inspect_files
from verify.clean_book import clean_epub

WEIRD = ("", "#", "x#y", "%", "http://[", "..//", "a b", "\u202e", "1", "javascript:0", "é", "toc noteref")


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files in an EPUB without a fault."""
    with ZipFile(clean_epub(tmp_path_factory.mktemp("clean"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inspected(entries: dict[str, bytes], folder: Path) -> None:
    """Inspect an EPUB of these files; whatever is found has a place in it."""
    file = folder / "any.epub"
    with ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    found = inspect_files((file,), (), Machine(environment={}), lambda _: None).diagnostics
    assert all(d.span and d.span.path.startswith(file.as_posix()) and d.span.line and d.span.column for d in found)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """Return an XML file of which some elements and attributes are gone, moved, doubled or say something else."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 6)):
        made = [part for part in root.iter("*") if part is not root]
        if not made:
            break
        part = chance.choice(made)
        match chance.randrange(6):
            case 0:
                part.getparent().remove(part)
            case 1:
                chance.choice([root, *made[:1]]).append(etree.fromstring(etree.tostring(part, with_tail=False)))
            case 2:
                part.addprevious(etree.Comment("x"))
            case 3:
                part.tag = chance.choice(made).tag
            case 4:
                part.text = chance.choice(WEIRD)
            case _:
                for name in part.attrib:
                    part.set(name, chance.choice((*WEIRD, part.get(name))))
    return etree.tostring(root)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_tree_can_be_looked_at(seed: int, entries: dict[str, bytes], tmp_path: Path) -> None:
    """Elements and attributes where nobody expects them."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    changed = dict(entries)
    for name in chance.sample(
        [n for n in sorted(entries) if n.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml"))], 3
    ):
        changed[name] = shuffled(entries[name], chance)
    inspected(changed, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(css=st.text(alphabet="@{}():;,.#/*\"'\\ \nabpx0-!%page media font-size color url", max_size=80))
def test_any_stylesheet_can_be_looked_at(css: str, entries: dict[str, bytes], tmp_path: Path) -> None:
    """Half a rule, three brackets."""
    inspected({**entries, "EPUB/styles/epub.css": css.encode()}, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.booleans())
def test_any_archive_can_be_looked_at(at: int, byte: int, cut: bool, entries: dict[str, bytes], tmp_path: Path) -> None:  # noqa: FBT001
    """One byte is another one, or the end is missing."""
    memory = io.BytesIO()
    with ZipFile(memory, "w") as archive:
        for name, data in entries.items():
            if not name.endswith((".otf", ".png")):
                archive.writestr(name, data)
    data = bytearray(memory.getvalue())
    data[at % len(data)] = byte
    file = tmp_path / "any.epub"
    file.write_bytes(data[: at % len(data)] if cut else data)
    inspect_files((file,), (), Machine(environment={}), lambda _: None)
