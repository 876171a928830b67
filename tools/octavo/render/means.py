"""What a renderer may use: help, and what earlier builds have kept. What it makes is the same without."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.store import Store
from octavo.processes import ALONE, Hands


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the making of one edition may use."""

    hands: Hands = ALONE
    store: Store | None = None


UNAIDED = Means()
"""One process, and no memory."""
