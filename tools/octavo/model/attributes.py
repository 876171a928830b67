"""What an author writes in braces: ``{#id .class key="value"}``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """Identifier, classes and key–value pairs of a node; all empty for most nodes."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """In the order written; a key stands once."""
    span: Span | None = None
    """The braces, where the author wrote some."""

    def get(self, key: str, default: str = "") -> str:
        """Return the value of a key, or the default."""
        return dict(self.pairs).get(key, default)

    def with_id(self, identifier: str) -> Attributes:
        """Return a copy that bears an id."""
        return replace(self, id=identifier)

    @property
    def lang(self) -> str:
        """BCP 47 tag of the content, or empty."""
        return self.get("lang")


NONE = Attributes()
