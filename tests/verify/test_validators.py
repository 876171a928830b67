"""How validators are asked and understood, with stand-ins for the programs; tests/validators asks the real ones."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.verify import VALIDATORS, Machine, inspect_files
from verify.conftest import Made

BY_NAME = {validator.name: validator for validator in VALIDATORS}
LAST = 'for last; do :; done; cat > "$last" <<"END"\n'


def stand_in(folder: Path, script: str, *, seconds: float = 20) -> Machine:
    """Return a machine on which Java and Node are a shell script, and all packages are there."""
    program = folder / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    (folder / "vnu-jar" / "build" / "dist").mkdir(parents=True, exist_ok=True)
    (folder / "vnu-jar" / "build" / "dist" / "vnu.jar").touch()
    names = ("java", "javac", "node", "chromium")
    environment = {"PATH": "/usr/bin:/bin"}
    return Machine(
        environment=environment, node_folders=(folder,), seconds=seconds, programs=dict.fromkeys(names, str(program))
    )


def asked(name: str, machine: Machine, *files: Path) -> list[Diagnostic]:
    """Return what a validator finds."""
    found = inspect_files(files, (BY_NAME[name],), machine, lambda _: None).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.finding.name.partition("-")[0] != "epub"]


def told(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Return name, place (from the file inside on) and message of diagnostics."""
    return [(d.finding.name, str(d.span).rpartition("tides")[2], d.message) for d in found]


def test_epubcheck_is_understood(tmp_path: Path, made: dict[str, Made]) -> None:
    """Errors and warnings are findings, usage notes are none; a message without a place is on the book."""
    at = {"path": "EPUB/text/one.xhtml", "line": 17, "column": 4}
    messages = [
        {"ID": "RSC-005", "severity": "ERROR", "message": "Error while parsing file: odd", "locations": [at], "suggestion": None},
        {"ID": "OPF-090", "severity": "WARNING", "message": "Old", "locations": [], "suggestion": "Use the new one."},
        {"ID": "CSS-028", "severity": "USAGE", "message": "Fonts", "locations": [at], "suggestion": None},
    ]  # fmt: skip
    found = asked(
        "epubcheck", stand_in(tmp_path, f"{LAST}{json.dumps({'messages': messages})}\nEND"), made["epub"].path
    )
    assert told(found) == [
        ("epubcheck-warning", ".epub:1:1", "Old (EPUBCheck: OPF-090)"),
        ("epubcheck-error", ".epub/EPUB/text/one.xhtml:17:4", "odd (EPUBCheck: RSC-005)"),
    ]
    assert found[0].hint == "Use the new one."


def test_ace_is_understood(tmp_path: Path, made: dict[str, Made]) -> None:
    """Grave impacts are errors, others warnings; paths are from the package's folder, places are paths of elements."""

    def assertion(impact: str, cfi: list[str]) -> dict[str, object]:
        rule = {"dct:title": "rule", "earl:impact": impact, "help": {"url": "https://kb", "dct:description": "Mend it"}}
        return {"earl:test": rule, "earl:result": {"dct:description": "One\nTwo", "earl:pointer": {"cfi": cfi}}}

    documents = [
        {"earl:testSubject": {"url": "EPUB/content.opf"}, "assertions": [assertion("minor", [])]},
        {"earl:testSubject": {"url": "text/one.xhtml"}, "assertions": [assertion("serious", ["/4/2[one]/6[why]"])]},
    ]
    report = json.dumps({"assertions": documents})
    script = f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cat > "$2/report.json" <<"END"\n{report}\nEND'
    found = asked("ace", stand_in(tmp_path, script), made["epub"].path)
    assert [name for name, _, _ in told(found)] == ["ace-advice", "ace-violation"]
    assert found[1].message == "One; Two (Ace: rule, serious)"
    assert found[1].hint == "Mend it; https://kb"
    assert str(found[0].span).endswith("tides.epub/EPUB/content.opf:2:1")
    line = made["epub"].path and found[1].span.line if found[1].span else 0
    assert line > 2


