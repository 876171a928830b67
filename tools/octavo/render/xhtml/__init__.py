"""The one XHTML writer: content documents as trees of elements, for EPUB and PDF alike.

The vocabulary, which stylesheets address by class only (``{…}`` stands for a value, ``[…]`` for EPUB only)::

    html lang xml:lang > head > meta charset, title, link*
    body class="{matter} {role}"
      section id="{document}" class="{role}" [epub:type] role="doc-…" aria-labelledby (or aria-label, when untitled)
        header class="opening"           only when there is a title
          p class="number-label"         “Chapter 1”
          h1 class="title" id="{document}-title"
          p class="author"
        …blocks…                         the first paragraph of a chapter perhaps with span.lead-in, see ``opening``
        section class="notes" [epub:type="footnotes"] aria-label      where notes end their document
          aside class="note {author|term|citation|address}-note" [epub:type] role="doc-footnote" id
            p class="first" > a class="backlink" href="#{call}" "3", text

    Paragraph p · Heading h2…h6 · BlockQuote blockquote · SceneBreak hr.scene-break · Division div (epigraph: a role)
    List ul, ol start; in a tight one the paragraphs of items have no element (span when they bear attributes)
    DefinitionList dl > dt, dd > blocks; in dl.glossary [epub:type="glossterm", "glossdef"] and in EPUBs
        dl > div.glossary-entry > dt, dd, where the div bears the id
    CodeBlock pre.code > code.language-{…} > text, span.{a TokenKind} · MathBlock div.math > {the target's element}
    Details details > summary; details.long-description behind a figure
    Endnotes section.endnotes [epub:type] role="doc-endnotes" > h2, div.note*; without a title div.endnotes > div.note*
    Table div.table [tabindex role="group" aria-label] > table > caption (span.label “Table 1.”), thead > tr > th scope="col", tbody > tr > td;
        cells of a set alignment bear the class left, center or right; an empty cell of the head is a td
    Figure figure.figure > img [aria-details], figcaption (span.label “Figure 1.”, caption, span.credit, span.long-description > a)
    ContentsList nav.{contents|figures|tables} > ol > li.level-{n} > a > span.number, span.title,
        and outside EPUBs span.leader, span.page (.unknown on the first layout)

    Emphasis em · Strong strong · Strikethrough del · Code code · Markup {its tag} · HardBreak br · Image img.inline
    Phrase span with class, lang and xml:lang; dfn when its class is term-name; with readings ruby > rt, rp, on pages
    span > ruby > rb, rt · Anchor span id
    Addresses in text, outside EPUBs: span.address > span, wbr where a line may end, span …
    Link a.external · InternalLink a.{xref|glossref|biblioref|first-use|index} [epub:type] role
    NoteCall a.noteref id="{call}" href="#{note}" "3"; with notes in the flow the aside follows it at once, but for calls
        in a table or figure, whose notes are div.note at the end of its div or figcaption
    PageNumber a.page-number "31" (span when not linked; .unknown holds 0 on the first layout)
    Locators span.locators > [strong or em >] a.page-number "31" or "31–34", each page once; without pages a.index "1"

An attribute ``width`` or ``height`` of a picture becomes a style; of other pairs title and dir are kept, and datetime and
cite on ins, del and q. No link stands inside another: the inner one keeps its words, a note call goes behind the outer.
"""

from octavo.render.xhtml.blocks import write_blocks
from octavo.render.xhtml.directions import set_directions
from octavo.render.xhtml.document import write_document, write_head
from octavo.render.xhtml.elements import SOURCE, Piece, element, fill, language
from octavo.render.xhtml.inlines import write_inlines
from octavo.render.xhtml.opening import Opening, OpeningWords
from octavo.render.xhtml.serialise import serialise, to_html_tree
from octavo.render.xhtml.target import Context, Target

__all__ = [
    "SOURCE",
    "Context",
    "Opening",
    "OpeningWords",
    "Piece",
    "Target",
    "element",
    "fill",
    "language",
    "serialise",
    "set_directions",
    "to_html_tree",
    "write_blocks",
    "write_document",
    "write_head",
    "write_inlines",
]
