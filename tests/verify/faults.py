"""Faults planted in a clean EPUB one at a time, the finding of Octavo's own checks for each, and changes that are none."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from support.damage import Change, add, append, damaged, drop, insert, on, put, remove, rename, say, swap, unset

OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
EBB, FLOW, GLOSSARY = "EPUB/text/ebb.xhtml", "EPUB/text/flow.xhtml", "EPUB/text/glossary.xhtml"
SEA, CSS, COVER = "EPUB/images/sea.svg", "EPUB/styles/epub.css", "EPUB/cover.xhtml"
APPLE, ENCRYPTION = "META-INF/com.apple.ibooks.display-options.xml", "META-INF/encryption.xml"

CALL = "//h:a[@role='doc-noteref']"
NOTE = "//h:aside"
BACK = f"{NOTE}//h:a[@role='doc-backlink']"
FLOW_IN_CONTENTS = "//h:nav[@epub:type='toc']//h:li[h:a/@href='text/flow.xhtml']"
PAGES = "//h:nav[@epub:type='page-list']"
START = "//h:a[@epub:type='bodymatter']"
METADATA = "//o:metadata"
BODY = "//h:section[1]"

OBFUSCATED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>
<enc:CipherData><enc:CipherReference URI="EPUB/fonts/SourceSerifPro-Regular.otf"/></enc:CipherData></enc:EncryptedData>
</encryption>"""


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""
    data = io.BytesIO()
    Image.new("L", (width, height), 128).save(data, "PNG")
    return data.getvalue()


def claim(name: str, value: str) -> Change:
    """Return a change that adds a line to the metadata."""
    return swap(OPF, "</metadata>", f'<meta property="{name}">{value}</meta></metadata>')


def feature(value: str) -> Change:
    """Return a change that claims a feature of accessibility."""
    return claim("schema:accessibilityFeature", value)


def manifest(identifier: str, path: str, media_type: str) -> Change:
    """Return a change that lists a file."""
    return swap(OPF, "</manifest>", f'<item id="{identifier}" href="{path}" media-type="{media_type}"/></manifest>')


@dataclass(frozen=True, slots=True)
class Fault:
    """What is planted, and where our own checks find it."""

    what: str
    finding: str
    """Empty for what only a validator knows."""
    place: str
    """The file inside the EPUB; empty for the EPUB as a whole."""
    changes: tuple[Change, ...]
    besides: tuple[str, ...] = ()
    """Findings of ours that cannot but come with it."""


def fault(what: str, finding: str, place: str, *changes: Change, besides: tuple[str, ...] = ()) -> Fault:
    """Return a fault."""
    return Fault(what, finding, place, changes, besides)


UNSEEN = (
    fault("a call without type and role", "epub-call-unmarked", EBB, on(EBB, CALL, unset("epub:type", "role"))),
    fault("a note that is a plain aside", "epub-note-unmarked", EBB, on(EBB, NOTE, unset("epub:type", "role"))),
    fault("a note that is a div", "epub-note-unmarked", EBB, on(EBB, NOTE, unset("epub:type", "role"), rename("div"))),
    fault("a note without a way back", "epub-note-without-backlink", EBB, on(EBB, BACK, remove)),
    fault("no start of the text", "epub-no-start", "", on(NAV, START, lambda link: remove(link.getparent()))),
    fault("a chapter that contents leave out", "epub-not-in-contents", FLOW, on(NAV, FLOW_IN_CONTENTS, remove), besides=("epub-ncx-differs",)),
    fault("two pages of one number", "epub-page-twice", NAV, on(NAV, f"{PAGES}//h:li[3]/h:a", say("1")), on(EBB, "//h:span[@id='page-2']", put("aria-label", "1"))),
    fault("two files of one title", "epub-title-twice", FLOW, on(FLOW, "//h:title", say("Ebb"))),
    fault("a table without headings", "epub-table-without-headers", EBB, on(EBB, "//h:th", rename("td"), unset("scope")), on(EBB, "//h:th", rename("td"), unset("scope"))),
    fault("a formula without words", "epub-math-without-text", EBB, on(EBB, "//m:math", unset("alttext")), besides=("epub-claim-false",)),
    fault("words without their language", "epub-language-unmarked", EBB, on(EBB, "//h:span[@lang='ja']", unset("lang", "xml:lang"))),
    fault("viewBox without its capital", "epub-svg-name-case", SEA, swap(SEA, "viewBox", "viewbox")),
    fault("linearGradient without its capital", "epub-svg-name-case", SEA, on(SEA, "//s:linearGradient", rename("lineargradient"))),
)  # fmt: skip
"""What EPUBCheck and Ace do not see."""

