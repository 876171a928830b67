"""The XHTML writer: each construct, in an EPUB and on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.config import Matter
from octavo.model.nodes import LinkRole
from octavo.model.publication import ContentDocument, Note, NoteKind
from octavo.render.xhtml import Target, element, serialise, to_html_tree, write_document
from octavo.render.xhtml.addresses import with_breaks
from octavo.render.xhtml.elements import XHTML

SPAN = Span("manuscript/a.md", 1, 1, 1, 2)
FOLIOS = {"a": "30", "b": "30", "c": "31"}
CALL = nodes.NoteCall(span=SPAN, note="one-note-n", id="call-n", number="1")
WORDS = {"notes": "Notes", "contents": "Contents", "back-to-reference": "Back to {number}"}


def text(words: str) -> nodes.Text:
    return nodes.Text(span=SPAN, text=words)


def p(*parts: nodes.Inline | str, attributes: Attributes = NONE) -> nodes.Paragraph:
    children = tuple(text(part) if isinstance(part, str) else part for part in parts)
    return nodes.Paragraph(span=SPAN, children=children, attributes=attributes)


def at(identifier: str = "", *classes: str, **pairs: str) -> Attributes:
    return Attributes(id=identifier, classes=classes, pairs=tuple(pairs.items()))


def link(target: str, role: LinkRole, *children: nodes.Inline) -> nodes.InternalLink:
    return nodes.InternalLink(span=SPAN, children=children, target=target, role=role)


def page(target: str) -> nodes.PageNumber:
    return nodes.PageNumber(span=SPAN, target=target)


def formula(latex: str, display: bool) -> Element:  # noqa: FBT001 - the writer calls it by position
    made = Element("{http://www.w3.org/1998/Math/MathML}math", {"display": "block" if display else "inline"})
    made.text = latex
    return made


def target(*, epub: bool = False, inline: bool = False) -> Target:
    return Target(
        epub=epub,
        notes_inline=inline,
        href=lambda identifier: f"x.xhtml#{identifier}",
        picture=lambda file: f"../{file}",
        folio=lambda identifier: FOLIOS.get(identifier, ""),
        last_folio=lambda identifier: FOLIOS.get(identifier, ""),
        math=formula,
        words=WORDS,
        language="en",
        stylesheets=("a.css",),
    )


def document(
    *blocks: nodes.Block, notes: tuple[Note, ...] = (), role: str = "chapter", title: str = ""
) -> ContentDocument:
    return ContentDocument(
        name="one",
        id="one",
        matter=Matter.BODY,
        role=role,
        title=(text(title),) if title else (),
        plain_title=title or "One",
        children=blocks,
        notes=notes,
        language="en",
        span=SPAN,
    )


def note(*blocks: nodes.Block, name: str = "n") -> Note:
    return Note(
        id=f"one-note-{name}", call_id=f"call-{name}", number="1", kind=NoteKind.AUTHOR, children=blocks, span=SPAN
    )


def section(made: ContentDocument, where: Target | None = None) -> str:
    """Return what stands inside the section, as text."""
    whole = serialise(write_document(made, where or target())).decode()
    return whole.partition("<section ")[2].partition(">\n")[2].rpartition("</section>")[0].rstrip("\n")


def written(*blocks: nodes.Block, epub: bool = False) -> str:
    return section(document(*blocks), target(epub=epub))


def inline(*parts: nodes.Inline | str, epub: bool = False) -> str:
    return written(p(*parts), epub=epub).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (text('a < b & "c"'), 'a &lt; b &amp; "c"'),
        (nodes.HardBreak(span=SPAN), "<br/>"),
        (nodes.Emphasis(span=SPAN, children=(text("a"),)), "<em>a</em>"),
        (nodes.Strong(span=SPAN, children=(text("a"),)), "<strong>a</strong>"),
        (nodes.Strikethrough(span=SPAN, children=(text("a"),)), "<del>a</del>"),
        (nodes.Code(span=SPAN, text="a<b"), "<code>a&lt;b</code>"),
        (nodes.Anchor(span=SPAN, id="x"), '<span id="x"></span>'),
        (nodes.Markup(span=SPAN, tag="kbd", children=(text("K"),)), "<kbd>K</kbd>"),
        (nodes.Markup(span=SPAN, tag="ins", children=(), attributes=at(datetime="2026-01-02", cite="u")),
         '<ins cite="u" datetime="2026-01-02"></ins>'),
        (nodes.Markup(span=SPAN, tag="sub", children=(), attributes=at(datetime="2026-01-02", dir="up")), "<sub></sub>"),
        (nodes.Phrase(span=SPAN, children=(text("海"),), attributes=at("", lang="ja")), '<span lang="ja" xml:lang="ja">海</span>'),
        (nodes.Phrase(span=SPAN, children=(text("EU"),), attributes=at("", "term-name")), '<dfn class="term-name">EU</dfn>'),
        (nodes.Link(span=SPAN, children=(text("a"),), href="http://x/?a&b", title='"'),
         '<a class="external" title="&quot;" href="http://x/?a&amp;b">a</a>'),
        (nodes.Math(span=SPAN, text="x"), '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">x</math>'),
    ],
)  # fmt: skip
def test_inline(node: nodes.Inline, expected: str) -> None:
    """An inline becomes the element of its meaning."""
    assert inline(node) == expected


def test_soft_break_is_a_line_end() -> None:
    """A line end of the source is white space in the book."""
    assert inline("a", nodes.SoftBreak(span=SPAN), "b") == "a\nb"


def test_control_characters_do_not_reach_the_file() -> None:
    """What XML cannot hold is replaced, not written."""
    assert inline("a\x0bb\ud800") == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("role", "epub", "expected"),
    [
        (
            LinkRole.GLOSSARY,
            True,
            '<a class="glossref" epub:type="glossref" role="doc-glossref" href="x.xhtml#a">w</a>',
        ),
        (LinkRole.GLOSSARY, False, '<a class="glossref" role="doc-glossref" href="x.xhtml#a">w</a>'),
        (
            LinkRole.REFERENCE,
            True,
            '<a class="biblioref" epub:type="biblioref" role="doc-biblioref" href="x.xhtml#a">w</a>',
        ),
        (LinkRole.CROSS_REFERENCE, True, '<a class="xref" href="x.xhtml#a">w</a>'),
    ],
)
def test_internal_link(role: LinkRole, *, epub: bool, expected: str) -> None:
    """A link bears the roles of what it leads to, epub:type in EPUBs only."""
    assert inline(link("a", role, text("w")), epub=epub) == expected


def test_page_number() -> None:
    """A page number is the literal folio, a digit while it is unknown."""
    assert inline(page("a")) == '<a class="page-number" href="x.xhtml#a">30</a>'
    assert inline(page("z")) == '<a class="page-number unknown" href="x.xhtml#z">0</a>'
    plain = nodes.PageNumber(span=SPAN, target="a", linked=False)
    assert inline(plain) == '<span class="page-number">30</span>'


def test_links_do_not_nest() -> None:
    """A link inside a link keeps its words; a note call goes behind the outer link."""
    inner = link("a", LinkRole.GLOSSARY, text("EU"))
    outer = nodes.Link(
        span=SPAN,
        children=(inner, CALL),
        href="http://x/",
    )
    made = section(document(p(outer), notes=(note(p("N")),)))
    assert made.startswith(
        '<p><a class="external" href="http://x/">EU</a>'
        '<a class="noteref" role="doc-noteref" id="call-n" href="x.xhtml#one-note-n">1</a></p>'
    )


def test_picture() -> None:
    """A picture has its alternative text, or is marked as decoration; a sound width becomes a style."""
    image = nodes.Image(span=SPAN, src="images/a.svg", alt="A", src_span=SPAN, attributes=at(width="50%", height="a"))
    assert inline(image) == '<img class="inline" src="../images/a.svg" alt="A" style="width: 50%"/>'
    bare = nodes.Image(span=SPAN, src="a.png", alt="", src_span=SPAN)
    assert inline(bare) == '<img class="inline" src="../a.png" alt="" role="presentation"/>'


def test_an_epub_does_not_call_a_picture_decoration_that_nobody_described() -> None:
    """Only the author can say that there is nothing to be told of it."""
    bare = nodes.Image(span=SPAN, src="a.png", alt="", src_span=SPAN)
    assert inline(bare, epub=True) == '<img class="inline" src="../a.png" alt=""/>'
    silent = '<img src="../a.png" alt="" role="presentation"/>'
    figure = nodes.Figure(span=SPAN, image=bare, attributes=at("", "decorative"))
    assert written(figure, epub=True) == f'<figure class="figure decorative">{silent}</figure>'
    assert 'alt="" role="presentation"' in inline(replace(bare, attributes=at("", "decorative")), epub=True)


def test_a_formula_in_words() -> None:
    """The author's words are what is read out in place of LaTeX."""
    made = written(nodes.MathBlock(span=SPAN, text="x", attributes=at("", alt="the unknown")), epub=True)
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="the unknown">' in made


