"""The record as a file of TOML: one line a page and a place, so that version control shows what moved."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Outcome, Severity
from octavo.diagnostics.span import file_span
from octavo.lock.record import PageRecord, Record
from octavo.model.artifact import Artifact
from octavo.model.text_file import read_text

FOLDER = "page-maps"
"""Beside book.toml."""

LOCK_UNREADABLE = Finding(
    name="page-record-unreadable",
    severity=Severity.ERROR,
    message="“{file}” is no record of pages: {reason}",
    why="Without the record nobody can say whether the pages of the published edition stay.",
    fix="take the file from version control as it was; or write it anew from the published manuscript with --lock",
)

FINDINGS = (LOCK_UNREADABLE,)

_VERSION = 1
_HEAD = """\
# The pages of the edition “{edition}”, as published. Written by “octavo build --lock”; “octavo build --locked” fails
# when they would change. Keep this file under version control.
record = {version}
isbn = {isbn}
"""


def file_name(edition: str) -> str:
    """Return the name of an edition's record in its folder."""
    return f"{edition}.toml"


def lock_artifact(record: Record) -> Artifact:
    """Return a record as a file for ``FOLDER``."""
    lines = [_HEAD.format(edition=record.edition, version=_VERSION, isbn=_quoted(record.isbn))]
    lines.append("# folio, document, first words\npages = [")
    lines += (f"  [{', '.join(map(_quoted, (page.folio, page.document, page.words)))}]," for page in record.pages)
    lines.append("]\n\n[places]")
    lines += (f"{_quoted(name)} = {_quoted(folio)}" for name, folio in record.places.items())
    data = "\n".join((*lines, "")).encode()
    return Artifact(name=file_name(record.edition), media_type="application/toml", data=data)


def _quoted(text: str) -> str:
    """Return a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_record(file: Path, path: str, edition: str) -> Outcome[Record]:
    """Return the record of an edition; ``path`` names the file in spans.

    Findings: page-record-unreadable, those of reading a text file.
    """
    text = read_text(file, path)
    if isinstance(text, Diagnostic):
        return Outcome(None, (text,))
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        return Outcome(None, (LOCK_UNREADABLE.at(file_span(path), file=path, reason=str(problem)),))
    lack = next(_lacks(values), "")
    if lack:
        return Outcome(None, (LOCK_UNREADABLE.at(file_span(path), file=path, reason=lack),))
    pages = tuple(PageRecord(*page) for page in cast("list[list[str]]", values["pages"]))
    return Outcome(Record(edition, values["isbn"], pages, values["places"]))


def _lacks(values: dict[str, object]) -> Iterator[str]:
    """Yield what keeps values from being a record."""
    pages, places = values.get("pages"), values.get("places")
    if values.get("record") != _VERSION:
        yield f"“record” is not {_VERSION}"
    if not isinstance(values.get("isbn"), str):
        yield "“isbn” is no string"
    if not isinstance(pages, list) or not pages or not all(_is_page(page) for page in pages):
        yield "“pages” is no list of folio, document and words"
    if not isinstance(places, dict) or not all(isinstance(folio, str) for folio in places.values()):
        yield "“places” is no table of folios"


def _is_page(page: object) -> bool:
    return isinstance(page, list) and len(page) == len(PageRecord.__slots__) and all(isinstance(s, str) for s in page)