NOTES = (
    fault("a call of one vocabulary", "epub-half-marked", EBB, on(EBB, CALL, unset("epub:type"))),
    fault("a note of one vocabulary", "epub-half-marked", EBB, on(EBB, NOTE, unset("role"))),
    fault("a call that says more than its number", "epub-call-not-number", EBB, on(EBB, CALL, say("note 1"))),
    fault("a footnote in another file", "epub-note-elsewhere", EBB, on(EBB, CALL, put("href", "flow.xhtml#far")), on(FLOW, BODY, insert('<aside id="far" epub:type="footnote" role="doc-footnote"><p><a href="ebb.xhtml#call-ebb-note-moon">1</a> Far.</p></aside>')), besides=("epub-note-without-call",)),
    fault("a note that nothing calls", "epub-note-without-call", EBB, on(EBB, CALL, remove), besides=("epub-dead-link",)),
    fault("a call to no note", "epub-call-without-note", EBB, on(EBB, CALL, put("href", "#why")), besides=("epub-note-without-call",)),
    fault("a call and a note that nothing marks", "epub-call-unmarked", EBB, on(EBB, CALL, unset("epub:type", "role")), on(EBB, NOTE, unset("epub:type", "role"))),
    fault("links that lead to each other", "epub-mutual-links", EBB, on(EBB, "//h:a[@role='doc-glossref']", put("id", "here")), on(GLOSSARY, "//h:a[@class='first-use']", put("href", "ebb.xhtml#here"))),
)  # fmt: skip

WAYS = (
    fault("a landmark of two types", "epub-landmark-types", NAV, on(NAV, START, put("epub:type", "bodymatter chapter"))),
    fault("a landmark twice", "epub-landmark-twice", NAV, on(NAV, "//h:a[@epub:type='glossary']", put("epub:type", "toc"))),
    fault("a landmark to nowhere", "epub-dead-link", NAV, on(NAV, START, put("href", "text/ebb.xhtml#begin"))),
    fault("contents four deep", "epub-contents-deep", NAV, on(NAV, "//h:a[@href='text/ebb.xhtml#why']", lambda a: insert('<ol><li><a href="text/ebb.xhtml#tbl-heights">T</a><ol><li><a href="text/ebb.xhtml#ebb-use-neap-tide">N</a></li></ol></li></ol>')(a.getparent())), besides=("epub-ncx-differs",)),
    fault("an NCX of other words", "epub-ncx-differs", NCX, swap(NCX, "<text>Why</text>", "<text>Because</text>")),
    fault("an NCX of another book", "epub-ncx-differs", NCX, on(NCX, "//n:meta[@name='dtb:uid']", put("content", "urn:isbn:9781402894626"))),
    fault("a file without a title", "epub-title-missing", FLOW, on(FLOW, "//h:title", say(""))),
    fault("a page that is not listed", "epub-page-unlisted", EBB, on(NAV, f"{PAGES}//h:li[3]", remove)),
    fault("a listed page that is not marked", "epub-page-unmarked", NAV, on(NAV, f"{PAGES}//h:li[3]/h:a", put("href", "text/ebb.xhtml#why")), besides=("epub-page-unlisted",)),
    fault("a page of two names", "epub-page-label-differs", EBB, on(EBB, "//h:span[@id='page-2']", put("aria-label", "4"))),
    fault("pages out of order", "epub-pages-out-of-order", NAV, on(NAV, f"{PAGES}/h:ol", lambda pages: pages.append(pages[1]))),
    fault("a page list of no book", "epub-page-source-missing", OPF, on(OPF, "//o:meta[@property='pageBreakSource']", remove), on(OPF, "//o:meta[@property='source-of']", remove)),
)  # fmt: skip

