"""The people behind a book, by what they did: for title page and copyright page."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.compose.making import line
from octavo.compose.words import fill, listed
from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.model.config import BookConfig, Contributor
from octavo.model.nodes import Paragraph

ROLE_WITHOUT_WORDS = Finding(
    name="role-without-words",
    severity=Severity.WARNING,
    message="there are no words for what {name} did (role “{role}”), so the title page leaves the name out",
    why="A name without its part in the book would read as one of its authors.",
    fix='say it in book.toml, in [words]: role-xyz = "Set to music by {{names}}"',
)

FINDINGS = (ROLE_WITHOUT_WORDS,)

CLASSES: Mapping[str, str] = {
    "aut": "author",
    "ant": "antecedent",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "pbl": "publisher",
}
"""The CSS class of a line, by role; other roles are ``contributor``."""

FIRST_ROLES = ("aut", "edt", "com", "trl", "ill")
"""The order of lines on a title page; other roles follow as the book names them, the antecedent work last."""


def unspoken(config: BookConfig, words: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return a finding for each contributor whose role has no words."""
    hint = 'add to [words] in book.toml: role-{role} = "… by {{names}}"'
    return tuple(
        ROLE_WITHOUT_WORDS.at(c.span or config.span, name=c.name, role=c.role, hint=hint.format(role=c.role))
        for c in config.metadata.contributors
        if f"role-{c.role}" not in words
    )


def by_role(contributors: tuple[Contributor, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names under each role, roles in the order of a title page."""
    given = tuple(dict.fromkeys(c.role for c in contributors))
    middle = tuple(role for role in given if role not in (*FIRST_ROLES, "ant"))
    order = (*FIRST_ROLES, *middle, "ant")
    return tuple((role, tuple(c.name for c in contributors if c.role == role)) for role in order if role in given)


def lines(config: BookConfig, words: Mapping[str, str], span: Span) -> tuple[Paragraph, ...]:
    """Return a line for each role: “Edited by A and B”. Publishers have a line of their own elsewhere."""
    return tuple(
        line(
            span,
            fill(words[f"role-{role}"], names=listed(words, names)),
            "contributors",
            CLASSES.get(role, "contributor"),
        )
        for role, names in by_role(config.metadata.contributors)
        if f"role-{role}" in words and role != "pbl"
    )
