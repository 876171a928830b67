"""What all tests share: books built once, and the switch that rewrites goldens."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from support.machine import REPOSITORY
from support.sharing import shared_folder
from support.shelf import Shelf

settings.register_profile("ci", derandomize=True)  # one commit, one verdict; other examples are tried by hand
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this suite."""
    parser.addoption(
        "--artefacts",
        default=REPOSITORY / "tests" / "artefacts",
        help="the folder that keeps pictures of what was seen",
    )
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected results kept in files")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The project's book, its guide and the golden books, each built at its first use."""
    return Shelf(shared_folder(tmp_path_factory, "shelf"))
