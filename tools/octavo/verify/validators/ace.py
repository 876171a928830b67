"""Ace by DAISY, the judge of accessibility: it opens each document of an EPUB in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.validators.machine import Machine, ValidatorFailure, run
from octavo.verify.validators.subject import Subject, Validator

ACE_VIOLATION = Finding(
    name="ace-violation",
    severity=Severity.ERROR,
    message="{words} (Ace: {rule}, {impact})",
    why="It keeps people from reading some of the book, and breaks a rule that accessible books are measured by.",
    fix="follow the rule's page in DAISY's knowledge base",
)
ACE_ADVICE = Finding(
    name="ace-advice",
    severity=Severity.WARNING,
    message="{words} (Ace: {rule}, {impact})",
    why="It makes reading harder for some, or leaves them in doubt what the book offers.",
    fix="follow the rule's page in DAISY's knowledge base",
)

FINDINGS = (ACE_VIOLATION, ACE_ADVICE)

_GRAVE = frozenset({"critical", "serious"})
_ACE, _RUNNER = "@daisy/ace-cli", "@daisy/ace-axe-runner-puppeteer"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_BROWSER = "PUPPETEER_EXECUTABLE_PATH"


def _lack(machine: Machine) -> str:
    if machine.program("node") is None:
        return "install Node 18 or newer (Debian: nodejs npm)"
    if machine.node_package(_ACE) is None or machine.node_package(_RUNNER) is None:
        return f"npm install {_ACE} {_RUNNER}, with --ignore-scripts, and name the folder with --node-modules"
    return "" if _browser(machine) else "install Chromium (Debian: chromium)"


def _browser(machine: Machine) -> str | None:
    return machine.environment.get(_BROWSER) or machine.program(*_BROWSERS)


def _judge(machine: Machine, subjects: tuple[Subject, ...], folder: Path) -> Iterator[Diagnostic]:
    for number, subject in enumerate(subjects):
        out = folder / str(number)
        program = (machine.node_package(_ACE) or Path()) / "bin" / "ace.js"
        arguments = (machine.program("node") or "node", program, "--silent", "--force", "--outdir", out, subject.path)
        answer = run(machine, arguments, folder, {_BROWSER: _browser(machine) or ""})
        try:
            report = json.loads((out / "report.json").read_text("utf-8"))
        except (OSError, ValueError) as problem:
            raise ValidatorFailure(answer.last_words) from problem
        for document in report["assertions"]:
            for assertion in document["assertions"]:
                yield _verdict(subject, str(document["earl:testSubject"]["url"]), assertion)


def _verdict(subject: Subject, path: str, assertion: Mapping[str, Any]) -> Diagnostic:
    rule, result = assertion["earl:test"], assertion["earl:result"]
    finding = ACE_VIOLATION if rule["earl:impact"] in _GRAVE else ACE_ADVICE
    steps = (result.get("earl:pointer") or {}).get("cfi") or [""]
    help_page = rule.get("help", {})
    hint = "; ".join(filter(None, (help_page.get("dct:description"), help_page.get("url"))))
    words = "; ".join(result["dct:description"].splitlines())
    place = subject.element_place(path, steps[0])
    return finding.at(place, hint=hint, rule=rule["dct:title"], impact=rule["earl:impact"], words=words)


ACE = Validator(name="ace", title="Ace by DAISY", suffix=".epub", lack=_lack, judge=_judge)
