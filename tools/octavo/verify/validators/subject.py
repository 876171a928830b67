"""What a validator is given, and what is the same for all of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.span import file_span
from octavo.verify.epub_file import EpubFile
from octavo.verify.validators.machine import Machine

VALIDATOR_FAILED = Finding(
    name="validator-failed",
    severity=Severity.ERROR,
    message="{validator} came to no verdict on “{file}”: {reason}",
    why="What could not be judged may be right or wrong.",
    fix="try again with --timeout, or look whether the validator itself works on another file",
)

FINDINGS = (VALIDATOR_FAILED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A file to be judged."""

    path: Path
    """Absolute."""
    name: str
    """As messages show it."""
    epub: EpubFile | None = None
    """What is in it, when it is an EPUB that could be opened."""

    def place(self, path: str = "", line: int = 0, column: int = 0) -> Span:
        """Return a place that a validator names: a path in the archive, or relative to its package document.

        Lines and columns below 1 stand for none; without a path of the archive the place is the whole file.
        """
        inside = self._inside(path)
        if not inside:
            return file_span(self.name)
        line, column = max(1, line), max(1, column)
        return Span(f"{self.name}/{inside}", line, column, line, column + 1)

    def _inside(self, path: str) -> str:
        if self.epub is None:
            return ""
        from_package = posixpath.normpath(posixpath.join(posixpath.dirname(self.epub.package), path))
        return next((name for name in (path, from_package) if name in self.epub.data), "")

    def element_place(self, path: str, cfi: str) -> Span:
        """Return the place of the element that a path of an EPUB CFI leads to: ``/4/2[id]/6``, from the root."""
        inside = self._inside(path)
        if self.epub is None or inside not in self.epub.trees:
            return self.place(path)
        return self.epub.place(inside, _element(self.epub.trees[inside], cfi))


def _element(root: Any, cfi: str) -> Any:
    """Return the element at the end of a path, or the last that there is: step 2 is the first child, 4 the second."""
    element = root
    for step in cfi.strip("/").split("/"):
        digits = step.partition("[")[0]
        children = [child for child in element if isinstance(child.tag, str)]
        index = int(digits) // 2 - 1 if digits.isdecimal() else -1
        if not 0 <= index < len(children):
            break
        element = children[index]
    return element


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """A judge from outside: what it is called, what it judges, what it needs and how it is asked."""

    name: str
    title: str
    suffix: str
    """Of the files that it judges: ``.epub``."""
    lack: Callable[[Machine], str]
    """Returns how to install what is missing; empty when all is there."""
    judge: Callable[[Machine, tuple[Subject, ...], Path], Iterator[Diagnostic]]
    """Yields the verdicts on some files, working in an empty folder. May raise ValidatorFailure."""
