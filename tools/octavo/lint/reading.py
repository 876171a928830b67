"""The reading list: entries that lack what their type needs, that nothing cites, or whose numbers cannot be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from octavo.diagnostics import Diagnostic, Finding, Related, Severity
from octavo.lint.proof import Proof
from octavo.model.isbn import as_isbn13, check_digit, isbn_digits
from octavo.model.references import Reference

REFERENCE_FIELD_MISSING = Finding(
    name="reference-field-missing",
    severity=Severity.WARNING,
    message="the entry “{key}”, of type {type}, has no {fields}",
    why="Who wants to find the work needs it, and the style leaves a gap where it belongs.",
    fix="add the field, or choose the type that the work has",
)
REFERENCE_UNCITED = Finding(
    name="reference-uncited",
    severity=Severity.WARNING,
    message="the text never cites “{key}”",
    why="It is printed nowhere, or stands in the list and the reader does not learn why.",
    fix="cite it with [@{key}], give it an annotation that says why it is listed, or take it out",
)
REFERENCE_ISBN = Finding(
    name="reference-isbn",
    severity=Severity.WARNING,
    message="the ISBN “{isbn}” of “{key}” is none: {reason}",
    why="A reader who looks the number up in a library finds nothing, or another book.",
    fix="compare the number with the one printed in the book",
)
REFERENCE_ISBN_TWICE = Finding(
    name="reference-isbn-twice",
    severity=Severity.WARNING,
    message="“{key}” has the ISBN of another book of the list",
    why="An ISBN belongs to one edition of one book; one of the two was copied.",
    fix="compare both numbers with those printed in the books",
)
REFERENCE_DATE = Finding(
    name="reference-date",
    severity=Severity.WARNING,
    message="the entry “{key}” {what}",
    why="A slip in a year sends readers to the wrong edition, or to one that does not exist.",
    fix="compare the date with the work",
)

FINDINGS = (REFERENCE_FIELD_MISSING, REFERENCE_UNCITED, REFERENCE_ISBN, REFERENCE_ISBN_TWICE, REFERENCE_DATE)

_MAKER = "author|editor|translator|director|collection-editor|compiler|container-author|publisher"
_TITLE = "title|genre"
_NEEDED: dict[str, tuple[str, ...]] = {
    "book": (_MAKER, "title", "publisher", "issued"),
    "chapter": ("author|editor", "title", "container-title", "issued"),
    "entry-dictionary": ("title", "container-title"),
    "entry-encyclopedia": ("title", "container-title"),
    "article-journal": ("author", "title", "container-title", "issued"),
    "article-magazine": ("title", "container-title", "issued"),
    "article-newspaper": ("title", "container-title", "issued"),
    "paper-conference": ("author", "title", "container-title|event-title|publisher", "issued"),
    "thesis": ("author", "title", "publisher", "issued"),
    "report": (_MAKER, "title", "issued"),
    "webpage": (_TITLE, "URL"),
    "post": ("author", "URL"),
    "post-weblog": (_TITLE, "URL"),
    "patent": ("title", "number"),
    "standard": ("title", "number|authority"),
    "treaty": (_TITLE, "issued"),
    "legal_case": ("title",),
    "legislation": ("title",),
    "dataset": ("title", "publisher|URL|DOI"),
    "software": ("title", "URL|publisher|DOI"),
}
"""By CSL type: the fields without which no reader finds the work; ``a|b`` is one of several."""
_NAMES = {"issued": "date (issued)", "URL": "address (URL)", "container-title": "container-title"}
_EARLIEST = 1440
"""Gutenberg's press; older works are listed by the edition that was read."""


def missing_fields(proof: Proof) -> Iterator[Diagnostic]:
    """Yield reference-field-missing, one an entry."""
    for reference in proof.book.references:
        kind = str(reference.csl.get("type", ""))
        lacking = [
            fields for fields in _NEEDED.get(kind, ()) if not any(reference.csl.get(f) for f in fields.split("|"))
        ]
        if lacking:
            named = " and no ".join(_named(fields) for fields in lacking)
            yield REFERENCE_FIELD_MISSING.at(reference.span, key=reference.key, type=kind, fields=named)


def _named(fields: str) -> str:
    if fields == _MAKER:
        return "author, editor or publisher"
    return " or ".join(_NAMES.get(field, field) for field in fields.split("|"))


def uncited_entries(proof: Proof) -> Iterator[Diagnostic]:
    """Yield reference-uncited: entries that will not be listed, or that are, in a list of works cited, without a reason.

    An annotation or a group says that an entry is meant to be read, cited or not.
    """
    settings = proof.book.config.references
    references = proof.book.references
    if settings.list_uncited and not any(reference.cited for reference in references):
        return
    for reference in references:
        if reference.cited or (settings.list_uncited and (reference.annotation or reference.group)):
            continue
        hint = REFERENCE_UNCITED.fix.format(key=reference.key)
        yield REFERENCE_UNCITED.at(reference.span, hint=hint, key=reference.key)


def isbns(proof: Proof) -> Iterator[Diagnostic]:
    """Yield reference-isbn and reference-isbn-twice."""
    first: dict[str, Reference] = {}
    for reference in proof.book.references:
        written = str(reference.csl.get("ISBN") or "").strip()
        for each in written.split(" ") if " 97" in written else [written] if written else []:
            digits = isbn_digits(each)
            if digits is None or digits[-1] != check_digit(digits):
                reason = "it has not the form of one" if digits is None else "its check digit is wrong"
                yield REFERENCE_ISBN.at(reference.span, isbn=each, key=reference.key, reason=reason)
                continue
            other = first.setdefault(as_isbn13(digits), reference)
            if other is not reference and other.csl.get("type") == reference.csl.get("type") == "book":
                related = (Related(f"“{other.key}” is here", other.span),)
                yield REFERENCE_ISBN_TWICE.at(reference.span, related=related, key=reference.key)


def dates(proof: Proof) -> Iterator[Diagnostic]:
    """Yield reference-date: works from the future, or from before printing; looked up before they were published."""
    for reference in proof.book.references:
        issued, accessed = _start(reference.csl, "issued"), _start(reference.csl, "accessed")
        today = [proof.day.year, proof.day.month, proof.day.day]
        what = ""
        if issued and issued[0] > proof.day.year + 1:
            what = f"was published in {issued[0]}, which is yet to come"
        elif issued and 0 < issued[0] < _EARLIEST and reference.csl.get("type") not in {"manuscript", "classic"}:
            what = f"was published in {issued[0]}, before books were printed"
        elif accessed and accessed > today:
            what = "was looked up on a day that is yet to come"
        elif accessed and issued and accessed[: len(issued)] < issued[: len(accessed)]:
            what = "was looked up before it was published"
        if what:
            yield REFERENCE_DATE.at(reference.span, key=reference.key, what=what)


def _start(csl: Mapping[str, object], field: str) -> list[int]:
    """Return year, month and day of a date's beginning, as far as they are known."""
    value = csl.get(field)
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    whole = isinstance(first, list) and all(isinstance(part, int) for part in first)
    return cast("list[int]", first) if whole else []
