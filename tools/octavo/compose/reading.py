"""Related reading: the references an edition lists, under the author's headings, each as the style sets it."""

from __future__ import annotations

from octavo.compose.ids import Ids
from octavo.compose.making import division, paragraph, text, without_id
from octavo.compose.prose import Prose
from octavo.compose.setting import Setting
from octavo.model.attributes import Attributes
from octavo.model.nodes import Block, Heading
from octavo.model.references import Reference
from octavo.model.slugs import slug_or_digest
from octavo.model.walk import rewrite

DOCUMENT = "related-reading"


def reading_blocks(setting: Setting, prose: Prose, ids: Ids) -> tuple[Block, ...]:
    """Return the entries by group: the book's order of groups, then others as they appear, then those without one."""
    listed = setting.survey.references
    groups = tuple(dict.fromkeys(r.group for r in listed if r.group))
    wanted = tuple(name for name in setting.book.config.references.groups if name in groups)
    order = tuple(dict.fromkeys((*wanted, *groups)))
    blocks: list[Block] = []
    for group in (*order, ""):
        entries = sorted((r for r in listed if r.group == group), key=lambda r: r.position)
        if entries and order:
            blocks.append(_heading(group or setting.words["other-references"], entries[0], ids))
        blocks += (_entry(reference, prose) for reference in entries)
    return tuple(blocks)


def _heading(title: str, first: Reference, ids: Ids) -> Heading:
    identifier = ids.new(f"{DOCUMENT}-{slug_or_digest(title)}")
    return Heading(span=first.span, level=2, children=(text(first.span, title),), attributes=Attributes(id=identifier))


def _entry(reference: Reference, prose: Prose) -> Block:
    span = reference.span
    rendered = reference.rendered or (text(span, reference.key),)
    blocks = [paragraph(span, prose.generated(rendered, DOCUMENT, as_set=True), "entry")]
    if reference.annotation:
        words = rewrite(prose.generated(reference.annotation, DOCUMENT), lambda node: (without_id(node),))
        blocks.append(paragraph(span, words, "annotation"))
    return division(span, blocks, "reference", identifier=reference.id)
