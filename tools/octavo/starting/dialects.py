"""Other tools' Markdown, line by line, into the manuscript's: titles, front matter, HTML that has a Markdown form."""

from __future__ import annotations

import re
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
    lines = _marked(_converted_lines((text[front.end() :] if front else text).split("\n")))
    above = text.count("\n", 0, front.end()) if front else 0
    own, lines = _one_title(lines, file, above, losses)
    title = own or fields.get("title", "") or title
    body = "" if _is_bare(lines) else "\n".join(lines).strip("\n")
    if not body:
        losses.append(Loss(file=file, line=0, what="holds nothing but a title: left out"))
    return Adapted(text=f"# {title}\n\n{body}\n" if body else "", title=title, fields=fields, losses=losses)


def _in_code(lines: list[str]) -> list[re.Match[str] | bool]:
    """Return, for each line, the fence that opens a code block, True inside one and for its last line, False elsewhere."""
    told: list[re.Match[str] | bool] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            told.append(True)
            if match and match["mark"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match and "`" not in match["info"]:
            told.append(match)
            fence = match["mark"]
        else:
            told.append(False)
    return told


def _converted_lines(lines: list[str]) -> list[str]:
    """Return lines with Markdown for HTML where they are no code; and the info strings of code cut to the language."""
    changed = []
    for line, code in zip(lines, _in_code(lines), strict=True):
        if isinstance(code, re.Match):
            language = re.split(r"[,\s{:]", code["info"].strip(), maxsplit=1)[0]
            changed.append(line[: code.end("mark")] + language)
        else:
            changed.append(line if code else _converted(line))
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
    """Return lines with number signs for underlined headings of one line."""
    done: list[str] = []
    for line, code in zip(lines, _in_code(lines), strict=True):
        rule = _UNDERLINE.match(line)
        above = done[-1] if done else ""
        plain = above.strip() and not above.startswith((" ", "\t", ">", "#", "-", "*", "|", "+", "`", "~"))
        if rule and plain and not code and not "".join(done[-2:-1]).strip():
            done[-1] = ("# " if rule[1].startswith("=") else "## ") + above.strip()
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
    told = enumerate(zip(lines, _in_code(lines), strict=True))
    found = ((number, _HEADING.match(line)) for number, (line, code) in told if not code)
    return [(number, heading) for number, heading in found if heading]
