"""Every kind of entry, as the house style sets it: the expected text is read by people, in the files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.model import nodes
from octavo.model.nodes import Inline
from support.drafts import cited, draft

HERE = Path(__file__).parent


def markdown(inlines: tuple[Inline, ...]) -> str:
    """Return rendered words with italics, links and raised letters visible."""
    return "".join(_markdown(inline) for inline in inlines)


def _markdown(inline: Inline) -> str:  # noqa: PLR0911 - one line a kind
    match inline:
        case nodes.Text():
            return inline.text.replace("\u00a0", "⍽")
        case nodes.Emphasis():
            return f"*{markdown(inline.children)}*"
        case nodes.Strong():
            return f"**{markdown(inline.children)}**"
        case nodes.Link():
            words = markdown(inline.children)
            return f"<{inline.href}>" if words == inline.href else f"[{words}]({inline.href})"
        case nodes.InternalLink():
            return f"[{markdown(inline.children)}](#{inline.target})"
        case nodes.Markup():
            return f"<{inline.tag}>{markdown(inline.children)}</{inline.tag}>"
        case nodes.Phrase():
            return f"[{markdown(inline.children)}]{{.{' .'.join(inline.attributes.classes)}}}"
        case _:
            return f"<{type(inline).__name__}>"


@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography"])
def test_each_kind_of_entry_reads_as_the_style_wants_it(style: str, update_golden: bool) -> None:  # noqa: FBT001
    """Citation, entry and order of a reading list with one entry of each kind."""
    references = (HERE / "entries.yaml").read_text(encoding="utf-8")
    keys = [line.removeprefix("- id: ") for line in references.splitlines() if line.startswith("- id: ")]
    text = "# One\n\n" + "".join(f"[@{key}, p. 7]\n\n" for key in keys)
    book = cited(draft(text, references=references, style=style))
    entries = "".join(
        f"- {markdown(r.rendered)}\n" for r in sorted(book.references, key=lambda reference: reference.position)
    )
    citations = "".join(
        f"- {key}: {markdown(node.rendered)}\n"
        for key, block in zip(keys, book.chapters[0].children, strict=True)
        if isinstance(block, nodes.Paragraph)
        for node in block.children
        if isinstance(node, nodes.Citation)
    )
    golden = HERE / f"{style}.md"
    made = f"# {style}, en-GB\n\n## The reading list\n\n{entries}\n## Citations of page 7\n\n{citations}"
    if update_golden:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
