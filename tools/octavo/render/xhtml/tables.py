"""Tables, figures and lists of contents as XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from octavo.model import nodes
from octavo.model.walk import descend, plain_text
from octavo.render.xhtml.attributes import written
from octavo.render.xhtml.elements import Piece, element
from octavo.render.xhtml.inlines import write_image, write_inlines, write_label
from octavo.render.xhtml.target import Context


def write_table(table: nodes.Table, around: Context) -> Element:
    """Return a table inside a ``div`` that may scroll where the screen is narrow, and so takes the keyboard's focus.

    Its notes belong to it and stand under it where they would follow their calls (Chicago Manual of Style 18, 3.76).
    """
    parts: list[Piece] = []
    context = replace(around, after_calls=False)
    if table.caption or table.label:
        caption = [*write_label(table.label, context), *write_inlines(table.caption, context)]
        parts.append(element("caption", None, caption))
    scrolling = {"tabindex": "0", "role": "group", "aria-label": _name(table, context)}
    if table.head:
        holder = "thead" if table.rows else "tbody"  # a head over nothing is the table (ISO 32000-1, 14.8.4.3.4)
        parts.append(element(holder, None, [_row(row, table, context, head=True) for row in table.head]))
    if table.rows:
        parts.append(element("tbody", None, [_row(row, table, context, head=False) for row in table.rows]))
    attributes = {**written(table.attributes, "table"), **(scrolling if context.target.epub else {})}
    return element("div", attributes, [element("table", None, parts), *_notes_below(table, around)])


def _notes_below(block: nodes.Table | nodes.Figure, around: Context) -> Iterator[Element]:
    """Yield the notes called in a block."""
    calls = [node for node in descend([block]) if isinstance(node, nodes.NoteCall)] if around.after_calls else []
    for call in calls:
        yield around.note(around.notes[call.note], around, "div")


def _name(table: nodes.Table, context: Context) -> str | None:
    return plain_text(table.label) or plain_text(table.caption) or context.target.words.get("table")


def _row(row: nodes.Row, table: nodes.Table, context: Context, *, head: bool) -> Element:
    cells = []
    for index, cell in enumerate(row.cells):
        alignment = table.alignments[index].value if index < len(table.alignments) else ""
        heading = head and bool(plain_text(cell.children).strip())  # an empty corner heads nothing
        attributes = {"class": alignment or None, "scope": "col" if heading else None}
        cells.append(element("th" if heading else "td", attributes, write_inlines(cell.children, context)))
    return element("tr", None, cells)


def write_figure(figure: nodes.Figure, around: Context) -> Element:
    """Return a figure: the picture, then its label, caption, credit and link to a description, under them their notes."""
    context = replace(around, after_calls=False)
    picture = write_image(figure.image, context, decorative="decorative" in figure.attributes.classes)
    if figure.described_by:
        picture.set("aria-details", figure.described_by)
    parts: list[Piece] = [picture]
    caption = [*write_label(figure.label, context), *write_inlines(figure.caption, context)]
    if figure.credit:
        caption += [" "] if caption else []
        caption.append(element("span", {"class": "credit"}, write_inlines(figure.credit, context)))
    if figure.description:
        caption += [*([" "] if caption else []), *write_inlines(figure.description, context)]
    caption += _notes_below(figure, around)
    if caption:
        parts.append(element("figcaption", None, caption))
    return element("figure", written(figure.attributes, "figure"), parts)


def write_contents(contents: nodes.ContentsList, context: Context) -> Element:
    """Return contents, or a list of figures or tables: a ``nav`` that holds nested lists."""
    kind = contents.attributes.classes[0] if contents.attributes.classes else "contents"
    attributes = {
        **written(contents.attributes, kind),
        "role": "doc-toc" if kind == "contents" else None,
        "aria-label": context.target.words.get(kind),
    }
    return element("nav", attributes, [_items(contents.items, context, 1)])


def _items(items: tuple[nodes.ContentsItem, ...], context: Context, level: int) -> Element:
    lines = []
    for item in items:
        line = element("li", {"class": f"level-{level}"}, [_line(item, context)])
        if item.children:
            line.append(_items(item.children, context, level + 1))
        lines.append(line)
    return element("ol", None, lines)


def _line(item: nodes.ContentsItem, context: Context) -> Element:
    return element("a", {"href": context.target.href(item.target)}, _line_parts(item, context))


def _line_parts(item: nodes.ContentsItem, context: Context) -> Iterator[Piece]:
    if item.number:
        yield element("span", {"class": "number"}, [item.number])
        yield " "
    yield element("span", {"class": "title"}, write_inlines(item.title, context))
    if context.target.epub:
        return
    folio = context.target.folio(item.target)
    yield element("span", {"class": "leader"}, [" "])
    yield element("span", {"class": "page" if folio else "page unknown"}, [folio or "0"])