WORDS = (
    fault("a picture without words", "epub-picture-undescribed", FLOW, on(FLOW, "//h:img", unset("alt")), besides=("epub-claim-false",)),
    fault("a cover without words", "epub-picture-undescribed", COVER, on(COVER, "//h:img", put("alt", "")), besides=("epub-claim-false",)),
    fault("a level of headings left out", "epub-heading-skipped", EBB, on(EBB, "//h:h2", rename("h4"))),
    fault("a file name for words", "epub-picture-misdescribed", FLOW, on(FLOW, "//h:img", put("alt", "sea_01.PNG"))),
    fault("a word of any picture", "epub-picture-misdescribed", FLOW, on(FLOW, "//h:img", put("alt", "Image 3"))),
    fault("a letter that was lost", "epub-character-broken", FLOW, on(FLOW, BODY, insert("<p>A caf\ufffd by the sea.</p>"))),
    fault("a letter of another encoding", "epub-character-broken", FLOW, on(FLOW, BODY, insert("<p>The sea\x92s edge.</p>"))),
    fault("an empty link", "epub-link-empty", FLOW, on(FLOW, "//h:a[@class='xref']", say(""))),
    fault("an id that CSS cannot read", "epub-id-unsafe", EBB, on(EBB, "//h:h2", put("id", "why:1")), on(FLOW, "//h:a[@class='xref']", put("href", "ebb.xhtml#why:1")), on(NAV, "//h:a[@href='text/ebb.xhtml#why']", put("href", "text/ebb.xhtml#why:1")), swap(NCX, "#why", "#why:1")),
    fault("an id twice", "epub-duplicate-id", EBB, on(EBB, "//h:td", put("id", "why"))),
    fault("a package of no language", "epub-language-missing", OPF, on(OPF, "/o:package", unset("xml:lang"))),
    fault("a document of no language", "epub-language-missing", FLOW, on(FLOW, "/h:html", unset("xml:lang", "lang"))),
    fault("a document of two languages", "epub-language-differs", FLOW, on(FLOW, "/h:html", put("lang", "fr"))),
    fault("Russian words", "epub-language-unmarked", FLOW, on(FLOW, BODY, insert("<p>It is called море there.</p>"))),
    fault("a Greek word", "epub-language-unmarked", FLOW, on(FLOW, BODY, insert("<p>From θάλασσα.</p>"))),
    fault("an Arabic word in Japanese", "epub-language-unmarked", EBB, on(EBB, "//h:span[@lang='ja']", say("بحر"))),
)  # fmt: skip

