"""An installed Octavo is whole: its styles, presets and themes are in the wheel, and it builds a book by itself."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from support.machine import REPOSITORY, run
from support.octavo import octavo
from support.shelf import GOLDEN_BOOKS

STYLES = REPOSITORY / "styles"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source, built with what preparation has installed."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, REPOSITORY)
    (path,) = folder.glob("*.whl")
    return path


def pip(*arguments: str | Path) -> None:
    """Run pip, without a word on its own version."""
    run(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def test_the_wheel_holds_code_and_styles(wheel: Path) -> None:
    """Every module and every file of styles/ is in the wheel, and nothing else but its metadata."""
    modules = {path.relative_to(REPOSITORY / "tools").as_posix() for path in source_files(REPOSITORY / "tools/octavo")}
    styles = {f"octavo/styles/{path.relative_to(STYLES).as_posix()}" for path in source_files(STYLES)}
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == modules | styles


def test_the_wheel_names_its_licence_and_command(wheel: Path) -> None:
    """The licence's text and the command ``octavo`` are in the metadata."""
    with ZipFile(wheel) as archive:
        metadata = {name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
        assert archive.read(metadata["licenses/LICENSE"]) == (REPOSITORY / "LICENSE").read_bytes()
        assert b"octavo = octavo.cli:main" in archive.read(metadata["entry_points.txt"])


def test_an_installed_octavo_builds_a_book(wheel: Path, tmp_path: Path) -> None:
    """Installed elsewhere, with the source's own folder out of sight, it finds its styles and fonts."""
    site, output = tmp_path / "site", tmp_path / "files"
    pip("install", "--no-deps", "--no-index", "--target", site, wheel)
    environment = {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    done = octavo("build", GOLDEN_BOOKS / "minimal", "-o", output, environment=environment, cwd=tmp_path)
    assert done.status == 0, done.stderr
    assert sorted(path.suffix for path in output.iterdir()) == [".epub", ".pdf", ".pdf"]
    with ZipFile(output / "two-stones.epub") as archive:
        assert any(name.endswith((".otf", ".ttf")) for name in archive.namelist())


def source_files(folder: Path) -> list[Path]:
    """Return the files of a source folder, without what Python leaves in it."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
