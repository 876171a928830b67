"""What every stage returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from octavo.diagnostics.finding import Diagnostic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A stage's value and the problems it found. The value is None only when an error left nothing to hand on."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a diagnostic is an error (or there is no value to go on with)."""
        return self.value is None or any(d.is_error for d in self.diagnostics)

    def of_edition(self, name: str) -> Outcome[T]:
        """Return this outcome with the edition that its diagnostics were found in."""
        return Outcome(self.value, tuple(replace(d, editions=(name,)) for d in self.diagnostics))
