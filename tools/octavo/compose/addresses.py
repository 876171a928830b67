"""The addresses that links lead to, where an edition prints them: on paper nobody can follow words in another colour."""

from __future__ import annotations

import re

from octavo.compose.making import text
from octavo.compose.place import Place
from octavo.compose.setting import Setting
from octavo.model.edition import Links
from octavo.model.nodes import Inline, Link
from octavo.model.walk import plain_text

_LEFT_OUT = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
"""Schemes that say nothing to a reader who sees what follows them."""
_BEFORE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?", re.IGNORECASE)


def printed(link: Link) -> str:
    """Return the address of a link as a reader would type it; empty when the link's own words hold it."""
    scheme = _LEFT_OUT.match(link.href)
    address = link.href if scheme is None else link.href[scheme.end() :].partition("?")[0]
    return "" if _bare(address) in _bare(plain_text(link.children)) else address


def _bare(address: str) -> str:
    """Return an address without what people leave out of it."""
    start = _BEFORE.match(address)
    return address[start.end() if start else 0 :].rstrip("/").casefold()


class Addresses:
    """Tells how each link's address is shown; each once a document."""

    def __init__(self, setting: Setting) -> None:
        """Begin with nothing shown."""
        self._setting = setting
        self._shown: set[tuple[str, str]] = set()

    def wanted(self, link: Link, place: Place) -> tuple[str, Links]:
        """Return the address to show beside a link, and where: as text, or in a note; empty for none.

        A note cannot be called where there are none (in notes, in what Octavo makes), and headings and captions, which
        contents and lists repeat, are no place for an address.
        """
        links = self._setting.edition.links
        address = "" if links is Links.HIDDEN or place.as_set else printed(link)
        if not address or (place.document, address) in self._shown:
            return "", links
        self._shown.add((place.document, address))
        if place.noted:
            return address, Links.TEXT
        return address, links if place.running else Links.NOTE

    def in_brackets(self, link: Link, address: str) -> tuple[Inline, ...]:
        """Return an address as it follows the words of a link."""
        words, span = self._setting.words, link.span
        opening, closing = words["bracket-open"], words["bracket-close"]
        return (text(span, f"{opening}{address}{closing}"),)