def test_heading_keeps_its_level() -> None:
    """A heading is one of h2 to h6."""
    deep = nodes.Heading(span=SPAN, level=9, children=(text("D"),), attributes=at("d"))
    assert written(deep) == '<h6 id="d">D</h6>'


def item(*blocks: nodes.Block) -> nodes.ListItem:
    return nodes.ListItem(span=SPAN, children=blocks)


def test_tight_list() -> None:
    """Paragraphs of a tight list have no element of their own, unless they must bear an id."""
    made = nodes.List(span=SPAN, items=(item(p("a")), item(p("b", attributes=at("b")))))
    assert written(made) == '<ul>\n<li>a</li>\n<li><span id="b">b</span></li>\n</ul>'


def test_loose_ordered_list() -> None:
    """A loose list keeps its paragraphs, an ordered one its first number."""
    made = nodes.List(span=SPAN, items=(item(p("a")),), start=3, tight=False)
    assert written(made) == '<ol start="3">\n<li><p>a</p>\n</li>\n</ol>'


def test_glossary_list() -> None:
    """A glossary's definition list says so in an EPUB, where a link leads to the term and its definition as one."""
    entry = nodes.DefinitionItem(span=SPAN, terms=(p("EU", attributes=at("term-eu")),), definitions=((p("A union."),),))
    made = nodes.DefinitionList(span=SPAN, items=(entry,), attributes=at("", "glossary"))
    assert written(made, epub=True) == (
        '<dl class="glossary">\n<div class="glossary-entry" id="term-eu">\n<dt epub:type="glossterm">EU</dt>\n'
        '<dd epub:type="glossdef"><p>A union.</p>\n</dd>\n</div>\n</dl>'
    )
    assert written(made) == ('<dl class="glossary">\n<dt id="term-eu">EU</dt>\n<dd><p>A union.</p>\n</dd>\n</dl>')