def test_nu_is_understood(tmp_path: Path, made: dict[str, Made]) -> None:
    """Each document is given to it without what EPUB adds to HTML; mere information is no finding."""
    messages = [
        {"type": "error", "url": "file:/x/0.xhtml", "lastLine": 5, "lastColumn": 20, "firstColumn": 3, "message": "odd"},
        {"type": "info", "subType": "warning", "url": "file:/x/0.xhtml", "lastLine": 6, "lastColumn": 20, "message": "so so"},
        {"type": "info", "url": "file:/x/0.xhtml", "lastLine": 7, "lastColumn": 20, "message": "well"},
    ]  # fmt: skip
    script = (
        f'for last; do :; done; cp -r "$last" {tmp_path}/seen; cat <<"END"\n{json.dumps({"messages": messages})}\nEND'
    )
    found = asked("nu", stand_in(tmp_path, script), made["epub"].path)
    assert [name for name, _, _ in told(found)] == ["nu-error", "nu-warning"]
    assert [(d.span.line, d.span.column) for d in found if d.span] == [(5, 3), (6, 20)]
    seen = [path.read_text("utf-8") for path in sorted((tmp_path / "seen").glob("*.xhtml"))]
    assert len(seen) >= 3
    assert not any("epub:type" in text for text in seen)
    assert any('role="doc-noteref"' in text for text in seen)


def test_verapdf_is_understood(tmp_path: Path, made: dict[str, Made]) -> None:
    """A file is held to what it says of itself: an edition that says nothing is not asked about."""
    script = "printf '0\\t106\\n0\\t7.1-3\\t2\\tNot tagged\\troot/page\\n'"
    found = asked("verapdf", stand_in(tmp_path, script), made["print"].path, made["screen"].path)
    words = f"“{made['screen'].path.as_posix()}” breaks rule 7.1-3 of PDF/UA-1 2 times: Not tagged (root/page)"
    assert [(d.finding.name, d.message) for d in found] == [("verapdf-rule", words)]


@pytest.mark.parametrize("name", ["epubcheck", "ace", "nu", "verapdf"])
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo broken >&2; exit 1", "broken"),
        ("exit 3", "it ended with status 3"),
        ("echo '{'; echo late >&2", "late"),
        ("sleep 60 & sleep 60", "it gave no answer within 1 seconds"),
    ],
)
def test_no_verdict_is_told(name: str, script: str, reason: str, tmp_path: Path, made: dict[str, Made]) -> None:
    """A validator that fails, babbles or sleeps is not taken for one that is content."""
    file = made["screen" if name == "verapdf" else "epub"].path
    started = time.monotonic()
    (found,) = asked(name, stand_in(tmp_path, script, seconds=1), file)
    assert found.finding.name == "validator-failed"
    assert found.message.endswith(reason)
    assert time.monotonic() - started < 15


def test_one_bad_file_does_not_spoil_a_batch(tmp_path: Path, made: dict[str, Made]) -> None:
    """When many at once come to no verdict, each is tried by itself."""
    other = tmp_path / "other.epub"
    other.write_bytes(made["epub"].path.read_bytes())
    script = f'case "$*" in *other*) exit 1;; esac\n{LAST}{{"messages": []}}\nEND'
    (found,) = asked("epubcheck", stand_in(tmp_path, script), made["epub"].path, other)
    assert (found.finding.name, str(found.span)) == ("validator-failed", f"{other.as_posix()}:1:1")


def test_what_cannot_be_opened_is_not_given_to_validators(tmp_path: Path) -> None:
    """It may be made to harm them."""
    bad = tmp_path / "bad.epub"
    bad.write_bytes(b"PK")
    assert asked("epubcheck", stand_in(tmp_path, "echo never; exit 1"), bad) == []


@pytest.mark.parametrize("validator", VALIDATORS, ids=lambda validator: validator.name)
def test_what_is_missing_is_said(validator: object, tmp_path: Path) -> None:
    """On a bare machine each validator says how to get what it needs."""
    bare = Machine(environment={"PATH": str(tmp_path)})
    assert any(word in validator.lack(bare) for word in ("install ",))  # type: ignore[attr-defined]
