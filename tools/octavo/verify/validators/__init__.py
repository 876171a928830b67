"""Validators that others made: those that are installed judge files, the others say how to get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo.diagnostics import Diagnostic
from octavo.diagnostics.span import file_span
from octavo.verify.validators.ace import ACE
from octavo.verify.validators.ace import FINDINGS as OF_ACE
from octavo.verify.validators.epubcheck import EPUBCHECK
from octavo.verify.validators.epubcheck import FINDINGS as OF_EPUBCHECK
from octavo.verify.validators.machine import Machine, ValidatorFailure
from octavo.verify.validators.nu import FINDINGS as OF_NU
from octavo.verify.validators.nu import NU
from octavo.verify.validators.subject import FINDINGS as OF_ALL
from octavo.verify.validators.subject import VALIDATOR_FAILED, Subject, Validator
from octavo.verify.validators.verapdf import FINDINGS as OF_VERAPDF
from octavo.verify.validators.verapdf import VERAPDF

__all__ = ["FINDINGS", "VALIDATORS", "Machine", "Subject", "Validator", "judged"]

FINDINGS = (*OF_ALL, *OF_EPUBCHECK, *OF_ACE, *OF_NU, *OF_VERAPDF)

VALIDATORS: tuple[Validator, ...] = (EPUBCHECK, ACE, NU, VERAPDF)


def judged(validator: Validator, machine: Machine, subjects: Iterable[Subject]) -> Iterator[Diagnostic]:
    """Yield a validator's verdicts on the files of its kind. Findings: all of ``FINDINGS``.

    When it comes to no verdict on several files at once, each is tried by itself.
    """
    wanted = tuple(subject for subject in subjects if subject.path.suffix.lower() == validator.suffix)
    if not wanted:
        return
    try:
        with TemporaryDirectory(prefix="octavo-") as folder:
            yield from list(validator.judge(machine, wanted, Path(folder)))
    except ValidatorFailure as failure:
        if len(wanted) > 1:
            for subject in wanted:
                yield from judged(validator, machine, (subject,))
        else:
            name = wanted[0].name
            yield VALIDATOR_FAILED.at(file_span(name), validator=validator.title, file=name, reason=failure)
