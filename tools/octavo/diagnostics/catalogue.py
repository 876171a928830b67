"""Every finding there is: a literal table of the rooms that have some."""

from __future__ import annotations

from octavo import cite, compose, config, lock, output, parse, pipeline, read, render, resolve, verify
from octavo.diagnostics.finding import Finding

CATALOGUE: tuple[Finding, ...] = tuple(
    sorted(
        (
            *config.FINDINGS,
            *read.FINDINGS,
            *parse.FINDINGS,
            *resolve.FINDINGS,
            *cite.FINDINGS,
            *compose.FINDINGS,
            *render.FINDINGS,
            *lock.FINDINGS,
            *output.FINDINGS,
            *verify.FINDINGS,
            *pipeline.FINDINGS,
        ),
        key=lambda finding: finding.name,
    )
)
"""Sorted by name; a test compares it with the constants in the source."""
