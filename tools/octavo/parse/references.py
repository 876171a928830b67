"""The reading list: CSL-YAML, CSL-JSON or BibTeX into references.

CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html), with ``group`` and ``annotation`` of our own.
"""

from __future__ import annotations

from octavo.diagnostics import Diagnostic, Outcome, Related, Span
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.nodes import Inline
from octavo.model.references import Reference
from octavo.model.slugs import slug_or_digest
from octavo.model.sources import TextSource
from octavo.parse import references_findings as findings
from octavo.parse.references_bibtex import BibEntry, read_bibtex
from octavo.parse.references_fields import FieldReader
from octavo.parse.references_genres import genre_in
from octavo.parse.references_json import read_json
from octavo.parse.references_located import Located, Mapping, NotReadableError, Scalar, Sequence
from octavo.parse.references_rich import csl_markup
from octavo.parse.references_vocabulary import OWN, TYPES
from octavo.parse.references_yaml import read_yaml


def parse_references(source: TextSource, language: str = "en") -> Outcome[tuple[Reference, ...]]:
    """Return the references of one file, in its order; its suffix says how it is written (``.json``, ``.bib``, else YAML).

    ``language`` is the book's, for the quotation marks of annotations. Findings: those of references_findings. Entries that cannot be cited (without an id) are left out.
    """
    suffix = source.file.rsplit(".", 1)[-1].lower()
    try:
        if suffix == "bib":
            return Outcome(tuple(_from_bibtex(entry, language) for entry in read_bibtex(source, language)))
        root = read_json(source) if suffix == "json" else read_yaml(source)
    except NotReadableError as broken:
        language = {"bib": "BibTeX", "json": "JSON"}.get(suffix, "YAML")
        hint = _YAML_HINT if language == "YAML" else ""
        found = findings.REFERENCES_SYNTAX.at(broken.span, hint=hint, language=language, problem=str(broken))
        return Outcome((), (found,))
    diagnostics: list[Diagnostic] = []
    reader = FieldReader(diagnostics=diagnostics, markup=_as_written if suffix == "json" else csl_markup)
    references = [_reference(item, reader, language) for item in _items(root, diagnostics)]
    return Outcome(tuple(r for r in references if r is not None), tuple(diagnostics))


_YAML_HINT = "correct the line; a title with a colon or a leading bracket needs quotation marks"


def _as_written(words: str) -> str:
    return words


def _items(root: Located | None, diagnostics: list[Diagnostic]) -> tuple[Located, ...]:
    if isinstance(root, Mapping):
        listed = root.get("references")
        if listed is None:
            diagnostics.append(findings.NO_REFERENCE_LIST.at(root.fields[0].key_span if root.fields else root.span))
        root = listed
    match root:
        case None | Scalar(text=None):
            return ()
        case Sequence(items=items):
            return items
        case _:
            diagnostics.append(findings.NO_REFERENCE_LIST.at(root.span))
            return ()


def _reference(item: Located, reader: FieldReader, language: str) -> Reference | None:
    if not isinstance(item, Mapping):
        reader.diagnostics.append(findings.REFERENCE_NOT_AN_ITEM.at(item.span))
        return None
    _check_twice(item, reader)
    identifier = item.get("id")
    key = identifier.text.strip() if isinstance(identifier, Scalar) and identifier.text else ""
    if not key or identifier is None:
        reader.diagnostics.append(findings.REFERENCE_WITHOUT_ID.at(_head(item)))
        return None
    csl: dict[str, object] = {"id": key}
    kind = _kind(item, key, identifier.span, reader)
    if kind:
        csl["type"] = kind
    for field in item.fields:
        value = None if field.key in OWN else reader.read(field)
        if value is not None:
            csl[field.key] = value
    group = item.get("group")
    return Reference(
        key=key,
        id=f"ref-{slug_or_digest(key)}",
        csl=csl,
        group=(reader.words("group", group) or "") if group is not None else "",
        annotation=_annotation(item, reader, language),
        span=identifier.span,
    )


def _head(item: Mapping) -> Span:
    """Return the entry's first key: the entry as a whole would underline many lines."""
    return item.fields[0].key_span if item.fields else item.span


def _check_twice(item: Mapping, reader: FieldReader) -> None:
    first: dict[str, Span] = {}
    for field in item.fields:
        place = first.setdefault(field.key, field.key_span)
        if place is not field.key_span:
            related = (Related("the first is here", place),)
            reader.diagnostics.append(
                findings.DUPLICATE_REFERENCE_FIELD.at(field.key_span, related=related, field=field.key)
            )


def _kind(item: Mapping, key: str, span: Span, reader: FieldReader) -> str:
    value = item.get("type")
    if value is None or (isinstance(value, Scalar) and not value.text):
        reader.diagnostics.append(findings.REFERENCE_WITHOUT_TYPE.at(span, key=key))
        return ""
    kind = reader.words("type", value) or ""
    if kind and kind not in TYPES:
        hint = did_you_mean(kind, TYPES)
        reader.diagnostics.append(findings.UNKNOWN_CSL_TYPE.at(value.span, hint=hint, type=kind))
    return kind


def _annotation(item: Mapping, reader: FieldReader, language: str) -> tuple[Inline, ...]:
    value = item.get("annotation")
    if value is None or (isinstance(value, Scalar) and value.text is None):
        return ()
    if not isinstance(value, Scalar):
        reader.words("annotation", value)
        return ()
    return _inlines(value.raw or value.text or "", value.inner, language)


def _inlines(markdown: str, span: Span, language: str) -> tuple[Inline, ...]:
    # parse_inlines lives in this package's __init__, which itself offers parse_references.
    from octavo.parse import parse_inlines

    return parse_inlines(markdown, span, language) if markdown.strip() else ()


def _from_bibtex(entry: BibEntry, language: str) -> Reference:
    key = str(entry.csl.get("id", ""))
    csl = {name: value for name, value in entry.csl.items() if name not in ("annote", "keyword")}
    if "genre" in csl:
        csl["genre"] = genre_in(str(csl["genre"]), language)
    note = str(entry.csl.get("annote", ""))
    annotation = entry.annotation or note
    return Reference(
        key=key,
        id=f"ref-{slug_or_digest(key)}",
        csl=csl,
        group=entry.group,
        annotation=_inlines(annotation, entry.annotation_span if entry.annotation else entry.span, language),
        span=entry.span,
    )
