"""Index entries: ``[words]{index="Atalanta, Operation"}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.attributes import NONE, Attributes
from octavo.model.nodes import Node
from octavo.model.walk import descend

EMPTY_INDEX_ENTRY = Finding(
    name="empty-index-entry",
    severity=Severity.ERROR,
    message="an index entry has no words",
    why="The index would hold a line without a heading.",
    fix='Write the words that the reader will look for: index="Atalanta, Operation".',
)

_KEYS = frozenset({"index", "index-see", "index-see-also"})


def check_index_entries(roots: Iterable[Node]) -> list[Diagnostic]:
    """Return a diagnostic for each index entry, or part of one between ``!`` or ``;``, that holds no words.

    Findings: empty-index-entry.
    """
    found = []
    for node in descend(roots):
        attributes = cast("Attributes", getattr(node, "attributes", NONE))
        entries = [value for key, value in attributes.pairs if key in _KEYS]
        if any(not part.strip() for entry in entries for part in entry.replace(";", "!").split("!")):
            found.append(EMPTY_INDEX_ENTRY.at(attributes.span or node.span))
    return found
