"""What is mended in the engine's own breaking of lines, which sets all that is not broken as a whole."""

from __future__ import annotations

import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.render.pdf.repairs import repaired


def test_narrowed_spaces_do_not_cut_a_line_short():
    """No line but the last is shorter than half the measure, whatever the measure is."""
    words = (
        "<p><b>Which voice is louder?</b> The partnership speaks of <i>disarmament</i> and of <i>defence</i> industry, of"
        " fewer weapons and of better ones. Both belong to it. If only one can be heard, the balance was a courtesy.</p>"
    )
    paragraphs = "".join(words.replace("<p>", f'<p style="width: {width}pt">') for width in range(300, 340))
    style = 'font: 10.5pt "Source Serif Pro", serif; hyphens: auto; hyphenate-limit-chars: 5 2 3; word-spacing: -0.02em'
    with repaired():
        document = weasyprint.HTML(
            string=f'<html lang="en" style="{style}"><body>{paragraphs}'.replace(
                '"Source Serif Pro"', "'Source Serif Pro'"
            )
        ).render()
    found = [
        box
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.BlockBox) and box.element_tag == "p"
    ]
    assert len(found) == 40
    assert [box.width for box in found for line in box.children[:-1] if line.width < box.width / 2] == []
