"""``[contents]``: the order of the book, as the author lists it or as books usually have it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.config.contents_keys import FILE_ROLES
from octavo.config.positions import KeyPath
from octavo.config.section import Section
from octavo.diagnostics import Diagnostic, Finding, Related, Severity, Span
from octavo.diagnostics.suggest import nearest
from octavo.model.config import Contents, Entry, Matter, Part, PartNumbers

UNKNOWN_MATTER = Finding(
    name="unknown-matter",
    severity=Severity.ERROR,
    message="“{name}” is neither a Markdown file nor matter that Octavo makes",
    why="A list of contents holds files, whose names end in “.md”, and the names of pages made from the book itself.",
    fix="name a file that ends in “.md”, or one of the pages that Octavo makes",
)
DUPLICATE_ENTRY = Finding(
    name="duplicate-entry",
    severity=Severity.ERROR,
    message="“{name}” stands in the contents twice",
    why="A text that appears twice would bear the same ids twice, and no link to it could be right.",
    fix="take one of the two out",
)
MATTER_IN_BODY = Finding(
    name="matter-in-body",
    severity=Severity.ERROR,
    message="“{name}” cannot stand in the body",
    why="What Octavo makes (title page, contents, glossary, index) belongs before or after the chapters.",
    fix="move it to “front” or “back”",
)
GLOSSARY_AS_TEXT = Finding(
    name="glossary-as-text",
    severity=Severity.ERROR,
    message="“{name}” holds the terms and is no chapter",
    why="The glossary section is made from it: sorted, with the terms that the book uses and where they are first used.",
    fix="write “glossary” in its place",
)
MATTER_WITHOUT_SOURCE = Finding(
    name="matter-without-source",
    severity=Severity.WARNING,
    message="“{name}” is listed, but {what}",
    why="The page would have nothing on it, so it is left out.",
    fix="write the file, or take the name out of the contents",
)
NO_CHAPTERS = Finding(
    name="no-chapters",
    severity=Severity.ERROR,
    message="the body of the book has no chapter",
    why="A book needs at least one text.",
    fix="write a chapter into the manuscript folder: a Markdown file that begins with “# Title”",
)

FINDINGS = (UNKNOWN_MATTER, DUPLICATE_ENTRY, MATTER_IN_BODY, GLOSSARY_AS_TEXT, MATTER_WITHOUT_SOURCE, NO_CHAPTERS)

GENERATED = (
    "half-title", "title-page", "copyright-page", "contents", "figures", "tables", "notes", "glossary",
    "related-reading", "index", "colophon",
)  # fmt: skip
"""Matter that Octavo makes."""

_FRONT_ORDER = ("dedication", "epigraph", "contents", "figures", "tables", "foreword", "preface", "acknowledgments")
"""The usual order (Chicago Manual of Style, 1.4) behind half title, title page and copyright page."""
_BACK_ROLES = ("appendix", "afterword")
_BODY_ORDER = ("prologue", "chapter", "epilogue")
_NUMBERED_ROLES = ("introduction", "conclusion")
"""Pieces of the body that are chapters, with a number, unless the author says ``role``."""
_SPELLINGS = {"acknowledgements": "acknowledgments", "acknowledgment": "acknowledgments", "appendices": "appendix"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What the order depends on besides ``[contents]``: files of the manuscript folder, and what other tables name."""

    folder: Path
    glossaries: tuple[str, ...]
    references: tuple[str, ...]


def read_contents(contents: Section, files: Files) -> tuple[Contents, tuple[Diagnostic, ...]]:
    """Return the order of the book from a checked ``[contents]``.

    Findings: unknown-matter, duplicate-entry, matter-in-body, glossary-as-text, matter-without-source, no-chapters.
    """
    reader = _Reader(contents, files)
    listed = {matter: reader.listed(matter) for matter in Matter}
    named = {entry.file or entry.role for items in listed.values() for entry in flat(items or ())}
    spare = [name for name in _markdown_files(files) if name not in named]
    front, body, back = (listed[matter] for matter in Matter)
    order = Contents(
        front=flat(_without(_default_front(spare, contents.span), named) if front is None else front),
        body=_default_body(spare, contents.span) if body is None else body,
        part_numbers=PartNumbers(contents.text("part-numbers", PartNumbers.NONE)),
        back=flat(_without(_default_back(spare, files, contents.span), named) if back is None else back),
    )
    found = [*reader.found, *_duplicates(order)]
    if not flat(order.body) and not any(d.is_error for d in found):
        found.append(NO_CHAPTERS.at(contents.key_span("body")))
    return order, tuple(found)


def flat(items: Iterable[Entry | Part]) -> tuple[Entry, ...]:
    """Return entries with those inside parts in their places."""
    return tuple(entry for item in items for entry in (item.entries if isinstance(item, Part) else (item,)))


def role_of(file: str) -> str:
    """Return what a file is by its name: its stem without leading digits; ``chapter`` for any other name."""
    stem = posixpath.basename(file).rsplit(".", 1)[0].casefold()
    name = re.sub(r"^[\W\d_]+", "", stem)
    name = _SPELLINGS.get(name, name)
    if name.startswith("appendix-"):
        return "appendix"
    return name if name in FILE_ROLES and name not in _NUMBERED_ROLES else "chapter"


