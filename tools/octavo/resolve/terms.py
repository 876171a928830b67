"""Terms that the author marked, bound to the glossary's entries; and the glossary's own names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from octavo.diagnostics import Diagnostic, Finding, Related, Severity, Span
from octavo.diagnostics.suggest import did_you_mean_at, renamed
from octavo.model.glossary import Term
from octavo.model.nodes import Inline, TermUse, Text
from octavo.resolve.lexicon import Lexicon, key_of

UNKNOWN_TERM = Finding(
    name="unknown-term",
    severity=Severity.ERROR,
    message="the glossary has no entry “{name}”",
    why="The words are marked as a term, but there is no definition to show to the reader.",
    fix="add the term to the glossary, or write \\[ before words that only stand in brackets",
)

DUPLICATE_TERM = Finding(
    name="duplicate-term",
    severity=Severity.ERROR,
    message="“{form}” names two terms",
    why="A use of it in the text could mean either definition.",
    fix="join the two entries, or take the name or alias away from one of them",
)

_CAPITALS_OF_AN_ACRONYM = 2
_CLOSE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBinder:
    """Binds marked uses, and collects those that no entry answers."""

    lexicon: Lexicon
    diagnostics: list[Diagnostic]

    def bind(self, use: TermUse, *, own: str = "") -> tuple[Inline, ...]:
        """Return the use bound; its words alone where it names the term it defines; or plain brackets again.

        Findings: unknown-term.
        """
        if use.term:
            return (use,)
        term = self.lexicon.find(use.name)
        if term is not None:
            return use.children if term.id == own else (replace(use, term=term.id),)
        if use.lone and not self._looks_like_a_term(use.name):
            return _in_brackets(use)
        self.diagnostics.append(self._unknown(use))
        return (use,)

    def _looks_like_a_term(self, name: str) -> bool:
        if any(sum(c.isupper() for c in word) >= _CAPITALS_OF_AN_ACRONYM for word in name.split()):
            return True
        folded = name.casefold()
        return any(_is_close(folded, form.casefold()) for form in self.lexicon.names)

    def _unknown(self, use: TermUse) -> Diagnostic:
        named = ((name, self.lexicon.find(name)) for name in self.lexicon.names)
        places = {name: term.span for name, term in named if term is not None}
        place = use.span if use.lone else use.name_span
        repair = renamed(use.name, places, use.name_span)
        return UNKNOWN_TERM.at(place, hint=did_you_mean_at(use.name, places), repair=repair, name=use.name)


def _is_close(name: str, form: str) -> bool:
    # The quick ratios are upper bounds: most pairs need no real comparison.
    matcher = SequenceMatcher(None, name, form)
    return matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE


def _in_brackets(use: TermUse) -> tuple[Inline, ...]:
    span = use.span
    opening = replace(span, end_line=span.line, end_column=span.column + 1)
    closing = replace(span, line=span.end_line, column=span.end_column - 1)
    return (Text(span=opening, text="["), *use.children, Text(span=closing, text="]"))


def check_glossary(terms: Iterable[Term]) -> list[Diagnostic]:
    """Return a diagnostic for each form that an earlier term has already.

    Findings: duplicate-term.
    """
    first: dict[str, Term] = {}
    found: list[Diagnostic] = []
    for term in terms:
        for form in dict.fromkeys(term.forms):
            other = first.setdefault(key_of(form), term)
            if other is not term:
                related = (Related(f"“{other.name}” is defined here", _place(other, form)),)
                found.append(DUPLICATE_TERM.at(_place(term, form), related=related, form=form))
    return found


def _place(term: Term, form: str) -> Span:
    """Return where a form of a term is given: its name, or the attributes that hold its aliases."""
    is_alias = any(key_of(alias) == key_of(form) for alias in term.aliases)
    return term.attributes.span or term.span if is_alias and key_of(term.name) != key_of(form) else term.span