def test_code_keeps_its_white_space() -> None:
    """Code stands as it was written, with the language as a class."""
    made = nodes.CodeBlock(span=SPAN, text="a\n  <b>\n", language="c++")
    assert written(made) == '<pre class="code"><code class="language-c++">a\n  &lt;b&gt;\n</code></pre>'


def test_table() -> None:
    """A table has column headers with a scope, aligned cells, and its label before the caption."""
    cells = tuple(nodes.Cell(span=SPAN, children=(text(word),)) for word in ("a", "b"))
    row = nodes.Row(span=SPAN, cells=cells)
    made = nodes.Table(
        span=SPAN,
        head=(row,),
        rows=(row,),
        alignments=(nodes.Alignment.DEFAULT, nodes.Alignment.RIGHT),
        caption=(text("C"),),
        label=(text("Table 1"),),
        attributes=at("t"),
    )
    assert written(made).replace("\n", "") == (
        '<div id="t" class="table"><table><caption><span class="label">Table 1.</span> C</caption>'
        '<thead><tr><th scope="col">a</th><th class="right" scope="col">b</th></tr></thead>'
        '<tbody><tr><td>a</td><td class="right">b</td></tr></tbody></table></div>'
    )


def test_table_in_an_epub() -> None:
    """Where a table may scroll the keyboard reaches it; an empty cell of the head heads nothing, nor does a head alone."""
    head = nodes.Row(
        span=SPAN, cells=(nodes.Cell(span=SPAN, children=()), nodes.Cell(span=SPAN, children=(text("b"),)))
    )
    made = nodes.Table(span=SPAN, head=(head,), rows=(), alignments=(), caption=(text("C"),))
    assert written(made, epub=True).replace("\n", "") == (
        '<div class="table" tabindex="0" role="group" aria-label="C"><table><caption>C</caption>'
        '<tbody><tr><td></td><th scope="col">b</th></tr></tbody></table></div>'
    )


