"""Generated matter on its pages."""

from __future__ import annotations

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import Matter
from octavo.render.pdf import render_pdf


def copyright_page(sample, *texts):
    """Return a copyright page of groups of one paragraph each."""
    span, own = sample.para().span, Attributes(classes=("group",))
    groups = (nodes.Division(span=span, children=(sample.para(words),), attributes=own) for words in texts)
    return sample.document("copyright-page", *groups, role="copyright-page", matter=Matter.FRONT)


def test_a_long_copyright_page_takes_two_pages(sample, prose):
    """It stands at the foot of one; what does not fit goes on, and nothing is lost."""
    for words, pages in ((20, 1), (450, 2)):
        document = copyright_page(sample, prose(words), prose(words, 1), "Made here.")
        made = render_pdf(sample.publication(document), None, lambda _line: None)
        assert made.diagnostics == ()
        assert made.value.pages == pages


def test_the_last_signature_is_filled_with_blanks(sample):
    """Three pages become four or eight; a count that fits stays."""
    chapters = [sample.document(name, sample.para("Words."), title=name) for name in ("one", "two")]
    for signature, pages in ((1, 3), (3, 3), (4, 4), (8, 8)):
        made = render_pdf(sample.publication(*chapters, signature=signature), None, lambda _line: None).value
        assert made.pages == len(made.page_map.pages) == pages
        assert [entry.blank for entry in made.page_map.pages] == [False, True, False, *[True] * (pages - 3)]
        assert [entry.folio for entry in made.page_map.pages] == [str(number + 1) for number in range(pages)]
