"""The shape of the code: sizes, rooms, tables that must be complete, and what only the command line may touch."""

from __future__ import annotations

import ast
import re
import tomllib
import typing
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from types import UnionType
from typing import Any

import pytest
from importlinter.cli import lint_imports

from octavo.diagnostics import Finding
from octavo.diagnostics.catalogue import CATALOGUE
from octavo.model import nodes
from octavo.model.edition import Format
from octavo.model.walk import CHILD_FIELDS, node_fields
from octavo.render import FORMATS
from support.machine import REPOSITORY

PACKAGE = REPOSITORY / "tools" / "octavo"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((REPOSITORY / "tests").rglob("*.py")) + sorted((REPOSITORY / "tests" / "cases").rglob("*.md"))

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]

LONGEST_FILE, LONGEST_FUNCTION = 300, 60

SHARED_BY_FORMATS = {"xhtml"}
"""Folders of render/ that are no format."""

KEBAB_CASE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SMALL_START = re.compile(r"Octavo\b|[^A-Z]")
"""How a message begins: with a small letter, a sign, a quoted name, or a name."""

OUTSIDE_WORLD = {"datetime.now", "datetime.today", "date.today", "os.environ", "os.getenv", "time.time"}
"""Clock and environment: read in cli/ alone."""


def inside(path: Path) -> str:
    """Return a source file's path below the package."""
    return path.relative_to(PACKAGE).as_posix()


def finding_constants() -> Iterator[tuple[str, Finding]]:
    """Yield (where, finding) for each constant of any module that is a finding."""
    for path in SOURCES:
        name = ".".join(("octavo", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        if name != "octavo.__main__":
            yield from ((f"{name}.{k}", v) for k, v in vars(import_module(name)).items() if isinstance(v, Finding))


@pytest.mark.parametrize("path", SOURCES, ids=inside)
def test_files_are_short(path: Path) -> None:
    """A file is read in one sitting."""
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=inside)
def test_functions_are_short(path: Path) -> None:
    """A function fits on a screen."""
    functions = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION] == []


def test_rooms_import_only_what_they_may(capsys: pytest.CaptureFixture[str]) -> None:
    """The import contracts of pyproject.toml hold."""
    status = lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parts[-2] != "cli"], ids=inside)
def test_only_the_command_line_reads_clock_and_environment(path: Path) -> None:
    """The rest gets what it needs as arguments: a build depends on the book alone."""
    attributes = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute)]
    assert {ast.unparse(node) for node in attributes} & OUTSIDE_WORLD == set()


def test_exceptions_are_caught_where_they_are_told_as_bugs() -> None:
    """``except Exception`` stands in the command line, and where a worker tells its parent."""
    bare = [
        inside(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert bare == ["cli/failure.py", "processes.py"]


def test_the_catalogue_holds_every_finding() -> None:
    """Each constant is in the catalogue, and nothing else is; no two findings share a name."""
    assert {finding.name for _, finding in finding_constants()} == {finding.name for finding in CATALOGUE}
    assert len({finding.name for finding in CATALOGUE}) == len(CATALOGUE)
    assert list(CATALOGUE) == sorted(CATALOGUE, key=lambda finding: finding.name)


@pytest.mark.parametrize("finding", CATALOGUE, ids=lambda finding: finding.name)
def test_a_finding_explains_itself(finding: Finding) -> None:
    """A finding has a name in kebab-case, a message, a reason and a remedy."""
    assert KEBAB_CASE.fullmatch(finding.name)
    assert all((finding.message, finding.why, finding.fix))


@pytest.mark.parametrize("finding", CATALOGUE, ids=lambda finding: finding.name)
def test_findings_speak_with_one_voice(finding: Finding) -> None:
    """Message and remedy begin small (save with a name) and end without a full stop; the reason is in sentences."""
    assert SMALL_START.match(finding.message)
    assert SMALL_START.match(finding.fix)
    assert not finding.message.endswith(".")
    assert not finding.fix.endswith(".")
    assert finding.why.endswith(".")
    assert finding.why[0].isupper() or finding.why[0] == "“"
    assert '"' not in finding.message


@pytest.fixture(scope="module")
def words_of_tests() -> str:
    """All tests' text."""
    examples = (REPOSITORY / "tools" / "octavo" / "diagnostics" / "examples").glob("*.md")  # run by tests/explain
    return "\n".join(path.read_text("utf-8") for path in (*TESTS, *examples) if path != Path(__file__))


@pytest.mark.parametrize("finding", CATALOGUE, ids=lambda finding: finding.name)
def test_a_finding_is_tested(finding: Finding, words_of_tests: str) -> None:
    """Some test names the finding, or its constant."""
    constants = {where.rpartition(".")[2] for where, found in finding_constants() if found is finding}
    assert finding.name in words_of_tests or any(re.search(rf"\b{name}\b", words_of_tests) for name in constants)


def test_every_library_is_declared() -> None:
    """What the code imports is a dependency of its own in pyproject.toml, and locked."""
    providers = packages_distributions()
    imported = {name for path in SOURCES for name in imported_packages(path) if name in providers} - {"octavo"}
    declared = {required_name(requirement) for requirement in PROJECT["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (REPOSITORY / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert {name for name in imported if declared.isdisjoint(map(required_name, providers[name]))} == set()
    assert declared - locked == set()


def imported_packages(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a source file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case _:
                pass


def required_name(requirement: str) -> str:
    """Return the normalised name in a requirement: “mdit-py-plugins” for “mdit_py_plugins>=0.5”."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def test_walking_a_tree_reaches_every_node() -> None:
    """CHILD_FIELDS names, for each node type, all of its fields that hold nodes, and no others."""
    kinds = typing.get_args(nodes.Node)
    expected = {kind: tuple(name for name in node_fields(kind) if holds_nodes(kind, name)) for kind in kinds}
    named = {kind: set(CHILD_FIELDS.get(kind, ())) for kind in kinds}
    assert named == {kind: set(names) for kind, names in expected.items()}


def holds_nodes(kind: type, name: str) -> bool:
    """Tell whether a field's type has a node type somewhere in it."""
    return any(part in typing.get_args(nodes.Node) for part in type_parts(typing.get_type_hints(kind)[name]))


def type_parts(hint: Any) -> Iterator[Any]:
    """Yield the types that a type is made of."""
    yield hint
    if isinstance(hint, UnionType) or typing.get_origin(hint) is not None:
        for part in typing.get_args(hint):
            yield from type_parts(part)


def test_every_format_has_its_folder() -> None:
    """The table of output formats, the enumeration and the folders of render/ name the same things."""
    folders = {path.parent.name for path in (PACKAGE / "render").glob("*/__init__.py")}
    assert set(FORMATS) == set(Format) == folders - SHARED_BY_FORMATS
