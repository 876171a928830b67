"""Load: from a folder to a BookConfig, every key of book.toml and of the presets checked at its place."""

from octavo.config import (
    accessibility,
    choice,
    contents,
    edition_findings,
    findings,
    load,
    metadata,
    presets,
    press,
    press_profile,
    toml_file,
)
from octavo.config.choice import chosen_editions
from octavo.config.json_schema import json_schema, preset_json_schema
from octavo.config.load import load_config
from octavo.diagnostics import Finding
from octavo.model import text_file

__all__ = ["FINDINGS", "chosen_editions", "json_schema", "load_config", "preset_json_schema"]

FINDINGS: tuple[Finding, ...] = (
    *load.FINDINGS,
    *choice.FINDINGS,
    *toml_file.FINDINGS,
    *findings.FINDINGS,
    *metadata.FINDINGS,
    *accessibility.FINDINGS,
    *contents.FINDINGS,
    *presets.FINDINGS,
    *edition_findings.FINDINGS,
    *press.FINDINGS,
    *press_profile.FINDINGS,
    *text_file.FINDINGS,
)
"""Every finding of load, and those of reading text files, which the read stage shares."""
