"""Page maps as JSON, and back."""

from __future__ import annotations

import json
from typing import Any

from octavo.model.page_map import PageEntry, PageMap, PageStart


def encoded(page_map: PageMap) -> bytes:
    """Return a page map as bytes."""
    said = {
        "pages": [[page.folio, page.document, page.blank] for page in page_map.pages],
        "places": dict(page_map.places),
        "ends": dict(page_map.ends),
        "starts": [[start.page, start.document, start.offset, start.exact] for start in page_map.starts],
        "texts": {name: list(blocks) for name, blocks in page_map.texts.items()},
    }
    return json.dumps(said).encode()


def decoded(data: bytes) -> PageMap | None:
    """Return the page map that bytes hold; None when they hold none."""
    try:
        return _page_map(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _page_map(said: Any) -> PageMap:
    pages = tuple(PageEntry(folio=str(f), document=str(d), blank=bool(b)) for f, d, b in said["pages"])
    starts = tuple(
        PageStart(page=int(page), document=str(document), offset=int(offset), exact=bool(exact))
        for page, document, offset, exact in said["starts"]
    )
    return PageMap(
        pages=pages,
        places={str(name): int(page) for name, page in said["places"].items()},
        ends={str(name): int(page) for name, page in said["ends"].items()},
        starts=starts,
        texts={str(name): tuple(str(block) for block in blocks) for name, blocks in said["texts"].items()},
    )
