"""Cross-references: every link inside the book has a place to lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.suggest import did_you_mean, did_you_mean_at, renamed
from octavo.model.book import Draft, Target
from octavo.model.nodes import CrossReference

UNKNOWN_TARGET = Finding(
    name="unknown-target",
    severity=Severity.ERROR,
    message="nothing in {where} has the id “{id}”",
    why="The link, or the “see page …”, would lead nowhere.",
    fix="give the place the id in braces, {{#{id}}}, or correct the link",
)

EMPTY_LINK = Finding(
    name="empty-link",
    severity=Severity.ERROR,
    message="the link names no place",
    why="A reader who follows it gets nowhere.",
    fix="write an address, a file of the book or the id of a place between the round brackets: [words](#id)",
)

UNKNOWN_CHAPTER_LINK = Finding(
    name="unknown-chapter-link",
    severity=Severity.ERROR,
    message="“{file}” is not in the book's contents",
    why="A link between files of the manuscript becomes a link between chapters; this file is none.",
    fix="add the file to [contents] in book.toml, or correct the link",
)


_NO_CHAPTER = "link to a Markdown file that [contents] lists, or to an address on the web"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBinder:
    """Binds cross-references, and collects those that lead nowhere."""

    targets: Mapping[str, Target]
    chapters: Mapping[str, str]
    """File of a chapter, relative to the manuscript folder, to its id."""
    diagnostics: list[Diagnostic]

    def bind(self, link: CrossReference) -> CrossReference:
        """Return the link with the id of its target, or unchanged after reporting it.

        Findings: empty-link, unknown-target, unknown-chapter-link.
        """
        if not link.file and not link.fragment:
            self.diagnostics.append(EMPTY_LINK.at(link.span))
            return link
        if link.file and link.file not in self.chapters:
            hint = did_you_mean(link.file, self.chapters, "" if link.file.endswith(".md") else _NO_CHAPTER)
            repair = renamed(link.file, self.chapters, place) if (place := _file_place(link)) else None
            self.diagnostics.append(UNKNOWN_CHAPTER_LINK.at(link.span, hint=hint, repair=repair, file=link.file))
            return link
        target = self._target(link)
        if target is None:
            self.diagnostics.append(self._unknown(link))
            return link
        return link if link.target == target else replace(link, target=target)

    def _target(self, link: CrossReference) -> str | None:
        if not link.fragment:
            return self.chapters.get(link.file)
        target = self.targets.get(link.fragment)
        if not link.file or (target is not None and target.file == link.file):
            return None if target is None else link.fragment
        # Other Markdown tools know a heading by its words alone: 02-two.md#the-route.
        within = f"{self.chapters[link.file]}-{link.fragment}"
        return within if within in self.targets else None

    def _unknown(self, link: CrossReference) -> Diagnostic:
        where = f"“{link.file}”" if link.file else "the book"
        elsewhere = self.targets.get(link.fragment)
        repair = None
        if elsewhere is not None:
            hint = f"“{link.fragment}” is in another file ({elsewhere.span.path}:{elsewhere.span.line})"
        else:
            known = {t.id: t.span for t in self.targets.values() if not link.file or t.file == link.file}
            hint = did_you_mean_at(link.fragment, known, UNKNOWN_TARGET.fix.format(id=link.fragment))
            repair = renamed(link.fragment, known, place) if (place := _fragment_place(link)) else None
        return UNKNOWN_TARGET.at(link.span, hint=hint, repair=repair, where=where, id=link.fragment)


def _file_place(link: CrossReference) -> Span | None:
    """Return where the file of a link is written, if it is written as it is known: from the manuscript folder."""
    place = _as_written(link)
    return place and replace(place, end_column=place.column + len(link.file))


def _fragment_place(link: CrossReference) -> Span | None:
    place = _as_written(link)
    return place and replace(place, column=place.end_column - len(link.fragment))


def _as_written(link: CrossReference) -> Span | None:
    place, length = link.href_span, len(link.file) + len(link.fragment) + bool(link.fragment)
    if place is None or place.line != place.end_line or place.end_column - place.column != length:
        return None
    return place


def target_binder(draft: Draft, targets: Mapping[str, Target], diagnostics: list[Diagnostic]) -> TargetBinder:
    """Return a binder for a draft whose ids are assigned; the glossary's file stands for the glossary section."""
    chapters = {chapter.entry.file: chapter.id for chapter in draft.chapters}
    if "glossary" in targets:
        chapters = {**dict.fromkeys(draft.config.terms.files, "glossary"), **chapters}
    return TargetBinder(targets=targets, chapters=chapters, diagnostics=diagnostics)