CLAIMS = (
    fault("described pictures that are not", "epub-claim-false", OPF, on(FLOW, "//h:img", put("alt", "")), besides=("epub-picture-undescribed",)),
    fault("long descriptions that are none", "epub-claim-false", OPF, feature("longDescription")),
    fault("ruby that is none", "epub-claim-false", OPF, feature("rubyAnnotations")),
    fault("formulas that are none", "epub-claim-false", OPF, on(EBB, "//m:math", remove), on(OPF, "//o:item[@id='text-ebb']", unset("properties"))),
    fault("an index that is none", "epub-claim-false", OPF, on("EPUB/text/index.xhtml", "//h:section", unset("epub:type"), put("role", "doc-appendix"))),
    fault("pages that are not marked", "epub-claim-false", OPF, *(on(path, "//h:span[@role='doc-pagebreak']", remove) for path in ("EPUB/text/title-page.xhtml", EBB, EBB, EBB, FLOW, GLOSSARY, "EPUB/text/index.xhtml")), on(NAV, PAGES, remove), swap(NCX, "<pageList", "<!-- <pageList"), swap(NCX, "</pageList>", "</pageList> -->"), besides=()),
    fault("nothing and something", "epub-claim-false", OPF, feature("none")),
    fault("pictures that are not told of", "epub-claim-missing", OPF, on(OPF, "//o:meta[.='visual']", remove)),
    fault("no hazards", "epub-access-unstated", OPF, on(OPF, "//o:meta[@property='schema:accessibilityHazard']", remove)),
    fault("hazards and none", "epub-hazards-contradict", OPF, claim("schema:accessibilityHazard", "flashing")),
    fault("a conformance with a dash", "epub-conformance-misspelt", OPF, claim("dcterms:conformsTo", "EPUB Accessibility 1.1 – WCAG 2.2 Level AA"), claim("a11y:certifiedBy", "Tide Press")),
    fault("a conformance of nobody", "epub-conformance-uncertified", OPF, claim("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")),
)  # fmt: skip

PARCELS = (
    fault("a file nobody shows", "epub-unreferenced-file", OPF, add("EPUB/images/draft.png", png(8, 8)), manifest("draft", "images/draft.png", "image/png")),
    fault("an obfuscated font", "epub-obfuscated-font", ENCRYPTION, add(ENCRYPTION, OBFUSCATED)),
    fault("a font for browsers alone", "epub-font-format", OPF, add("EPUB/fonts/Web.woff2", b"wOF2" + bytes(60)), manifest("web", "fonts/Web.woff2", "font/woff2"), append(CSS, "@font-face { font-family: Web; src: url(../fonts/Web.woff2) }")),
    fault("fonts that Apple does not show", "epub-fonts-switched-off", "", drop(APPLE), on(OPF, "//o:meta[@property='ibooks:specified-fonts']", remove)),
    fault("no cover", "epub-cover-missing", "", on(OPF, "//o:item[@id='cover-image']", unset("properties")), on(OPF, "//o:meta[@name='cover']", remove)),
    fault("a small cover", "epub-cover-small", OPF, add("EPUB/cover.png", png(600, 900))),
    fault("a picture of six megapixels", "epub-picture-large", OPF, add("EPUB/images/big.png", png(3000, 2000)), manifest("big", "images/big.png", "image/png"), on(FLOW, BODY, insert('<p><img src="../images/big.png" alt="Grey"/></p>'))),
    fault("a very long document", "epub-document-large", FLOW, on(FLOW, BODY, *(insert(f"<p>{'Water and sand. ' * 1000}</p>") for _ in range(20)))),
    fault("a script", "epub-script", FLOW, on(FLOW, "//h:head", insert("<script>var tide = 1;</script>")), on(OPF, "//o:item[@id='text-flow']", put("properties", "scripted"))),
    fault("a script in an attribute", "epub-script", FLOW, on(FLOW, "//h:figure", put("onclick", "x()")), on(OPF, "//o:item[@id='text-flow']", put("properties", "scripted"))),
    fault("a picture from the network", "epub-remote-resource", FLOW, on(FLOW, "//h:img", put("src", "https://example.org/sea.png")), besides=("epub-unreferenced-file",)),
    fault("running heads for a reader", "epub-css-not-honoured", CSS, append(CSS, "@page { margin: 1cm; @top-center { content: 'Tides' } }")),
    fault("a fixed place", "epub-css-not-honoured", CSS, append(CSS, ".note { position: fixed }")),
    fault("footnotes of printed pages", "epub-css-not-honoured", CSS, append(CSS, ".note { float: footnote }")),
    fault("page numbers of printed pages", "epub-css-not-honoured", CSS, append(CSS, ".xref::after { content: target-counter(attr(href), page) }")),
    fault("type in pixels", "epub-css-fixed-size", CSS, append(CSS, "body { font-size: 16px }"), besides=("epub-claim-false",)),
    fault("type in points in an attribute", "epub-css-fixed-size", FLOW, on(FLOW, "//h:section", put("style", "font-size: 11pt")), besides=("epub-claim-false",)),
    fault("letters like their ground", "epub-contrast-low", CSS, append(CSS, ".aside { color: #999; background: #fff }")),
    fault("grey letters on white", "epub-css-fixed-colour", CSS, append(CSS, "body { color: #ccc; background: #fff }"), besides=("epub-contrast-low",)),
    fault("a stylesheet that wants a font", "epub-dead-link", CSS, append(CSS, "@font-face { font-family: Gone; src: url(../fonts/Gone.otf) }")),
    fault("a tag that is not closed", "epub-not-well-formed", FLOW, swap(FLOW, "</figure>", "")),
)  # fmt: skip

