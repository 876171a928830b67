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
