"""Any EPUB or PDF, inspected: our own checks first, then the validators that are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.diagnostics import Diagnostic
from octavo.verify.epub import check_structure, well_formed
from octavo.verify.epub_file import EpubFile, open_epub
from octavo.verify.lint import lint_epub
from octavo.verify.pdf import check_any_pdf
from octavo.verify.validators import Machine, Subject, Validator, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What came of inspecting files."""

    diagnostics: tuple[Diagnostic, ...]
    """In the order of a report."""
    epubs: Mapping[str, EpubFile]
    """Those that could be opened, by the names of files."""


def inspect_files(
    files: Iterable[Path], validators: Iterable[Validator], machine: Machine, told: Callable[[str], None]
) -> Inspection:
    """Return what is wrong with files, named as their paths are given; ``told`` hears which validator is asked.

    Validators must be ready. A file that our own checks cannot open they do not see: it may be made to harm them.
    Findings: all that say nothing of a publication.
    """
    found: list[Diagnostic] = []
    subjects: list[Subject] = []
    for file in dict.fromkeys(files):
        subject, diagnostics = _looked_at(file)
        found += diagnostics
        subjects += [] if subject is None else [subject]
    for validator in validators:
        told(validator.title)
        found += judged(validator, machine, subjects)
    return Inspection(
        diagnostics=tuple(sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.sort_key)),
        epubs={subject.name: subject.epub for subject in subjects if subject.epub is not None},
    )


def _looked_at(file: Path) -> tuple[Subject | None, list[Diagnostic]]:
    """Return a file as validators see it, and what our own checks find; None for what nobody should open."""
    name = file.as_posix()
    if file.suffix.lower() == ".pdf":
        return Subject(path=file.resolve(), name=name), list(check_any_pdf(file, name))
    outcome = open_epub(file, name)
    if outcome.value is None:
        return None, list(outcome.diagnostics)
    own = [*outcome.diagnostics, *_own_checks(outcome.value, sound=well_formed(outcome.diagnostics))]
    return Subject(path=file.resolve(), name=name, epub=outcome.value), own


def _own_checks(epub: EpubFile, *, sound: bool) -> Iterator[Diagnostic]:
    yield from check_structure(epub, sound=sound)
    if sound:
        yield from lint_epub(epub)