FOREIGN = (
    fault("a time without its zone", "", "", on(OPF, "//o:meta[@property='dcterms:modified']", say("2026-11-22T00:00:00"))),
    fault("an access mode that is none", "", "", claim("schema:accessMode", "telepathic")),
    fault("an element that is none", "", "", on(FLOW, "//h:figure", rename("picturebox"))),
)  # fmt: skip
"""What only validators know."""

OURS = (*UNSEEN, *NOTES, *WAYS, *WORDS, *CLAIMS, *PARCELS)
FAULTS = (*OURS, *FOREIGN)

HARMLESS: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("nothing", ()),
    ("a call that is a sign", (on(EBB, CALL, say("†")),)),
    ("a number in brackets", (on(EBB, CALL, say("[1]")),)),
    ("an endnote in another file", (on(EBB, "(//h:a[@role='doc-noteref'])[2]", put("href", "flow.xhtml#far"), put("id", "c2")), on(EBB, "(//h:aside)[2]", remove), on(FLOW, BODY, insert('<section><ol><li id="far" epub:type="endnote" role="doc-endnote"><a href="ebb.xhtml#c2">2</a> Far.</li></ol></section>')))),
    ("a footnote in a list of endnotes", (on(EBB, "(//h:a[@role='doc-noteref'])[2]", put("href", "flow.xhtml#far"), put("id", "c2")), on(EBB, "(//h:aside)[2]", remove), on(FLOW, BODY, insert('<section epub:type="endnotes" role="doc-endnotes"><div id="far" epub:type="footnote" role="doc-footnote"><a href="ebb.xhtml#c2">2</a> Far.</div></section>')))),
    ("an item of a list as a note", (on(EBB, f"({NOTE})[1]", rename("li"), put("epub:type", "endnote"), unset("role")),)),
    ("a link to the paragraph of a link back", (on(EBB, "//h:a[@role='doc-glossref']", put("id", "here")),)),
    ("a table for looks", (on(FLOW, BODY, insert('<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>')),)),
    ("a table of one row", (on(FLOW, BODY, insert("<table><tr><td>a</td><td>b</td></tr></table>")),)),
    ("a picture for looks", (on(FLOW, BODY, insert('<p>Sand <img src="../images/sea.svg" alt="" role="presentation"/></p>')),)),
    ("a picture of a picture", (on(FLOW, "//h:img", put("alt", "A picture of three waves")),)),
    ("letters that were not lost", (on(FLOW, BODY, insert("<p>A café\u00a0by the sea’s edge\u2026</p>")),)),
    ("letters unlike their ground", (append(CSS, ".aside { color: #595959; background: white }"),)),
    ("letters on a ground that shines through", (append(CSS, ".aside { color: #999; background: rgb(255 255 255 / 0.5) }"),)),
    ("a link that is a picture", (on(FLOW, BODY, insert('<p><a href="ebb.xhtml"><img src="../images/sea.svg" alt="Back to the ebb"/></a></p>')),)),
    ("headings that go up by two", (on(EBB, BODY, insert("<h3>a</h3><h4>b</h4><h2>c</h2>")),)),
    ("a Greek letter of a formula", (on(FLOW, BODY, insert("<p>An angle of π and a width of 3 µm; ℓ and ∑ as well.</p>")),)),
    ("foreign letters in code", (on(FLOW, BODY, insert("<p>Type <code>море</code>.</p>")),)),
    ("words of a language that writes so", (on(FLOW, BODY, insert('<p lang="ru" xml:lang="ru">море</p>')),)),
    ("an id with a hyphen and a digit", (on(EBB, "//h:td", put("id", "a-1_b")),)),
    ("an attribute of HTML like one of SVG", (on(FLOW, "//h:figure", put("class", "viewbox lineargradient")),)),
    ("data of a script's kind", (on(FLOW, "//h:head", insert('<script type="application/ld+json">{}</script>')),)),
    ("a link to the network", (on(FLOW, BODY, insert('<p><a href="https://example.org/">elsewhere</a></p>')),)),
    ("plain margins of a page", (append(CSS, "@page { margin: 1cm }"),)),
    ("a fixed place on paper", (append(CSS, "@media print { .note { position: fixed } }"),)),
    ("relative sizes, colours of a class and of the reader", (append(CSS, "body { font-size: 1em; color: inherit } .warning { color: #900 } p { color: currentColor }"),)),
    ("colours of dark mode", (append(CSS, "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }"),)),
    ("a width in pixels", (append(CSS, ".rule { width: 3px; border: 1px solid }"),)),
    ("an old conformance", (claim("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AAA"), claim("a11y:certifiedBy", "Tide Press"))),
    ("a conformance to something else", (claim("dcterms:conformsTo", "https://example.org/house-style"),)),
    ("three hazards denied", (on(OPF, "//o:meta[@property='schema:accessibilityHazard']", say("noFlashingHazard")), claim("schema:accessibilityHazard", "noMotionSimulationHazard"), claim("schema:accessibilityHazard", "noSoundHazard"))),
    ("long descriptions", (feature("longDescription"), on(FLOW, "//h:img", put("aria-details", "more")), on(FLOW, BODY, insert('<p id="more">Three waves.</p>')))),
    ("a licence that nothing names", (add("EPUB/LICENCE.html", "<html xmlns='http://www.w3.org/1999/xhtml' lang='en' xml:lang='en'><head><title>Licence</title></head><body><p>Free.</p></body></html>"), manifest("licence", "LICENCE.html", "application/xhtml+xml"))),
    ("a font in two formats", (add("EPUB/fonts/SourceSerifPro-Regular.woff2", b"wOF2"), manifest("web", "fonts/SourceSerifPro-Regular.woff2", "font/woff2"), append(CSS, "@font-face { font-family: It; src: url(../fonts/SourceSerifPro-Regular.woff2) }"))),
    ("a picture of five megapixels", (add("EPUB/images/big.png", png(2500, 2000)), manifest("big", "images/big.png", "image/png"), on(FLOW, BODY, insert('<p><img src="../images/big.png" alt="Grey"/></p>')))),
    ("an encrypted file that is no font", (add(ENCRYPTION, OBFUSCATED.replace("fonts/SourceSerifPro-Regular.otf", "text/secret.bin")),)),
    ("a page source by the newer name alone", (on(OPF, "//o:meta[@property='source-of']", remove),)),
)  # fmt: skip
"""Near misses: what looks like a fault to a hasty eye."""

__all__ = ["FAULTS", "FOREIGN", "HARMLESS", "OURS", "UNSEEN", "Fault", "damaged"]
