"""Glossary terms in a spelling that the glossary does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from octavo.diagnostics import Diagnostic, Edit, Finding, Related, Repair, Severity
from octavo.lint.proof import Proof
from octavo.lint.runs import Run
from octavo.model.glossary import Term

TERM_SPELT_DIFFERENTLY = Finding(
    name="term-spelt-differently",
    severity=Severity.WARNING,
    message="“{words}” looks like the term “{form}”",
    why="In this spelling it is not known as the term: it gets no note, no link, and no place in the index.",
    fix="write “{form}”, or add the spelling to the term's aliases",
)

FINDINGS = (TERM_SPELT_DIFFERENTLY,)

_WORD = re.compile(r"[^\W_]+(?:[.'’&/‐‑-][^\W_]+)*\.?(?<![^\W_]{2}\.)")
_BETWEEN = re.compile(r"[ \n\u00a0\u202f]")
_MOST_WORDS = 8
_SHORT = 4


def terms_spelt_differently(proof: Proof) -> Iterator[Diagnostic]:
    """Yield term-spelt-differently: words that differ from a term by capitals, hyphens, spaces, points or accents only."""
    forms = _keys(proof.book.glossary.terms)
    if not forms:
        return
    beginnings = {key[:length] for key in forms for length in range(1, len(key) + 1)} | {f"{key}s" for key in forms}
    for run in proof.text():
        yield from _in_run(run, forms, beginnings)


def _in_run(run: Run, forms: dict[str, tuple[str, Term]], beginnings: set[str]) -> Iterator[Diagnostic]:
    words = [(match, _key(match[0])) for match in _WORD.finditer(run.text)]
    used = {offset for start, end, _ in run.uses for offset in range(start, end)}
    past = 0
    for index, (first, beginning) in enumerate(words):
        if beginning not in beginnings or first.start() < past or first.start() in used:
            continue
        key = ""
        for last, more in words[index : index + _MOST_WORDS]:
            key += more
            found = _form(key, forms)
            if found is not None and _is_variant(run, first.start(), last.end(), found[0]):
                past = last.end()
                yield _told(run, first.start(), last.end(), *found)
                break
            if key not in beginnings or not _BETWEEN.match(run.text, last.end()):
                break


def _keys(terms: Iterable[Term]) -> dict[str, tuple[str, Term]]:
    found: dict[str, tuple[str, Term]] = {}
    for term in terms:
        for form in term.forms:
            found.setdefault(_key(form), (form, term))
    found.pop("", None)
    return found


@lru_cache(maxsize=100_000)
def _key(words: str) -> str:
    """Return the letters and digits of some words, without case and accents."""
    bare = words if words.isascii() else unicodedata.normalize("NFKD", words)
    return "".join(c for c in bare.casefold() if c.isalnum())


def _form(key: str, forms: dict[str, tuple[str, Term]]) -> tuple[str, Term] | None:
    return forms.get(key) or (forms.get(key[:-1]) if key.endswith("s") else None)


def _is_variant(run: Run, start: int, end: int, form: str) -> bool:
    """Return whether words are another spelling of a form, and not other words of the same letters."""
    words = run.text[start:end]
    if form in words or any(begin < end and start < stop for begin, stop, _ in run.uses):
        return False
    if form == form.lower():
        return words.lower().rstrip("s") not in {form, form.rstrip("s")} and not words.isalpha()
    if not any(c.islower() for c in form):  # an acronym: “Aids” may be help, “AIR” and “air” are two things
        shouted = sum(c.isupper() for c in words) > 1
        begins = not run.text[:start].strip() or run.text[:start].rstrip()[-1:] in ".!?:“‘"
        return shouted or (len(form) >= _SHORT and words[0].isupper() and not begins) or len(form) > _SHORT + 1
    return True


def _told(run: Run, start: int, end: int, form: str, term: Term) -> Diagnostic:
    words = run.text[start:end].replace("\n", " ")
    span = run.span(start, end)
    edits = (Edit(span=span, text=form + ("s" if words.endswith("s") and not form.endswith("s") else "")),)
    repair = Repair(label=f"write “{edits[0].text}”", edits=edits) if span.line == span.end_line else None
    related = (Related("the term is here", term.span),)
    hint = TERM_SPELT_DIFFERENTLY.fix.format(form=form)
    return TERM_SPELT_DIFFERENTLY.at(span, hint=hint, related=related, repair=repair, words=words, form=form)
