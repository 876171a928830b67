"""Words in a script that the language around them does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.lint.runs import Run
from octavo.model.by_language import primary_subtag

FOREIGN_SCRIPT = Finding(
    name="foreign-script-unmarked",
    severity=Severity.WARNING,
    message="“{words}” is in {script} letters, and no language is given for it",
    why="A screen reader speaks it with the wrong voice or not at all, and it may be set in the wrong typeface and broken "
    "at the wrong places.",
    fix="put the words in brackets and name their language: [{words}]{{lang={tag}}}",
)

FINDINGS = (FOREIGN_SCRIPT,)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_SCRIPTS = {
    "Japanese": (f"{_HAN}{_KANA}々〇ー", "ja"),
    "Korean": ("\uac00-\ud7af\u1100-\u11ff\u3130-\u318f", "ko"),
    "Cyrillic": ("\u0400-\u052f", "ru"),
    "Greek": ("\u0370-\u03ff\u1f00-\u1fff", "el"),
    "Hebrew": ("\u0590-\u05ff", "he"),
    "Arabic": ("\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff", "ar"),
    "Devanagari": ("\u0900-\u097f", "hi"),
    "Thai": ("\u0e00-\u0e7f", "th"),
    "Armenian": ("\u0530-\u058f", "hy"),
    "Georgian": ("\u10a0-\u10ff", "ka"),
}
"""Letters of a script, and a language that is written in it."""
_OWN = {
    **dict.fromkeys(("ja", "zh", "yue", "cmn"), "Japanese"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"), "Cyrillic"),
    **dict.fromkeys(("he", "yi", "iw"), "Hebrew"),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "sd", "ug"), "Arabic"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Devanagari"),
    "ko": "Korean", "el": "Greek", "th": "Thai", "hy": "Armenian", "ka": "Georgian",
}  # fmt: skip
_ALSO = {"ko": ("Japanese",)}
"""Scripts that a language has besides."""
_ANY = re.compile(f"[{''.join(letters for letters, _ in _SCRIPTS.values())}]")
_RUNS = {name: re.compile(f"[{letters}](?:[{letters}\\W\\d]*[{letters}])?") for name, (letters, _) in _SCRIPTS.items()}
_SHOWN = 24


def foreign_scripts(proof: Proof) -> Iterator[Diagnostic]:
    """Yield foreign-script-unmarked: more than one letter of a script that is not the language's (one is a symbol)."""
    for run in proof.runs:
        if not _ANY.search(run.text):
            continue
        language = primary_subtag(run.language)
        own = {_OWN.get(language, "Latin"), *_ALSO.get(language, ())}
        for script, pattern in _RUNS.items():
            if script not in own:
                yield from _of_script(run, script, pattern)


def _of_script(run: Run, script: str, pattern: re.Pattern[str]) -> Iterator[Diagnostic]:
    for match in pattern.finditer(run.text):
        words = match[0]
        if sum(c.isalpha() for c in words) < 2:  # noqa: PLR2004 - π alone is a symbol
            continue
        tag = _tag(words, script)
        shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        shown = shown.replace("\n", " ")
        name = "Chinese or Japanese" if tag == "zh" else script
        hint = FOREIGN_SCRIPT.fix.format(words=shown, tag=tag)
        yield FOREIGN_SCRIPT.at(run.span(*match.span()), hint=hint, words=shown, script=name)


def _tag(words: str, script: str) -> str:
    """Return a language that words may be in; words without kana may be Chinese."""
    if script == "Japanese" and not re.search(f"[{_KANA}]", words):
        return "zh"
    return _SCRIPTS[script][1]
