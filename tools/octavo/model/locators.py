"""Where an entry of the index leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.diagnostics import Span


class LocatorKind(StrEnum):
    """What an index locator leads to, and so how it is set."""

    MENTION = "mention"
    MAIN = "main"
    """The principal passage: bold."""
    PICTURE = "picture"
    """A figure or a table: italic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """One place that an index entry leads to, or a range of them."""

    span: Span
    target: str
    """Id of the place, or of the first of the range."""
    until: str = ""
    """Id of the last place of a range, which goes on to where this element ends; empty for a single place."""
    kind: LocatorKind = LocatorKind.MENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Locators:
    """Compose: all places of an index entry, in reading order.

    The writer makes page numbers of them, which fold where they agree; without pages they are counted.
    """

    span: Span
    places: tuple[Locator, ...]
    paged: bool
    """Whether their pages have numbers: in this edition, or in the one whose pages it lists."""
