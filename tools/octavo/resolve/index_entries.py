"""Index entries: ``[words]{index="Atalanta, Operation"}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.attributes import NONE, Attributes
from octavo.model.index_entry import KEYS, index_levels
from octavo.model.nodes import Node
from octavo.model.walk import descend

EMPTY_INDEX_ENTRY = Finding(
    name="empty-index-entry",
    severity=Severity.ERROR,
    message="an index entry has no words",
    why="The index would hold a line without a heading.",
    fix='write the words that the reader will look for: index="Atalanta, Operation"',
)


def check_index_entries(roots: Iterable[Node]) -> list[Diagnostic]:
    """Return a diagnostic for each index entry, or level of one (a comma parts levels), that holds no words.

    Findings: empty-index-entry.
    """
    found = []
    for node in descend(roots):
        attributes = cast("Attributes", getattr(node, "attributes", NONE))
        entries = [value for key, value in attributes.pairs if key in KEYS]
        if any(not level for entry in entries for level in index_levels(entry)):
            found.append(EMPTY_INDEX_ENTRY.at(attributes.span or node.span))
    return found
