"""Paragraphs of every kind, and what pages show of them."""

from __future__ import annotations

import re
from contextlib import nullcontext

import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.render.pdf.paragraphs import set_by
from octavo.render.pdf.repairs import repaired

PROSE = (
    "The harbour master had kept the ledgers of the lower basin for eleven years before anybody asked him, with some"
    " embarrassment, what the figures in the outermost column were supposed to represent; and his considered answer, given"
    " in the presence of two inspectors and a bewildered notary, was that he had inherited them. Nobody laughed. "
)
SQUARE = "<img alt='' src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='9'%3E%3C/svg%3E\">"


def amid(inserted, at=87):
    """Return the prose with something in it."""
    return PROSE[:at] + inserted + PROSE[at:]


CASES = {
    "plain": f"<p>{PROSE}</p>",
    "nested": "<p>"
    + amid("<em>both <strong>quite strongly</strong> and not</em>, <q>as <em>he</em> said</q>, ")
    + "</p>",
    "emphasis": "<p>" + re.sub(r"(\w+) (\w+)", r"<em>\1</em> <strong>\2</strong>", PROSE) + "</p>",
    "code": "<p>" + amid("<code class=boxed>port.ledger_of(basin)</code> ") + PROSE + "</p>",
    "link": "<p>"
    + amid('<a href="https://example.org/">a link of such a length that it is broken over lines</a> ')
    + "</p>",
    "note": "<p>"
    + amid("<aside>A note, long enough to go on in a second line of the notes, or so one hopes.</aside>", 26)
    + "</p>",
    "picture": "<p>" + amid(f"{SQUARE} ") + f"and{SQUARE}on, extraordinarily {SQUARE}</p>",
    "inline block": "<p>" + amid("<span class=block>a block of text</span> ") + "</p>",
    "kept spaces": "<p>" + PROSE.replace(" the ", " the\u00a0") + "</p>",
    "soft hyphens": "<p>"
    + PROSE.replace("supposed", "sup\u00adposed").replace("considered", "con\u00adsid\u00adered") * 2
    + "</p>",
    "no wrapping": "<p>" + amid("<span class=whole>what is not to be divided at all</span> ") + "</p>",
    "small capitals": "<p>" + amid("<span class=caps>Small Capitals Of Some Length</span> ") + "</p>",
    "letterspacing": f"<p style='letter-spacing: .5pt'>{PROSE}</p>",
    "above and below": "<p>" + amid("x<sup>2</sup> and H<sub>2</sub>O ") + "</p>",
    "dashes": "<p>" + PROSE.replace(", ", "—") + "</p>",
    "ellipses": "<p>" + PROSE.replace(", ", " … ") + "</p>",
    "address": f"<p>{PROSE}See <a href='#x'>https://example.org/a-ledger/of-the/lower_basin/column7.html?year=1911&page=12</a>. {PROSE}</p>",
    "ligatures": "<p>" + PROSE.replace("figures", "fficient figures of fluffy affliction") * 2 + "</p>",
    "accents": "<p>" + PROSE.replace("e", "e\u0301") + "</p>",
    "german": "<p lang=de>"
    + "Der Hafenmeister beaufsichtigte die außergewöhnlich umfangreiche Schiffahrtsgeschwindigkeitsmessung. " * 4
    + "</p>",
    "japanese": "<p lang=ja>" + "港の長は、十一年のあいだ帳簿をつけていた。「それは何か」と人が尋ねた。" * 4 + "</p>",
    "japanese in it": "<p>" + amid("<span lang=ja>海上自衛隊</span> and 日本語 mixed ") + "</p>",
    "arabic": "<p dir=rtl lang=ar>" + "هذا نص عربي قصير لاختبار الأسطر. " * 5 + "</p>",
    "arabic in it": "<p>" + amid("<span lang=ar>نص عربي</span> ") + "</p>",
    "line ends": f"<p>{PROSE}<br>{PROSE}</p>",
    "kept line ends": f"<p style='white-space: pre-line'>{PROSE}\n{PROSE}</p>",
    "leader": "<p>" + amid("<span class=leader></span> 7") + "</p>",
    "list": f"<ul><li>{PROSE}</li><li><p>{PROSE}</p></li></ul>",
    "cells": f"<table><tr><td>{PROSE}<td>{PROSE}</table>",
    "columns": f"<div style='columns: 2'><p>{PROSE}</p><p>{PROSE}</p></div>",
    "flex": f"<div style='display: flex'><p style='flex: 1'>{PROSE}</p><p style='flex: 1'>{PROSE}</p></div>",
    "figure beside": f"<div class=beside></div><p>{PROSE}</p><p>{PROSE}</p>",
    "drop cap": f"<p><span class=drop>T</span>{PROSE[1:]}{PROSE}</p>",
    "drop cap in it": f"<p><b><span class=drop>T</span>he</b>{PROSE[3:]}{PROSE}</p>",
    "float later on": "<p>" + amid("<span class=drop>T</span>") + PROSE + "</p>",
    "first letter": f"<p class=letter>{PROSE}</p>",
    "first line": f"<p class=line>{PROSE}</p>",
    "out of the way": "<p style='position: relative'>" + amid("<span class=away>aside</span>") + "</p>",
    "indent": f"<p style='text-indent: 1.5em'>{PROSE}</p>",
    "hanging indent": f"<p style='text-indent: -1.5em; padding-left: 1.5em'>{PROSE}</p>",
    "centred": f"<p style='text-align: center'>{PROSE}</p>",
    "all justified": f"<p style='text-align: justify-all'>{PROSE}</p>",
    "one word": "<p>Incomprehensibilities" + "ness" * 20 + "</p>",
    "empty": "<p></p><p> </p><p>x</p><p>A line.</p>",
}
STYLE = """
@page { size: 300pt 400pt; margin: 30pt }
html { font: 10.5pt/13.5pt "Source Serif Pro", serif; text-align: justify; hyphens: auto; hyphenate-character: "-" }
html { hyphenate-limit-chars: 5 2 3; orphans: 2; widows: 2 }
p { margin: 0 }
a, code { overflow-wrap: anywhere } td { vertical-align: top }
aside { float: footnote } aside::footnote-call { content: none }
.boxed { padding: 0 4pt; border: 1pt solid } .block { display: inline-block; border: 1pt solid } .whole { white-space: nowrap }
.caps { font-variant-caps: small-caps } .leader::before { content: leader(". ") }
.beside { float: right; width: 90pt; height: 60pt; margin: 0 0 6pt 8pt } .drop { float: left; font-size: 36pt; line-height: 27pt }
.letter::first-letter { font-size: 16pt; line-height: 0 } .line::first-line { font-variant-caps: small-caps }
.away { position: absolute; right: -40pt; width: 30pt }
"""


def laid(body, compositor=None):
    """Return the pages of a body, set by a compositor or by the engine alone."""
    with repaired(), set_by(compositor) if compositor else nullcontext():
        document = weasyprint.HTML(string=f"<html lang=en><style>{STYLE}</style><body>{body}").render()
    return [page._page_box for page in document.pages]


def shown(pages):
    """Return all that pages say: hyphens, spaces and the order of notes and text left out."""
    text = "".join(box.text for page in pages for box in page.descendants() if isinstance(box, boxes.TextBox))
    return sorted(re.sub(r"[-\s\u00ad\u200b]", "", text))


def lines(pages, holder=None):
    """Yield each line of some pages with the box that it stands in."""
    for box in pages:
        if isinstance(box, boxes.LineBox):
            yield box, holder
        elif hasattr(box, "children"):
            yield from lines([getattr(child, "_box", child) for child in box.children], box)
