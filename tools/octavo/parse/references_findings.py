"""What may be wrong with a reading list."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

REFERENCES_SYNTAX = Finding(
    name="references-syntax",
    severity=Severity.ERROR,
    message="the reading list is not well-formed {language}: {problem}",
    why="Nothing after the mistake can be read for certain, so that entries would be missing from the book.",
    fix="correct the line",
)

NO_REFERENCE_LIST = Finding(
    name="no-reference-list",
    severity=Severity.ERROR,
    message="the file holds no list of references",
    why="Its entries would not be in the book.",
    fix="begin the file with “references:” and give each entry a line that begins with a hyphen",
)

REFERENCE_NOT_AN_ITEM = Finding(
    name="reference-not-an-item",
    severity=Severity.ERROR,
    message="an entry of the reading list has no fields",
    why="A reference is made of an id, a type, a title and so on; a single word says none of them.",
    fix="write the entry as fields: id, type, title, author, issued …",
)

REFERENCE_WITHOUT_ID = Finding(
    name="reference-without-id",
    severity=Severity.ERROR,
    message="an entry of the reading list has no id",
    why="The text cites an entry by its id, and links lead to it.",
    fix="give the entry an id of its own, as in “id: bassetti2024”",
)

REFERENCE_WITHOUT_TYPE = Finding(
    name="reference-without-type",
    severity=Severity.WARNING,
    message="the entry “{key}” has no type",
    why="A citation style sets a book, an article and a treaty differently, and must guess for an entry without type.",
    fix="add the type: book, article-journal, report, webpage, treaty …",
)

UNKNOWN_CSL_TYPE = Finding(
    name="unknown-csl-type",
    severity=Severity.ERROR,
    message="“{type}” is not a type of reference",
    why="A citation style knows a fixed list of types, and sets an unknown one as it happens.",
    fix="use a type of CSL 1.0.2: book, chapter, article-journal, report, webpage, legislation, treaty …",
)

UNKNOWN_CSL_FIELD = Finding(
    name="unknown-csl-field",
    severity=Severity.WARNING,
    message="“{field}” is not a field of a reference",
    why="No style shows the field, so that what it holds is missing from the book.",
    fix="use the name that CSL has for it",
)

DUPLICATE_REFERENCE_FIELD = Finding(
    name="duplicate-reference-field",
    severity=Severity.ERROR,
    message="the entry has the field “{field}” twice",
    why="Only one of the two values would be in the book.",
    fix="take one of them out",
)

WRONG_REFERENCE_FIELD = Finding(
    name="wrong-reference-field",
    severity=Severity.ERROR,
    message="“{field}” must be {expected}",
    why="A citation style takes names, dates and words apart each in its own way.",
    fix="write it as the example shows",
)

UNREADABLE_DATE = Finding(
    name="unreadable-date",
    severity=Severity.WARNING,
    message="“{date}” is not a date that a style can take apart",
    why="The style prints it as it is, and can neither sort by it nor shorten it to a year.",
    fix="write 2024-11-01, 2024-11 or 2024; 2020/2021 for a span of time, 2008~ for about 2008",
)

FINDINGS = (
    REFERENCES_SYNTAX,
    NO_REFERENCE_LIST,
    REFERENCE_NOT_AN_ITEM,
    REFERENCE_WITHOUT_ID,
    REFERENCE_WITHOUT_TYPE,
    UNKNOWN_CSL_TYPE,
    UNKNOWN_CSL_FIELD,
    DUPLICATE_REFERENCE_FIELD,
    WRONG_REFERENCE_FIELD,
    UNREADABLE_DATE,
)
