"""Writes the guide's appendix of findings from the catalogue and its examples: run by ``make findings``."""

from __future__ import annotations

import re
from pathlib import Path

from octavo.diagnostics.catalogue import ROOMS
from octavo.explaining import Explanation, explanations

APPENDIX = Path(__file__).parent / "guide" / "manuscript" / "appendix-findings.md"
TITLES = {
    "book.toml": "Of book.toml",
    "files": "Of files",
    "Markdown": "Of Markdown",
    "names": "Of names",
    "lint": "Of lint",
    "citations": "Of citations",
    "composition": "Of composition",
    "pages": "Of pages",
    "records": "Of recorded pages",
    "writing": "Of writing",
    "suppression": "Of suppression",
    "finished files": "Of finished files",
}
HEAD = """# All Findings {#all-findings}

Each finding has a name, which never changes its meaning. `octavo explain NAME` says what stands here of it, and shows
an example that fires it and one that does not. Words in braces stand for those of the case at hand. Findings of lint
are those that `[lint]` turns off or raises ([](#linting)).
"""


def appendix() -> str:
    """Return the text of the appendix."""
    known = explanations()
    pieces = [HEAD]
    for room, findings in ROOMS.items():
        pieces.append(f"## {TITLES[room]}\n")
        pieces += [section(known[finding.name]) for finding in sorted(findings, key=lambda finding: finding.name)]
    return "\n".join(pieces)


def section(explanation: Explanation) -> str:
    """Return what is said of one finding, as an entry of a definition list."""
    finding = explanation.finding
    told = f"*{finding.severity.value.capitalize()}:* {plain(finding.message)}. {plain(finding.why)}"
    remedy = plain(finding.fix)
    return f"`{finding.name}`\n: {told}\n  *Help:* {remedy}{'' if remedy.endswith('…') else '.'}\n"


def plain(words: str) -> str:
    """Return words that Markdown leaves as they are, commands and options as code, Japanese as Japanese."""
    pieces = re.split(r"(`[^`]+`|(?<![\w-])--[a-z][a-z-]*)", words)
    return "".join(f"`{piece.strip('`')}`" if place % 2 else escaped(piece) for place, piece in enumerate(pieces))


def escaped(words: str) -> str:
    """Return words with a backslash before each sign that Markdown knows."""
    marked = re.sub(r"([\\`*_\[\]<>#|$@^~{}])", r"\\\1", words)
    return re.sub(r"[\u3041-\u30ff](?:[\\|]*[\u3041-\u30ff])*", r"[\g<0>]{lang=ja}", marked)


if __name__ == "__main__":
    APPENDIX.write_text(appendix(), encoding="utf-8")