def test_figure() -> None:
    """A figure has its label, caption and credit; without them no figcaption."""
    image = nodes.Image(span=SPAN, src="a.svg", alt="A", src_span=SPAN)
    full = nodes.Figure(
        span=SPAN, image=image, caption=(text("C"),), credit=(text("X"),), label=(text("Figure 1"),), attributes=at("f")
    )
    assert written(full).replace("\n", "") == (
        '<figure id="f" class="figure"><img src="../a.svg" alt="A"/><figcaption>'
        '<span class="label">Figure 1.</span> C <span class="credit">X</span></figcaption></figure>'
    )
    assert "figcaption" not in written(nodes.Figure(span=SPAN, image=image))


def test_contents_list() -> None:
    """Contents have page numbers on paper, none in an EPUB."""
    one = nodes.ContentsItem(span=SPAN, target="a", number="1", title=(text("A"),))
    made = nodes.ContentsList(span=SPAN, items=(one,), attributes=at("", "contents"))
    assert written(made).replace("\n", "") == (
        '<nav class="contents" role="doc-toc" aria-label="Contents"><ol><li class="level-1"><a href="x.xhtml#a">'
        '<span class="number">1</span> <span class="title">A</span><span class="leader"> </span>'
        '<span class="page">30</span></a></li></ol></nav>'
    )
    assert 'class="page"' not in written(made, epub=True)


def test_blocks_of_few_words() -> None:
    """Quotations, verse, scene breaks, details, epigraphs and formulas."""
    blocks = (
        nodes.BlockQuote(span=SPAN, children=(p("q"),)),
        nodes.Division(span=SPAN, children=(p("e"),), attributes=at("", "epigraph")),
        nodes.SceneBreak(span=SPAN),
        nodes.Details(span=SPAN, summary=(text("s"),), children=(p("d"),)),
        nodes.MathBlock(span=SPAN, text="x", attributes=at("eq")),
    )
    assert written(*blocks).replace("\n", "") == (
        "<blockquote><p>q</p></blockquote>"
        '<div class="epigraph" role="doc-epigraph"><p>e</p></div>'
        '<hr class="scene-break"/>'
        "<details><summary>s</summary><p>d</p></details>"
        '<div id="eq" class="math"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block">x</math></div>'
    )


def test_notes_at_the_end() -> None:
    """In an EPUB a note stands at the end of its document and begins with its back-link."""
    made = section(document(p("a", CALL, "b"), notes=(note(p("N"), p("M")),)), target(epub=True))
    assert made == (
        '<p>a<a class="noteref" epub:type="noteref" role="doc-noteref" id="call-n" href="x.xhtml#one-note-n">1</a>b</p>\n'
        '<section class="notes" epub:type="footnotes" aria-label="Notes">\n'
        '<aside class="note author-note" epub:type="footnote" role="doc-footnote" id="one-note-n">\n'
        '<p class="first"><a class="backlink" epub:type="backlink" role="doc-backlink" href="x.xhtml#call-n" '
        'aria-label="Back to 1">1</a> N</p>\n<p>M</p>\n</aside>\n</section>'
    )


