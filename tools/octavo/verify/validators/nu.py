"""The Nu HTML checker: the HTML of each document, SVG and MathML in it, in one run of Java."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_parts import all_documents
from octavo.verify.validators.machine import QUICK_START, Machine, ValidatorFailure, run
from octavo.verify.validators.subject import Subject, Validator

NU_ERROR = Finding(
    name="nu-error",
    severity=Severity.ERROR,
    message="{words} (Nu HTML checker)",
    why="Browsers and readers mend wrong HTML each in its own way: what one shows, another drops.",
    fix="mend the element that the message names; if Octavo made the file, please report it",
)
NU_WARNING = Finding(
    name="nu-warning",
    severity=Severity.WARNING,
    message="{words} (Nu HTML checker)",
    why="It is allowed, and does not do what it seems to.",
    fix="mend the element that the message names; if Octavo made the file, please report it",
)

FINDINGS = (NU_ERROR, NU_WARNING)

_PACKAGE, _JAR = "vnu-jar", Path("build") / "dist" / "vnu.jar"
_EPUB_ATTRIBUTE = re.compile(rb"""\sepub:[a-z-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
"""What EPUB adds to HTML: known to EPUBCheck, and to this checker a mistake."""
_NOT_A_LINE_END = re.compile(rb"[^\r\n]")


def _lack(machine: Machine) -> str:
    if machine.program("java") is None:
        return "install Java 11 or newer (Debian: openjdk-17-jdk-headless)"
    package = machine.node_package(_PACKAGE)
    found = package is not None and (package / _JAR).exists()
    return "" if found else f"npm install {_PACKAGE}, with --ignore-scripts, and name the folder with --node-modules"


def _judge(machine: Machine, subjects: tuple[Subject, ...], folder: Path) -> Iterator[Diagnostic]:
    documents: dict[str, tuple[Subject, str]] = {}
    for subject in subjects:
        for path, _ in all_documents(subject.epub) if subject.epub else ():
            name = f"{len(documents)}.xhtml"
            (folder / name).write_bytes(_without_epub_attributes(subject.epub.data[path] if subject.epub else b""))
            documents[name] = subject, path
    jar = (machine.node_package(_PACKAGE) or Path()) / _JAR
    options = ("-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html")
    answer = run(machine, (machine.program("java") or "java", *QUICK_START, *options, folder), folder)
    try:
        messages = json.loads(answer.printed)["messages"]
    except (ValueError, KeyError) as problem:
        raise ValidatorFailure(answer.last_words) from problem
    for message in messages:
        yield from _verdict(documents, message)


def _without_epub_attributes(data: bytes) -> bytes:
    """Return a document with blanks in the place of its ``epub:`` attributes: all else stays where it is."""
    return _EPUB_ATTRIBUTE.sub(lambda match: _NOT_A_LINE_END.sub(b" ", match[0]), data)


def _verdict(documents: Mapping[str, tuple[Subject, str]], message: Mapping[str, object]) -> Iterator[Diagnostic]:
    name = str(message.get("url", "")).rpartition("/")[2]
    if name not in documents:
        raise ValidatorFailure(str(message.get("message", "it names no file")))
    subject, path = documents[name]
    grave = message["type"] != "info"
    if grave or message.get("subType") == "warning":
        first = "lastColumn" if "firstLine" in message or "firstColumn" not in message else "firstColumn"
        line, column = _number(message, "lastLine"), _number(message, first)
        finding = NU_ERROR if grave else NU_WARNING
        yield finding.at(subject.place(path, line, column), words=message["message"])


def _number(message: Mapping[str, object], key: str) -> int:
    value = message.get(key)
    return value if isinstance(value, int) else 1


NU = Validator(name="nu", title="the Nu HTML checker", suffix=".epub", lack=_lack, judge=_judge)
