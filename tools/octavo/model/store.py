"""What a renderer keeps from one build for the next: a place that it is given, and knows nothing of."""

from __future__ import annotations

from typing import Protocol


class Store(Protocol):
    """Keeps values by what they were made of. It may forget any of them, and gives none back but as it was."""

    def key(self, *parts: object) -> str:
        """Return the key of what is made of some values, and of this machine; empty where there can be none."""

    def digest(self, value: object) -> str:
        """Return a part of a key that stands for a large value without sets and paths."""

    def load(self, key: str) -> object | None:
        """Return a value that was kept; None when there is none."""

    def save(self, key: str, value: object) -> None:
        """Keep a value, if there is room."""
