"""Renders citations and reading-list entries through a CSL processor. Takes a Book, gives a Book."""

from octavo.cite import stage, styles
from octavo.cite.stage import cite_book

FINDINGS = (
    styles.UNKNOWN_STYLE,
    styles.STYLE_OUTSIDE_BOOK,
    styles.BROKEN_STYLE,
    stage.STYLE_WITHOUT_LIST,
    stage.ENTRY_NOT_PRINTED,
)

__all__ = ["FINDINGS", "cite_book"]
