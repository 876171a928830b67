"""A structure tree for PDFs (ISO 32000-1, 14.7), built from the document and not from boxes.

WeasyPrint tags boxes, page by page: a paragraph over two pages becomes two, running heads are read out, notes are
nameless spans. Here every piece of marked content hangs on the element that its box came from, so that pages, lines
and columns cannot break an element. ``writing.tagged`` stands in for ``weasyprint.pdf.add_tags`` while a file is
written; it reads ``stream._tags`` (box → number of its marked content) and nothing else of WeasyPrint's own tree.
"""
