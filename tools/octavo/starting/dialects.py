"""Other tools' Markdown, line by line, into the manuscript's: titles, front matter, HTML that has a Markdown form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from octavo.starting.brought import Loss

_FENCE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_FRONT = re.compile(r"\A\+\+\+[ \t]*\n(?P<yaml>.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>\w[\w-]*)[ \t]*[:=][ \t]*(?P<value>.+?)[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_TAGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"<img\b[^>]*?\balt=[\"']([^\"']*)[\"'][^>]*?\bsrc=[\"']([^\"']*)[\"'][^>]*>", r"![\1](\2)"),
        (r"<img\b[^>]*?\bsrc=[\"']([^\"']*)[\"'][^>]*?\balt=[\"']([^\"']*)[\"'][^>]*>", r"![\2](\1)"),
        (r"<img\b[^>]*?\bsrc=[\"']([^\"']*)[\"'][^>]*>", r"![](\1)"),
        (r"<a\b[^>]*?\bhref=[\"']([^\"']*)[\"'][^>]*>(.*?)</a>", r"[\2](\1)"),
        (r"<a\b[^>]*?\b(?:name|id)=[\"'][^\"']*[\"'][^>]*>\s*(?:</a>)?", ""),
        (r"<(?:strong|b)>(.*?)</(?:strong|b)>", r"**\1**"),
        (r"<(?:em|i)>(.*?)</(?:em|i)>", r"*\1*"),
        (r"<code>([^`<]*)</code>", r"`\1`"),
        (r"</?(?:center|div|span|font|p|section|article|figure|figcaption|picture|u|big)\b[^>]*>", ""),
        (r"<hr\b[^>]*>", "***"),
    )
)


@dataclass(slots=True)
class Adapted:
    """A text in the manuscript's Markdown."""

    text: str
    """Empty where there is nothing but a title."""
    title: str
    fields: dict[str, str]
    """Of its front matter."""
    losses: list[Loss] = field(default_factory=list)


def adapted(text: str, file: str, title: str = "") -> Adapted:
    """Return a text that begins with one title; what tells ``title`` is used where the text has none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text) or _TOML_FRONT.match(text)
    fields = {m["key"].lower(): m["value"].strip("\"' ") for m in _FIELD.finditer(front["yaml"])} if front else {}
    losses = [Loss(file=file, line=1, what="metadata block taken off")] if front else []
    lines = _outside_code((text[front.end() :] if front else text).split("\n"), _converted)
    lines = _marked(lines)
    above = text.count("\n", 0, front.end()) if front else 0
    own, lines = _one_title(lines, file, above, losses)
    title = own or fields.get("title", "") or title
    body = "" if _is_bare(lines) else "\n".join(lines).strip("\n")
    if not body:
        losses.append(Loss(file=file, line=0, what="holds nothing but a title: left out"))
    return Adapted(text=f"# {title}\n\n{body}\n" if body else "", title=title, fields=fields, losses=losses)


def _outside_code(lines: list[str], change: Callable[[str], str]) -> list[str]:
    """Return lines, those changed that are not in a code block; and info strings cut to the language."""
    fence, changed = "", []
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            changed.append(line)
            if match and match["mark"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match and "`" not in match["info"]:
            fence = match["mark"]
            language = re.split(r"[,\s{:]", match["info"].strip(), maxsplit=1)[0]
            changed.append(line[: match.end("mark")] + language)
        else:
            changed.append(change(line))
    return changed


def _converted(line: str) -> str:
    """Return a line with Markdown for the HTML that has some; code spans stay."""
    if "<" not in line:
        return line
    pieces, at = [], 0
    for code in _CODE.finditer(line):
        pieces += [_without_tags(line[at : code.start()]), code[0]]
        at = code.end()
    return "".join((*pieces, _without_tags(line[at:])))


def _without_tags(words: str) -> str:
    for pattern, new in _TAGS:
        words = pattern.sub(new, words)
    return words


def _marked(lines: list[str]) -> list[str]:
    """Return lines with number signs for underlined headings."""
    done: list[str] = []
    inside = False
    for line in lines:
        inside ^= bool(_FENCE.match(line))
        rule = _UNDERLINE.match(line)
        plain = done and done[-1].strip() and not done[-1].startswith((" ", "\t", ">", "#", "-", "*", "|", "+"))
        if rule and plain and not inside and (len(done) < 2 or not done[-2].strip()):  # noqa: PLR2004 - one line
            done[-1] = ("# " if rule[1].startswith("=") else "## ") + done[-1].strip()
        else:
            done.append(line)
    return done


def _one_title(lines: list[str], file: str, above: int, losses: list[Loss]) -> tuple[str, list[str]]:
    """Return the first title, taken out, and the other lines, whose headings lie below it."""
    headings = [(n, m) for n, m in _headings(lines) if m["words"]]
    tops = [(n, m) for n, m in headings if m["marks"] == "#"]
    if not tops and headings and _is_bare(lines[: headings[0][0]]):
        tops = headings[:1]  # the tool that it was written for takes the title from elsewhere
    if not tops:
        return "", lines
    at, title = tops[0]
    if not _is_bare(lines[:at]):
        losses.append(
            Loss(file=file, line=above + at + 1, what="the title stood below other text, and was moved to the top")
        )
    down = 1 - (len(title["marks"]) - 1) if len(tops) > 1 else 1 - len(title["marks"])
    if len(tops) > 1:
        what = "a second title: all headings but the first moved down"
        losses.append(Loss(file=file, line=above + tops[1][0] + 1, what=what))
    changed = list(lines)
    for number, match in headings:
        level = max(2, min(6, len(match["marks"]) + down))
        changed[number] = "#" * level + changed[number][len(match["marks"]) :]
    return title["words"], [*changed[:at], *changed[at + 1 :]]


def _is_bare(lines: list[str]) -> bool:
    """Return whether some lines hold nothing but comments."""
    return not re.sub(r"<!--.*?-->", "", "\n".join(lines), flags=re.DOTALL).strip()


def _headings(lines: list[str]) -> list[tuple[int, re.Match[str]]]:
    found, fence = [], ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match:
            fence = "" if fence and match["mark"].startswith(fence) else fence or match["mark"]
        elif not fence and (heading := _HEADING.match(line)):
            found.append((number, heading))
    return found
