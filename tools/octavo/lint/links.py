"""Links whose words do not say where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.lint.proof import Proof
from octavo.model.nodes import CrossReference, Link
from octavo.model.walk import plain_text

LINK_WITHOUT_WORDS = Finding(
    name="link-without-words",
    severity=Severity.WARNING,
    message="the link to “{href}” has no words",
    why="Nothing on the page shows it, and a screen reader can only spell its address out.",
    fix="put words between its square brackets",
)
LINK_SAYS_NOTHING = Finding(
    name="link-says-nothing",
    severity=Severity.WARNING,
    message="the words of the link, “{words}”, do not say where it leads",
    why="Screen readers list links by their words alone, and on paper there is nothing to click.",
    fix="link words that name what is there: the [text of the agreement](…)",
)

FINDINGS = (LINK_WITHOUT_WORDS, LINK_SAYS_NOTHING)

_NOTHING = frozenset(
    {
        "here", "click here", "click", "link", "this link", "this page", "this", "read more", "more", "hier", "klicken sie hier",
        "mehr", "ici", "cliquez ici", "lien", "aquí", "haga clic aquí", "qui", "clicca qui", "こちら", "ここ",
    }
)  # fmt: skip


def links_without_words(proof: Proof) -> Iterator[Diagnostic]:
    """Yield link-without-words and link-says-nothing."""
    for node in proof.nodes:
        match node:
            case Link():
                words = plain_text(node.children).strip()
                if not words:
                    yield LINK_WITHOUT_WORDS.at(node.span, href=node.href)
                elif words.strip(".!").casefold() in _NOTHING:
                    yield LINK_SAYS_NOTHING.at(node.span, words=words)
            case CrossReference() if plain_text(node.children).strip(" .!").casefold() in _NOTHING:
                yield LINK_SAYS_NOTHING.at(node.span, words=plain_text(node.children).strip())
            case _:
                pass
