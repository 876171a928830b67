"""Paragraphs set as a whole: their breaks are chosen together, not line by line.

``measuring`` lays a paragraph out as one strip, ``breaks`` says where its lines may end, ``fit`` chooses by the scale of
``costs``; ``paragraph`` and ``compositor`` keep what was chosen, and ``hooks`` makes the engine cut its lines there.
What a plan does not understand is left to the engine, line by line.
"""

from octavo.render.pdf.paragraphs.choice import set_as_wholes, sets_whole_paragraphs
from octavo.render.pdf.paragraphs.compositor import Compositor
from octavo.render.pdf.paragraphs.hooks import set_by, spread_by

__all__ = ["Compositor", "set_as_wholes", "set_by", "sets_whole_paragraphs", "spread_by"]
