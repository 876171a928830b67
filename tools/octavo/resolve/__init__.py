"""Binds every name of a book, or reports it. Takes a Draft, gives a Book; touches no file."""

from octavo.resolve import citations, code, ids, index_entries, notes, pictures, targets, terms
from octavo.resolve.stage import resolve_book

FINDINGS = (
    ids.DUPLICATE_ID,
    ids.UNSAFE_ID,
    ids.RESERVED_ID,
    terms.UNKNOWN_TERM,
    terms.DUPLICATE_TERM,
    notes.UNDEFINED_NOTE,
    notes.DUPLICATE_NOTE,
    notes.UNUSED_NOTE,
    notes.NOTE_IN_NOTE,
    citations.UNKNOWN_REFERENCE,
    citations.DUPLICATE_REFERENCE,
    code.UNKNOWN_CODE_LANGUAGE,
    targets.EMPTY_LINK,
    targets.UNKNOWN_TARGET,
    targets.UNKNOWN_CHAPTER_LINK,
    pictures.MISSING_PICTURE,
    pictures.BROKEN_PICTURE,
    pictures.PICTURE_OUTSIDE_BOOK,
    pictures.PICTURE_WITHOUT_ALT,
    pictures.DESCRIPTION_IN_LINE,
    *index_entries.FINDINGS,
)

__all__ = ["FINDINGS", "resolve_book"]
