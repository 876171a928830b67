"""Every finding there is: a literal table of the rooms that have some."""

from __future__ import annotations

from collections.abc import Mapping

from octavo import (
    cite,
    compose,
    config,
    lint,
    lock,
    output,
    parse,
    read,
    render,
    resolve,
    suppression,
    verify,
    workers,
)
from octavo.diagnostics.finding import Finding

ROOMS: Mapping[str, tuple[Finding, ...]] = {
    "book.toml": config.FINDINGS,
    "files": read.FINDINGS,
    "Markdown": parse.FINDINGS,
    "names": resolve.FINDINGS,
    "lint": lint.FINDINGS,
    "citations": cite.FINDINGS,
    "composition": compose.FINDINGS,
    "pages": (*render.FINDINGS, *workers.FINDINGS),
    "records": lock.FINDINGS,
    "writing": output.FINDINGS,
    "suppression": suppression.FINDINGS,
    "finished files": verify.FINDINGS,
}
"""By what a finding is about, in the order in which a build comes to it."""

CATALOGUE: tuple[Finding, ...] = tuple(
    sorted((finding for findings in ROOMS.values() for finding in findings), key=lambda finding: finding.name)
)
"""Sorted by name; a test compares it with the constants in the source."""

CHECKED = frozenset(finding.name for room in ("book.toml", "files", "Markdown", "names") for finding in ROOMS[room])
"""Names of what every command looks for that reads a book."""
LINTED = frozenset(finding.name for finding in ROOMS["lint"])
BUILT = CHECKED | {finding.name for room in ("citations", "composition", "pages") for finding in ROOMS[room]}
"""Names of what a build of all editions looks for."""