def test_note_in_the_flow() -> None:
    """On paper a note follows its call, and no section of notes is written."""
    made = section(document(p("a", CALL), notes=(note(nodes.SceneBreak(span=SPAN)),)), target(inline=True))
    assert made.replace("\n", "") == (
        '<p>a<a class="noteref" role="doc-noteref" id="call-n" href="x.xhtml#one-note-n">1</a>'
        '<aside class="note author-note" role="doc-footnote" id="one-note-n"><p class="first">'
        '<a class="backlink" role="doc-backlink" href="x.xhtml#call-n" aria-label="Back to 1">1</a> </p>'
        '<hr class="scene-break"/></aside></p>'
    )


def cell(*parts: nodes.Inline | str) -> nodes.Cell:
    return nodes.Cell(span=SPAN, children=p(*parts).children)


def table_with_note() -> nodes.Table:
    row = nodes.Row(span=SPAN, cells=(cell("a", CALL),))
    return nodes.Table(span=SPAN, head=(), rows=(row,), alignments=(nodes.Alignment.DEFAULT,))


def test_notes_of_a_table_stand_under_it() -> None:
    """On paper, where the engine would lose notes called in cells; they do not float, so they are no aside."""
    made = section(document(table_with_note(), notes=(note(p("N")),)), target(inline=True)).replace("\n", "")
    assert made.startswith(
        '<div class="table"><table><tbody><tr><td>a<a class="noteref" role="doc-noteref" id="call-n"'
    )
    assert '>1</a></td></tr></tbody></table><div class="note author-note" role="doc-footnote" id="one-note-n">' in made
    assert "<aside" not in made


def test_notes_of_a_table_end_the_file_of_an_epub() -> None:
    """Where reading systems look for what they show beside the call."""
    made = section(document(table_with_note(), notes=(note(p("N")),)), target(epub=True)).replace("\n", "")
    assert '</table></div><section class="notes"' in made
    assert made.count('id="one-note-n"') == 1


def test_notes_of_a_figure_stand_under_its_caption() -> None:
    """Called in the caption or in the credit."""
    image = nodes.Image(span=SPAN, src="x.svg", alt="A", src_span=SPAN)
    figure = nodes.Figure(span=SPAN, image=image, caption=p("C").children, credit=p("Ada", CALL).children)
    made = section(document(figure, notes=(note(p("N")),)), target(inline=True)).replace("\n", "")
    assert re.search(r'1</a></span><div class="note author-note".*</div></figcaption></figure>$', made)


def test_endnotes_of_a_chapter() -> None:
    """A section with a heading, where the block stands; nothing follows the calls, and nothing ends the document."""
    ends = nodes.Endnotes(
        span=SPAN, notes=("one-note-n",), title=p("Notes").children, attributes=Attributes(id="one-notes")
    )
    made = section(document(p("a", CALL), ends, notes=(note(p("N")),))).replace("\n", "")
    assert made.startswith('<p>a<a class="noteref"')
    assert (
        '</a></p><section id="one-notes" class="endnotes" role="doc-endnotes" aria-labelledby="one-notes-title">'
        '<h2 id="one-notes-title">Notes</h2><div class="note author-note" role="doc-footnote" id="one-note-n">'
    ) in made
    assert made.count('id="one-note-n"') == 1


def test_a_document_of_notes() -> None:
    """In an EPUB its notes bear the roles that make them pop up from another file, and are seen where they stand."""
    ends = nodes.Endnotes(span=SPAN, notes=("one-note-n",))
    made = section(document(ends, notes=(note(p("N")),)), target(epub=True)).replace("\n", "")
    assert made.startswith(
        '<div class="endnotes"><div class="note author-note" epub:type="footnote" role="doc-footnote" id="one-note-n">'
    )
    assert made.endswith("N</p></div></div>")