class _Reader:
    """Turns the three lists into entries; ``found`` grows."""

    def __init__(self, contents: Section, files: Files) -> None:
        self.found: list[Diagnostic] = []
        self._contents = contents
        self._files = files

    def listed(self, matter: Matter) -> tuple[Entry | Part, ...] | None:
        """Return the items of a list, or None when it was left out."""
        if matter.value not in self._contents:
            return None
        items = (self._item(matter, path, item) for path, item in self._contents.items(matter.value))
        return tuple(item for item in items if item is not None)

    def _item(self, matter: Matter, path: KeyPath, item: object) -> Entry | Part | None:
        if isinstance(item, str):
            return self._named(matter, item, self._contents.file.value_span(path))
        table = self._contents.at(path, item)
        if "part" in table:
            return self._part(table)
        if "file" in table:
            return self._file(matter, table.text("file"), table.value_span("file"), table.text("role"))
        return None

    def _part(self, table: Section) -> Part:
        items = (self._item(Matter.BODY, path, item) for path, item in table.items("chapters"))
        entries = tuple(item for item in items if isinstance(item, Entry))
        return Part(title=table.text("part"), entries=entries, span=table.value_span("part"))

    def _named(self, matter: Matter, name: str, span: Span) -> Entry | None:
        if name in GENERATED:
            return self._generated(matter, name, span)
        if name.lower().endswith(".md"):
            return self._file(matter, name, span, "")
        self.found.append(UNKNOWN_MATTER.at(span, hint=self._meant(name), name=name))
        return None

    def _meant(self, name: str) -> str:
        if name in self._files.references:
            return "write “related-reading”: it is made from this file"
        candidates = (*GENERATED, *_markdown_files(self._files))
        meant = nearest(name, candidates) or nearest(f"{name}.md", candidates)
        return f"did you mean “{meant}”?" if meant else f"Octavo makes {', '.join(GENERATED)}; files end in “.md”"

    def _generated(self, matter: Matter, name: str, span: Span) -> Entry | None:
        if matter is Matter.BODY:
            self.found.append(MATTER_IN_BODY.at(span, name=name))
            return None
        what = {
            "glossary": "" if self._files.glossaries else "the book has no glossary file",
            "related-reading": "" if self._files.references else "the book has no references file",
        }.get(name, "")
        if what:
            self.found.append(MATTER_WITHOUT_SOURCE.at(span, name=name, what=what))
            return None
        return Entry(matter=matter, role=name, span=span)

    def _file(self, matter: Matter, name: str, span: Span, role: str) -> Entry | None:
        file = posixpath.normpath(name)
        if file in self._files.glossaries:
            hint = "the section is made already: take the name out" if matter is Matter.BODY else ""
            self.found.append(GLOSSARY_AS_TEXT.at(span, hint=hint, name=name))
            return None
        if not file.lower().endswith(".md"):
            self.found.append(UNKNOWN_MATTER.at(span, hint=self._meant(name), name=name))
            return None
        return Entry(matter=matter, role=role or role_of(file), file=file, span=span)


def _without(entries: tuple[Entry, ...], named: Container[str]) -> tuple[Entry, ...]:
    """Return default entries without the generated matter that the author put elsewhere."""
    return tuple(entry for entry in entries if entry.file or entry.role not in named)


def _default_front(spare: Sequence[str], span: Span) -> tuple[Entry, ...]:
    entries = [Entry(matter=Matter.FRONT, role=r, span=span) for r in ("half-title", "title-page", "copyright-page")]
    for role in _FRONT_ORDER:
        if role in GENERATED:
            entries.append(Entry(matter=Matter.FRONT, role=role, span=span))
        entries += [Entry(matter=Matter.FRONT, role=role, file=f, span=span) for f in spare if role_of(f) == role]
    return tuple(entries)


def _default_body(spare: Sequence[str], span: Span) -> tuple[Entry, ...]:
    return tuple(
        Entry(matter=Matter.BODY, role=role, file=file, span=span)
        for role in _BODY_ORDER
        for file in spare
        if role_of(file) == role
    )


def _default_back(spare: Sequence[str], files: Files, span: Span) -> tuple[Entry, ...]:
    texts = [
        Entry(matter=Matter.BACK, role=role, file=file, span=span)
        for role in _BACK_ROLES
        for file in spare
        if role_of(file) == role
    ]
    made = [("glossary", bool(files.glossaries)), ("related-reading", bool(files.references))]
    made += [("index", True), ("colophon", True)]  # an index of no entries is left out when the text is known
    return (*texts, *(Entry(matter=Matter.BACK, role=role, span=span) for role, there in made if there))


def _markdown_files(files: Files) -> list[str]:
    """Return the Markdown files directly in the manuscript folder that are no glossary, in name order."""
    names = (path.name for path in files.folder.iterdir() if path.suffix.lower() == ".md" and path.is_file())
    return sorted(name for name in names if name not in files.glossaries and not name.startswith("."))


def _duplicates(order: Contents) -> Iterable[Diagnostic]:
    first: dict[str, Span] = {}
    for entry in order.entries():
        name = entry.file or entry.role
        if name in first:
            yield DUPLICATE_ENTRY.at(entry.span, related=(Related("first here", first[name]),), name=name)
        first.setdefault(name, entry.span)
