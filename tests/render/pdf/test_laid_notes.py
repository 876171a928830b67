"""Footnotes that were laid out once are as those laid out anew."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from octavo.render.pdf import divisions, render_pdf


def chapter(sample, prose):
    """Return a chapter with pages of many notes, of all lengths, one of them of two paragraphs."""
    more = (sample.para("A second paragraph of a note."),)
    notes = tuple(
        sample.note(number, prose(number % 9 * 8 + 3, number), more=more if number == 7 else ())
        for number in range(1, 40)
    )
    blocks = [
        sample.para(f"{prose(25, index)} ", sample.call(note.id), f" {prose(40, index)}")
        for index, note in enumerate(notes)
    ]
    return sample.document("one", *blocks, notes=notes)


@pytest.mark.parametrize("screen", [False, True])
def test_the_file_is_the_same(sample, prose, screen, monkeypatch):
    """Byte for byte, whether notes are copied or not."""
    publication = sample.publication(chapter(sample, prose), screen=screen)
    copied = render_pdf(publication, None, lambda _line: None)
    monkeypatch.setattr(divisions, "notes_laid_once", nullcontext)
    assert copied.value.pages > 2
    assert render_pdf(publication, None, lambda _line: None).value.data == copied.value.data