def test_document_with_title() -> None:
    """A document is a section with the roles of its kind, labelled by its title."""
    made = serialise(write_document(document(p("a"), title="T & U"), target(epub=True))).decode()
    assert made == (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n'
        '<head>\n<meta charset="utf-8"/>\n<title>T &amp; U</title>\n<link rel="stylesheet" type="text/css" href="a.css"/>\n</head>\n'
        '<body class="body chapter">\n'
        '<section id="one" class="chapter" epub:type="chapter" role="doc-chapter" aria-labelledby="one-title">\n'
        '<header class="opening">\n<h1 class="title" id="one-title">T &amp; U</h1>\n</header>\n<p>a</p>\n</section>\n</body>\n</html>\n'
    )


def test_document_without_title_or_known_role() -> None:
    """A document without a title is labelled by its plain one; a role of the author's own has no semantics."""
    made = serialise(write_document(document(p("a"), role="interlude"), target(epub=True))).decode()
    assert '<section id="one" class="interlude" aria-label="One">' in made
    assert "xmlns:epub" not in made


def test_html_tree_has_plain_names() -> None:
    """The tree for the layout engine has HTML's names, and nothing of EPUB's or XML's attributes."""
    tree = to_html_tree(write_document(document(p(nodes.Math(span=SPAN, text="x"))), target(epub=True)))
    names = [made.tag for made in tree.iter()]
    assert names == [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "section",
        "p",
        "{http://www.w3.org/1998/Math/MathML}math",
    ]
    assert all(not key.startswith("{") for made in tree.iter() for key in made.attrib)


def test_uncomposed_nodes_keep_their_words() -> None:
    """A text straight from parse can be written: names of notes and terms stand as their words."""
    term = nodes.TermUse(span=SPAN, children=(text("EU"),), name="EU", name_span=SPAN, marked=True)
    reference = nodes.NoteReference(span=SPAN, name="a")
    cross = nodes.CrossReference(span=SPAN, children=(text("x"),), file="b.md", fragment="c")
    assert inline(term, reference, cross) == 'EU[^a]<a href="b.md#c">x</a>'


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("No address.", []),
        ("(https://example.org/a-b/c.html?d=e&f#g).",
         ["https://", "example", ".org/", "a", "-b/", "c", ".html", "?d", "=e&", "f", "#g"]),
        ("Write to ed.itor@example.org, please.", ["ed", ".itor", "@example", ".org"]),
        ("www.example.org", ["www", ".example", ".org"]),
        ("https://example.org/0123456789012345678901234567", ["https://", "example", ".org/", "012345678901234567890123", "4567"]),
    ],
)  # fmt: skip
def test_where_addresses_may_end_a_line(text: str, pieces: list[str]) -> None:
    """After slashes, before other marks, without a sign; the text itself stays what it is."""
    paragraph = element("p", None, with_breaks(text))
    assert "".join(paragraph.itertext()) == text
    assert ["".join(piece.itertext()) for piece in paragraph.iter(f"{{{XHTML}}}span") if not len(piece)] == pieces


def test_pairs_of_words_and_readings_are_laid_out_one_by_one() -> None:
    """On pages each pair stands alone, as wide as the reading where that is wider; a character without one is text."""
    phrase = nodes.Phrase(span=SPAN, children=(text("食べ物"),), attributes=at(ruby="た||ものもの"))
    assert written(p(phrase)) == (
        "<p><span><ruby><rb>食</rb><rt>た</rt></ruby>べ"
        '<ruby style="min-width: 1.68em"><rb>物</rb><rt>ものもの</rt></ruby></span></p>'
    )


def test_the_call_of_a_note_follows_words_with_a_reading() -> None:
    """A term that got its note is more than characters: the readings stand over all of it together."""
    phrase = nodes.Phrase(span=SPAN, children=(text("海上"), CALL), attributes=at(ruby="かい|じょう"))
    assert inline(phrase, epub=True).startswith("<ruby>海上<rp>(</rp><rt>かいじょう</rt><rp>)</rp></ruby><a ")
