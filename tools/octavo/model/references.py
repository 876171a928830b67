"""The reading list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.diagnostics import Span
from octavo.model.nodes import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry: a CSL item, with the group and annotation that Octavo adds."""

    key: str
    """What ``@key`` says."""
    id: str
    """``ref-`` and the key made CSS-safe; the id of the entry in related reading."""
    csl: Mapping[str, object]
    """The CSL-JSON item, ``group`` and ``annotation`` taken out."""
    group: str = ""
    annotation: tuple[Inline, ...] = ()
    rendered: tuple[Inline, ...] = ()
    """The entry as the style sets it; empty until cite."""
    position: int = 0
    """Place among the entries in the style's own order, from 0; meaningless until cite."""
    cited: bool = False
    """Whether the text cites it; set by resolve."""
    span: Span
    """Its id in the source."""
