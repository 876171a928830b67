"""``[accessibility]``: the claims of an EPUB that its publisher answers for."""

from __future__ import annotations

from datetime import date
from typing import cast

from octavo.config.schema import Choice, Date, Key, Table, Text
from octavo.config.section import Section
from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.config import CONFORMANCES, Accessibility, Exemption

CLAIM_WITHOUT_CERTIFIER = Finding(
    name="claim-without-certifier",
    severity=Severity.ERROR,
    message="the book is to claim “{claim}”, and nobody is named who certifies it",
    why="The standard asks for the name of whoever has evaluated the book; a claim that nobody answers for counts for nothing.",
    fix='add certified-by = "…": the publisher, or an organisation that evaluates books',
)
CERTIFIER_WITHOUT_CLAIM = Finding(
    name="certifier-without-claim",
    severity=Severity.WARNING,
    message="“{key}” says something of a claim of conformance, and there is none",
    why="A key that changes nothing misleads whoever reads the file next.",
    fix='take the line out, or add conforms-to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
)

FINDINGS = (CLAIM_WITHOUT_CERTIFIER, CERTIFIER_WITHOUT_CLAIM)

ACCESSIBILITY = Table(
    keys=(
        Key(
            name="conforms-to",
            kind=Choice(values=CONFORMANCES),
            doc="The conformance that the EPUB is to claim; Octavo's checks must find nothing against it.",
        ),
        Key(name="certified-by", kind=Text(), doc="Who has evaluated the EPUB and answers for the claim."),
        Key(name="certified-on", kind=Date(), doc="The day of the evaluation."),
        Key(name="credential", kind=Text(), doc="What entitles the certifier: a name or an address."),
        Key(
            name="report",
            kind=Text(pattern=r"https?://\S+", says="a web address, which begins with https://"),
            doc="Where the report of the evaluation is.",
        ),
        Key(
            name="exemption",
            kind=Choice(values=tuple(Exemption)),
            doc="Why the European Accessibility Act does not ask for conformance.",
        ),
    )
)
_OF_A_CLAIM = ("certified-by", "certified-on", "credential", "report")


def read_accessibility(section: Section) -> tuple[Accessibility, tuple[Diagnostic, ...]]:
    """Return what ``[accessibility]`` says, and what is wrong with it. Findings: all of ``FINDINGS``."""
    exemption = section.text("exemption")
    claim = section.text("conforms-to")
    made = Accessibility(
        conforms_to=claim,
        certified_by=section.text("certified-by"),
        certified_on=cast("date | None", section.values.get("certified-on")),
        credential=section.text("credential"),
        report=section.text("report"),
        exemption=Exemption(exemption) if exemption else None,
        span=section.value_span("conforms-to") if claim else None,
    )
    if claim and not section.wrote("certified-by"):
        return made, (CLAIM_WITHOUT_CERTIFIER.at(made.span, claim=claim),)
    if section.wrote("conforms-to"):
        return made, ()
    idle = (key for key in _OF_A_CLAIM if key in section)
    return made, tuple(CERTIFIER_WITHOUT_CLAIM.at(section.key_span(key), key=key) for key in idle)
