"""Where the pictures are from: “Figures 1–3, 5: …; Figure 4: …”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from octavo.compose.labels import quoted
from octavo.compose.making import bare, paragraph, text
from octavo.compose.setting import Setting
from octavo.compose.words import fill
from octavo.model import nodes
from octavo.model.nodes import Inline, Paragraph
from octavo.model.publication import ContentDocument
from octavo.model.walk import descend, plain_text

_RANGE = 3
"""So many numbers in a row are written as a range."""


@dataclass(slots=True)
class _Source:
    """A credit and the pictures that it is for."""

    credit: tuple[Inline, ...]
    numbers: list[int] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Pictures without a number, by what they show."""


def picture_credits(setting: Setting, documents: Iterable[ContentDocument]) -> tuple[Paragraph, ...]:
    """Return one paragraph that says where pictures are from, those of one source together; none without credits."""
    span, words = setting.span, setting.words
    sources: dict[str, _Source] = {}
    for node in (n for document in documents for n in descend(document.children)):
        if isinstance(node, nodes.Figure) and node.credit:
            credit = bare(node.credit)
            source = sources.setdefault(plain_text(credit), _Source(credit))
            number = re.search(r"\d+", plain_text(node.label))
            if number:
                source.numbers.append(int(number[0]))
            else:
                source.others.append(quoted(node.image.alt, words))
    inlines: list[Inline] = []
    for source in sources.values():
        between = ";" if inlines else ""
        inlines += (text(span, f"{between} {_pictures(setting, source)}: "), *source.credit)
    return (paragraph(span, (text(span, f"{words['credits']}."), *inlines), "credits"),) if inlines else ()


def _pictures(setting: Setting, source: _Source) -> str:
    words, said = setting.words, list(source.others)
    if source.numbers:
        word = words["figure-plural" if len(source.numbers) > 1 else "figure"]
        number = words["list-between"].join(ranges(source.numbers))
        said.insert(0, fill(words["figure-number"], word=word, lower=word.lower(), number=number))
    return words["list-between"].join(said)


def ranges(numbers: Iterable[int]) -> tuple[str, ...]:
    """Return ascending numbers as they are printed: 1, 2, 3, 5, 6 as “1–3”, “5”, “6”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        said
        for run in runs
        for said in ((f"{run[0]}–{run[-1]}",) if len(run) >= _RANGE else tuple(str(number) for number in run))
    )
